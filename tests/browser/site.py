"""A running site and the database it is served from: nothing is ever flushed (浏览器测试的站点)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread

from tests.support import prepared


def prepare(folder: Path, fill: Callable[[], Any]) -> str:
    """A migrated database, filled; its name is the original that others are copied from."""
    name = str(folder / "prepared.sqlite3") if prepared.is_sqlite() else f"browser_{uuid4().hex[:12]}"
    prepared.copy(prepared.master(), name)
    with prepared.using_database(name):
        fill()
    return name


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
