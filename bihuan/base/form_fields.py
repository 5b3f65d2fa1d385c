"""Form fields that read days and numbers as people write them, by the readers of the cells of files (表单项)."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from bihuan.definitions import ledger_columns
from bihuan.engine.office.cells import CellContext, CellWords, read_cell, read_credit_code, read_phones
from bihuan.engine.values import Finding, Quantity, Unit

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class ReadDayField(forms.DateField):
    """A day in any way in which people write one: 2026-03-05, 2026年3月5日, 2026.3.5, ２０２６／３／５ (日期)."""

    def to_python(self, value: Any) -> date | None:
        """The day; what is none is said with how to write it. A calendar's own 1949-10-01 is taken as it is."""
        if not isinstance(value, str):
            return value or None
        if _ISO.fullmatch(value.strip()):
            return _calendar_day(value.strip())
        return _read(value, "day", CellContext(_words(timezone.localdate())))


class NumberField(forms.DecimalField):
    """A number in any way in which people write one: 1,234.5, １２, －3, 50% in a field of percentages (数字)."""

    def __init__(self, *, unit: Unit | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.unit = unit
        self.widget.input_type = "text"  # a browser's number box throws away what is not a plain number

    def to_python(self, value: Any) -> Any:
        """The number in the field's unit; what is none is said with what to write."""
        if not isinstance(value, str):
            return super().to_python(value)
        context = CellContext(_words(timezone.localdate()), unit=self.unit, scale="percent")
        found = _read(value, "amount", context)
        return found.amount if isinstance(found, Quantity) else found


class PhoneField(forms.CharField):
    """A telephone number as all forms and files read it (电话)."""

    def clean(self, value: Any) -> str:
        """The number in its usual form; several joined."""
        said = super().clean(value).strip()
        return "、".join(_found(read_phones(said, at=""))) if said else ""


class CreditCodeField(forms.CharField):
    """A unified social credit code, its check character reckoned (统一社会信用代码, GB 32100)."""

    def clean(self, value: Any) -> str:
        """The code in capitals."""
        said = super().clean(value).strip()
        return _found(read_credit_code(said, at="")) if said else ""


def _calendar_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValidationError(f"日历上没有“{text}”这一天，请核对。", code="invalid") from None


def _read(value: str, reads: str, context: CellContext) -> Any:
    return _found(read_cell(value, reads=reads, at="", context=context))


def _found(found: Any) -> Any:
    if isinstance(found, Finding):
        raise ValidationError(found.sentence, code="invalid")
    return found


@lru_cache(maxsize=4)
def _words(day: date) -> CellWords:
    """Words with a fixed meaning, as they ship."""
    columns = ledger_columns(day)
    assert columns is not None, "the table of columns ships without an end"
    return columns.words
