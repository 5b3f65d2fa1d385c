"""The form by which a unit asks others to fill a form (布置报表)."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from bihuan.apps.work.forms.fields import DayField, UnitGroups, UnitsField
from bihuan.engine.calendar import EVERY

MOST_COLUMNS = 200


def _open(label: str, longest: int = 300, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, **options)


class CollectionForm(forms.Form):
    """What is asked, of whom, what for, on what ground, until when; a draft may leave things open."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    title = forms.CharField(label="报表名称", max_length=100, error_messages={"required": "请填写“报表名称”。"})
    owner = _open("负责人", 40, help_text="布置单位谁负责这张表，有问题找谁。")
    purpose = _open("用途", help_text="这些数拿来做什么。")
    ground = _open("依据", help_text="法律法规、文件文号，或批准布置的文号。")
    columns = forms.CharField(
        label="栏目",
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="一行一个栏目，要填的都列上；工时按栏目数计算。",
    )
    every = forms.ChoiceField(label="频次", choices=list(EVERY.items()))
    first_due_on = DayField(label="首次报送日期", required=False)
    expires_on = DayField(label="停用日期", required=False, help_text="到这一天自动停用。")

    def __init__(self, *args: Any, units: UnitGroups, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form_key"].initial = uuid.uuid4().hex
        self.fields["units"] = UnitsField(groups=units, label="填报单位", required=False)
        self.order_fields(["title", "owner", "units", "purpose", "ground", "columns"])

    def clean_columns(self) -> list[str]:
        """Each column once."""
        found = list(dict.fromkeys(line.strip() for line in self.cleaned_data["columns"].splitlines() if line.strip()))
        if len(found) > MOST_COLUMNS:
            raise forms.ValidationError(f"栏目有{len(found)}个，超过{MOST_COLUMNS}个。请先精简。")
        return found

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("form_key", "units")}


class StopForm(forms.Form):
    """Why a form is stopped."""

    because = forms.CharField(label="停止的原因", max_length=200, error_messages={"required": "请填写停止的原因。"})
