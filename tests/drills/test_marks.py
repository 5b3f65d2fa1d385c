"""A25: several people mark the same items at the same moment; what was acknowledged stands once, nothing else."""

from __future__ import annotations

import re
import threading
from collections import Counter

import pytest

from tests.drills.running_site import SignedIn, Site

WORKERS, OBJECTS, OPERATIONS = 8, 20, 10_000
LOGINS = ("ducha", "ducha2")
ITEMS = f"""
from bihuan.apps.work.models import Item
rows = Item.objects.unscoped("the drill").filter(state__in=["in_progress", "dispatched", "accepted"])
print(json.dumps(list(rows.order_by("pk").values_list("pk", flat=True)[:{OBJECTS}])))
"""
MARKS = """
from bihuan.apps.work.models import Urge
rows = Urge.objects.unscoped("the drill").filter(text__startswith="标记")
print(json.dumps([list(each) for each in rows.values_list("item_id", "text")]))
"""
FIELD = re.compile(r'name="(version|form_key)" value="([^"]*)"')


class Marker:
    """One person's browser that adds marks and remembers which were acknowledged."""

    def __init__(self, person: SignedIn, name: int, items: list[int]) -> None:
        self.person, self.name, self.items = person, name, items
        self.acknowledged: list[tuple[int, str]] = []
        self.statuses: Counter[int] = Counter()

    def work(self, times: int) -> None:
        """Add so many marks, each to the next item; who was too late may say so."""
        for place in range(times):
            item = self.items[(place + self.name) % len(self.items)]
            page = self.person.get(f"/items/{item}/moves/urge/")
            mark = f"标记{self.name}-{place}"
            status, _ = self.person.post(f"/items/{item}/moves/urge/", {**dict(FIELD.findall(page)), "text": mark})
            self.statuses[status] += 1
            if status == 302:
                self.acknowledged.append((item, mark))


@pytest.mark.drill
def test_every_acknowledged_mark_stands_once_and_no_other(site: Site) -> None:
    items = site.says(ITEMS)
    people = [SignedIn(site, LOGINS[number % len(LOGINS)]) for number in range(WORKERS)]
    markers = [Marker(person, number, items) for number, person in enumerate(people)]

    threads = [threading.Thread(target=each.work, args=(OPERATIONS // WORKERS,)) for each in markers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    acknowledged = [mark for each in markers for mark in each.acknowledged]
    stored = [tuple(each) for each in site.says(MARKS)]
    statuses = sum((each.statuses for each in markers), Counter())
    print(f"{len(acknowledged)} of {OPERATIONS} acknowledged, answers {dict(statuses)}")
    assert set(statuses) <= {302, 409, 422}
    assert len(acknowledged) > OPERATIONS / 4
    assert Counter(stored) == Counter(acknowledged)
