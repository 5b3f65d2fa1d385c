"""Where an installation keeps its things, and what is said when nothing is there yet."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bihuan.config.home import ROOT, home_of


@pytest.mark.parametrize(
    ("env", "home"),
    [
        ({}, ROOT / "var" / "demo"),
        ({"BIHUAN_MODE": "office"}, ROOT / "var" / "office"),
        ({"BIHUAN_MODE": "office", "DATABASE_URL": "sqlite:////tmp/x.sqlite3"}, ROOT / "var" / "office"),
        ({"DATABASE_URL": "postgres://owner:p@db:5433/quxian?sslmode=require"}, ROOT / "var" / "demo-quxian"),
        ({"BIHUAN_HOME": "/srv/bihuan", "DATABASE_URL": "postgres://db/quxian"}, "/srv/bihuan"),
    ],
)
def test_each_database_has_a_home_of_its_own(env, home):
    assert str(home_of(env)) == str(home)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "中还没有数据库。请用 BIHUAN_MODE"),
        ("postgres://x@127.0.0.1:1/x", "连不上数据库。请查看 DATABASE_URL"),
    ],
)
def test_a_command_without_a_database_says_what_to_do(tmp_path, url, said):
    env = {**os.environ, "BIHUAN_MODE": "office", "BIHUAN_HOME": str(tmp_path), "DATABASE_URL": url}

    told = subprocess.run(
        [sys.executable, "manage.py", "verify_audit"], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )

    assert told.returncode == 1
    assert said in told.stderr
    assert "Traceback" not in told.stderr
