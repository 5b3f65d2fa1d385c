"""How days, numbers and what is not known are written (显示格式)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone

from bihuan.base import event_facts, event_words

register = template.Library()
UNKNOWN = "暂无"
GREETINGS = ((5, "您好"), (9, "早上好"), (12, "上午好"), (14, "中午好"), (18, "下午好"), (24, "晚上好"))
register.filter("event_word", event_words.event_word)
register.filter("object_word", event_words.object_word)


@register.filter
def event_changes(event: Any) -> list[event_facts.Change]:
    """What an event changed: field, old and new value, in words."""
    return event_facts.changes(event.kind, event.before, event.after)


@register.filter
def greeting(at: datetime) -> str:
    """上午好, by the hour in local time; 您好 at night."""
    hour = timezone.localtime(at).hour
    return next(word for until, word in GREETINGS if hour < until)


@register.filter
def known(value: Any) -> Any:
    """The value; 暂无 where it is not known. Zero is known."""
    return UNKNOWN if value is None or value == "" else value


@register.filter
def day(value: date | datetime | None) -> str:
    """2026-05-08."""
    if value is None:
        return UNKNOWN
    return f"{timezone.localtime(value) if isinstance(value, datetime) else value:%Y-%m-%d}"


@register.filter
def weekday(value: date) -> str:
    """星期五."""
    return f"星期{'一二三四五六日'[value.weekday()]}"


@register.filter
def moment(value: datetime | None) -> str:
    """2026-05-08 09:30, in local time."""
    return UNKNOWN if value is None else f"{timezone.localtime(value):%Y-%m-%d %H:%M}"


@register.filter
def number(value: float | Decimal | None, places: int | None = None) -> str:
    """12,345.67: thousands apart, as many decimals as given."""
    if value is None or value == "":
        return UNKNOWN
    return f"{Decimal(str(value)):,.{places}f}" if places is not None else f"{Decimal(str(value)):,f}"


@register.filter
def quantity(value: Any) -> str:
    """12,345.67亿元: a quantity with its unit."""
    return UNKNOWN if value is None else f"{Decimal(value.amount):,f}{value.unit.label}"


@register.filter
def days_left(value: date | None, today: date) -> str:
    """还有3天 / 今天到期 / 已超2天, in calendar days."""
    if value is None:
        return UNKNOWN
    left = (value - today).days
    return "今天到期" if left == 0 else f"还有{left}天" if left > 0 else f"已超{-left}天"
