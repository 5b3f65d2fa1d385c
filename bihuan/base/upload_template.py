"""The process from which upload children are forked: it knows the readers and never sees a file (样板进程).

Run by `bihuan.base.upload_calls`, never by hand, with the number of an open socket. Each message on it names a module,
and brings the connection of a child to fork, or none: then the module is only made ready once nothing else waits. A
caller that hangs up, because the time is over or it is gone, ends its child; one that is gone ends this process too.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import os
import resource
import select
import signal
import socket
import sys
import traceback

from bihuan.base import upload_child

LULL_SECONDS = 2.0
NEW_USER, NEW_NET = 0x10000000, 0x40000000


class Template:
    """Children that run, by the connection to their caller; the modules that are known."""

    def __init__(self, control: socket.socket) -> None:
        self.control: socket.socket | None = control
        self.running: dict[int, int] = {}
        self.asked: list[str] = []
        self.known: set[str] = set()
        self.ended = _ended_children()
        self.poller = select.poll()
        self.poller.register(control, select.POLLIN)
        self.poller.register(self.ended, select.POLLIN)

    def serve(self) -> None:
        """Fork a child for each connection that comes; until the caller is gone and no child is left."""
        while self.control or self.running:
            events = self.poller.poll(LULL_SECONDS * 1000 if self.asked else None)
            for number, _ in events:
                self._meet(number)
            if not events and self.asked:
                self._learn(self.asked.pop(0))

    def _meet(self, number: int) -> None:
        if self.control and number == self.control.fileno():
            self._take(self.control)
        elif number == self.ended:
            os.read(self.ended, 4096)
            self._reap()
        elif number in self.running:
            self.poller.unregister(number)
            os.kill(self.running[number], signal.SIGKILL)  # its caller hung up

    def _take(self, control: socket.socket) -> None:
        message, connections, _, _ = socket.recv_fds(control, 4096, 1)
        if not message:
            self.poller.unregister(control)
            control.close()
            self.control = None
        elif not connections:
            self.asked.append(message.decode())
        for connection in connections:
            self._learn(message.decode())
            self._fork(connection)

    def _learn(self, module: str) -> None:
        """Import a module once and let it build what its work needs: its `warm_up`, where it has one."""
        if module in self.known:
            return
        self.known.add(module)
        try:
            getattr(importlib.import_module(module), "warm_up", bool)()
        except Exception:  # noqa: BLE001 - the child meets the same and answers for it
            traceback.print_exc()
        gc.freeze()

    def _fork(self, connection: int) -> None:
        child = os.fork()
        if not child:
            upload_child.be_child(connection)
        self.running[connection] = child
        with contextlib.suppress(OSError):
            os.write(connection, upload_child.BEGUN)
        self.poller.register(connection, 0)  # tells of a hang-up alone

    def _reap(self) -> None:
        """Say behind each ended child's answer how it ended, and close its connection."""
        for connection, child in list(self.running.items()):
            if not (ended := os.waitpid(child, os.WNOHANG))[0]:
                continue
            del self.running[connection]
            with contextlib.suppress(KeyError):
                self.poller.unregister(connection)
            with contextlib.suppress(OSError):
                os.write(connection, b"\n%d\n" % os.waitstatus_to_exitcode(ended[1]))
            os.close(connection)


def _ended_children() -> int:
    """A pipe that can be read once a child has ended."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    return reading


def leave_network() -> None:
    """Move into an empty network where the kernel allows it; each child bars sockets in any case."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.unshare(NEW_NET) and libc.unshare(NEW_USER | NEW_NET)


def main() -> None:
    """Serve the socket whose number was given."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_NOFILE, (upload_child.OPEN_FILES, upload_child.OPEN_FILES))
    leave_network()
    Template(socket.socket(fileno=int(sys.argv[1]))).serve()


if __name__ == "__main__":
    main()
