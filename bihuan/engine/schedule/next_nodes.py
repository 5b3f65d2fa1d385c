"""What comes next in a plan (近期节点): nodes that can be worked on by a day, each with the day it must be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bihuan.engine.schedule.day_lines import LAST_DAY, day_of, number
from bihuan.engine.schedule.passes import NEVER
from bihuan.engine.schedule.plans import Plan
from bihuan.engine.schedule.why import float_words


@dataclass(frozen=True, slots=True)
class Ahead:
    """One node that comes next (近期节点).

    start: when it began or can begin. due: when it must be done for the promise to hold, else when it can be done at
    the earliest. float_days: None where nothing limits it. spare: the same in words.
    """

    code: str
    name: str
    office: str | None
    is_begun: bool
    start: date
    due: date
    float_days: int | None
    spare: str

    @property
    def is_late(self) -> bool:
        """Whether it is already too late (已经晚了)."""
        return self.float_days is not None and self.float_days < 0


def ahead(plan: Plan, until: date) -> tuple[Ahead, ...]:
    """Nodes that are needed, not done, and can begin by a day (近期节点), the most pressing first."""
    last = number(until)
    places = (place for place in range(len(plan.early.start)) if plan.early.start[place] <= last)
    found = [_ahead(plan, place) for place in places if _is_open(plan, place)]
    return tuple(sorted(found, key=lambda each: (each.due, each.start)))


def _is_open(plan: Plan, place: int) -> bool:
    return plan.known.done[place] == NEVER and plan.network.activities[place].code not in plan.fitted.left_out


def _ahead(plan: Plan, place: int) -> Ahead:
    activity = plan.network.activities[place]
    late = plan.late.finish[place]
    return Ahead(
        activity.code,
        activity.name,
        activity.office,
        plan.known.begun[place] != NEVER,
        day_of(plan.early.start[place]),
        day_of(late if late <= LAST_DAY else plan.early.finish[place]),
        plan.float_of(place),
        float_words(plan, place),
    )
