"""A migrated database, made once a round of tests and copied wherever one is needed (预备好的数据库)."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import django
from django.conf import settings
from django.db import connections
from django.db.backends.sqlite3.creation import DatabaseCreation

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "build" / "migrated"
"""Migrated SQLite databases of earlier rounds, by the code that decides what they look like."""
DECIDES = ("apps/*/migrations/*.py", "apps/*/models/**/*.py", "apps/*/apps.py", "base/*.py", "config/*.py")
ROUND = "BIHUAN_TEST_ROUND"
"""Names the folder that all workers of a round share; the first process of the round sets it."""


def begin_round() -> None:
    """Name the folder of the round, unless this process is a worker of one."""
    if ROUND not in os.environ:
        os.environ[ROUND] = tempfile.mkdtemp(prefix="bihuan-round-")


def end_round() -> None:
    """Throw away what the round made; called by the process that began it, after all others."""
    folder = Path(os.environ.pop(ROUND))
    if (folder / "migrated.made").exists() and not is_sqlite():
        drop(_master_name(folder))
    shutil.rmtree(folder)


@contextlib.contextmanager
def using_database(name: str) -> Iterator[None]:
    """Have this process and every new thread use another database, and come back afterwards."""
    before, connection = connections.settings["default"], connections["default"]
    connections.settings["default"] = {**before, "NAME": name}
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = before
        connections["default"] = connection


def master() -> str:
    """Name of the migrated database of this round; who asks first makes it, the others wait for it."""
    folder = Path(os.environ[ROUND])
    name = _master_name(folder)
    with (folder / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / "migrated.made"
        if not made.exists():
            _migrate(name)
            made.touch()
    return name


def _master_name(folder: Path) -> str:
    return str(folder / "migrated.sqlite3") if is_sqlite() else f"migrated_{folder.name.replace('-', '_').lower()}"


def _migrate(name: str) -> None:
    """In a process of its own, so that it may be asked for where a test may not touch the database."""
    kept = KEPT / f"{_code_digest()}.sqlite3"
    if is_sqlite() and kept.exists():
        copy(str(kept), name)
        return
    copy(None, name)
    env = {**os.environ, "DATABASE_URL": address(name)}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=env, check=True)
    if is_sqlite():
        _keep(name, kept)


def _code_digest() -> str:
    """Stands for all code that decides how a migrated database looks, and for the Django that made it."""
    found = hashlib.sha256(django.__version__.encode())
    for path in sorted(path for pattern in DECIDES for path in (ROOT / "bihuan").glob(pattern)):
        found.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return found.hexdigest()[:32]


def _keep(name: str, kept: Path) -> None:
    """Keep a migrated database for later rounds, the only one of this checkout."""
    KEPT.mkdir(parents=True, exist_ok=True)
    half = kept.with_suffix(f".{os.getpid()}")
    shutil.copyfile(name, half)
    for older in KEPT.glob("*.sqlite3"):
        older.unlink(missing_ok=True)
    half.replace(kept)


def address(name: str) -> str:
    """Where a database of this round is, as DATABASE_URL says it."""
    return f"sqlite:///{name}" if is_sqlite() else f"{settings.DATABASE_URL.rpartition('/')[0]}/{name}"


def copy(original: str | None, name: str) -> None:
    """Make a database with the content of another, which nobody uses at the moment; an empty one of None."""
    if not is_sqlite():
        _on_server(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{original}"' if original else ""))
    elif original:
        shutil.copyfile(original, name)


@contextlib.contextmanager
def copied(original: str | None, folder: Path) -> Iterator[str]:
    """A copy for a while, or an empty database of None; on SQLite a file in the folder. It is dropped afterwards."""
    name = str(folder / f"{uuid4().hex[:12]}.sqlite3") if is_sqlite() else f"copied_{uuid4().hex[:12]}"
    copy(original, name)
    try:
        yield name
    finally:
        drop(name)


def drop(name: str) -> None:
    """Throw a database away."""
    if is_sqlite():
        Path(name).unlink(missing_ok=True)
    else:
        _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def drop_role(name: str) -> None:
    """Throw away a role of the server, which holds nothing any more."""
    _on_server(f'DROP ROLE IF EXISTS "{name}"')


def start_tests_from_it(monkeypatch: Any) -> None:
    """Let pytest-django's own database begin as a copy; its migration then finds nothing to do."""
    if not is_sqlite():
        monkeypatch.setitem(connections["default"].settings_dict["TEST"], "TEMPLATE", master())
        return
    create, original = DatabaseCreation._create_test_db, master()

    def filled(self: DatabaseCreation, *arguments: Any, **options: Any) -> str:
        made = create(self, *arguments, **options)
        self.connection.close()
        self.connection.settings_dict["NAME"] = made
        self.connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(original)) as source:
            source.backup(self.connection.connection)
        return str(made)

    monkeypatch.setattr(DatabaseCreation, "_create_test_db", filled)


def is_sqlite() -> bool:
    """Whether this round runs on SQLite."""
    return "sqlite" in connections.settings["default"]["ENGINE"]


def _on_server(statement: str) -> None:
    import psycopg

    at = connections.settings["default"]
    where = {"host": at["HOST"], "port": at["PORT"] or 5432, "user": at["USER"], "password": at["PASSWORD"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **where) as connection:
        connection.execute(statement)
