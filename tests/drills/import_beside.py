"""Somebody writes without a pause while a ledger of many rows comes in (A33): how often, and the longest wait.

Run: python -m tests.drills.import_beside ROWS; DATABASE_URL names an empty database.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.support.settings"
UNITS = "牵头：区工业和信息化局；配合：区财政局、石桥镇"
SCRIPT = "tests.drills.import_beside"


def main(rows: int) -> int:
    """Upload and confirm, let a process of its own write it, and write beside it."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bihuan.apps.units.queries import first_break
    from tests.support.cast import make_cast

    call_command("migrate", verbosity=0)
    cast = make_cast()
    import_id = confirmed(rows, cast.supervisor)
    connection.close()
    child = subprocess.Popen([sys.executable, "-m", SCRIPT, "--write", str(import_id)])
    waits = write_beside(child, cast.supervisor)
    said = f"{len(waits)} writes beside it, longest wait {max(waits):.1f} s, ended {child.returncode}"
    print(f"{written(import_id)} items, {said}, broken: {first_break()}")
    return child.returncode


def confirmed(rows: int, office: Any) -> int:
    """A ledger that was looked at and confirmed, and waits for the worker."""
    from bihuan.apps.work import actions
    from bihuan.apps.work.actions.imports.reading import read_ledger
    from tests.support.builders import NOW, actor
    from tests.support.sheets import workbook_of

    by = actor(office)
    lines = [[n, f"任务{n}", f"完成第{n}项", UNITS, "2026-06-30"] for n in range(rows)]
    head = ["序号", "重点任务", "目标任务", "责任单位", "完成时限"]
    content = workbook_of(["2026年重点工作台账"], head, *lines, merges=["A1:E1"])
    row = actions.receive_ledger(content, name="台账.xlsx", kind="key_task", by=by, now=NOW)
    row = read_ledger(row.pk, by=by, now=NOW)
    actions.write_ledger(row.pk, token=row.found["token"], skip_wrong=False, by=by, now=NOW)
    return row.pk


def write(import_id: int) -> int:
    """What the worker does."""
    import django

    django.setup()
    from bihuan.apps.units.queries import person_of
    from bihuan.apps.work.actions.imports.writing import write_job

    person = person_of("supervisor")
    write_job.func(import_id=import_id, skip_wrong=False, person_id=person.pk, address="", request_id="drill")
    return 0


def write_beside(child: subprocess.Popen[bytes], office: Any) -> list[float]:
    """Small writes until the child is done; how long each took."""
    from bihuan.apps.work import actions
    from tests.support.builders import NOW, actor

    waits, by = [0.0], actor(office)
    while child.poll() is None:
        began = time.monotonic()
        actions.record_export(query="", count=0, columns=[], by=by, now=NOW)
        waits.append(time.monotonic() - began)
        time.sleep(0.02)
    return waits


def written(import_id: int) -> int:
    """How many items came of it."""
    from bihuan.apps.work.models import LedgerImport

    found: int = LedgerImport.objects.unscoped("the drill").get(pk=import_id).written.get("made", 0)
    return found


if __name__ == "__main__":
    sys.exit(write(int(sys.argv[2])) if sys.argv[1] == "--write" else main(int(sys.argv[1])))
