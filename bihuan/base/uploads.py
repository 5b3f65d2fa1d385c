"""Uploaded files are opened in a child process that may die without harm (上传解析)."""

from __future__ import annotations

import contextlib
import fcntl
import json
import logging
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from bihuan.base import upload_calls
from bihuan.base.filetypes import check_size
from bihuan.base.refusals import Refusal
from bihuan.base.upload_child import CPU_SECONDS, MEMORY_BYTES

AT_ONCE = 2
WAIT_SECONDS = 30.0
WALL_SECONDS = 60.0
log = logging.getLogger(__name__)


class UploadRefused(Refusal):
    """The file was looked at and is not taken; `code` names the check that refused it."""

    def __init__(self, sentence: str, *, code: str) -> None:
        super().__init__(sentence)
        self.code = code


class ChildDied(Refusal):
    """The file could not be opened within the limits of time and memory, or its opening failed."""

    def __init__(
        self, sentence: str = "文件未能打开：解析时超出限制或文件已损坏。原有内容未受影响，请另存后重试。"
    ) -> None:
        super().__init__(sentence)


class TooBusy(Refusal):
    """All places for opening files are taken."""

    status = 503

    def __init__(self) -> None:
        super().__init__("正在处理的文件较多，请过一分钟再上传。")


def in_child(
    target: str,
    content: bytes,
    *,
    cpu_seconds: int = CPU_SECONDS,
    memory_bytes: int = MEMORY_BYTES,
    wall_seconds: float = WALL_SECONDS,
    wait_seconds: float = WAIT_SECONDS,
    **arguments: Any,
) -> Any:
    """Call `package.module:function` on a file's bytes in the child; its plain (JSON) answer.

    Raises: UploadRefused (a check said no), ChildDied (killed, over a limit, failed), TooBusy (no free place in time).
    """
    limits = {"size": len(content), "cpu_seconds": cpu_seconds, "memory_bytes": memory_bytes}
    task = json.dumps({"target": target, "arguments": arguments, **limits}, ensure_ascii=False)
    with place(wait_seconds=wait_seconds):
        answer = _run(target, task.encode() + b"\n" + content, wall_seconds=wall_seconds)
    if "refusal" in answer:
        raise UploadRefused(answer["sentence"], code=answer["refusal"])
    if "failure" in answer:
        log.warning("upload child failed: %s in %s\n%s", answer["failure"], target, answer.get("trace", "")[-2000:])
        raise ChildDied
    return answer["result"]


def checked(content: bytes, *, name: str, allowed: Iterable[str]) -> str:
    """Check a file in the child before it is kept; the name it may be shown under.

    Raises: UploadRefused, ChildDied, TooBusy; and the refusals of `check_size`.
    """
    check_size(len(content))
    answer = in_child("bihuan.base.filetypes:check_upload", content, name=name, allowed=list(allowed))
    return answer["name"]


@contextlib.contextmanager
def place(*, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """One of the places for opening files, shared by all processes of this installation."""
    folder = Path(settings.HOME) / "places"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    until = time.monotonic() + wait_seconds
    while (taken := _free_place(folder)) is None:
        if time.monotonic() >= until:
            raise TooBusy
        time.sleep(0.05)
    try:
        yield
    finally:
        os.close(taken)


def _free_place(folder: Path) -> int | None:
    """The open, locked file of a free place; the lock ends with the file, also when this process dies."""
    for number in range(AT_ONCE):
        taken = os.open(folder / f"upload-{number}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(taken, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(taken)
        else:
            return taken
    return None


def _run(target: str, task: bytes, *, wall_seconds: float) -> dict[str, Any]:
    try:
        written, code = upload_calls.answer(target.partition(":")[0], task, wall_seconds=wall_seconds)
    except TimeoutError as late:
        raise ChildDied("文件未能打开：解析时间过长。请拆分或另存后重试。") from late
    except upload_calls.NotReady as busy:
        raise TooBusy from busy
    except upload_calls.NoAnswer as broken:
        log.warning("upload child gave no answer in %s", target)
        raise ChildDied from broken
    try:
        return json.loads(written)
    except ValueError as cut:
        log.warning("upload child ended with %s in %s", code, target)
        raise ChildDied from cut
