"""How money of projects is written where room is short (项目金额)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template

register = template.Library()
WAN_IN_YI, PLACES = 10_000, Decimal("0.01")


@register.filter
def wan(amount: Decimal | None) -> str:
    """万元 as a person says it: 8500万元, 1.2亿元, to the hundredth of an 亿; the exact number is a hint beside it.

    >>> wan(Decimal(12000))
    '1.2亿元'
    """
    if amount is None:
        return "暂无"
    if abs(amount) < WAN_IN_YI:
        return f"{_plain(Decimal(amount)):,f}万元"
    return f"{_plain((Decimal(amount) / WAN_IN_YI).quantize(PLACES, ROUND_HALF_UP)):,f}亿元"


def _plain(number: Decimal) -> Decimal:
    """Without empty places and without a power of ten."""
    short = number.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral() else short


@register.filter
def absolute(number: Any) -> Any:
    """How much, without whether it is more or less."""
    return abs(number)
