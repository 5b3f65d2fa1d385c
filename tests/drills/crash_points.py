"""A process is killed before every statement of a deed in turn, and before and after its commit (A35).

Run: python -m tests.drills.crash_points DEED;
DATABASE_URL names a migrated, empty database. Prints points and half states.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.support.settings"
Deed = Callable[[], object]


def approval() -> Deed:
    """A review is passed: item, facts, records and event change together."""
    from bihuan.apps.work import actions
    from tests.support.builders import NOW, actor
    from tests.support.cast import make_cast
    from tests.support.items import make_item
    from tests.trust.district import put_evidence

    put_evidence()
    cast = make_cast()
    item, by = make_item(cast, "under_review"), actor(cast.second_supervisor)
    opinion = {"opinion": "属实。"}
    return lambda: actions.move_item(
        item.pk, "pass_review", version=item.version, answers=opinion, by=by, now=NOW, key="one"
    )


def office() -> Deed:
    """Units, people and posts come from one file."""
    from bihuan.apps.units import actions
    from tests.support.builders import NOW, actor
    from tests.support.cast import make_cast

    by = actor(make_cast().system_admin)
    rows: list[dict[str, str]] = []
    for n in range(3):
        unit = {"code": f"new{n}", "name": f"新设{n}局", "type": "department", "under": "district"}
        rows.append({**unit, "began_on": "2026-01-01", "at": f"{n}", "kind": "unit", "wrong": ""})
    for n in range(3):
        person = {"name": f"新来{n}", "login": f"new{n}", "unit": f"new{n}", "role": "clerk"}
        rows.append({**person, "at": f"{n}", "kind": "person", "wrong": ""})
    looked_at = actions.digest(actions.plan_office(rows, by=by))
    return lambda: actions.import_office(rows, looked_at=looked_at, by=by, now=NOW)


def paper() -> Deed:
    """A report is uploaded: the file is kept, then document, reading and candidates are written."""
    from bihuan.apps.documents import actions
    from tests.support.builders import NOW, actor
    from tests.support.cast import make_cast
    from tests.support.documents import ORIGINAL

    by = actor(make_cast().supervisor)
    return lambda: actions.upload(ORIGINAL.encode(), name="报告.txt", kind="report", by=by, now=NOW)


DEEDS: dict[str, Callable[[], Deed]] = {"approval": approval, "office": office, "paper": paper}


def die() -> None:
    """As by a loss of power: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def dying_at(point: int) -> Any:
    """Die before the statement of this number, counted from 1; commits count twice: before and after them."""
    from django.db import connection

    passed, commit = [0], connection.commit

    def step() -> None:
        passed[0] += 1
        if passed[0] == point:
            die()

    def statement(execute: Any, *arguments: Any) -> Any:
        step()
        return execute(*arguments)

    def commit_between() -> None:
        step()
        commit()
        step()

    connection.commit = commit_between  # type: ignore[method-assign]
    with connection.execute_wrapper(statement):
        yield


def killed_at(point: int, deed: Deed) -> bool:
    """Do the deed in a process that dies at this point; False where it lived to the end."""
    from django.db import connection

    connection.close()
    child = os.fork()
    if child == 0:
        with dying_at(point):
            deed()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    _wait_for_the_server()
    assert os.WIFSIGNALED(status) or status == 0, "the deed itself failed"
    return os.WIFSIGNALED(status)


def _wait_for_the_server() -> None:
    """PostgreSQL notices a moment later that its client is gone."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute(others)
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.01)
    raise AssertionError("the killed client's session stays")


def sweep(deed: Deed) -> tuple[int, str]:
    """Kill at every point until the deed stands; points tried, and what was wrong."""
    from tests.trust import rows

    before, stood = rows.hashes(), rows.next_numbers()
    with rows.trial():
        deed()
        after = rows.state()
    point = 1
    while killed_at(point, deed) and rows.hashes() == before:
        rows.set_next_numbers(stood)
        point += 1
    left = rows.state()
    return point, ", ".join(table for table in after if left[table] != after[table])


def main(name: str) -> int:
    """Prepare the deed, sweep, verify; prints what was found."""
    import django

    django.setup()

    from bihuan.apps.units.queries import first_break
    from bihuan.base.file_check import check_files

    points, half = sweep(DEEDS[name]())
    broken, files = first_break(), check_files()
    sys.stdout.write(f"{name}: {points} points, half: [{half}], broken: {broken}, files: {files.holds}\n")
    return int(bool(half or broken or not files.holds))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
