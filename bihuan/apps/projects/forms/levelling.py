"""The form of a shared limit (共用限额)."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms

from bihuan.apps.projects.actions import NewLimit
from bihuan.apps.projects.forms.plans import DayInput
from bihuan.base.form_fields import ReadDayField
from bihuan.engine.schedule.shared_limits import PERIODS

LINE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[\s，,：:]+(\d{1,9})", re.ASCII)


class LimitForm(forms.Form):
    """How much a limit gives, from when, on what ground (限额)."""

    every = forms.ChoiceField(label="按", choices=list(PERIODS.items()))
    amount = forms.IntegerField(
        label="数量",
        min_value=0,
        max_value=10**9,
        widget=forms.TextInput,
        error_messages={"required": "请填写“数量”。", "invalid": "请写整数。"},
    )
    own = forms.CharField(
        label="个别各期的数量",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一行一期，写那一期里的任一天和数量，如“2026-12-07 3”。",
    )
    document = forms.CharField(label="依据", max_length=200, error_messages={"required": "请填写“依据”。"})
    number = forms.CharField(label="文号", max_length=100, error_messages={"required": "请填写“文号”，没有的写“无”。"})
    effective_on = ReadDayField(
        label="生效日期", widget=DayInput(format="%Y-%m-%d"), error_messages={"required": "请填写“生效日期”。"}
    )

    def clean_own(self) -> list[tuple[date, int]]:
        """The amounts of single periods; a wrong line is named."""
        lines = [line.strip() for line in self.cleaned_data["own"].splitlines() if line.strip()]
        return [self._read(line, place) for place, line in enumerate(lines, start=1)]

    def _read(self, line: str, place: int) -> tuple[date, int]:
        told = forms.ValidationError(f"第{place}行“{line}”不对，请写成“2026-12-07 3”。")
        found = LINE.fullmatch(line)
        if found is None:
            raise told
        try:
            return date(*map(int, found.groups()[:3])), int(found[4])
        except ValueError:
            raise told from None

    def limit(self) -> NewLimit:
        """What was said."""
        said: dict[str, Any] = dict(self.cleaned_data)
        return NewLimit(**said)
