"""Fields that several forms of projects use: money, days, units (表单项)."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bihuan.base.form_fields import NumberField, ReadDayField
from bihuan.engine.calendar import FIRST, LAST
from bihuan.engine.values import Unit

UnitGroups = list[tuple[str, list[tuple[int, str]]]]
MONEY_HINT = "单位万元；也可以写1.2亿、8500万元。"


def key_field() -> forms.CharField:
    """The number of a form, so that it is taken once (表单号)."""
    return forms.CharField(widget=forms.HiddenInput, max_length=64, initial=lambda: uuid.uuid4().hex)


def version_field() -> forms.IntegerField:
    """The version that a form was opened on (版本)."""
    return forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class MoneyInput(NumberField):
    """Money as people write it, read into 万元 (金额): 1.2亿, 12000万元, 12000."""

    def __init__(self, **options: Any) -> None:
        options = {"min_value": 0, "max_digits": 14, "decimal_places": 2, "required": False, **options}
        super().__init__(unit=Unit.TEN_THOUSAND_YUAN, **options)


class DayField(ReadDayField):
    """A day in any way of writing, within the reach of the calendar (日期)."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(**{"widget": widget, **options})

    def validate(self, value: Any) -> None:
        """A day that no calendar reaches is a slip of the pen."""
        super().validate(value)
        if isinstance(value, date) and not FIRST <= value <= LAST:
            raise ValidationError(f"请填写{FIRST.year}年至{LAST.year}年之间的日期，现为{value}。")


class UnitField(forms.TypedChoiceField):
    """One unit of the directory (单位)."""

    def __init__(self, *, groups: UnitGroups, **options: Any) -> None:
        super().__init__(choices=[("", "请选择"), *groups], coerce=int, empty_value=None, **options)


def words_field(label: str, most: int, *, rows: int = 1, hint: str = "", required: bool = True) -> forms.CharField:
    """Words of a length; what is missing is said with its name."""
    wrong = {"required": f"请填写“{label}”。", "max_length": f"“{label}”最多{most}字。"}
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(
        label=label, max_length=most, help_text=hint, widget=widget, required=required, error_messages=wrong
    )
