"""A running site on a copy of a prepared database: nothing is ever flushed (浏览器测试的站点)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.db import connections
from django.test.testcases import LiveServerThread


@contextmanager
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


def prepare(folder: Path, fill: Callable[[], Any]) -> str:
    """Make an empty database, migrate it and fill it; its name is the master that others are copied from."""
    name = str(folder / "prepared.sqlite3") if _is_sqlite() else f"browser_{uuid4().hex[:12]}"
    if not _is_sqlite():
        _on_server(f'CREATE DATABASE "{name}"')
    with using_database(name):
        call_command("migrate", verbosity=0, interactive=False)
        fill()
    return name


@contextmanager
def copied(master: str) -> Iterator[str]:
    """A copy of the master for one module of tests, thrown away afterwards."""
    if _is_sqlite():
        name = master.replace("prepared", uuid4().hex[:12])
        shutil.copyfile(master, name)
        yield name
        return
    name = f"browser_{uuid4().hex[:12]}"
    _on_server(f'CREATE DATABASE "{name}" TEMPLATE "{master}"')
    try:
        yield name
    finally:
        drop(name)


def drop(name: str) -> None:
    """Throw a database away."""
    if not _is_sqlite():
        _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def served() -> Iterator[str]:
    """The site on a free port of this machine, over the database in use."""
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()


def _is_sqlite() -> bool:
    return "sqlite" in connections.settings["default"]["ENGINE"]


def _on_server(statement: str) -> None:
    import psycopg

    at = connections.settings["default"]
    where = {"host": at["HOST"], "port": at["PORT"] or 5432, "user": at["USER"], "password": at["PASSWORD"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **where) as connection:
        connection.execute(statement)
