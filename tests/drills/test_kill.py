"""A34: SIGKILL of every process of the site under write load loses nothing that was acknowledged."""

from __future__ import annotations

import random
import threading
import time
from http.client import HTTPException

import pytest

from tests.drills.running_site import SignedIn, Site

WRITERS = ("ducha", "ducha2", "zonghe", "lianluo")
SMALL = {"rounds": 1, "acknowledged": 40}
FULL = {"rounds": 5, "acknowledged": 1000}
MARKS = """
from bihuan.apps.desk.models import Suggestion
print(json.dumps([one.text for one in Suggestion._base_manager.all()]))
"""


def write_until_killed(site: Site, acknowledged: int, number: int) -> set[str]:
    """Several people send suggestions until the site is killed; returns the marks that were answered as kept."""
    kept: set[str] = set()
    people = [SignedIn(site, login) for login in WRITERS]
    threads = [threading.Thread(target=_write, args=(person, f"{number}-{k}", kept)) for k, person in enumerate(people)]
    for thread in threads:
        thread.start()
    while len(kept) < acknowledged:
        time.sleep(0.01)
    time.sleep(random.random() / 10)
    site.kill()
    for thread in threads:
        thread.join(30)
    return kept


def _write(person: SignedIn, name: str, kept: set[str]) -> None:
    count = 0
    person.get("/suggestions/new/")
    while True:
        mark = f"标记{name}-{count}"
        try:
            status, _ = person.post("/suggestions/new/", {"text": mark, "page": ""})
        except (OSError, HTTPException):
            return
        assert status == 302, status
        kept.add(mark)
        count += 1


def check_nothing_lost(site: Site, *, rounds: int, acknowledged: int) -> None:
    kept: set[str] = set()
    for number in range(rounds):
        kept |= write_until_killed(site, acknowledged, number)
        site.start()
    found = site.says(MARKS)
    verified = site.manage("verify_audit")

    assert kept - set(found) == set()
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_a_killed_site_loses_nothing_acknowledged(site: Site) -> None:
    check_nothing_lost(site, **SMALL)


@pytest.mark.drill
def test_five_kills_lose_none_of_a_thousand_each(site: Site) -> None:
    check_nothing_lost(site, **FULL)


@pytest.mark.drill
def test_a_second_start_takes_under_five_seconds_and_keeps_what_was_entered(site: Site) -> None:
    SignedIn(site, "ducha").post("/suggestions/new/", {"text": "重启之前写下", "page": ""})
    site.kill()
    began = time.monotonic()

    site.start()

    assert time.monotonic() - began < 5
    assert "重启之前写下" in SignedIn(site, "ducha").get("/suggestions/")
