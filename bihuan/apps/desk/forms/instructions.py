"""The shape of a leader's instruction (批示表单)."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms

from bihuan.base.form_fields import ReadDayField

SPANS = {"3": "3天内", "7": "一周内", "15": "半个月内", "30": "一个月内", "": "另定"}


class InstructionForm(forms.Form):
    """What a leader says, to whom, until when."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    text = forms.CharField(
        label="批示",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "请写下批示。"},
    )
    unit = forms.TypedChoiceField(label="交给", required=False, coerce=int, empty_value=None, widget=forms.RadioSelect)
    other = forms.TypedChoiceField(label="其他单位", required=False, coerce=int, empty_value=None)
    span = forms.ChoiceField(
        label="何时办结", required=False, choices=list(SPANS.items()), initial="7", widget=forms.RadioSelect
    )
    due_on = ReadDayField(
        label="办结日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="选“另定”时填写。",
        error_messages={"invalid": "请填写日期，如 2026-05-08。"},
    )

    def __init__(
        self,
        *args: Any,
        near: list[tuple[int, str]],
        units: list[tuple[str, list[tuple[int, str]]]],
        today: date,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["form_key"].initial = uuid.uuid4().hex
        self.fields["unit"].choices = near  # type: ignore[attr-defined]
        self.fields["other"].choices = [("", "请选择"), *units]  # type: ignore[attr-defined]
        self.fields["other"].label = "其他单位" if near else "交给"

    def clean(self) -> dict[str, Any]:
        """One unit and one day."""
        data: dict[str, Any] = super().clean() or {}
        data["unit_id"] = data.get("other") or data.get("unit")
        if not data["unit_id"] and not {"unit", "other"} & self.errors.keys():
            self.add_error("unit" if self.fields["unit"].choices else "other", "请选择交给哪个单位。")  # type: ignore[attr-defined]
        if data.get("span"):
            data["due_on"] = self.today + timedelta(days=int(data["span"]))
        elif not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "请填写办结日期。")
        elif data.get("due_on") and data["due_on"] < self.today:
            self.add_error("due_on", f"办结日期不能早于今天（{self.today}）。")
        return data
