"""Which month a report is to be of, and as of which day (起草)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from bihuan.base.form_fields import ReadDayField
from bihuan.engine.values import Month


class DraftForm(forms.Form):
    """A month, and where wanted a past day."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=50)
    month = forms.ChoiceField(
        label="月份", error_messages={"required": "请选择月份。", "invalid_choice": "请从列出的月份里选。"}
    )
    known_on = ReadDayField(
        label="按哪天所知",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="不填就按现在的数。",
    )

    def __init__(self, *args: Any, months: Sequence[tuple[str, str]], day: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.day = day
        self.fields["form_key"].initial = uuid.uuid4().hex
        self.fields["month"].choices = months  # type: ignore[attr-defined]
        self.fields["month"].initial = months[0][0] if months else ""

    def clean_month(self) -> Month:
        """The month that was chosen."""
        year, month = self.cleaned_data["month"].split("-")
        return Month(int(year), int(month))

    def clean_known_on(self) -> date | None:
        """A day before today; today is how it stands now."""
        said: date | None = self.cleaned_data["known_on"]
        if said is not None and said > self.day:
            raise forms.ValidationError("这一天还没有到，请填写今天以前的日期。")
        month: Month | None = self.cleaned_data.get("month")
        if said is not None and month is not None and said < date(month.year, month.month, 1):
            raise forms.ValidationError("这一天早于所选月份，那时还没有这个月的数。请填写以后的日期，或不填。")
        return None if said == self.day else said
