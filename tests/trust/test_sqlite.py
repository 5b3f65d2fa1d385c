"""SQLite is set to lose nothing and to wait its turn (A29)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WANTED = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: each commit is on the disk before it is acknowledged
    "foreign_keys": 1,
    "recursive_triggers": 1,  # else INSERT OR REPLACE deletes without the trigger
    "busy_timeout": 20_000,
}


def run(home: Path, code: str, *wrapper: str) -> subprocess.CompletedProcess[str]:
    """Python of the product, over a database file of its own."""
    env = {**os.environ, "BIHUAN_MODE": "test", "BIHUAN_HOME": str(home), "DATABASE_URL": ""}
    env["DJANGO_SETTINGS_MODULE"] = "bihuan.config.settings"
    script = f"import django; django.setup()\n{code}"
    command = [*wrapper, sys.executable, "-c", script]
    return subprocess.run(command, cwd=ROOT, env=env, check=False, capture_output=True, text=True)


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A migrated database of the product."""
    folder = tmp_path_factory.mktemp("office")
    made = run(folder, "from django.core.management import call_command; call_command('migrate', verbosity=0)")
    assert made.returncode == 0, made.stderr
    return folder


def test_every_connection_has_the_pragmas(home):
    code = (
        "from django.db import connection as c; k = c.cursor()\n"
        f"print({{p: k.execute('PRAGMA ' + p).fetchone()[0] for p in {list(WANTED)!r}}})"
    )

    assert run(home, code).stdout.strip() == str(WANTED)


def test_a_transaction_takes_the_lock_when_it_begins(home):
    code = (
        "from django.db import connection, transaction; import sqlite3\n"
        "other = sqlite3.connect(connection.settings_dict['NAME'], timeout=0, isolation_level=None)\n"
        "with transaction.atomic():\n"
        "    try: other.execute('BEGIN IMMEDIATE'); print('free')\n"
        "    except sqlite3.OperationalError as error: print(error)"
    )

    assert run(home, code).stdout.strip() == "database is locked"


WRITE = """
from django.utils import timezone
from bihuan.apps.units import actions
from bihuan.base.actors import Actor
by = Actor.worker(on=timezone.localdate())
for number in range({count}):
    actions.record_event("test.written", object_kind="test", object_id=number, by=by, at=timezone.now())
"""


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed: sudo apt install strace")
@pytest.mark.drill
def test_every_commit_reaches_the_disk(home, tmp_path):
    log = tmp_path / "syncs"

    ended = run(home, WRITE.format(count=100), "strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(log))

    assert ended.returncode == 0, ended.stderr
    assert sum("sync(" in line for line in log.read_text().splitlines()) >= 100


RACE = """
import sys, threading, time
from django.db import connection
from django.utils import timezone
from bihuan.apps.units import actions, queries
from bihuan.base.actors import Actor
by, failed, written = Actor.worker(on=timezone.localdate()), [], []
before, end = queries.chain_head()[0], time.monotonic() + {seconds}
def write():
    try:
        while (began := time.monotonic()) < end:
            actions.record_event("test.written", object_kind="test", object_id=1, by=by, at=timezone.now())
            written.append(time.monotonic() - began)
    except Exception as error:
        failed.append(str(error))
    finally:
        connection.close()
threads = [threading.Thread(target=write) for _ in range({writers})]
[t.start() for t in threads]
[t.join() for t in threads]
print(failed, queries.chain_head()[0] - before == len(written) >= {writers}, queries.first_break(), max(written) < 10)
print(len(written), "writes, the slowest", round(max(written), 1), "s", file=sys.stderr)
"""


def test_writers_at_once_wait_and_none_is_told_that_the_database_is_locked(home):
    assert run(home, RACE.format(writers=8, seconds=2)).stdout.strip() == "[] True None True"


@pytest.mark.drill
def test_thirty_writers_without_a_pause_are_all_served_within_half_the_patience(home):
    ended = run(home, RACE.format(writers=30, seconds=60))

    print(ended.stderr)
    assert ended.stdout.strip() == "[] True None True"


LOCKED = """
import sqlite3, threading, time
from django.db import OperationalError, connection, transaction
connection.settings_dict["OPTIONS"]["timeout"] = 0.3
other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, check_same_thread=False)
other.execute("BEGIN IMMEDIATE")
try:
    with transaction.atomic(): print("begun")
except OperationalError as error: print(error)
threading.Timer(0.1, other.execute, ["COMMIT"]).start()
with transaction.atomic(): print("begun")
print(connection.cursor().execute("PRAGMA busy_timeout").fetchone()[0])
"""


def test_a_writer_waits_its_patience_and_no_longer(home):
    assert run(home, LOCKED).stdout.split("\n")[:3] == ["database is locked", "begun", "300"]


BEGUN = """
from django.db import OperationalError, connection, transaction
import time
connection.ensure_connection()
began = time.monotonic()
connection.cursor().execute("BEGIN")
try:
    with transaction.atomic(): pass
except OperationalError as error: print(error, time.monotonic() - began < 2)
"""


def test_what_is_not_a_lock_is_said_at_once(home):
    assert run(home, BEGUN).stdout.strip() == "cannot start a transaction within a transaction True"


VERIFIED_MEANWHILE = """
import sqlite3
from django.db import connection
from bihuan.apps.units import queries
connection.settings_dict["OPTIONS"]["timeout"] = 0.2
queries.chain_head()
writer = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
writer.execute("BEGIN IMMEDIATE")
print(queries.first_break())
"""


def test_verifying_the_log_neither_waits_for_writers_nor_keeps_them_waiting(home):
    assert run(home, VERIFIED_MEANWHILE).stdout.strip() == "None"
