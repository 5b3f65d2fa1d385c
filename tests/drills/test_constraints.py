"""A27: what may be only once is once, whoever tries at the same moment; the database decides, not the program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.database import throw_away

CONTENDERS, FEW, MANY = 4, 60, 5_000


def race(folder: Path, *, races: int) -> str:
    with throw_away(folder) as url:
        env = {**os.environ, "DATABASE_URL": url, "BIHUAN_HOME": str(folder)}
        command = [sys.executable, "-m", "tests.drills.constraint_races", str(CONTENDERS), str(races)]
        ended = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    return ended.stdout + ended.stderr


def expected(races: int) -> str:
    nothing = {"not one winner": [], "gaps or twins": [], "numbers given": 0, "two leads": []}
    return f"{races} races of {CONTENDERS}, faults: {nothing}"


def test_of_several_at_once_one_wins_and_numbers_have_no_gap(tmp_path):
    assert expected(FEW) in race(tmp_path, races=FEW)


@pytest.mark.drill
def test_five_thousand_races_leave_one_winner_each_and_no_gap(tmp_path):
    assert expected(MANY) in race(tmp_path, races=MANY)
