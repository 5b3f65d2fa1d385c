"""What keeps an activity's days (日期的限制): today, constraints, deadlines and the promise, as positions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bihuan.engine.schedule.checks import targets
from bihuan.engine.schedule.day_lines import FAR, number
from bihuan.engine.schedule.network import Constraint, ConstraintKind, Network, Standing
from bihuan.engine.schedule.passes import NEVER
from bihuan.engine.schedule.sweep import Known, Sweep


@dataclass(frozen=True, slots=True)
class Bound:
    """One limit of one activity (一项限制): the position it asks for, and what it rests on.

    kind: None for today and for the promise. position: of the start for lower bounds, of the finish for upper ones.
    """

    position: int
    on: date
    kind: ConstraintKind | None = None


def known(network: Network, standing: Standing, sweep: Sweep) -> Known:
    """What is known of each activity before a pass (排期的已知条件); constraints of the day they name.

    Args: network: fitted to the project, in the order of the sweep's activities. standing: checked.
    """
    places = range(len(network.activities))
    days = [each.days for each in network.activities]
    begun = [NEVER] * len(days)
    done = [NEVER] * len(days)
    for place, activity in enumerate(network.activities):
        if (day := standing.finished_on.get(activity.code)) is not None:
            done[place] = number(day)
            start = sweep.day(place, sweep.last_until(place, done[place]) - days[place])
            begun[place] = min(start, done[place])
        if (day := standing.started_on.get(activity.code)) is not None:
            begun[place] = number(day)
    today = number(standing.today)
    floor = [sweep.first_from(place, today) for place in places]
    ceiling = [sweep.last_until(place, FAR) for place in places]
    found = Known(days, floor, ceiling, begun, done)
    limited = {each.activity for each in standing.constraints} | {*targets(network)}
    for place, activity in enumerate(network.activities):
        if begun[place] != NEVER or activity.code in limited:
            floor[place] = floor_of(network, standing, sweep, found, place)
            ceiling[place] = ceiling_of(network, standing, sweep, found, place)
    return found


def lower_bounds(network: Network, standing: Standing, sweep: Sweep, known: Known, place: int) -> Iterator[Bound]:
    """What keeps an activity from starting earlier, but for links (最早的限制)."""
    activity, today = network.activities[place], number(standing.today)
    if known.begun[place] != NEVER:
        finish = max(sweep.after_days(place, known.begun[place], known.days[place]), today)
        yield Bound(sweep.first_from(place, finish) - known.days[place], standing.today)
        return
    yield Bound(sweep.first_from(place, today), standing.today)
    for each in _of(activity.code, standing):
        if each.on is None or each.kind not in _LOWER:
            continue
        position = sweep.first_from(place, number(each.on))
        yield Bound(position - known.days[place] * _LOWER[each.kind], each.on, each.kind)


def upper_bounds(network: Network, standing: Standing, sweep: Sweep, known: Known, place: int) -> Iterator[Bound]:
    """What keeps an activity from finishing later, but for links (最迟的限制)."""
    activity = network.activities[place]
    if standing.promise is not None and activity.code in targets(network):
        yield Bound(sweep.last_until(place, number(standing.promise)), standing.promise)
    for each in _of(activity.code, standing):
        if each.on is None or each.kind not in _UPPER:
            continue
        position = sweep.last_until(place, number(each.on))
        yield Bound(position + known.days[place] * _UPPER[each.kind], each.on, each.kind)


_LOWER = {ConstraintKind.SNET: 0, ConstraintKind.MSO: 0, ConstraintKind.FNET: 1, ConstraintKind.MFO: 1}
"""Constraints that keep an activity from being earlier, and how many of its lengths their day lies behind its start."""
_UPPER = {
    ConstraintKind.SNLT: 1,
    ConstraintKind.MSO: 1,
    ConstraintKind.FNLT: 0,
    ConstraintKind.MFO: 0,
    ConstraintKind.DEADLINE: 0,
}
"""Those that keep it from being later, and how many of its lengths its finish lies behind their day."""


def floor_of(network: Network, standing: Standing, sweep: Sweep, known: Known, place: int) -> int:
    """Position before which an activity does not start, but for links (最早的限制)."""
    return max(each.position for each in lower_bounds(network, standing, sweep, known, place))


def ceiling_of(network: Network, standing: Standing, sweep: Sweep, known: Known, place: int) -> int:
    """Position after which an activity may not finish, but for links (最迟的限制)."""
    found = [each.position for each in upper_bounds(network, standing, sweep, known, place)]
    return min(found, default=sweep.last_until(place, FAR))


def _of(code: str, standing: Standing) -> Sequence[Constraint]:
    return [each for each in standing.constraints if each.activity == code]
