"""The form of a breakdown: a line of numbers for each unit, like a sheet (分解填写)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from bihuan.apps.figures.mapping import AMOUNTS, RATES
from bihuan.apps.figures.queries import BreakdownPage, BreakdownRow
from bihuan.base.form_fields import NumberField
from bihuan.engine.indicators.decomposition import Method
from bihuan.engine.values import Quantity, Unit

FIRST = ("base", "increment", "capacity", "proposal", "floor", "ceiling")
ANEW = ("base", "moved", "floor", "ceiling")
METHODS = [(method.code, method.word) for method in Method]


class BreakdownForm(forms.Form):
    """Method, what is put on top, the rationale, and numbers of each unit."""

    method = forms.ChoiceField(label="分解办法", choices=METHODS, required=False)
    above = NumberField(label="加码", required=False, min_value=0, max_value=100, unit=Unit.PERCENT)
    words = forms.CharField(
        label="分解理由", max_length=500, required=False, help_text="办法、协商情况、会议或文件；下达时必填。"
    )

    def __init__(self, *args: Any, page: BreakdownPage, **options: Any) -> None:
        super().__init__(*args, **options)
        self.page = page
        self.columns = ANEW if page.is_anew else FIRST
        if page.is_anew:
            del self.fields["method"], self.fields["above"]
        for row in page.rows:
            for name in self.columns:
                self.fields[f"{name}_{row.unit_id}"] = _cell(row, name)

    @property
    def titles(self) -> list[str]:
        """What the columns are called, with their unit."""
        word = "%" if self.page.line.asked.goal.unit is Unit.PERCENT else self.page.indicator.unit.label
        return [
            f"{AMOUNTS[name]}（{self.page.indicator.unit.label}）" if name in AMOUNTS else f"{RATES[name]}（{word}）"
            for name in self.columns
        ]

    def lines(self) -> list[tuple[BreakdownRow, list[forms.BoundField]]]:
        """Units with their fields."""
        return [(row, [self[f"{name}_{row.unit_id}"] for name in self.columns]) for row in self.page.rows]

    def typed(self, row: BreakdownRow) -> Mapping[str, str]:
        """What is in the fields of a unit."""
        return {name: self.cleaned_data.get(f"{name}_{row.unit_id}", "") for name in self.columns}

    def mark(self, row: BreakdownRow, wrong: Sequence[tuple[str, Any]]) -> None:
        """Put what is wrong beside its field."""
        for name, finding in wrong:
            self.add_error(f"{name}_{row.unit_id}", finding.sentence)

    @property
    def on_top(self) -> Decimal:
        """What is put on top; nothing where nothing was said."""
        return self.cleaned_data.get("above") or Decimal(0)

    @property
    def by_method(self) -> Method:
        """The chosen method."""
        code = self.cleaned_data.get("method")
        return next((each for each in Method if each.code == code), Method.BASE_SHARE)


def _cell(row: BreakdownRow, name: str) -> forms.CharField:
    known = {"base": row.base, "increment": row.increment}.get(name)
    word = (AMOUNTS | RATES)[name]
    box = {"aria-label": f"{row.name}{word}", "inputmode": "decimal", "autocomplete": "off", "class": "cell"}
    cell = forms.CharField(
        label=f"{row.name}{word}",
        required=False,
        max_length=40,
        initial=_text(known),
        widget=forms.TextInput(attrs=box),
    )
    cell.short = word  # type: ignore[attr-defined]
    return cell


def _text(number: Quantity | None) -> str:
    return "" if number is None else f"{number.amount:f}"
