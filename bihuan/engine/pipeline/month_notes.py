"""What looks odd in a month's report (月报核对提示): told to who fills it in and who checks it; nothing is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bihuan.engine.pipeline.money import Money
from bihuan.engine.values import Finding, Quantity

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*[%％]")


def month_notes(now: Money, before: Money | None) -> tuple[Finding, ...]:
    """What looks odd in a month, beside the month before of the same year (核对提示).

    Args: before: the month before; its year to date is None in January.
    """
    return tuple(_notes(now, before or Money()))


def _notes(now: Money, before: Money) -> Iterator[Finding]:
    if _less(now.ytd, before.ytd):
        yield Finding(
            "ytd_fell", "本年完成", f"比上月累计{before.ytd}少，请核实是否填成了当月数；有冲减的请写在存在问题里。"
        )
    if _less(now.in_place, before.in_place):
        yield Finding("in_place_fell", "到位资金", f"比上月累计{before.in_place}少，到位资金从开工起累计，请核实。")
    if _less(now.paid, before.paid):
        yield Finding("paid_fell", "已支付", f"比上月累计{before.paid}少，请核实。")
    if _less(now.total, now.since_start):
        yield Finding(
            "over_total",
            "本年完成",
            f"开工以来累计{now.since_start}，超过总投资{now.total}；总投资有调整的请先改项目。",
        )
    if _less(now.in_place, now.paid):
        yield Finding("paid_over_in_place", "已支付", f"本年支付{now.paid}多于累计到位资金{now.in_place}，请核实。")


def _less(one: Quantity | None, other: Quantity | None) -> bool:
    return one is not None and other is not None and one < other


def physical_percent(text: str) -> Decimal | None:
    """How much of the works is done, where a text tells one percentage and no other (形象进度百分比).

    >>> physical_percent("主体完成，总体完成工程量的65%"), physical_percent("一期80%，二期20%")
    (Decimal('65'), None)
    """
    told = {Decimal(each) for each in _PERCENT.findall(text)}
    found = told.pop() if len(told) == 1 else None
    return found if found is not None and found <= 100 else None
