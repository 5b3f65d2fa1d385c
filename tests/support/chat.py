"""A small machine on this one that speaks the chat protocol, as told by the test (假的第二读取器)."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[Any, BaseHTTPRequestHandler], Any]


@contextmanager
def speaking(answer: Answer) -> Iterator[tuple[str, list[Any]]]:
    """Run it while the test lasts; gives its address and what it was sent.

    Args: answer: of what was asked; text becomes the model's words, None where the handler has answered itself.
    """
    heard: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            heard.append(asked)
            said = answer(asked, self)
            if said is not None:
                reply(self, 200, {"choices": [{"message": {"role": "assistant", "content": said}}]})

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", heard
    finally:
        server.shutdown()
        server.server_close()


def reply(handler: BaseHTTPRequestHandler, status: int, said: Any, **headers: str) -> None:
    """Answer with a status and JSON."""
    body = said if isinstance(said, bytes) else json.dumps(said, ensure_ascii=False).encode()
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)
