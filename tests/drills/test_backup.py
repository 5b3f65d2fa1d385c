"""A39: a backup made while people write is restored whole, and the restored site works."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bihuan.base.restore_record import GOOD, NAME
from tests.drills.running_site import ROOT, SignedIn, Site

WRITERS = ("ducha2", "zonghe", "lianluo")
FEW, MANY = 2_000, 1_100_000
RESTORED_IN = 600.0  # seconds
STILL = ("units.Person", "units.Unit", "work.Item", "work.Attachment", "documents.Document")
"""Tables that nobody writes to meanwhile."""
COUNTS = f"""
from django.apps import apps
print(json.dumps({{name: apps.get_model(name)._base_manager.count() for name in {STILL}}}))
"""
ACKNOWLEDGED = """
from bihuan.apps.desk.models import Suggestion
print(json.dumps([one.text for one in Suggestion._base_manager.all()]))
"""
PAGES = ("/", "/inbox/", "/items/", "/documents/", "/campaigns/", "/units/", "/help/", "/suggestions/")


@contextmanager
def people_writing(site: Site) -> Iterator[set[str]]:
    """Several people send suggestions all the while; the marks that were answered as kept."""
    kept: set[str] = set()
    ended = threading.Event()
    people = [SignedIn(site, login) for login in WRITERS]
    threads = [threading.Thread(target=_write, args=(one, str(n), kept, ended)) for n, one in enumerate(people)]
    for thread in threads:
        thread.start()
    try:
        yield kept
    finally:
        ended.set()
        for thread in threads:
            thread.join(60)


def _write(person: SignedIn, name: str, kept: set[str], ended: threading.Event) -> None:
    count = 0
    while not ended.is_set():
        mark = f"标记{name}-{count}"
        try:
            status, _ = person.post("/suggestions/new/", {"text": mark, "page": ""})
        except (OSError, HTTPException):
            return
        if status == 302:
            kept.add(mark)
        count += 1


def report(site: Site) -> list[list[object]]:
    """The ledger as an office takes it out, without the line that names the moment."""
    content = SignedIn(site, "ducha").fetch("/items/export/", {"all": "1"})
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    return [rows[0], *rows[2:]]


def record_of(site: Site) -> list[list[str]]:
    """The lines of a home's dated record of restores."""
    with (Path(site.env["BIHUAN_HOME"]) / NAME).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def told_files(sentence: str) -> str:
    found = re.search(r"附件(\d+)个", sentence)
    assert found
    return found[1]


def smoke(site: Site) -> None:
    """The site answers the people of each room."""
    pages = {"ducha": PAGES, "zonghe": PAGES[:4], "shenji": ("/audit/",), "anquan": ("/rights/",)}
    for login, addresses in pages.items():
        person = SignedIn(site, login)
        for address in addresses:
            status, page = person._send("GET", address)
            assert status == 200, (login, address, status)
            assert "<h1" in page


def check_backup(site_at: Callable[[str], Site], folder: Path, *, events: int) -> float:
    """Fill, back up under load, restore, compare; seconds that the restoring took."""
    site, restored = site_at("home"), site_at("restored")
    site.start()
    subprocess.run([sys.executable, "-m", "tests.drills.many_events", str(events)], cwd=ROOT, env=site.env, check=True)
    counts, ledger = site.says(COUNTS), report(site)
    with people_writing(site) as kept:
        while len(kept) < 10:
            time.sleep(0.05)
        before = set(kept)
        made = site.manage("backup", str(folder / "made.tar"))
        written = len(kept) - len(before)
    assert made.returncode == 0, made.stderr
    head = re.search(r"审计至第(\d+)号", made.stdout)
    assert head

    began = time.monotonic()
    url = restored.env["DATABASE_URL"]
    where = ["--to", str(folder / "restored"), *(["--database", url] if url else [])]
    told = site.manage("restore", str(folder / "made.tar"), *where)
    seconds = time.monotonic() - began
    assert told.returncode == 0, told.stderr
    assert int(head[1]) > events
    for home in (site, restored):
        assert record_of(home)[-1][3:5] + record_of(home)[-1][7:] == [head[1], told_files(told.stdout), GOOD]

    restored.start()
    print(f"{events:,} events, {written} writes during the backup, restored and verified in {seconds:.0f} s")
    assert before - set(restored.says(ACKNOWLEDGED)) == set()
    assert restored.says(COUNTS) == counts
    assert report(restored) == ledger
    smoke(restored)
    return seconds


def test_a_backup_made_under_load_is_restored_whole_and_works(site_at, tmp_path):
    check_backup(site_at, tmp_path, events=FEW)


@pytest.mark.drill
def test_more_than_a_million_rows_are_restored_within_ten_minutes(site_at, tmp_path):
    assert check_backup(site_at, tmp_path, events=MANY) < RESTORED_IN


def test_a_restore_over_what_is_in_use_is_refused_and_changes_nothing(site_at, tmp_path):
    site = site_at("home")
    assert site.manage("prepare").returncode == 0
    assert site.manage("backup", str(tmp_path / "made.tar")).returncode == 0

    url = site.env["DATABASE_URL"]
    where = ["--to", str(tmp_path / "other"), "--database", url] if url else ["--to", str(tmp_path / "home")]
    told = site.manage("restore", str(tmp_path / "made.tar"), *where)

    assert told.returncode == 1
    assert ("pg_restore未完成" if url else "不是空的") in told.stderr
    assert not (tmp_path / "other").exists()
    assert record_of(site)[-1][7] in told.stderr
    assert site.manage("verify_audit").returncode == 0
