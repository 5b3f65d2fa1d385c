"""Shared limits with a price in place of a wall (限额定价): how few days late is possible, and whose turn it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np
from numpy.typing import NDArray

from bihuan.engine.schedule.day_lines import IntArray
from bihuan.engine.schedule.passes import NEVER
from bihuan.engine.schedule.plans import Plan
from bihuan.engine.schedule.shared_limits import Need, SharedLimit, days_late, first_day_after, period_of, target_places
from bihuan.engine.schedule.sweep import Course

FloatArray = NDArray[np.float64]
NOT_BEFORE = 1e7
"""Price of a period before the first that an activity can start in."""
SHIFT, WEAK = 0.1, 0.05
"""How fast lateness is shared out anew, and what the weaker limits have of it at first."""
PACE = 0.5
"""How far a step goes of what would sell each period's room, if the others' prices stood."""


@dataclass(frozen=True, eq=False)
class Choices:
    """What the needs of one limit may choose from (可选的期): a row a need, a column a period, the last all later.

    late: days that the project is late if the activity starts in that period. start: first day of the period. amount,
    need: by row; `need` is the place in the list of open needs. room: by period.
    """

    late: FloatArray
    start: FloatArray
    amount: FloatArray
    need: IntArray
    room: FloatArray


class Relaxation:
    """Prices of all periods, made better step by step (拉格朗日松弛).

    Each need pays for the period it takes and picks the cheapest; what a project is late is shared out among its needs.
    Whatever prices and shares, the sum less what the periods could sell is a bound: no plan is less late.

    Source: Lagrangian relaxation (Held, Wolfe and Crowder 1974), its minimum smoothed (Nesterov 2005).
    """

    def __init__(self, plans: Sequence[Plan], limits: Sequence[SharedLimit], needs: Sequence[Need], last: int) -> None:
        self.open = [need for need in needs if begun_of(plans, need) == NEVER]
        every = {each.code: each.every for each in limits}
        rows = [_late_by_period(plans[need.project], need.activity, every[need.limit], last) for need in self.open]
        self._choices = [_choices(plans, each, self.open, rows, needs) for each in limits]
        self._owner = np.array([need.project for need in self.open], dtype=np.int64)
        self._alone = np.array(
            [days_late(plan, max(plan.early.finish[p] for p in target_places(plan))) for plan in plans]
        )
        self.alone = int(self._alone.sum())
        self._prices = [np.zeros(len(each.room)) for each in self._choices]
        self._limit_of = np.zeros(len(self.open), dtype=np.int64)
        for limit, each in enumerate(self._choices):
            self._limit_of[each.need] = limit
        self._shares = self._whole_shares()
        self._best, self._strongest, self._is_joint = -np.inf, 0, False
        self.turns = np.zeros(len(self.open))

    @property
    def bound(self) -> int:
        """Days late that no plan can go below, all projects together (下界)."""
        return max(self.alone, ceil(self._best - 1e-6)) if np.isfinite(self._best) else self.alone

    def step(self, warmth: float) -> None:
        """Makes the prices better (调价一步): each need spreads over the periods that are cheap to `warmth` days late.

        The bound is that of the cheapest period of each; only the direction comes from the spread, which is smooth.
        """
        values, late = [], np.zeros(len(self.open))
        for limit, each in enumerate(self._choices):
            price = self._prices[limit]
            costs = self._shares[each.need, None] * each.late + each.amount[:, None] * price
            cheapest = costs.min(axis=1)
            values.append(float(cheapest.sum() - (price * each.room).sum()))
            part = np.exp((cheapest[:, None] - costs) / warmth)
            part /= part.sum(axis=1, keepdims=True)
            late[each.need] = (part * each.late).sum(axis=1)
            self.turns[each.need] = part @ each.start
            self._prices[limit] = np.maximum(0, price + _raised(part, each, warmth))
            self._prices[limit][-1] = 0
        self._judge(values)
        if self._is_joint:
            self._share_out(late)

    def join(self) -> None:
        """From each limit by itself to all together (合并定价): the strongest limit keeps most of the lateness."""
        self._is_joint = True
        strong = (self._limit_of == self._strongest) * (1 - WEAK) + WEAK
        shares = strong / np.bincount(self._owner, weights=strong)[self._owner]
        for limit, each in enumerate(self._choices):
            self._prices[limit] *= shares[each.need].mean() / self._shares[each.need].mean() if len(each.need) else 1
        self._shares = shares

    def _judge(self, values: list[float]) -> None:
        """One limit by itself bounds what its own projects are late; all together bound all that have needs."""
        every = np.bincount(self._owner, minlength=len(self._alone)) > 0
        if self._is_joint:
            self._best = max(self._best, sum(values) + float(self._alone[~every].sum()))
            return
        for limit, value in enumerate(values):
            mine = np.bincount(self._owner[self._limit_of == limit], minlength=len(self._alone)) > 0
            told = value + float(self._alone[~mine].sum())
            if told > self._best:
                self._best, self._strongest = told, limit

    def _whole_shares(self) -> FloatArray:
        """All of a project's lateness to each limit that it needs."""
        key = self._owner * (len(self._choices) + 1) + self._limit_of
        found: FloatArray = 1.0 / np.bincount(key)[key] if len(key) else np.zeros(0)
        return found

    def _share_out(self, late: FloatArray) -> None:
        """More of a project's lateness to the needs that are late now; the shares of a project stay one."""
        most = np.zeros(self._owner.max() + 1)
        np.maximum.at(most, self._owner, late)
        part = late / np.maximum(most[self._owner], 1)
        grown = np.maximum(self._shares * np.exp(SHIFT * part), 1e-9)
        self._shares = grown / np.bincount(self._owner, weights=grown)[self._owner]


def _raised(part: FloatArray, choices: Choices, warmth: float) -> FloatArray:
    """How much more each period should cost: what is asked over its room, by how fast that answers to the price."""
    asked = choices.amount @ part - choices.room
    answer = (choices.amount**2) @ (part * (1 - part)) / warmth
    found: FloatArray = PACE * asked / (answer + 1e-3)
    return found


def begun_of(plans: Sequence[Plan], need: Need) -> int:
    """Day on which the activity of a need began (占用工作的实际开始); `NEVER` where it has not."""
    plan = plans[need.project]
    return plan.known.begun[plan.places[need.activity]]


Row = tuple[int, list[int], list[int]]


def _late_by_period(plan: Plan, activity: str, every: str, last: int) -> Row:
    """First period that an activity can start in; from there on, the first day and the days late of each period."""
    place, sweep = plan.places[activity], plan.sweep
    known = replace(plan.known, floor=list(plan.known.floor))
    course = Course(list(plan.early.start), list(plan.early.finish))
    following, ends = first_day_after(every), target_places(plan)
    day, latest = course.start[place], plan.late.start[place]
    first, starts, late = int(period_of(every)[day]), [day], []
    while True:
        if day > latest:
            known.floor[place] = sweep.first_from(place, day)
            sweep.earliest_again(known, course, [place])
        late.append(days_late(plan, max(course.finish[end] for end in ends)))
        if day > last:
            return first, starts, late
        day = int(following[day])
        starts.append(day)


def _choices(
    plans: Sequence[Plan], limit: SharedLimit, open_needs: Sequence[Need], rows: Sequence[Row], needs: Sequence[Need]
) -> Choices:
    mine = [place for place, need in enumerate(open_needs) if need.limit == limit.code]
    first = min((rows[place][0] for place in mine), default=0)
    width = max((rows[place][0] + len(rows[place][2]) for place in mine), default=first + 1) - first
    late, start = np.full((len(mine), width), NOT_BEFORE), np.zeros(width)
    for row, place in enumerate(mine):
        begins, days, costs = rows[place]
        late[row, begins - first :] = costs
        start[begins - first :] = np.maximum(start[begins - first :], days)
    return Choices(
        late=late,
        start=start,
        amount=np.array([float(open_needs[place].amount) for place in mine]),
        need=np.array(mine, dtype=np.int64),
        room=_room(plans, limit, needs, first, width),
    )


def _room(plans: Sequence[Plan], limit: SharedLimit, needs: Sequence[Need], first: int, width: int) -> FloatArray:
    """What each period gives, less what has begun in it; the last stands for all later ones and is not counted."""
    amount, own = limit.amounts()
    room = np.array([own.get(first + column, amount) for column in range(width)], dtype=np.float64)
    for need in needs:
        begun = begun_of(plans, need)
        period = int(period_of(limit.every)[begun]) - first
        if need.limit == limit.code and begun != NEVER and 0 <= period < width:
            room[period] -= need.amount
    room[-1] = 0
    return np.maximum(room, 0)
