"""The network is closed in tests; this machine and Unix sockets stay open."""

from __future__ import annotations

import socket
from typing import Any

NEAR = ("127.0.0.1", "::1", "localhost")


class NetworkClosed(RuntimeError):
    """A test tried to reach another machine."""


def close(monkeypatch: Any) -> None:
    """Refuse every connection to another machine."""
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))


def _guarded(reach: Any) -> Any:
    def connect(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in NEAR:
            raise NetworkClosed(f"tests reach this machine only, not {address}")
        return reach(self, address)

    return connect
