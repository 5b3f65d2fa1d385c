"""Many writers at once fork no chain and raise no false alarm (A14)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.support.database import throw_away


@pytest.fixture
def empty_database(tmp_path) -> Iterator[str]:
    """Address of a migrated database of the kind that this round of tests runs on."""
    with throw_away(tmp_path) as url:
        yield url


def race(url: str, home: str, *, processes: int, writes: int) -> str:
    env = {**os.environ, "DATABASE_URL": url, "BIHUAN_HOME": home}
    command = [sys.executable, "-m", "tests.drills.chain_race", str(processes), str(writes)]
    ended = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    return ended.stdout + ended.stderr


def test_processes_that_write_at_once_fork_no_chain(empty_database, tmp_path):
    told = race(empty_database, str(tmp_path), processes=3, writes=60)

    assert "180 rows, holds, failed: []" in told
    assert "false alarms: 0 in" in told


@pytest.mark.drill
def test_eight_processes_write_four_thousand_events_without_a_fork(empty_database, tmp_path):
    told = race(empty_database, str(tmp_path), processes=8, writes=500)

    print(told)
    assert "4000 rows, holds, failed: []" in told
    assert "false alarms: 0 in" in told
