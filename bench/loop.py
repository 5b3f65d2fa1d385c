"""How long do the lamps of all items on a past day take, reading the database included?

12,000 items with 40 dated facts each: 10 states, 4 due days, 4 nodes told 4 times each, 10 reports. Ours is
`queries.known_on` + `colours_of`, what `manage.py lamps` does; the peer replays the facts item by item.

Run: python bench/loop.py [--items 12000]     SQLite in a temporary folder, or DATABASE_URL (an empty database).
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from time import perf_counter, process_time
from zoneinfo import ZoneInfo

os.environ["BIHUAN_MODE"] = "test"
os.environ.setdefault("BIHUAN_HOME", tempfile.mkdtemp(prefix="bihuan-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from bihuan.apps.units.models import Unit  # noqa: E402
from bihuan.apps.work import models, queries  # noqa: E402
from bihuan.base.scope import Viewer  # noqa: E402
from bihuan.engine.lamps import COLOURS, NodeMark, lamp  # noqa: E402

LOCAL = ZoneInfo("Asia/Shanghai")
BEGAN = datetime(2026, 1, 5, 9, tzinfo=LOCAL)
DAY = date(2026, 8, 31)
LIMIT = 0.5
KINDS = ("key_task", "rectification", "instruction", "joint_matter")
STATES = ("draft", "registered", "dispatched", "accepted", "in_progress", "suspended", "in_progress")
ENDS = ("in_progress", "feedback_submitted", "closed")
SEED = random.Random(2026)


def moments(count: int) -> list[datetime]:
    """So many moments of the year, in order."""
    return sorted(BEGAN + timedelta(minutes=SEED.randrange(330 * 24 * 60)) for _ in range(count))


def some_day() -> date:
    """A day of the year."""
    return date(2026, 1, 10) + timedelta(days=SEED.randrange(350))


def fill(count: int) -> None:
    """Write items with their facts; in the order of time, as the year would."""
    named = {"code": "bench", "name": "区工业和信息化局", "kind": "department", "began_on": date(2020, 1, 1)}
    unit = Unit.objects.add_root(named)
    items = models.Item.objects.bulk_create(
        [
            models.Item(
                year=2026,
                number=number,
                ledger_kind=KINDS[number % 4],
                state="in_progress",
                title=f"事项{number}",
                lead_unit_id=unit.pk,
                registrar_unit_id=unit.pk,
                created_at=BEGAN,
            )
            for number in range(1, count + 1)
        ],
        batch_size=500,
    )
    nodes = models.Milestone.objects.bulk_create(
        [
            models.Milestone(item=item, name=f"节点{at}", due_on=some_day(), order=at)
            for item in items
            for at in range(4)
        ],
        batch_size=2000,
    )
    for model, rows in (
        (models.StateFact, [row for item in items for row in states(item)]),
        (models.DueFact, [row for item in items for row in dues(item)]),
        (models.MilestoneFact, [row for node in nodes for row in told(node)]),
        (models.Progress, [row for item in items for row in reports(item)]),
    ):
        rows.sort(key=lambda row: getattr(row, "known_at", None) or row.at)
        model.objects.bulk_create(rows, batch_size=2000)


def states(item: models.Item) -> Iterator[models.StateFact]:
    """Ten states an item passes through."""
    for state, at in zip((*STATES, *ENDS), moments(10), strict=True):
        done_on = at.date() if state in ("feedback_submitted", "closed") else None
        yield models.StateFact(item=item, state=state, at=at, done_on=done_on)


def dues(item: models.Item) -> Iterator[models.DueFact]:
    """The first due day and three extensions."""
    return (models.DueFact(item=item, due_on=some_day(), known_at=at) for at in moments(4))


def told(node: models.Milestone) -> Iterator[models.MilestoneFact]:
    """A node planned, moved twice, met or dropped."""
    for turn, at in enumerate(moments(4)):
        done_on = at.date() if turn == 3 and SEED.random() < 0.8 else None
        dropped = turn == 3 and SEED.random() < 0.05
        yield models.MilestoneFact(
            item_id=node.item_id, milestone=node, due_on=some_day(), done_on=done_on, dropped=dropped, known_at=at
        )


def reports(item: models.Item) -> Iterator[models.Progress]:
    """Ten monthly reports."""
    return (models.Progress(item=item, at=at, by_name="某人", text="按计划推进。") for at in moments(10))


def ours() -> list[str]:
    """Lamps of all, the way the product does it."""
    book = queries.rulebook(DAY)
    known = queries.known_on(DAY, viewer=Viewer.worker(on=DAY), book=book)
    return [COLOURS[code] for code in queries.colours_of(known, book=book)]


def replayed() -> list[str]:
    """Lamps of all, the obvious way: each item's facts in order, the last one known by the day counts."""
    book, until = queries.rulebook(DAY), datetime(2026, 9, 1, tzinfo=LOCAL)
    items = models.Item.objects.visible_to(Viewer.worker(on=DAY)).order_by("pk")
    return [replay(item, book, until) for item in items]


def replay(item: models.Item, book: queries.Rulebook, until: datetime) -> str:
    """One item's lamp from its own facts, with four queries."""
    due = [fact for fact in item.due_facts.all() if fact.known_at < until]
    state = [fact for fact in item.state_facts.all() if fact.at < until]
    nodes: dict[int, models.MilestoneFact] = {}
    for fact in item.milestone_facts.all():
        if fact.known_at < until:
            nodes[fact.milestone_id] = fact
    rule = book.lamp_rule(item.ledger_kind)
    if not state or rule is None or state[-1].state in book.unlit(item.ledger_kind):
        return "grey"
    return lamp(
        rule,
        day=DAY,
        due_on=due[-1].due_on if due else None,
        done_on=state[-1].done_on,
        nodes=[NodeMark("", node.due_on, node.done_on) for node in nodes.values() if not node.dropped],
        paused=state[-1].state == "suspended",
    ).colour


def timed(run: Callable[[], list[str]], *, times: int) -> tuple[float, float, list[str]]:
    """Least seconds by the clock and by this process's processor, and the answer."""
    clock, processor, answer = [], [], []
    for _ in range(times):
        began, began_work = perf_counter(), process_time()
        answer = run()
        clock.append(perf_counter() - began)
        processor.append(process_time() - began_work)
    return min(clock), min(processor), answer


def main() -> None:
    """Fill, measure, compare, print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--items", type=int, default=12000)
    count = parser.parse_args().items
    call_command("migrate", verbosity=0)
    fill(count)
    first, _, _ = timed(ours, times=1)
    fast, work, lamps = timed(ours, times=7)
    slow, _, oracle = timed(replayed, times=1)
    from django.db import connection

    print(f"{count} items x 40 facts, {connection.vendor}, lamps of {DAY}: { {c: lamps.count(c) for c in COLOURS} }")
    spent = f"processor {work:.3f} s; first time {first:.3f} s; limit {LIMIT} s"
    print(f"{'bihuan, database read included':44}{fast:8.3f} s   ({spent})")
    print(f"{'peer: facts replayed item by item':44}{slow:8.3f} s")
    print("the same colours" if lamps == oracle else "DIFFERENT COLOURS")
    if lamps != oracle or fast > LIMIT * count / 12000:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
