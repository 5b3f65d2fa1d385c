"""Each drill has a database of its own, of the kind that this round of tests runs on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings

from tests.drills.running_site import Site
from tests.support.database import throw_away

collect_ignore = ["test_postgres_dies.py"] if settings.SQLITE else []


@pytest.fixture
def site_at(tmp_path: Path) -> Iterator[Callable[[str], Site]]:
    """Makes a site of a name, with its own home and database; all are ended and thrown away afterwards."""
    with ExitStack() as stack:

        def make(name: str) -> Site:
            url = stack.enter_context(throw_away(tmp_path, empty=True))
            made = Site(tmp_path / name, url="" if url.startswith("sqlite") else url)
            stack.callback(made.kill)
            return made

        yield make


@pytest.fixture
def site(site_at: Callable[[str], Site]) -> Site:
    """A running site."""
    made = site_at("home")
    made.start()
    return made
