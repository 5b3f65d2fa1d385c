"""`python -m bihuan.config.serve`: prepare, then run site and worker as one, until Ctrl-C (启动).

Environment: BIHUAN_MODE demo or office; BIHUAN_ADDRESS host:port; DATABASE_URL and, where an office keeps the two
roles itself, DATABASE_OWNER_URL (owner) beside DATABASE_URL (app).
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time

from bihuan.config.home import ROOT, home_of

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
START_SECONDS = 30.0


def main() -> int:
    """Start everything, wait, end everything; the exit code of what failed, 0 after Ctrl-C."""
    mode = os.environ.setdefault("BIHUAN_MODE", "demo")
    host, _, port = os.environ.get("BIHUAN_ADDRESS", "127.0.0.1:8000").rpartition(":")
    if mode == "demo" and host.strip("[]") not in LOOPBACK:
        return _say("演示模式含公开口令的演示账号，只能在本机地址(127.0.0.1)运行。对外使用请用 make office。")
    if _answers(host, int(port)):
        return _say(f"{host}:{port} 已被占用。请先停止占用它的程序，或另选地址:make run ADDRESS=127.0.0.1:8001")
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        app = _prepare(mode)
    except subprocess.CalledProcessError as failure:
        return int(failure.returncode) or 1
    except KeyboardInterrupt:
        return 0
    return _run_both(app, mode=mode, host=host, port=int(port))


def _say(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 2


def _answers(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.settimeout(0.2)
        return probe.connect_ex((host.strip("[]"), port)) == 0


def _manage(*arguments: str, env: dict[str, str]) -> None:
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    subprocess.run(command, env=env, check=True, cwd=ROOT, start_new_session=True)


def _prepare(mode: str) -> dict[str, str]:
    """Migrate as the owner; returns the environment in which site and worker run (the app's role)."""
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    fill = ("demo" if mode == "demo" else "first_admins", "--if-empty")
    app_url = env.get("DATABASE_URL", "")
    owner_url = env.pop("DATABASE_OWNER_URL", app_url)
    given = {"DATABASE_APP_URL": app_url} if owner_url != app_url else {}
    # One process for both: starting Django is most of a second start.
    _manage("prepare", "--then", *fill, env={**env, **given, "DATABASE_URL": owner_url})
    if app_url.startswith("postgres"):
        env["DATABASE_URL"] = (home_of(env) / "app.url").read_text()
    return env


def _run_both(env: dict[str, str], *, mode: str, host: str, port: int) -> int:
    # A thread that waits for PostgreSQL leaves the processor to another; SQLite answers in the thread itself.
    threads = "3" if env.get("DATABASE_URL", "").startswith("postgres") else "1"
    site = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host.strip("[]"), "--port", str(port)]
    site += ["--workers", str(os.cpu_count() or 1), "--blocking-threads", threads, "--no-ws", "--log-level", "warning"]
    worker = [sys.executable, str(ROOT / "manage.py"), "worker", *(["--demo-day"] if mode == "demo" else [])]
    running = [_start([*site, "bihuan.config.wsgi:application"], env)]
    try:
        if not _wait_for_site(host, port, running):
            return _say("网站未能启动，原因见上。")
        running.append(_start(worker, env))  # after the site, which people wait for
        print(f"闭环已启动: http://{host}:{port}/  (按 Ctrl-C 停止)", flush=True)  # noqa: T201 - for the person who started it
        return _wait(running)
    except KeyboardInterrupt:
        return 0
    finally:
        _end(running)


def _start(command: list[str], env: dict[str, str]) -> subprocess.Popen[bytes]:
    """In a session of its own: Ctrl-C reaches this process alone, which then ends each of them once."""
    return subprocess.Popen(command, env=env, cwd=ROOT, start_new_session=True)


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _wait_for_site(host: str, port: int, running: list[subprocess.Popen[bytes]]) -> bool:
    """Whether the site answers before it ends or the patience does."""
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit and all(one.poll() is None for one in running):
        if _answers(host, port):
            return True
        time.sleep(0.05)
    return False


def _wait(running: list[subprocess.Popen[bytes]]) -> int:
    """Wait until one of them ends by itself; that ends the whole."""
    while all(one.poll() is None for one in running):
        time.sleep(0.2)
    return next(one.returncode for one in running if one.poll() is not None) or 1


def _end(running: list[subprocess.Popen[bytes]]) -> None:
    for one in running:
        one.terminate()
    for one in running:
        try:
            one.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(one.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
