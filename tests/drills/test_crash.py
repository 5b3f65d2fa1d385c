"""A35: a process killed at any statement of a deed leaves the state before it or the one after, never one between."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.support.database import throw_away

DEEDS = [
    ("approval", 10),
    pytest.param("office", 40, marks=pytest.mark.drill),
    pytest.param("paper", 10, marks=pytest.mark.drill),
]


@pytest.mark.parametrize(("deed", "fewest"), DEEDS)
def test_a_process_killed_at_any_statement_leaves_before_or_after(deed, fewest, tmp_path):
    with throw_away(tmp_path) as url:
        env = {**os.environ, "DATABASE_URL": url, "BIHUAN_HOME": str(tmp_path)}
        command = [sys.executable, "-m", "tests.drills.crash_points", deed]
        ended = subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    found = re.search(rf"{deed}: (\d+) points, half: \[\], broken: None, files: True", ended.stdout)
    assert found, ended.stdout + ended.stderr
    print(ended.stdout)
    assert int(found[1]) >= fewest
