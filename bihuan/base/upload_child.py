"""The child process that opens what people upload: small memory, little time, no network (解析子进程).

Run by `bihuan.base.uploads.in_child`; never by hand. In: one line of JSON, then the file's bytes. Out: one JSON answer.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import resource
import sys
import traceback
from collections.abc import Callable
from typing import Any

CPU_SECONDS = 30
MEMORY_BYTES = 1024 * 1024 * 1024
ANSWER_BYTES = 64 * 1024 * 1024
NEW_USER, NEW_NET = 0x10000000, 0x40000000
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


def limit_resources(*, cpu_seconds: int, memory_bytes: int) -> None:
    """Bound processor time, memory, files; nothing may be written to disk."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def leave_network() -> None:
    """Move into an empty network where the kernel allows it; bar sockets and other programs in any case."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.unshare(NEW_NET) and libc.unshare(NEW_USER | NEW_NET)
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
        traceback.print_exc()
        return {"failure": type(failure).__name__}


def main() -> None:
    """Read the task, do it within the limits, write the answer."""
    task = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    work = find(task["target"])
    limit_resources(cpu_seconds=task["cpu_seconds"], memory_bytes=task["memory_bytes"])
    leave_network()
    answer = json.dumps(answer_of(work, content, task["arguments"]), ensure_ascii=False).encode()
    if len(answer) > ANSWER_BYTES:
        answer = b'{"failure": "AnswerTooLong"}'
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()
