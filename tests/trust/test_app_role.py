"""On PostgreSQL the site signs in as a role that may only add to the event log (A12)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from bihuan.config import postgres

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = [
    "UPDATE units_event SET why = 'x'",
    "DELETE FROM units_event",
    "TRUNCATE units_event",
    "ALTER TABLE units_event DISABLE TRIGGER ALL",
    "DROP TRIGGER units_event_append_only ON units_event",
    "ALTER TABLE units_event OWNER TO CURRENT_USER",
    "DROP TABLE units_event",
    "SET session_replication_role = replica",
    "CREATE OR REPLACE FUNCTION bihuan_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Iterator[tuple[Path, str, str]]:
    """A throw-away database as `make run` prepares it: its home, the owner's and the app's address."""
    server = settings.DATABASE_URL.rpartition("/")[0]
    name = f"bihuan_trust_role_{os.getpid()}"
    owner_url, home = f"{server}/{name}", tmp_path_factory.mktemp("office")
    env = {**os.environ, "BIHUAN_MODE": "test", "BIHUAN_HOME": str(home), "DATABASE_URL": owner_url}
    env["DJANGO_SETTINGS_MODULE"] = "bihuan.config.settings"
    try:
        subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=env, check=True, capture_output=True)
        yield home, owner_url, (home / "app.url").read_text()
    finally:
        with closing(psycopg.connect(f"{server}/postgres", autocommit=True)) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            admin.execute(f'DROP ROLE IF EXISTS "{name}_app"')


@pytest.fixture
def app(prepared) -> Iterator[psycopg.Connection]:
    """Signed in as the app's role."""
    with closing(psycopg.connect(prepared[2], autocommit=True)) as connection:
        yield connection


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_app_role_may_not_touch_the_log(app, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(statement)


def test_the_app_role_may_add_to_the_log_and_work(app):
    with app.transaction(force_rollback=True):
        app.execute(
            "INSERT INTO units_event (seq, at, kind, object_kind, person_name, unit_name, acted_for, address,"
            " request_id, result, before, after, why, evidence, algorithm, previous, digest) VALUES"
            " (1, now(), 'a', 'a', '', '', '', '', '', 'done', '', '', '', '', 'sha256', 'a', 'b')"
        )
        app.execute("UPDATE units_chainhead SET seq = 1")

    assert app.execute("SELECT count(*) FROM units_event").fetchone() == (0,)


def test_the_app_role_is_no_superuser_and_owns_nothing(app):
    role = "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    owned = "SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole"

    assert app.execute(role).fetchone() == (False,)
    assert app.execute(owned).fetchone() == (0,)


def test_the_owner_too_is_refused_by_the_trigger(prepared):
    refused = psycopg.errors.IntegrityConstraintViolation
    with closing(psycopg.connect(prepared[1], autocommit=True)) as owner, pytest.raises(refused, match="只增不改"):
        owner.execute("DELETE FROM units_event")


def test_a_superuser_is_not_taken_as_the_app_role(prepared):
    with pytest.raises(SystemExit, match="超级用户"):
        postgres.ensure_app_role(prepared[1], app_url=prepared[1])


def test_a_database_that_may_lose_what_it_acknowledged_is_refused(prepared):
    name = prepared[1].rpartition("/")[2]
    with closing(psycopg.connect(prepared[1], autocommit=True)) as owner:
        owner.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
        with pytest.raises(SystemExit, match="synchronous_commit未打开"):
            postgres.check_durability(prepared[1])
        owner.execute(f'ALTER DATABASE "{name}" RESET synchronous_commit')

    postgres.check_durability(prepared[1])


def test_the_site_starts_as_the_app_role_and_not_without_the_guard(prepared):
    home, owner_url, app_url = prepared
    env = {**os.environ, "BIHUAN_MODE": "test", "BIHUAN_HOME": str(home), "DATABASE_URL": app_url}
    env["DJANGO_SETTINGS_MODULE"] = "bihuan.config.settings"
    start = [sys.executable, "-c", "import bihuan.config.wsgi"]

    guarded = subprocess.run(start, cwd=ROOT, env=env, check=False, capture_output=True, text=True)
    with closing(psycopg.connect(owner_url, autocommit=True)) as owner:
        owner.execute("ALTER TABLE units_event DISABLE TRIGGER units_event_append_only")
        bare = subprocess.run(start, cwd=ROOT, env=env, check=False, capture_output=True, text=True)
        owner.execute("ALTER TABLE units_event ENABLE ALWAYS TRIGGER units_event_append_only")

    assert guarded.returncode == 0, guarded.stderr
    assert bare.returncode != 0
    assert "seal_audit" in bare.stderr
