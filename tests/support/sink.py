"""Machines that take messages, as their makers publish them: with limits, and on demand ill (假的外发对端)."""

from __future__ import annotations

import json
import socket
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PER_MINUTE, SHUT, BYTES = {"dingtalk": 20, "wecom": 30}, timedelta(minutes=10), 2048
TOKEN, SECRET = "pass-of-the-sink", "secret-of-the-app"
NOBODY = "nobody"
ILL = {
    "garbage": (200, b"<html>busy"),
    "broken": (500, b"{}"),
    "huge": (200, b" " * 300_000),
    "leads on": (302, b"{}"),
}


@dataclass
class Sink:
    """What a machine has taken, and how it behaves: well, hangs, drops, drops_after, or one of ILL."""

    clock: Callable[[], datetime]
    mode: str = "well"
    tokens_end: int = 10**9
    delivered: list[tuple[str, str]] = field(default_factory=list)
    doubles: int = 0
    refused: list[str] = field(default_factory=list)
    tried: list[datetime] = field(default_factory=list)
    shut_until: datetime | None = None
    token_uses: int = 0
    fetched: int = 0
    port: int = 0

    @property
    def per_person(self) -> Counter[str]:
        return Counter(to for to, _ in self.delivered)

    def is_over(self, channel: str) -> bool:
        """Whether it has had more than it takes within a minute; then it is shut for ten."""
        now = self.clock()
        if self.shut_until and now < self.shut_until:
            return True
        self.tried = [at for at in self.tried if at > now - timedelta(minutes=1)] + [now]
        if len(self.tried) > PER_MINUTE[channel]:
            self.shut_until = now + SHUT
            return True
        return False

    def take(self, to: str, text: str) -> None:
        """Deliver it, unless the same one was delivered."""
        if len(text.encode()) > BYTES:
            self.refused.append("too long")
        elif (to, text) in self.delivered:
            self.doubles += 1
        else:
            self.delivered.append((to, text))

    def reach(self, _host: str, _port: int, seconds: float) -> socket.socket:
        """Every name leads to this sink: what a test hands to `deliver` in place of the real way."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)


class Messenger(BaseHTTPRequestHandler):
    """DingTalk and WeCom at one address."""

    @property
    def sink(self) -> Sink:
        return self.server.sink

    def do_GET(self) -> None:
        self.sink.fetched += 1
        self.sink.token_uses = 0
        asked = parse_qs(urlsplit(self.path).query)
        good = SECRET in (asked.get("appsecret", [""])[0], asked.get("corpsecret", [""])[0])
        said = {"errcode": 0, "access_token": TOKEN, "expires_in": 7200} if good else {"errcode": 40001}
        self._say(200, json.dumps(said).encode())

    def do_POST(self) -> None:
        asked, mode = json.loads(self.rfile.read(int(self.headers["Content-Length"]))), self.sink.mode
        if mode in ILL:
            return self._say(*ILL[mode])
        if mode == "hangs":
            time.sleep(1.0)
        said = self._judge(asked) if mode in ("well", "drops_after") else {}
        return self._say(200, json.dumps(said).encode()) if mode == "well" else self._drop()

    def _judge(self, asked: Any) -> dict[str, Any]:
        channel = "wecom" if "touser" in asked else "dingtalk"
        to, text = _parts(asked)
        self.sink.token_uses += 1
        if self.sink.token_uses > self.sink.tokens_end:
            return {"errcode": 42001}
        if self.sink.is_over(channel):
            self.sink.refused.append("too many")
            return {"errcode": 45009 if channel == "wecom" else 90018}
        if to == NOBODY:
            return {"errcode": 81013 if channel == "wecom" else 33012, "errmsg": f"no user, {TOKEN}"}
        self.sink.take(to, text)
        return {"errcode": 0, "errmsg": "ok"}

    def _drop(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        for name, value in (("Content-Length", str(len(body))), ("Location", f"http://127.0.0.1:{self.sink.port}/")):
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


def _parts(asked: Any) -> tuple[str, str]:
    if "touser" in asked:
        return asked["touser"], asked["text"]["content"]
    return asked["userid_list"], asked["msg"]["text"]["content"]


class MailServer(socketserver.StreamRequestHandler):
    """A mail server; the number of a mail is what it is known again by."""

    def handle(self) -> None:
        self._say("220 sink")
        to, word = "", ""
        while word != "QUIT" and (line := self.rfile.readline().decode().strip()):
            word = line[:4].upper()
            to = line.partition("<")[2].rstrip(">") if word == "RCPT" else to
            is_unknown = word == "RCPT" and to.startswith(NOBODY)
            self._say(
                "550 no such user" if is_unknown else {"DATA": "354 go on", "QUIT": "221 bye"}.get(word, "250 ok")
            )
            if word == "DATA":
                self._take(to)

    def _take(self, to: str) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.decode().strip())
        self.server.sink.take(to, next(line for line in lines if line.lower().startswith("message-id:")))
        if self.server.sink.mode == "drops_after":
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            self._say("250 taken")

    def _say(self, line: str) -> None:
        with suppress(OSError):
            self.wfile.write(line.encode() + b"\r\n")


class MailListener(socketserver.ThreadingTCPServer):
    """Listens for mail."""

    allow_reuse_address = True


@contextmanager
def listening(sink: Sink, *, mail: bool = False) -> Iterator[Sink]:
    """The sink's machine while the test lasts: DingTalk and WeCom, or a mail server."""
    at = ("127.0.0.1", 0)
    server: Any = MailListener(at, MailServer) if mail else ThreadingHTTPServer(at, Messenger)
    server.sink, server.daemon_threads, server.handle_error = sink, True, lambda *_: None
    sink.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield sink
    finally:
        server.shutdown()
        server.server_close()
