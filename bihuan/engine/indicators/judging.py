"""A target and how it stands (目标判定): each kind by its own measure, with floor, goal and stretch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import pairwise

from bihuan.engine.indicators.progress import TimeProgress, completion, reverse_completion, schedule_gap, shown
from bihuan.engine.values import Quantity


class TargetKind(Enum):
    """What a target asks for (目标类型)."""

    LEVEL = ("level", "总量")
    GROWTH = ("growth", "增速")
    COUNT = ("count", "数量")
    RATIO = ("ratio", "比率")
    REVERSE = ("reverse", "逆向（越低越好）")
    RANK = ("rank", "位次")
    RELATIVE = ("relative", "与全市平均比")
    QUALITATIVE = ("qualitative", "定性（形象进度）")

    code: str
    word: str

    def __init__(self, code: str, word: str) -> None:
        self.code = code
        self.word = word


class BadTarget(ValueError):
    """A target cannot be judged (目标有误); the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Target:
    """A year's target of a unit (年度目标): floor 保底, goal 目标, stretch 争先.

    Numbers in the unit of the kind: amounts for level, count and reverse; percent for growth and ratio, and for the
    image progress of qualitative; places for rank; points above the city's growth for relative. base: where a
    reverse target starts from.
    """

    kind: TargetKind
    goal: Quantity
    floor: Quantity | None = None
    stretch: Quantity | None = None
    base: Quantity | None = None
    told_by: TimeProgress = TimeProgress.MONTHS

    def __post_init__(self) -> None:
        if self.kind is TargetKind.REVERSE and self.base is None:
            raise BadTarget("越低越好的目标要写明从多少降起，请补上上年数。")
        tiers = [each for each in (self.floor, self.goal, self.stretch) if each is not None]
        if any(_better(self.kind, one, other) for one, other in pairwise(tiers)):
            raise BadTarget("保底、目标、争先要一档比一档高，请核对。")


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an indicator on a day (指标现状); what is not known is None.

    value: in the unit of the target: amount, percent, places. reference: the city's growth in percent, for relative.
    """

    value: Quantity | None
    reference: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """How a target stands (判定): unknown is None, never failed.

    completion: percent. gap: points ahead of time or of the target, places for a rank. tier: the highest reached.
    reached: whether the goal is.
    """

    completion: Decimal | None
    gap: Decimal | None
    tier: str | None
    reached: bool | None
    because: str


def judge(target: Target, standing: Standing, *, time_progress: Decimal | None = None) -> Judged:
    """How a target stands (目标判定), in one sentence too.

    Args: time_progress: percent of the year that has passed, by what the target tells it by; growth, ratio, rank and
        relative targets have none.
    """
    if standing.value is None:
        return Judged(None, None, None, None, "暂无数据，不作判定。")
    if target.kind is TargetKind.RELATIVE and standing.reference is None:
        return Judged(None, None, None, None, "暂无全市数据，不作判定。")
    value = _compared(target, standing.value, standing.reference)
    completed, gap, words = _MEASURES[target.kind](target, value, time_progress)
    tier = _tier(target, value)
    return Judged(completed, gap, tier, not _better(target.kind, target.goal, value), _sentence(words, tier))


Measured = tuple[Decimal | None, Decimal | None, str]


def _compared(target: Target, value: Quantity, reference: Decimal | None) -> Quantity:
    """What is set against the target: for relative ones the lead over the city."""
    if target.kind is TargetKind.RELATIVE and reference is not None:
        return Quantity(value.amount - reference, target.goal.unit)
    return value.to(target.goal.unit)


def _by_amount(target: Target, value: Quantity, time_progress: Decimal | None) -> Measured:
    return _told(completion(value, target.goal), target, value, time_progress)


def _by_decrease(target: Target, value: Quantity, time_progress: Decimal | None) -> Measured:
    base = target.goal if target.base is None else target.base
    return _told(reverse_completion(value, target.goal, base=base), target, value, time_progress)


def _told(completed: Decimal | None, target: Target, value: Quantity, time_progress: Decimal | None) -> Measured:
    passed = None if target.told_by is TimeProgress.NONE else time_progress
    gap = schedule_gap(completed, passed)
    words = f"完成{value}，目标{target.goal}，完成率{shown(completed)}{'' if completed is None else '%'}"
    if gap is not None:
        words += f"，{'超' if gap >= 0 else '欠'}序时{shown(abs(gap))}个百分点（{target.told_by.word}）"
    return completed, gap, words


def _by_difference(target: Target, value: Quantity, _time_progress: Decimal | None) -> Measured:
    gap = value.amount - target.goal.amount
    return None, gap, f"{target.kind.word}{value}，目标{target.goal}，{'高' if gap >= 0 else '低'}{abs(gap):f}个百分点"


def _by_lead(target: Target, value: Quantity, _time_progress: Decimal | None) -> Measured:
    gap = value.amount - target.goal.amount
    lead = f"{'高于' if value.amount >= 0 else '低于'}全市{abs(value.amount):f}个百分点"
    return None, gap, f"{lead}，要求高于{target.goal.amount:f}个百分点"


def _by_place(target: Target, value: Quantity, _time_progress: Decimal | None) -> Measured:
    gap = target.goal.amount - value.amount
    return None, gap, f"第{value.amount:f}位，要求前{target.goal.amount:f}位"


def _by_image(target: Target, value: Quantity, time_progress: Decimal | None) -> Measured:
    gap = schedule_gap(value.amount, time_progress if target.told_by is not TimeProgress.NONE else None)
    return value.amount, gap, f"形象进度{value.amount:f}%"


_MEASURES: dict[TargetKind, Callable[[Target, Quantity, Decimal | None], Measured]] = {
    TargetKind.LEVEL: _by_amount,
    TargetKind.COUNT: _by_amount,
    TargetKind.REVERSE: _by_decrease,
    TargetKind.GROWTH: _by_difference,
    TargetKind.RATIO: _by_difference,
    TargetKind.RELATIVE: _by_lead,
    TargetKind.RANK: _by_place,
    TargetKind.QUALITATIVE: _by_image,
}


def _better(kind: TargetKind, one: Quantity, other: Quantity) -> bool:
    """Whether one value asks more than another."""
    return one < other if kind in (TargetKind.REVERSE, TargetKind.RANK) else one > other


def _tier(target: Target, value: Quantity) -> str | None:
    tiers = (("stretch", target.stretch), ("goal", target.goal), ("floor", target.floor))
    return next((name for name, bar in tiers if bar is not None and not _better(target.kind, bar, value)), None)


def _sentence(words: str, tier: str | None) -> str:
    reached = {"stretch": "已达争先目标", "goal": "已达目标", "floor": "已达保底目标", None: "尚未达到目标"}[tier]
    return f"{words}；{reached}。"
