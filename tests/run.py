"""`make test`: every test on SQLite, then the applications' again on PostgreSQL (a throw-away one if need be)."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SERVER = "postgres://postgres@127.0.0.1:5432"
JOURNEYS = ("tests/browser/test_the_loop.py", "tests/browser/test_desk.py")
ON_BOTH = ("tests/apps", "tests/base", "tests/trust", "tests/drills", *JOURNEYS)
"""What touches the database; the looks of pages do not depend on it."""
ON_ONE = ("tests/base/uploads",)
"""What lies among them and touches none."""
NEEDED = {"chromium": "chromium", "pg_ctl": "postgresql"}


def main(arguments: list[str]) -> int:
    """Run both rounds; fails when either fails."""
    drill = "--drill" in arguments
    chosen = ["-m", "drill"] if drill else ["-m", "not drill"]
    _say_what_is_missing()
    with tempfile.TemporaryDirectory(prefix="bihuan-test-") as home:
        first = _pytest("SQLite", [*chosen, "tests"], home=home, url="")
        with postgres() as url:
            places = [*ON_BOTH, *(f"--ignore={path}" for path in ON_ONE)]
            second = _pytest("PostgreSQL", [*chosen, *places], home=home, url=url)
    return first or second


def _say_what_is_missing() -> None:
    missing = [package for name, package in NEEDED.items() if not tool(name)]
    if missing:
        sys.exit(f"测试还需要: sudo apt install {' '.join(missing)} fonts-noto-cjk")


def tool(name: str) -> str | None:
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(places[0]) if places else shutil.which(name)


def _pytest(title: str, arguments: list[str], *, home: str, url: str) -> int:
    print(f"== {title}", flush=True)
    env = {**os.environ, "BIHUAN_MODE": "test", "BIHUAN_HOME": home, "DATABASE_URL": url}
    workers = ["-n", str(os.cpu_count() or 1), "--dist", "worksteal"]
    return subprocess.run([sys.executable, "-m", "pytest", *workers, *arguments], env=env, check=False).returncode


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """Address of a PostgreSQL: one that answers here without a password, else one of our own."""
    if _server_answers():
        yield f"{SERVER}/bihuan_{os.getpid()}"
        return
    with tempfile.TemporaryDirectory(prefix="bihuan-pg-") as folder:
        port = free_port()
        data = start_cluster(Path(folder), port)
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/bihuan"
        finally:
            as_postgres([tool("pg_ctl") or "pg_ctl", "-D", str(data), "-m", "immediate", "stop"])


def _server_answers() -> bool:
    import psycopg

    try:
        psycopg.connect(f"{SERVER}/postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_cluster(folder: Path, port: int) -> Path:
    """Make a cluster in a folder of ours and start it."""
    data = folder / "data"
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    as_postgres([tool("initdb") or "initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8"])
    start_server(folder, port)
    return data


def start_server(folder: Path, port: int) -> None:
    """Start the server of a cluster, also after it was killed; returns when it answers."""
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    where = ["-D", str(folder / "data"), "-l", str(folder / "log"), "-o", options]
    as_postgres([tool("pg_ctl") or "pg_ctl", *where, "-w", "start"])
    time.sleep(0.2)


def as_postgres(command: list[str]) -> None:
    """Run a server tool; it refuses to run as root, so then as the `postgres` account."""
    user = "postgres" if os.geteuid() == 0 else None
    subprocess.run(command, check=True, user=user, cwd="/", stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
