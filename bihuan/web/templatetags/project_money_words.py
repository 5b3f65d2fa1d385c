"""Money of projects as pages write it (项目金额写法): 万元 with thousands, percentages with two places."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template

from bihuan.engine.lamps import COLOURS
from bihuan.engine.pipeline import LAMPS
from bihuan.engine.values import Quantity, Unit

register = template.Library()
_WORDS = dict(zip(COLOURS, ("灰", "绿", "蓝", "黄", "红"), strict=True))


@register.filter
def wan(value: Quantity | None) -> str:
    """An amount in 万元 with thousands, without the unit: 12,000.50; 暂无 where it is not known."""
    return "暂无" if value is None else _thousands(value.to(Unit.TEN_THOUSAND_YUAN).amount)


@register.filter
def typed_wan(value: Any) -> str:
    """An amount as it stands in a field, with thousands where it is a number."""
    text = str(value or "").strip()
    try:
        return _thousands(Decimal(text)) if text else "暂无"
    except ArithmeticError:
        return text


@register.filter
def percent(value: Decimal | None) -> str:
    """A percentage with two places, half away from zero; 暂无 where it is not known."""
    return "暂无" if value is None else f"{value.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP):f}"


@register.filter
def lamp_kind(code: str) -> str:
    """Which of the four lamps it is."""
    return LAMPS.get(code, code)


@register.filter
def colour_word(colour: str) -> str:
    """A colour in Chinese."""
    return _WORDS.get(colour, colour)  # type: ignore[call-overload]


@register.filter
def report_word(report: Any) -> str:
    """Where a month's report stands; 未填 where none was begun."""
    return "未填" if report.pk is None else str(report.get_state_display())


@register.filter
def add_pk(prefix: str, number: int) -> str:
    """A name with a number behind it, for the ids of dialogs."""
    return f"{prefix}{number}"


def _thousands(amount: Decimal) -> str:
    return f"{amount.normalize():,f}" if amount == amount.to_integral_value() else f"{amount:,f}"
