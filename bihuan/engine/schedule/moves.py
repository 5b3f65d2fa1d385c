"""What moves if something changes (牵动的工作): two plans of one project side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bihuan.engine.schedule.plans import Plan


@dataclass(frozen=True, slots=True)
class Move:
    """One activity that moves (一项移动), planned days before and after; `days` in working days, later is positive."""

    activity: str
    name: str
    starts: tuple[date, date]
    finishes: tuple[date, date]
    days: int


def moves(before: Plan, after: Plan) -> tuple[Move, ...]:
    """Activities whose planned days differ between two plans of one project (变动清单), first to last.

    What only one of them needs is no move.
    """
    calendar = after.sweep.lines.calendar
    found = []
    for code, now in after.dates.items():
        then = before.dates.get(code)
        if then is None or (then.start, then.finish) == (now.start, now.finish):
            continue
        days = calendar.working_days_between(then.finish, now.finish)
        found.append(Move(code, now.name, (then.start, now.start), (then.finish, now.finish), days))
    return tuple(sorted(found, key=lambda each: (each.starts[1], each.finishes[1])))
