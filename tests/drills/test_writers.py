"""A29: thirty people who write without a pause are all served; nobody is told that the database is locked."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time

import pytest

from tests.apps.units.test_chain_race import empty_database  # noqa: F401 - a fixture
from tests.drills.running_site import SignedIn, Site

LOGINS = ("ducha", "ducha2", "zonghe", "lianluo")
WRITERS, SECONDS, ROWS = 30, 60, 20_000
SLOWEST = 20.0  # seconds; SQLite gives up waiting for its turn then


def _write(person: SignedIn, name: int, until: float, answers: list[tuple[int, float]]) -> None:
    count = 0
    while time.monotonic() < until:
        began = time.monotonic()
        status, _ = person.post("/suggestions/new/", {"text": f"写入{name}-{count}", "page": ""})
        answers.append((status, time.monotonic() - began))
        count += 1


@pytest.mark.drill
def test_thirty_writers_for_a_minute_are_all_served(site: Site) -> None:
    people = [SignedIn(site, LOGINS[number % len(LOGINS)]) for number in range(WRITERS)]
    answers: list[tuple[int, float]] = []
    until = time.monotonic() + SECONDS
    threads = [threading.Thread(target=_write, args=(one, n, until, answers)) for n, one in enumerate(people)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    print(f"{len(answers)} writes, slowest {max(seconds for _, seconds in answers):.1f} s")
    assert {status for status, _ in answers} == {302}
    assert max(seconds for _, seconds in answers) < SLOWEST


@pytest.mark.drill
def test_others_write_while_a_large_ledger_comes_in(empty_database, tmp_path):  # noqa: F811
    """A33: its rows are made ready beside them and written in one short go."""
    env = {**os.environ, "DATABASE_URL": empty_database, "BIHUAN_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "tests.drills.import_beside", str(ROWS)]
    ended = subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    told = re.search(
        r"(\d+) items, (\d+) writes beside it, longest wait ([\d.]+) s, ended 0, broken: None", ended.stdout
    )
    assert told, ended.stdout + ended.stderr
    assert int(told[1]) == ROWS
    assert int(told[2]) > 10
    assert float(told[3]) < SLOWEST
