"""A new measure, and taking one for a figure (措施库)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from bihuan.base.form_fields import ReadDayField
from bihuan.engine.calendar import FIRST, LAST

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _words(label: str, most: int, help_text: str = "", rows: int = 1) -> forms.CharField:
    wrong = {"required": f"请填写“{label}”。", "max_length": f"“{label}”最多{most}字。"}
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(label=label, max_length=most, help_text=help_text, widget=widget, error_messages=wrong)


class MeasureForm(forms.Form):
    """One measure of the library."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=50)
    indicator = forms.ChoiceField(label="指标", error_messages={"required": "请选择指标。"})
    cause = _words("原因", 200, "如：项目用地手续未办结。")
    words = _words("措施", 1000, "做什么、做到什么程度。", rows=3)
    who = _words("可由谁办", 200, "如：区自然资源局、镇街。")
    days = forms.IntegerField(
        label="一般用时（天）",
        min_value=1,
        max_value=366,
        initial=30,
        error_messages={"required": "请填写“一般用时”。"},
    )
    source = _words("依据", 200, "文件名称和文号，或哪次会议。")

    def __init__(self, *args: Any, indicators: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form_key"].initial = uuid.uuid4().hex
        self.fields["indicator"].choices = [("", "请选择"), *indicators]  # type: ignore[attr-defined]


class TakeForm(forms.Form):
    """Who does a measure, by when, and what the cause was here."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=50)
    measure = forms.TypedChoiceField(
        label="措施", coerce=int, widget=forms.RadioSelect, error_messages={"required": "请选择一条措施。"}
    )
    cause = forms.CharField(
        label="本月原因", max_length=200, required=False, help_text="不填就用措施库里写的原因；会写进经济运行分析。"
    )
    lead_unit = forms.TypedChoiceField(label="牵头单位", coerce=int, error_messages={"required": "请选择牵头单位。"})
    due_on = ReadDayField(label="完成时限", widget=DAY, error_messages={"required": "请填写“完成时限”。"})

    def __init__(
        self, *args: Any, measures: Sequence[tuple[int, str]], units: Sequence[Any], due_on: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["form_key"].initial = uuid.uuid4().hex
        self.fields["measure"].choices = measures  # type: ignore[attr-defined]
        self.fields["lead_unit"].choices = [("", "请选择"), *units]  # type: ignore[attr-defined]
        self.fields["due_on"].initial = due_on

    def clean_due_on(self) -> date:
        """A day that the calendar reaches."""
        day: date = self.cleaned_data["due_on"]
        if not FIRST <= day <= LAST:
            raise forms.ValidationError(f"请填写{FIRST.year}年至{LAST.year}年之间的日期，现为{day}。")
        return day
