"""The caller's end of the upload child: its template process is started, kept, renewed, asked (解析调用)."""

from __future__ import annotations

import atexit
import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Hashable, Iterable
from pathlib import Path

import bihuan
from bihuan import definitions
from bihuan.base.upload_child import ANSWER_BYTES, BEGUN

PIECE = 1 << 16
TRIES = 2
START_SECONDS = 60.0


class NoAnswer(RuntimeError):
    """The template ended before its child did, or the child said more than it may."""


class NotReady(RuntimeError):
    """No child was forked in time: the machine is too busy, the file is not to blame."""


class Template:
    """A template process of this process, made of the definitions and surroundings of its start."""

    def __init__(self, made_of: Hashable) -> None:
        self.made_of = made_of
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            number = theirs.fileno()
            command = [sys.executable, "-P", "-m", "bihuan.base.upload_template", str(number)]
            self.process = subprocess.Popen(
                command, env=_environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[number]
            )

    def ask(self, module: str, connection: socket.socket | None = None) -> None:
        """Have a child forked for the other end of a connection, or only the module made ready."""
        numbers = [connection.fileno()] if connection else []
        socket.send_fds(self.control, [module.encode()], numbers)


_lock = threading.Lock()
_template: Template | None = None
_left: list[subprocess.Popen[bytes]] = []


def answer(module: str, task: bytes, *, wall_seconds: float) -> tuple[bytes, int]:
    """What a child, forked for this task, wrote, and its exit code.

    Raises: TimeoutError (the child is killed after these seconds of its own), NotReady, NoAnswer.
    """
    for _ in range(TRIES):
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                _ask(module, theirs)
            written = _converse(ours, task, wall_seconds) if _has_begun(ours) else b""
        body, end, code = written.removesuffix(b"\n").rpartition(b"\n")
        if end and written.endswith(b"\n"):
            return body, int(code)
    raise NoAnswer


def warm_up(modules: Iterable[str]) -> None:
    """Start the template, to make these modules ready in a quiet moment."""
    for module in modules:
        _ask(module, None)


def _ask(module: str, connection: socket.socket | None) -> None:
    made_of = _surroundings()
    with _lock:
        for _ in range(TRIES):
            try:
                return _kept(made_of).ask(module, connection)
            except (BrokenPipeError, ConnectionResetError):
                _drop()
    raise NoAnswer


def _kept(made_of: Hashable) -> Template:
    """The template of this process, a new one where there is none or what it was made of has changed."""
    global _template  # noqa: PLW0603 - one a process
    if _template and _template.made_of != made_of:
        _drop()
    _template = _template or Template(made_of)
    return _template


def _drop() -> None:
    """Ask the template no more; it ends with its last child."""
    global _template  # noqa: PLW0603
    if _template:
        _template.control.close()
        _left[:] = [_template.process, *(process for process in _left if process.poll() is None)]
    _template = None


def _has_begun(connection: socket.socket) -> bool:
    """Wait for the child to be forked; not where the template died before."""
    connection.settimeout(START_SECONDS)
    try:
        return connection.recv(len(BEGUN)) == BEGUN
    except TimeoutError as late:
        raise NotReady from late
    except ConnectionResetError:
        return False


def _converse(connection: socket.socket, task: bytes, wall_seconds: float) -> bytes:
    """Send the task and read until the other end is closed, which is after the child's death."""
    until = time.monotonic() + wall_seconds
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        connection.settimeout(_left_of(until))
        connection.sendall(task)
    written = bytearray()
    with contextlib.suppress(ConnectionResetError):
        while piece := _piece(connection, until=until):
            written += piece
            if len(written) > ANSWER_BYTES + PIECE:
                raise NoAnswer
    return bytes(written)


def _piece(connection: socket.socket, *, until: float) -> bytes:
    connection.settimeout(_left_of(until))
    return connection.recv(PIECE)


def _left_of(until: float) -> float:
    if (left := until - time.monotonic()) <= 0:
        raise TimeoutError
    return left


def _surroundings() -> Hashable:
    """What a template is made of besides what ships with the program, which does not change while it runs."""
    return (definitions.state_of_extra(), *sorted(_environment().items()))


def _environment() -> dict[str, str]:
    """What template and child know of their surroundings: no keys, no database address."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "BIHUAN_DEFINITIONS")}
    root = str(Path(bihuan.__file__).resolve().parent.parent)
    single = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return {**kept, **single, "PYTHONPATH": root, "PYTHONUTF8": "1"}


def _begin_anew() -> None:
    """In a forked process: the template is its parent's, so it starts one of its own when it needs it."""
    global _lock  # noqa: PLW0603
    _lock = threading.Lock()
    _drop()


@atexit.register
def _end() -> None:
    _drop()
    for process in _left:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.1)
        process.kill()
        process.wait()


os.register_at_fork(after_in_child=_begin_anew)
