"""Several people at the same item at the same moment (A26, A28)."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.apps.units.test_chain_race import empty_database  # noqa: F401 - a fixture


def race(url: str, home: str, act: str, *, processes: int, threads: int) -> str:
    env = {**os.environ, "DATABASE_URL": url, "BIHUAN_HOME": home}
    command = [sys.executable, "-m", "tests.drills.approval_race", act, str(processes), str(threads)]
    ended = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    return ended.stdout + ended.stderr


def test_of_several_approvals_at_once_one_takes_effect(empty_database, tmp_path):  # noqa: F811
    found = race(empty_database, str(tmp_path), "approve", processes=2, threads=4)

    assert "{'409': 7, 'moved to version 8': 1}, effects: 1, broken: None" in found


def test_one_form_posted_at_once_by_many_is_one_record_and_the_same_answer(empty_database, tmp_path):  # noqa: F811
    found = race(empty_database, str(tmp_path), "same-form", processes=2, threads=3)

    assert "{'moved to version 6': 6}, effects: 1, broken: None" in found


@pytest.mark.drill
def test_of_fifty_approvals_at_once_one_takes_effect(empty_database, tmp_path):  # noqa: F811
    found = race(empty_database, str(tmp_path), "approve", processes=5, threads=10)

    assert "{'409': 49, 'moved to version 8': 1}, effects: 1, broken: None" in found


@pytest.mark.drill
def test_one_form_posted_by_twenty_at_once_is_one_record(empty_database, tmp_path):  # noqa: F811
    found = race(empty_database, str(tmp_path), "same-form", processes=4, threads=5)

    assert "{'moved to version 6': 20}, effects: 1, broken: None" in found
