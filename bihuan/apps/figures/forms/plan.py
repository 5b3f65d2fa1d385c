"""The forms by which the office says who reports what, from when, and until when (填报任务)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from bihuan.engine.values import Indicator, Month

UnitGroups = list[tuple[str, list[tuple[int, str]]]]
BACK, AHEAD = 12, 12


def month_choices(day: date, *, back: int = BACK, ahead: int = AHEAD) -> list[tuple[str, str]]:
    """Months around a day, newest first."""
    now = Month(day.year, day.month)
    return [(code_of(each), each.label) for each in (now.shifted(step) for step in range(ahead, -back - 1, -1))]


def code_of(month: Month) -> str:
    """A month as a choice keeps it."""
    return f"{month.year}-{month.month:02}"


def month_of(code: str) -> Month:
    """The month that a choice keeps."""
    return Month(int(code[:4]), int(code[5:]))


class _Ticks(forms.TypedMultipleChoiceField):
    """Things to tick, in groups."""

    widget = forms.CheckboxSelectMultiple(attrs={"class": "ticks"})


class PlanForm(forms.Form):
    """Which units report which indicators, about whom, from which month, on what ground."""

    units = _Ticks(label="填报单位", coerce=int)
    about = forms.ChoiceField(label="数据属于谁", choices=[("own", "填报单位自己"), ("district", "本区")])
    indicators = _Ticks(label="指标")
    month = forms.ChoiceField(label="从哪月起报")
    source = forms.CharField(label="依据", max_length=200, help_text="文件名称和文号；没有依据的不向单位要数。")

    def __init__(self, *args: Any, units: UnitGroups, known: Iterable[Indicator], day: date, **options: Any) -> None:
        super().__init__(*args, **options)
        grouped: dict[str, list[tuple[str, str]]] = {}
        for one in known:
            grouped.setdefault(one.bureau, []).append((one.code, one.label))
        choices = {"units": units, "indicators": list(grouped.items()), "month": month_choices(day)}
        for name, each in choices.items():
            self.fields[name].choices = each  # type: ignore[attr-defined]
        for each in self.fields.values():
            each.error_messages["required"] = f"请填写“{each.label}”。"

    def clean_month(self) -> Month:
        """As a month."""
        return month_of(self.cleaned_data["month"])


class EndForm(forms.Form):
    """Which assignments of a unit end or go to another unit, with which month, and why."""

    rows = forms.TypedMultipleChoiceField(label="填报任务", coerce=int)
    to_unit = forms.TypedChoiceField(label="移交给", coerce=int, required=False, empty_value=None)
    month = forms.ChoiceField(label="最后报哪月")
    why = forms.CharField(label="理由", max_length=300)

    def __init__(self, *args: Any, rows: Iterable[int], units: UnitGroups, day: date, **options: Any) -> None:
        super().__init__(*args, **options)
        choices: dict[str, Any] = {
            "rows": [(pk, str(pk)) for pk in rows],
            "to_unit": [("", "不移交，停报"), *units],
            "month": month_choices(day),
        }
        for name, each in choices.items():
            self.fields[name].choices = each  # type: ignore[attr-defined]
        for each in self.fields.values():
            each.error_messages["required"] = f"请填写“{each.label}”。"
        self.fields["rows"].error_messages["required"] = "请先勾选要停报或移交的填报任务。"

    def clean_month(self) -> Month:
        """As a month."""
        return month_of(self.cleaned_data["month"])
