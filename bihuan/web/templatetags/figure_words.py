"""Figures as pages write them (数的写法): as entered, with thousands."""

from __future__ import annotations

from decimal import Decimal

from django import template

from bihuan.engine.indicators import shown
from bihuan.engine.values import Quantity

register = template.Library()


@register.filter
def level(value: Quantity | None) -> str:
    """A level with its own decimals and thousands, without the unit: 1,932.20."""
    return "--" if value is None else f"{value.amount:,f}"


@register.filter
def signed(value: Decimal | None) -> str:
    """A growth as published, without a plus: 5.60, -1.2."""
    return "--" if value is None else f"{value:f}"


@register.filter
def absolute(value: int) -> int:
    """A number without its sign."""
    return abs(value)


@register.filter
def rounded(value: Decimal | None) -> str:
    """A rate that was counted, to two decimals, half away from zero: 65.22."""
    return shown(value)


@register.filter
def lead(value: Decimal | None) -> str:
    """A difference in points with its sign: +15.22."""
    return shown(value, signed=True)


@register.filter
def quantity_or(value: Quantity | None) -> str:
    """12,345.67亿元; -- where there is none."""
    return "--" if value is None else f"{value.amount:,f}{value.unit.label}"


@register.filter
def apart(value: Decimal | None) -> str:
    """How far two numbers lie apart, without a sign: 15.22."""
    return shown(None if value is None else abs(value))


@register.filter
def two(value: Quantity | None) -> str:
    """A quantity that was counted, to two decimals: 1,932.20."""
    return "--" if value is None else f"{Decimal(shown(value.amount)):,f}"


@register.filter
def rounded_quantity(value: Quantity | None) -> str:
    """An amount that was counted, to two decimals, with its unit: 1,272.40亿元."""
    return "--" if value is None else f"{Decimal(shown(value.amount)):,f}{value.unit.label}"
