"""A ledger whose lamp weighs progress: list, counts and past days say the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bihuan.apps.work import actions, queries
from bihuan.base.scope import Viewer
from bihuan.engine.lamps import COLOURS
from tests.support.builders import NOW, viewer
from tests.support.items import make_item, move
from tests.support.rules import change_rule, shipped

pytestmark = pytest.mark.django_db
DUE_ON, MAY = date(2026, 6, 30), date(2026, 5, 15)


@pytest.fixture
def three(cast):
    """Due at the end of June and begun in March: told 50, 20, nothing; the second said more in the end of May."""
    change_rule(cast, "ledger_kinds", "key_task", shipped("ledger_kinds", "key_task") | {"lamp": "yinchuan"})
    begun = [make_item(cast, "accepted", title=title, due_on=DUE_ON) for title in "甲乙丙"]
    made = [move(item, "plan", cast, nodes=[actions.NodePlan("完成", DUE_ON)]) for item in begun]
    for item, percent in zip(made, (50, 20), strict=False):
        told(item, cast, percent, on=date(2026, 4, 30))
    made[1].refresh_from_db()
    told(made[1], cast, 90, on=date(2026, 5, 29))
    return made


def told(item, cast, percent, *, on):
    said = {"text": "进展。", "percent": Decimal(percent)}
    return move(item, "report_progress", cast, who="lead_clerk", at=NOW.replace(month=on.month, day=on.day), **said)


def lamps(day):
    eyes, book = Viewer.worker(on=day), queries.rulebook(day, known_on=day)
    known = queries.known_on(day, viewer=eyes, book=book)
    rows = queries.lamps_on(known, viewer=eyes, book=book, shown=known.ids > 0)
    codes = [COLOURS[code] for code in queries.colours_of(known, book=book)]
    assert codes == [row.lamp.colour for row in rows]
    return {row.title: row.lamp.colour for row in rows}


def test_a_past_day_weighs_what_had_been_told_by_then(three):
    assert lamps(MAY) == {"甲": "yellow", "乙": "red", "丙": "green"}
    assert lamps(date(2026, 5, 30))["乙"] == "green"


def test_counts_and_filter_of_the_ledger_say_what_its_rows_say(cast, three):
    book, eyes = queries.rulebook(MAY), viewer(cast.supervisor, on=MAY)
    page = queries.ledger(queries.Wanted(), viewer=eyes, book=book)
    shown = [row.signs.lamp.colour for row in page.rows]

    counts = queries.lamp_counts(queries.Wanted(), viewer=eyes, book=book)

    assert {colour: n for colour, n in counts.items() if n} == {colour: shown.count(colour) for colour in set(shown)}
    for colour in set(shown):
        assert queries.ledger(queries.Wanted(lamp=(colour,)), viewer=eyes, book=book).total == shown.count(colour)


def test_a_state_that_one_ledger_lights_and_another_does_not(cast):
    body = shipped("ledger_kinds", "rectification")
    body["states"]["registered"] = {"stage": "working"}
    change_rule(cast, "ledger_kinds", "rectification", body)
    extra = {"inspection_batch": "一", "problem_class": "安全", "problem": "无证"}
    make_item(cast, kind="rectification", extra=extra, title="甲", due_on=DUE_ON)
    make_item(cast, title="乙", due_on=DUE_ON)

    assert lamps(MAY) == {"甲": "green", "乙": "grey"}
