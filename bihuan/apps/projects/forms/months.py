"""The forms of a month of projects, of a year's plan, of checking and of entering (项目月报、年度计划)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms

from bihuan.apps.projects.mapping import AMOUNTS, FIELDS, LONGEST_TYPED
from bihuan.apps.projects.queries import MonthLine
from bihuan.base.form_fields import NumberField, ReadDayField
from bihuan.engine.values import Finding, Month, Unit

TWO_LINES = forms.Textarea(attrs={"rows": 2})
MONTHS = [("", "未定"), *((str(number), f"{number}月") for number in range(1, 13))]


@dataclass(frozen=True)
class Cell:
    """One field of a project, as the page shows it."""

    name: str
    word: str
    field: forms.BoundField | None

    @property
    def is_amount(self) -> bool:
        """Whether an amount stands in it."""
        return self.name in AMOUNTS


@dataclass(frozen=True)
class LineCells:
    """One project with its fields in the order of the columns."""

    line: MonthLine
    cells: list[Cell]


class UnitMonthForm(forms.Form):
    """The asked fields of a unit's projects; what is written is read by the action, so that nothing typed is lost."""

    def __init__(self, *args: Any, lines: Sequence[MonthLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = list(lines)
        for line in self.lines:
            for name in line.asked:
                self.fields[f"{name}_{line.project.pk}"] = self._field(line, name)

    def _field(self, line: MonthLine, name: str) -> forms.CharField:
        kind = "cell" if name in AMOUNTS else "cell cell-text"
        box: dict[str, Any] = {"aria-label": f"{line.project.name}{FIELDS[name]}", "autocomplete": "off", "class": kind}
        if name in AMOUNTS:
            box["inputmode"] = "decimal"
        widget = forms.TextInput(attrs=box)
        initial = line.typed.get(name, "")
        return forms.CharField(
            label=FIELDS[name], required=False, max_length=LONGEST_TYPED, initial=initial, widget=widget
        )

    def rows(self) -> list[LineCells]:
        """Projects with their fields."""
        return [
            LineCells(line, [Cell(name, word, self._bound(name, line)) for name, word in FIELDS.items()])
            for line in self.lines
        ]

    def _bound(self, name: str, line: MonthLine) -> forms.BoundField | None:
        return self[f"{name}_{line.project.pk}"] if name in line.asked else None

    def typed(self) -> dict[int, dict[str, str]]:
        """What is in the fields of reports that may be written on, by project."""
        return {
            line.project.pk: {name: self.cleaned_data.get(f"{name}_{line.project.pk}", "") for name in line.asked}
            for line in self.lines
            if line.report.is_open
        }

    def mark(self, findings: Mapping[int, Sequence[Finding]]) -> None:
        """Put what is wrong beside its field."""
        for project_id, wrong in findings.items():
            for finding in wrong:
                self.add_error(f"{finding.at}_{project_id}", finding.sentence)


def _money(label: str, *, required: bool = False) -> NumberField:
    """An amount in 万元 with at most two places."""
    limits = {"min_value": 0, "max_digits": 12, "decimal_places": 2}
    return NumberField(label=label, required=required, unit=Unit.TEN_THOUSAND_YUAN, **limits)


class YearPlanForm(forms.Form):
    """What a project is to do in a year."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    amount = NumberField(
        label="年度计划投资", min_value=0, max_digits=12, decimal_places=2, unit=Unit.TEN_THOUSAND_YUAN
    )
    required_in_place = NumberField(
        label="年度应到位资金",
        min_value=0,
        max_digits=12,
        decimal_places=2,
        required=False,
        unit=Unit.TEN_THOUSAND_YUAN,
    )
    start_month = forms.ChoiceField(label="计划开工月份", choices=MONTHS, required=False)
    finish_month = forms.ChoiceField(label="计划竣工月份", choices=MONTHS, required=False)
    image = forms.CharField(
        label="年度形象进度", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    source = forms.CharField(label="依据", max_length=200, help_text="计划文件的名称和文号")
    reason = forms.CharField(label="调整理由", max_length=500, required=False, widget=TWO_LINES)

    def __init__(self, *args: Any, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.year = year
        for number in range(1, 13):
            self.fields[f"m{number}"] = _money(f"{number}月")

    @property
    def month_fields(self) -> list[forms.BoundField]:
        """The planned sums of the months."""
        return [self[f"m{number}"] for number in range(1, 13)]

    def by_month(self) -> tuple[Decimal | None, ...]:
        """The planned sums; none where none was typed."""
        told = tuple(self._amount(f"m{number}") for number in range(1, 13))
        return told if any(each is not None for each in told) else ()

    def month(self, name: str) -> Month | None:
        """A month of the year that was chosen."""
        said = self.cleaned_data.get(name)
        return Month(self.year, int(said)) if said else None

    def _amount(self, name: str) -> Decimal | None:
        found = self.cleaned_data.get(name)
        return None if found is None else Decimal(found)


class EnteringForm(forms.Form):
    """From which day a project is in the statistics."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    on = ReadDayField(label="纳统日期", widget=forms.DateInput(attrs={"type": "date"}))
