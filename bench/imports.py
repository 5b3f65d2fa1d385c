"""Fifty thousand rows come in: how long, in how much memory, how long do others wait, does a stop leave none?

Run: make bench-imports [rows], on SQLite.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

ROOT = Path(__file__).resolve().parent.parent
ROWS = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdecimal() else 50_000
HEAD = ("序号", "重点任务", "目标任务", "责任单位", "完成时限")
UNITS = ("区发改局", "区工信局", "区住建局", "区农业局")
GAP = 0.2


def main() -> None:
    """Read one file and write it while somebody else works; stop a second one half way."""
    if "--write" in sys.argv:
        _write(int(sys.argv[-1]))
        return
    os.environ |= {"BIHUAN_HOME": tempfile.mkdtemp(prefix="bihuan-imports-"), "BIHUAN_MODE": "demo"}
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    _set_up()
    office = _office()
    print(f"{ROWS} rows, SQLite, load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores")
    began = time.perf_counter()
    row = _received(_ledger("任务"), office)
    took = time.perf_counter() - began
    print(f"read and held against the ledger: {took:.0f} s, {_megabytes()} MB; {row.found['counts']}")
    _confirmed(row, office)
    child = _child(row.pk)
    waits = _work_beside(child, office)
    print(child.communicate()[0].decode().strip())
    worst = sorted(waits)
    print(f"beside it {len(waits)} small writes: p50 {worst[len(worst) // 2]:.2f} s, longest wait {worst[-1]:.1f} s")
    _stopped(office)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.config.settings")
    import django

    django.setup()


def _office() -> Any:
    from tests.support.builders import make_holder, make_unit

    root = make_unit("启明区", kind="district")
    for name in UNITS:
        make_unit(name, under=root)
    return make_holder("督查", make_unit("督查室", under=root), "supervision", login="office")


def _actor(person: Any) -> Any:
    from django.utils import timezone

    from bihuan.apps.units import queries as units
    from bihuan.base.actors import Actor

    return Actor(units.viewer_of(person, on=timezone.localdate()), address="127.0.0.1", request_id="bench")


def _ledger(word: str) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    page = book.add_worksheet("台账")
    page.write_row(0, 0, HEAD)
    for place in range(ROWS):
        units = f"牵头：{UNITS[place % 4]}；配合：{UNITS[(place + 1) % 4]}、{UNITS[(place + 2) % 4]}"
        page.write_row(place + 1, 0, [place + 1, f"{word}{place}", f"完成第{place}项", units, "2026-12-31"])
    book.close()
    return out.getvalue()


def _received(content: bytes, office: Any) -> Any:
    from django.utils import timezone

    from bihuan.apps.work import actions
    from bihuan.apps.work.actions.imports.reading import read_job

    row = actions.receive_ledger(content, name="台账.xlsx", kind="key_task", by=_actor(office), now=timezone.now())
    read_job.func(import_id=row.pk, person_id=office.pk, address="127.0.0.1", request_id="bench")
    row.refresh_from_db()
    assert row.state == "read", row.because
    return row


def _confirmed(row: Any, office: Any) -> None:
    from django.utils import timezone

    from bihuan.apps.work import actions

    said = {"token": row.found["token"], "skip_wrong": False}
    actions.write_ledger(row.pk, **said, by=_actor(office), now=timezone.now())


def _child(import_id: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bench.imports", "--write", str(import_id)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


def _write(import_id: int) -> None:
    _set_up()
    from bihuan.apps.units import queries as units
    from bihuan.apps.work.actions.imports.writing import write_job
    from bihuan.apps.work.models import LedgerImport

    person = units.person_of("office")
    began, spent = time.perf_counter(), time.process_time()
    facts = {"person_id": person.pk, "address": "127.0.0.1", "request_id": "bench"}
    write_job.func(import_id=import_id, skip_wrong=False, **facts)
    row = LedgerImport.objects.unscoped("the bench").get(pk=import_id)
    took, used = time.perf_counter() - began, time.process_time() - spent
    made = row.written.get("made", 0)
    how = f"{took:.0f} s ({used:.0f} s of processor), {_megabytes()} MB"
    print(f"written: {row.get_state_display()}, {made} items in {how}")


def _work_beside(child: subprocess.Popen[bytes], office: Any) -> list[float]:
    """Small writes of another person until the child is done; how long each took."""
    from django.db import OperationalError
    from django.utils import timezone

    from bihuan.apps.work import actions

    waits = []
    while child.poll() is None:
        began = time.perf_counter()
        try:
            actions.record_export(query="", count=0, columns=[], by=_actor(office), now=timezone.now())
        except OperationalError:
            print(f"gave up after {time.perf_counter() - began:.0f} s")
        waits.append(time.perf_counter() - began)
        time.sleep(GAP)
    return waits


def _stopped(office: Any) -> None:
    from bihuan.apps.work.models import Item
    from bihuan.base import progress

    before = Item.objects.unscoped("the bench").count()
    row = _received(_ledger("另一项"), office)
    _confirmed(row, office)
    child = _child(row.pk)
    while child.poll() is None and (progress.told(row.code) or (0, 1))[0] < ROWS // 2:
        time.sleep(0.1)
    began = time.perf_counter()
    progress.stop(row.code)
    said = child.communicate()[0].decode().strip()
    left = Item.objects.unscoped("the bench").count() - before
    print(f"stopped half way: over after {time.perf_counter() - began:.1f} s, {left} items left; {said}")


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
