"""Several processes try at the same moment what only one of them may have done; the database decides (A27).

Run: python -m tests.drills.constraint_races PROCESSES RACES; DATABASE_URL names a migrated, empty database.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing.synchronize import Barrier
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.support.settings"
FIRST_DAY = date(2027, 1, 1)
ITEMS = 8


@dataclass(frozen=True)
class Try:
    """One contender's part in one race: on which item, as what version it saw it."""

    race: int
    me: int
    item_id: int
    version: int


def lead(one: Try) -> None:
    """The lead unit's part ends and another unit leads."""
    from bihuan.apps.work.models import Party
    from tests.support.builders import NOW

    parties = Party._base_manager.filter(item_id=one.item_id)
    unit_id = parties.first().unit_id
    parties.filter(role="lead", to_at=None, because="").update(to_at=NOW)
    Party.objects.create(item_id=one.item_id, unit_id=unit_id, role="lead", from_at=NOW, because=f"第{one.race}次")


def extension(one: Try) -> None:
    """An extension is asked for."""
    from bihuan.apps.work.models import Extension
    from tests.support.builders import NOW

    Extension.objects.create(item_id=one.item_id, at=NOW, reason=f"第{one.race}次", new_due_on=FIRST_DAY)


def pause(one: Try) -> None:
    """The clock stops."""
    from bihuan.apps.work.models import PauseFact
    from tests.support.builders import NOW

    PauseFact.objects.create(item_id=one.item_id, began_at=NOW, reason=f"第{one.race}次")


def claim(one: Try) -> None:
    """A daily work of a day is claimed."""
    from bihuan.apps.units.models import DailyRun
    from tests.support.builders import NOW

    DailyRun.objects.create(code="race", on=FIRST_DAY + timedelta(days=one.race), started_at=NOW)


def move(one: Try) -> None:
    """The item is changed by someone who saw it as it was before this race."""
    from django.db import IntegrityError

    from bihuan.apps.work.models import Item

    seen, values = {"version": one.version}, {"version": one.version + 1}
    if not Item.objects.write_if(Item(pk=one.item_id), stands=seen, values=values):
        raise IntegrityError("somebody was quicker")


def number(one: Try) -> None:
    """A matter gets the next number of its year; the contenders in turn fail after they took it."""
    from bihuan.apps.units.queries import person_of
    from bihuan.apps.work import actions
    from tests.support.builders import NOW, actor

    by = actor(person_of("supervisor"))
    new = actions.NewItem(
        kind="key_task", title=f"第{one.race}次", requirement="办结", lead_unit_id=by.viewer.unit_id, due_on=FIRST_DAY
    )
    actions.register(new, by=by, now=NOW)
    if one.race // len(RACES) % 4 == one.me:
        raise RuntimeError("fails after the number was taken")


RACES: tuple[Callable[[Try], None], ...] = (lead, extension, pause, claim, move, number)


def tidy(item_id: int) -> None:
    """Make the next race on this item possible: what was won is history now."""
    from bihuan.apps.work.models import Extension, Party, PauseFact
    from tests.support.builders import NOW

    Extension._base_manager.filter(item_id=item_id, decision="open").update(decision="refused")
    PauseFact._base_manager.filter(item_id=item_id, ended_at=None).update(ended_at=NOW)
    Party._base_manager.filter(item_id=item_id, role="lead", to_at=None).update(because="")


def contend(me: int, races: int, items: list[int], line: Barrier, won: multiprocessing.Queue) -> None:
    """One process: every race with the others, from one line; puts the numbers of the races that it won."""
    import django

    django.setup()
    from django.db import IntegrityError, transaction

    from bihuan.apps.work.models import Item

    mine: list[int] = []
    for race in range(races):
        item_id = items[race // len(RACES) % len(items)]
        one = Try(race, me, item_id, Item._base_manager.get(pk=item_id).version)
        line.wait(120)
        try:
            with transaction.atomic():
                RACES[race % len(RACES)](one)
            mine.append(race)
        except (IntegrityError, RuntimeError):
            pass
        line.wait(120)
        if me == 0:
            tidy(item_id)
    won.put(mine)


def faults(won: Counter[int], races: int) -> dict[str, Any]:
    """What the races left that may not be: two winners, none, a gap, a number twice, two leads."""
    from django.db.models import Count

    from bihuan.apps.work.models import Item, Party

    alone = [race for race in range(races) if RACES[race % len(RACES)] is not number]
    numbers = sorted(Item._base_manager.exclude(number=None).values_list("number", flat=True))
    leads = Party._base_manager.filter(role="lead", to_at=None).values("item").annotate(n=Count("pk"))
    return {
        "not one winner": [race for race in alone if won[race] != 1][:5],
        "gaps or twins": [] if numbers == list(range(1, len(numbers) + 1)) else numbers[-5:],
        "numbers given": len(numbers) - ITEMS - sum(won[race] for race in range(races) if race not in set(alone)),
        "two leads": list(leads.filter(n__gt=1))[:5],
    }


def main(processes: int, races: int) -> int:
    """Make items, race, judge; prints the faults."""
    import django

    django.setup()
    from django.db import connection

    from tests.support.cast import make_cast
    from tests.support.items import make_item

    cast = make_cast()
    items = [make_item(cast, "in_progress").pk for _ in range(ITEMS)]
    connection.close()
    context = multiprocessing.get_context("spawn")
    line, won = context.Barrier(processes), context.Queue()
    racers = [context.Process(target=contend, args=(me, races, items, line, won)) for me in range(processes)]
    for racer in racers:
        racer.start()
    counted = Counter(race for _ in racers for race in won.get(timeout=3600))
    for racer in racers:
        racer.join()
    found = faults(counted, races)
    sys.stdout.write(f"{races} races of {processes}, faults: {found}\n")
    return int(any(found.values()))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
