"""A75: at the end of a month every town sends its figures within minutes, while leaders keep their pages open."""

from __future__ import annotations

import os
import threading
import time
from random import Random

import pytest

from tests.drills.running_site import SignedIn, Site

UNITS = int(os.environ.get("MONTH_END_UNITS", "200"))
SECONDS = int(os.environ.get("MONTH_END_SECONDS", "600"))
FIGURES, LOOKERS = 40, 6
SLOWEST_OF_95 = 2.0
ASK = f"""
from datetime import date
from django.utils import timezone
from bihuan.apps.figures import actions, queries
from bihuan.apps.units.models import Person, Unit
from tests.support.builders import actor, give_post, make_person, make_unit

people = Person.objects.unscoped("drill")
today = timezone.localdate()
book = queries.book(today)
month, root = book.month_due(), Unit.objects.get(depth=1)
codes = [one.code for one in book.indicators.values() if month.month in one.months and "level" in one.measures]
codes = codes[:{FIGURES}]
by, now = actor(people.get(login="tongji")), timezone.now()
password = people.get(login="tongji").password
asked = []
for number in range({UNITS}):
    unit = make_unit(f"月末镇{{number}}", kind="town", under=root, code=f"yuemo{{number}}")
    person = make_person(f"月末员{{number}}", login=f"yuemo{{number}}")
    people.filter(pk=person.pk).update(password=password, password_set_at=now)
    give_post(person, unit, "clerk")
    wanted = [actions.Wanted(unit.pk, code) for code in codes]
    sides = {{"form": book.form.code, "month": month, "source": "月末演练", "by": by, "now": now}}
    actions.assign(unit.pk, wanted, **sides)
    page = queries.sheet_page(by.viewer, unit_id=unit.pk, month=month, book=book, form=book.form)
    fields = [f"{{name}}_{{line.key}}" for line in page.lines for name in line.asked]
    asked.append([person.login, unit.pk, fields])
print(json.dumps([f"{{month.year}}-{{month.month:02}}", len(codes), asked]))
"""
STORED = """
from bihuan.apps.figures.models import Observation
from bihuan.apps.units.queries import first_break
from bihuan.base.scope import Viewer
from django.utils import timezone
eyes = Viewer.worker(on=timezone.localdate())
rows = Observation.objects.visible_to(eyes).filter(unit__code__startswith="yuemo")
print(json.dumps([rows.count(), rows.filter(version=1).count(), first_break() is None]))
"""


def send(site: Site, task: tuple[str, int, list[str]], month: str, *, wait: float, times: list[float]) -> None:
    """One clerk opens the sheet, sends it, and presses the button once more."""
    login, unit_id, fields = task
    time.sleep(wait)
    person, url = SignedIn(site, login), f"/figures/fill/{unit_id}/{month}/"
    form = {name: "12.5" if name.startswith("growth") else "345" for name in fields} | {"act": "submit"}
    began = time.monotonic()
    assert "要填" in person.get(url)
    times.append(time.monotonic() - began)
    began = time.monotonic()
    status, page = person.post(url, form)
    times.append(time.monotonic() - began)
    assert status == 302, page[:2000]
    person.post(url, form)


def look(site: Site, until: float, times: list[float]) -> None:
    """A leader who keeps the desk and the month open."""
    person = SignedIn(site, "quzhang")
    while time.monotonic() < until:
        for url in ("/", "/figures/", "/figures/fill/"):
            began = time.monotonic()
            person.get(url)
            times.append(time.monotonic() - began)
        time.sleep(2)


@pytest.mark.drill
def test_every_town_is_stored_once_at_the_end_of_the_month(site: Site) -> None:
    month, figures, tasks = site.says(ASK)
    chance, times, seen = Random(75), [], []
    until = time.monotonic() + SECONDS
    threads = [
        threading.Thread(
            target=send, args=(site, task, month), kwargs={"wait": chance.random() * SECONDS, "times": times}
        )
        for task in tasks
    ]
    threads += [threading.Thread(target=look, args=(site, until, seen)) for _ in range(LOOKERS)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    slow = sorted(times)[int(len(times) * 0.95) - 1]
    counts = f"{UNITS} towns, {figures} figures each, {len(seen)} pages beside"
    print(f"{counts}: 95% of {len(times)} requests within {slow:.2f} s")
    assert site.says(STORED) == [UNITS * figures, UNITS * figures, True]
    assert slow <= SLOWEST_OF_95
