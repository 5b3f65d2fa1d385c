"""Forms of units (单位变动)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from bihuan.apps.units import models, queries
from bihuan.base.form_fields import ReadDayField

DAY = forms.DateInput(attrs={"type": "date"})
NAME = {"required": "请填写名称。"}


class UnitForm(forms.Form):
    """A new unit."""

    name = forms.CharField(label="名称", max_length=100, error_messages=NAME)
    short_name = forms.CharField(label="简称", max_length=40, required=False)
    code = forms.CharField(
        label="编码", max_length=40, help_text="全区唯一，建立后不改。", error_messages={"required": "请填写编码。"}
    )
    kind = forms.ChoiceField(label="类别", choices=models.UnitKind.choices, initial=models.UnitKind.DEPARTMENT)
    under = forms.ChoiceField(label="上级单位", required=False)
    began_on = ReadDayField(label="设立日期", widget=DAY, error_messages={"required": "请填写设立日期。"})

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["under"].choices = [("", "无"), *queries.unit_choices(day)]  # type: ignore[attr-defined]


class RenameForm(forms.Form):
    """A new name from a day on."""

    name = forms.CharField(label="新名称", max_length=100, error_messages=NAME)
    short_name = forms.CharField(label="新简称", max_length=40, required=False)
    from_on = ReadDayField(label="启用日期", widget=DAY, error_messages={"required": "请填写启用日期。"})
    why = forms.CharField(label="依据", max_length=200, error_messages={"required": "请写明依据（文件名和文号）。"})


class EndForm(forms.Form):
    """The end of a unit, or its merging into another."""

    became = forms.ChoiceField(label="并入", required=False, help_text="不选为撤销；选了，未办结的事项转到该单位。")
    on = ReadDayField(label="自哪日起", widget=DAY, error_messages={"required": "请填写日期。"})
    why = forms.CharField(label="依据", max_length=200, error_messages={"required": "请写明依据（文件名和文号）。"})

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["became"].choices = [("", "不并入"), *queries.unit_choices(day)]  # type: ignore[attr-defined]


class DutyForm(forms.Form):
    """A duty of a unit."""

    text = forms.CharField(label="职责", max_length=300, error_messages={"required": "请填写职责。"})
    kind = forms.ChoiceField(label="类别", choices=models.Duty.Kind.choices)
    source = forms.CharField(label="依据", max_length=200, required=False)
