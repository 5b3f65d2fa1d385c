"""All projects planned together under limits that they share (统筹排期): who goes when, and how far from best it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import heappop, heappush
from itertools import accumulate

from bihuan.engine.schedule.checks import BadStanding
from bihuan.engine.schedule.day_lines import FAR, LAST_DAY, day_of
from bihuan.engine.schedule.passes import NEVER
from bihuan.engine.schedule.plans import Plan
from bihuan.engine.schedule.relaxing import Relaxation
from bihuan.engine.schedule.shared_limits import (
    Need,
    SharedLimit,
    days_late,
    first_day_after,
    period_of,
    period_words,
    refuse_bad_needs,
    target_places,
)
from bihuan.engine.schedule.sweep import Tie
from bihuan.engine.values import Finding

STEPS = 300
"""Steps in which the prices of periods are bettered; each 15th is tried as an order of all projects."""
STEPS_A_TRIAL = 15
WARMEST, COOLEST = 50.0, 0.2
"""Days late between which an activity hardly chooses, at the first step and at the last."""
FIRST_OF_ALL = -1e9


@dataclass(frozen=True, slots=True)
class Levelled:
    """All projects under their shared limits (统筹结果).

    starts, finishes: by project, then activity in the network's order; day numbers. expected_on, days_late: by project;
    days_late in calendar days after the promise, 0 where none was given. waits: by project and activity, the limit and
    the first day on which it was asked in vain. at_least: days late that no plan of these projects can go below.
    """

    starts: tuple[tuple[int, ...], ...]
    finishes: tuple[tuple[int, ...], ...]
    expected_on: tuple[date, ...]
    days_late: tuple[int, ...]
    waits: tuple[dict[str, tuple[str, int]], ...]
    at_least: int = 0

    @property
    def total_late(self) -> int:
        """Days by which all projects together miss their promises (合计晚几天)."""
        return sum(self.days_late)


def level(
    plans: Sequence[Plan],
    limits: Sequence[SharedLimit],
    needs: Sequence[Need],
    *,
    first: Sequence[int] = (),
    steps: int = STEPS,
    bounded: bool = True,
) -> Levelled:
    """Plans all projects so that no period gives more than its limit (统筹排期), with as few days late as found.

    Activities take their turn by latest start; then by the period that each would buy, at prices that grow where more
    is asked than there is. The best plan is kept; the prices also bound what is possible. The same input gives the
    same plan.

    Args: first: projects that go before all others. steps: of the prices. bounded: False for the first plan alone, at
    once and without its bound (`at_least` is 0), where the queue is too long to wait for more.
    Raises: BadStanding: a need without its limit or activity, or larger than any period gives.
    Source: serial schedule generation (Kelley 1963), with budgets by period in place of capacities by day.
    """
    refuse_bad_needs(plans, limits, needs)
    shop = _Shop(plans, limits, needs, first)
    best = shop.schedule(shop.latest)
    if not bounded:
        return best
    relaxed = Relaxation(plans, limits, needs, last=max((max(each) for each in best.finishes), default=0))
    for step in range(steps):
        if not relaxed.open or best.total_late <= relaxed.bound:
            break
        if step == steps // 2:
            relaxed.join()
        relaxed.step(WARMEST * (COOLEST / WARMEST) ** (2 * step % steps / steps))
        if step % STEPS_A_TRIAL == STEPS_A_TRIAL - 1:
            found = shop.schedule(shop.turns(relaxed))
            best = min(best, found, key=lambda each: each.total_late)
    return replace(best, at_least=relaxed.bound)


def put_off(before: Levelled, after: Levelled) -> tuple[tuple[int, int], ...]:
    """Projects whose expected day differs between two plans (受影响的项目), and by how many days; later is positive."""
    pairs = enumerate(zip(before.expected_on, after.expected_on, strict=True))
    return tuple((project, (now - then).days) for project, (then, now) in pairs if now != then)


def wait_words(levelled: Levelled, plans: Sequence[Plan], limits: Sequence[SharedLimit], project: int) -> list[str]:
    """Which activities of a project wait for a shared limit, and for which (排队的说法)."""
    named = {each.code: each for each in limits}
    words = []
    for code, (limit, day) in levelled.waits[project].items():
        activity = plans[project].network.activity(code)
        start = day_of(levelled.starts[project][plans[project].places[code]])
        asked = period_words(named[limit].every, day)
        words.append(f"“{activity.name}”因“{named[limit].name}”{asked}已排满，排到{start.month}月{start.day}日。")
    return words


class _Shop:
    """All activities of all projects in one row, ready to be scheduled again and again."""

    def __init__(
        self, plans: Sequence[Plan], limits: Sequence[SharedLimit], needs: Sequence[Need], first: Sequence[int]
    ) -> None:
        self.plans, self.limits, self._first = plans, limits, set(first)
        self.offsets = list(accumulate((len(each.network.activities) for each in plans), initial=0))
        self.project = [which for which, each in enumerate(plans) for _ in each.network.activities]
        self.latest = [float(day) for each in plans for day in each.late.start]
        self.waiting = [len(ties) for each in plans for ties in each.sweep.inward]
        index = {each.code: place for place, each in enumerate(limits)}
        self.needs: list[list[tuple[int, int]]] = [[] for _ in self.project]
        for need in needs:
            self.needs[self._place(need)].append((index[need.limit], need.amount))
        self.periods = [period_of(each.every).tolist() for each in limits]
        self.next_period = [first_day_after(each.every).tolist() for each in limits]

    def turns(self, relaxed: Relaxation) -> list[float]:
        """Turn of each activity: the period that it would buy, and no later than that of what waits for it."""
        found = [float(FAR)] * len(self.project)
        for need, day in zip(relaxed.open, relaxed.turns.tolist(), strict=True):
            place = self._place(need)
            found[place] = min(found[place], day + self.latest[place] / FAR)
        for which, plan in enumerate(self.plans):
            offset = self.offsets[which]
            for own in reversed(plan.sweep.order):
                after = (found[offset + tie.other] for tie in plan.sweep.outward[own])
                found[offset + own] = min(found[offset + own], min(after, default=float(FAR)))
        return found

    def schedule(self, turns: Sequence[float]) -> Levelled:
        """One plan: of those that are ready, who has the earliest turn goes next."""
        turn = [FIRST_OF_ALL if which in self._first else day for day, which in zip(turns, self.project, strict=True)]
        starts, finishes = [0] * len(turn), [0] * len(turn)
        left: list[dict[int, int]] = [dict(each.amounts()[1]) for each in self.limits]
        self._take_begun(left)
        waits: list[dict[str, tuple[str, int]]] = [{} for _ in self.plans]
        waiting = list(self.waiting)
        ready = [(turn[place], place) for place, count in enumerate(waiting) if not count]
        ready.sort()
        while ready:
            _, place = heappop(ready)
            which = self.project[place]
            offset = self.offsets[which]
            self._put(place, which, starts, finishes, left, waits[which])
            for tie in self.plans[which].sweep.outward[place - offset]:
                other = tie.other + offset
                waiting[other] -= 1
                if not waiting[other]:
                    heappush(ready, (turn[other], other))
        return self._told(starts, finishes, waits)

    def _place(self, need: Need) -> int:
        return self.offsets[need.project] + self.plans[need.project].places[need.activity]

    def _put(
        self,
        place: int,
        which: int,
        starts: list[int],
        finishes: list[int],
        left: list[dict[int, int]],
        waits: dict[str, tuple[str, int]],
    ) -> None:
        plan, offset = self.plans[which], self.offsets[which]
        known, sweep, own = plan.known, plan.sweep, place - offset
        days, begun, done = known.days[own], known.begun[own], known.done[own]
        if done != NEVER:
            starts[place], finishes[place] = begun, done
            return
        position = known.floor[own]
        for tie in sweep.inward[own]:
            if begun == NEVER or tie.to_finish:
                position = max(position, _asked(tie, own, days, plan, starts, finishes, offset))
        if begun == NEVER and self.needs[place]:
            day = sweep.day(own, position)
            start = self._first_free(place, own, plan, day, left, waits)
            position = sweep.first_from(own, start)
        starts[place] = begun if begun != NEVER else sweep.day(own, position)
        finishes[place] = sweep.day(own, position + days)

    def _first_free(
        self,
        place: int,
        own: int,
        plan: Plan,
        day: int,
        left: list[dict[int, int]],
        waits: dict[str, tuple[str, int]],
    ) -> int:
        needs = self.needs[place]
        searching = True
        while searching:
            searching = False
            for limit, amount in needs:
                if left[limit].setdefault(self.periods[limit][day], self.limits[limit].amount) < amount:
                    waits.setdefault(plan.network.activities[own].code, (self.limits[limit].code, day))
                    day = plan.sweep.day(own, plan.sweep.first_from(own, self.next_period[limit][day]))
                    if day > LAST_DAY:
                        raise _never(plan.network.activities[own].name, self.limits[limit])
                    searching = True
        for limit, amount in needs:
            left[limit][self.periods[limit][day]] -= amount
        return day

    def _take_begun(self, left: list[dict[int, int]]) -> None:
        """What has started takes from the period it started in, even more than there was."""
        for place, needs in enumerate(self.needs):
            which = self.project[place]
            begun = self.plans[which].known.begun[place - self.offsets[which]]
            if begun != NEVER:
                for limit, amount in needs:
                    period = self.periods[limit][begun]
                    left[limit][period] = left[limit].get(period, self.limits[limit].amount) - amount

    def _told(self, starts: list[int], finishes: list[int], waits: list[dict[str, tuple[str, int]]]) -> Levelled:
        spans = [slice(*pair) for pair in zip(self.offsets[:-1], self.offsets[1:], strict=True)]
        ends = [
            max(finishes[span.start + place] for place in target_places(plan))
            for span, plan in zip(spans, self.plans, strict=True)
        ]
        return Levelled(
            tuple(tuple(starts[span]) for span in spans),
            tuple(tuple(finishes[span]) for span in spans),
            tuple(map(day_of, ends)),
            tuple(days_late(plan, end) for plan, end in zip(self.plans, ends, strict=True)),
            tuple(waits),
        )


def _never(activity: str, limit: SharedLimit) -> BadStanding:
    told = f"“{limit.name}”以后各期都不够，“{activity}”永远排不上。请提高以后各期的数量。"
    return BadStanding([Finding("never_enough", limit.code, told)])


def _asked(  # noqa: PLR0913, PLR0917
    tie: Tie, own: int, days: int, plan: Plan, starts: list[int], finishes: list[int], offset: int
) -> int:
    day = (finishes if tie.from_finish else starts)[tie.other + offset]
    if tie.lag:
        day = plan.sweep.lagged(day, tie.lag, tie.calendar)
    position = plan.sweep.first_from(own, day)
    return position - days if tie.to_finish else position
