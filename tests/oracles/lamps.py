"""Ouhai's rule told as an official would tell it (瓯海规则逐条照办)."""

from collections.abc import Sequence
from datetime import date

from bihuan.engine.calendar import Calendar
from bihuan.engine.lamps import Colour
from tests.oracles.working_days import add_by_walking

Mark = tuple[date | None, date | None]


def ouhai_colour(calendar: Calendar, day: date, item: Mark, nodes: Sequence[Mark], *, paused: bool) -> Colour:
    """Suspended grey, else any missed red, any made good late yellow, any near blue, else green; no day grey."""
    item_done = item[1] if item[1] is not None and item[1] <= day else None
    if paused and item_done is None:
        return "grey"
    marks = [(due, done if done is not None else item_done) for due, done in nodes] + [(item[0], item_done)]
    dated = [(due, done if done is not None and done <= day else None) for due, done in marks if due is not None]
    if not dated:
        return "grey"
    if any(done is None and day > due for due, done in dated):
        return "red"
    if any(done is not None and done > due for due, done in dated):
        return "yellow"
    if any(done is None and add_by_walking(calendar, due, -3) <= day for due, done in dated):
        return "blue"
    return "green"
