"""The real site in processes of its own, to be killed and started again."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "Qiming-2026"


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Site:
    """A demonstration site on its own port and home; `kill` ends every process of it at once, with SIGKILL."""

    def __init__(self, home: Path, *, url: str = "") -> None:
        self.port = free_port()
        self.env = {
            **os.environ,
            "BIHUAN_MODE": "demo",
            "BIHUAN_HOME": str(home),
            "BIHUAN_ADDRESS": f"127.0.0.1:{self.port}",
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "bihuan.config.settings",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it answers."""
        command = [sys.executable, "-m", "bihuan.config.serve"]
        self.process = subprocess.Popen(command, env=self.env, cwd=ROOT, stdout=subprocess.DEVNULL)
        for _ in range(1200):
            if self._answers():
                return
            time.sleep(0.1)
        raise AssertionError("the site did not start")

    def _answers(self) -> bool:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)) as web:
            try:
                web.request("GET", "/login/")
                return web.getresponse().status == 200
            except (OSError, http.client.HTTPException):
                return False

    def kill(self) -> None:
        """SIGKILL to the parent and every process that it started."""
        if self.process is None:
            return
        for pid in [self.process.pid, *below(self.process.pid)]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait(10)
        self.process = None
        while self._answers():
            time.sleep(0.05)

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a management command against the same home."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, env=self.env, cwd=ROOT, capture_output=True, text=True, check=False)

    def says(self, code: str) -> Any:
        """What a piece of Python prints as JSON, run against the same database."""
        told = self.manage("shell", "-v", "0", "-c", f"import json\n{code}")
        assert told.returncode == 0, told.stderr
        return json.loads(told.stdout)


def below(pid: int) -> list[int]:
    """All descendants of a process."""
    place = Path(f"/proc/{pid}/task/{pid}/children")
    children = place.read_text().split() if place.exists() else ()
    return [one for child in children for one in (int(child), *below(int(child)))]


class SignedIn:
    """One person's browser, without a browser."""

    def __init__(self, site: Site, login: str) -> None:
        self.port = site.port
        self.cookies: dict[str, str] = {}
        self.get("/login/")
        status, _ = self.post("/login/", {"username": login, "password": PASSWORD})
        assert status == 302, f"{login}: {status}"

    def get(self, path: str) -> str:
        """The page; remembers its form token."""
        _, page = self._send("GET", path)
        return page

    def post(self, path: str, form: Mapping[str, str]) -> tuple[int, str]:
        """Post a form with the token of this session."""
        return self._send("POST", path, urlencode({**form, "csrfmiddlewaretoken": self.cookies.get("csrf", "")}))

    def fetch(self, path: str, form: Mapping[str, str]) -> bytes:
        """The file that a form answers with."""
        body = urlencode({**form, "csrfmiddlewaretoken": self.cookies.get("csrf", "")})
        status, content = self._answer("POST", path, body)
        assert status == 200, status
        return content

    def _send(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        status, content = self._answer(method, path, body)
        return status, content.decode(errors="replace")

    def _answer(self, method: str, path: str, body: str | None = None) -> tuple[int, bytes]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as web:
            web.request(method, path, body, headers)
            answer = web.getresponse()
            self._keep_cookies(answer)
            return answer.status, answer.read()

    def _keep_cookies(self, answer: http.client.HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or ():
            found = re.match(r"([^=]+)=([^;]*)", line)
            assert found
            self.cookies[found.group(1)] = found.group(2)
