"""The child process that opens what people upload: small memory, little time, no network (解析子进程).

Forked by `bihuan.base.upload_template` for one file each. In: one line of JSON, then the file's bytes. Out: one answer.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

CPU_SECONDS = 30
MEMORY_BYTES = 1024 * 1024 * 1024
ANSWER_BYTES = 64 * 1024 * 1024
OPEN_FILES = 64
BEGUN = b"+"
BARRED = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "ftplib.",
    "urllib.",
)


def be_child(connection: int) -> NoReturn:
    """Live and end as the child of one file, whose caller is at the other end of the connection."""
    try:
        _part_from_template(connection)
        _work()
    except BaseException:  # noqa: BLE001 - nothing may come back into the loop of the template
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def limit_resources(*, cpu_seconds: int, memory_bytes: int) -> None:
    """Bound processor time, memory, files; nothing may be written to disk."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))


def bar_programs() -> None:
    """Refuse sockets and other programs from here on."""
    sys.addaudithook(_bar)


def _bar(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith(BARRED):
        raise PermissionError(f"not allowed in the upload child: {event}")


def find(target: str) -> Callable[..., Any]:
    """The function named `package.module:function`."""
    module, _, name = target.partition(":")
    return getattr(importlib.import_module(module), name)


def answer_of(work: Callable[..., Any], content: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
    """What the work returned, the refusal it raised, or that it failed."""
    from bihuan.base.refusals import Refusal

    try:
        return {"result": work(content, **arguments)}
    except Refusal as refusal:
        return {"refusal": type(refusal).__name__, "sentence": refusal.sentence}
    except MemoryError:
        return {"failure": "MemoryError"}
    except Exception as failure:  # noqa: BLE001 - whatever a hostile file provokes ends here, as an answer
        return {"failure": type(failure).__name__, "trace": traceback.format_exc()}


def _part_from_template(connection: int) -> None:
    """Keep nothing open of the template but its errors: the connection becomes input and output."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(connection, 0)
    os.dup2(connection, 1)
    os.closerange(3, OPEN_FILES)


def _work() -> None:
    """Read the task, do it within the limits, write the answer."""
    with open(0, "rb", closefd=False) as given:
        task = json.loads(given.readline())
        content = given.read(task["size"])
    work = find(task["target"])
    limit_resources(cpu_seconds=task["cpu_seconds"], memory_bytes=task["memory_bytes"])
    bar_programs()
    answer = json.dumps(answer_of(work, content, task["arguments"]), ensure_ascii=False).encode()
    if len(answer) > ANSWER_BYTES:
        answer = b'{"failure": "AnswerTooLong"}'
    with open(1, "wb", closefd=False) as taken:
        taken.write(answer)
