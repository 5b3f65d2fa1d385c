"""What a date hangs on (起控制作用的关系): of all links and limits, the one that holds it where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bihuan.engine.schedule.limits import Bound, lower_bounds, upper_bounds
from bihuan.engine.schedule.passes import NEVER
from bihuan.engine.schedule.plans import Plan
from bihuan.engine.schedule.sweep import Tie


@dataclass(frozen=True, slots=True)
class Binding:
    """What holds an activity's dates (起控制作用的一项): a link, a limit, or neither where it has happened.

    position: of the start where it is held forward, of the finish where backward.
    """

    position: int
    tie: Tie | None = None
    bound: Bound | None = None


def holds_early(plan: Plan, place: int) -> Binding:
    """What keeps an activity from being earlier (最早日期的依据); a link before a limit before today."""
    known, sweep = plan.known, plan.sweep
    if known.done[place] != NEVER:
        return Binding(position=NEVER)
    days, begun = known.days[place], known.begun[place] != NEVER
    ties = (tie for tie in sweep.inward[place] if tie.to_finish or not begun)
    found = [Binding(sweep.asked_start(tie, place, days, plan.early), tie=tie) for tie in ties]
    bounds = lower_bounds(plan.network, plan.standing, sweep, known, place)
    found += sorted((Binding(each.position, bound=each) for each in bounds), key=_today_last)
    return max(found, key=lambda each: each.position)


def holds_late(plan: Plan, place: int) -> Binding | None:
    """What keeps an activity from being later (最迟日期的依据); None where nothing does."""
    if plan.float_of(place) is None:
        return None
    known, sweep = plan.known, plan.sweep
    bounds = [*upper_bounds(plan.network, plan.standing, sweep, known, place)]
    found = [Binding(each.position, bound=each) for each in bounds]
    found += [Binding(position, tie=tie) for position, tie in _asked_late(plan, place)]
    found.append(Binding(known.ceiling[place]))
    return min(found, key=lambda each: each.position)


def driving_path(plan: Plan, place: int) -> tuple[tuple[int, Tie | None], ...]:
    """Activities that hold an activity where it is, first to last (控制路线), each with the link that leads to it."""
    found: list[tuple[int, Tie | None]] = []
    while True:
        tie = holds_early(plan, place).tie
        found.append((place, tie))
        if tie is None:
            return tuple(reversed(found))
        place = tie.other


def _asked_late(plan: Plan, place: int) -> Iterator[tuple[int, Tie]]:
    for tie in plan.sweep.outward[place]:
        yield plan.sweep.asked_finish(tie, place, plan.known.days[place], plan.late), tie


def _today_last(binding: Binding) -> bool:
    return binding.bound is not None and binding.bound.kind is None
