"""Limits that projects share (共用限额): so many reviews a week, so much quota a month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import numpy as np

from bihuan.engine.schedule.checks import BadStanding, targets
from bihuan.engine.schedule.day_lines import FAR, LAST_DAY, IntArray, day_of, number
from bihuan.engine.schedule.plans import Plan
from bihuan.engine.values import Finding

PERIODS: Mapping[str, str] = {"week": "每周", "month": "每月"}


@dataclass(frozen=True, slots=True)
class SharedLimit:
    """How much of something all projects together get in a period (共用限额), in whole units.

    every: week (from Monday) or month. own: other amounts, by a day in the period.
    """

    code: str
    name: str
    every: str
    amount: int
    own: Mapping[date, int] = field(default_factory=dict)

    def amounts(self) -> tuple[int, Mapping[int, int]]:
        """Amount of a period, and those of the periods that have their own (各期数量)."""
        periods = period_of(self.every)
        return self.amount, {int(periods[number(day)]): amount for day, amount in self.own.items()}


@dataclass(frozen=True, slots=True)
class Need:
    """What one activity of one project takes of a limit in the period in which it starts (占用)."""

    project: int
    activity: str
    limit: str
    amount: int = 1


def check_needs(plans: Sequence[Plan], limits: Sequence[SharedLimit], needs: Iterable[Need]) -> list[Finding]:
    """Everything wrong with limits and needs (限额与占用核对)."""
    found = [_bad_limit(each) for each in limits if each.every not in PERIODS or each.amount < 0]
    most = {each.code: max([each.amount, *each.own.values()]) for each in limits}
    for need in needs:
        at = f"项目{need.project + 1}"
        if need.limit not in most:
            found.append(Finding("unknown_limit", at, f"限额“{need.limit}”没有定义，请核对代码或先定义。"))
        elif not 0 <= need.project < len(plans) or need.activity not in plans[need.project].places:
            found.append(Finding("unknown_activity", at, f"占用提到的“{need.activity}”不在网络图里，请核对代码。"))
        elif need.amount > most[need.limit]:
            told = (
                f"“{need.activity}”要{need.amount}，超过一期限额{most[need.limit]}，永远排不上。请分开办理或提高限额。"
            )
            found.append(Finding("never_enough", at, told))
    return found


def refuse_bad_needs(plans: Sequence[Plan], limits: Sequence[SharedLimit], needs: Iterable[Need]) -> None:
    """Raises `BadStanding` where anything is wrong with limits or needs (有误即退回)."""
    if found := check_needs(plans, limits, needs):
        raise BadStanding(found)


@cache
def period_of(every: str) -> IntArray:
    """Period that each day number lies in (日期所在期)."""
    ordinals = np.arange(FAR + 1) + day_of(0).toordinal()
    if every == "week":
        found: IntArray = (ordinals - 1) // 7
        return found
    days = (ordinals - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    return days.astype("datetime64[M]").astype(np.int64)


@cache
def first_day_after(every: str) -> IntArray:
    """First day number of the period after the one that each day lies in (下一期首日)."""
    periods = period_of(every)
    starts = np.flatnonzero(np.diff(periods, prepend=periods[0] - 1))
    following = np.append(starts[1:], FAR)
    found: IntArray = following[periods - periods[0]]
    return found


def period_words(every: str, day: int) -> str:
    """A period as a sentence names it, from a day number in it (期的说法)."""
    first = day_of(min(day, LAST_DAY))
    if every == "month":
        return f"{first.year}年{first.month}月"
    monday = first - timedelta(days=first.weekday())
    return f"{monday.year}年{monday.month}月{monday.day}日起的一周"


def target_places(plan: Plan) -> tuple[int, ...]:
    """Places of the promised activities (承诺工作的序号)."""
    return tuple(plan.places[code] for code in targets(plan.network))


def days_late(plan: Plan, end: int) -> int:
    """Calendar days by which a finish misses the promise (晚几天); 0 where none was given."""
    promise = plan.standing.promise
    return 0 if promise is None else max(0, end - number(promise))


def _bad_limit(limit: SharedLimit) -> Finding:
    return Finding("bad_limit", limit.code, f"限额“{limit.name}”应按week或month计，数量不小于0，请改写。")
