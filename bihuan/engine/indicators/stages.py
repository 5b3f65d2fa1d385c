"""Stages of a year and what each asks of a target (关键节点): 开门红, 双过半, 冲刺, as definitions say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from bihuan.engine.indicators.judging import Judged, TargetKind
from bihuan.engine.indicators.progress import shown
from bihuan.engine.values import Finding, Month, Quantity

Asks = Literal["time", "share", "pace"]
_AMOUNTS = frozenset({TargetKind.LEVEL, TargetKind.COUNT, TargetKind.REVERSE})


class BadStage(ValueError):
    """A stage cannot be used (节点定义有误); `findings` says where and what to do."""

    def __init__(self, finding: Finding) -> None:
        self.findings = (finding,)
        super().__init__(str(finding))


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the year (关键节点). months: whose figures show it, the last decides. share: percent, for `share`."""

    word: str
    months: tuple[int, ...]
    asks: Asks
    says: str
    share: Decimal | None = None

    def month_of(self, year: int, last: Month) -> Month | None:
        """The month that shows how the stage stands (判断月份): its last not after `last`; None before it."""
        known = [month for month in self.months if Month(year, month) <= last]
        return Month(year, known[-1]) if known else None


@dataclass(frozen=True, slots=True)
class Reached:
    """Whether a target does what a stage asks (节点判定); None where it cannot be said."""

    is_reached: bool | None
    because: str


def stage(body: Mapping[str, Any]) -> Stage:
    """A stage from the checked body of its definition (建立节点).

    Raises: BadStage: a share is asked and not given.
    """
    share = body.get("share")
    if body["asks"] == "share" and share is None:
        raise BadStage(Finding("no_share", "share", "要求完成过一定比例的，请写明share，如50。"))
    months = tuple(sorted(body["months"]))
    return Stage(body["word"], months, body["asks"], body["says"], None if share is None else Decimal(str(share)))


def reached(
    asked: Stage,
    kind: TargetKind,
    judged: Judged,
    *,
    required: Quantity | None = None,
    best: Quantity | None = None,
) -> Reached:
    """Whether a target does what a stage asks (节点判定).

    Args: required, best: what each month left must bring, and the best month ever, for `pace`.
    """
    if asked.asks == "pace" and kind in _AMOUNTS | {TargetKind.GROWTH}:
        return _by_pace(judged, required, best)
    if asked.asks == "share" and kind in _AMOUNTS and asked.share is not None:
        if judged.completion is None:
            return Reached(None, "完成率暂无，不作判定。")
        told = f"完成率{shown(judged.completion)}%，要求{asked.share:f}%"
        return Reached(judged.completion >= asked.share, f"{told}。")
    if judged.gap is None:
        return Reached(judged.reached, judged.because)
    return Reached(judged.gap >= 0, judged.because)


def _by_pace(judged: Judged, required: Quantity | None, best: Quantity | None) -> Reached:
    if judged.reached and judged.completion is not None:
        return Reached(True, "全年目标已完成。")
    if required is None or best is None:
        return Reached(None, "后期每月需完成多少还算不出来，不作判定。")
    told = f"后期每月需完成{_plain(required)}，以往最好单月{_plain(best)}"
    return Reached(required <= best, f"{told}。")


def _plain(quantity: Quantity) -> str:
    return f"{shown(quantity.amount)}{quantity.unit.label}"
