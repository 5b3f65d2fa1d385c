"""The form of a plan over several years (倍增计划)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from bihuan.apps.figures.models import Doubling
from bihuan.engine.values import Indicator


class DoublingForm(forms.Form):
    """Of whom, what, from where to where; milestones of single years only where they differ."""

    name = forms.CharField(label="计划名称", max_length=100)
    kind = forms.ChoiceField(label="类别", choices=Doubling.Kind.choices)
    unit = forms.TypedChoiceField(label="承担单位", coerce=int)
    indicator = forms.ChoiceField(label="指标")
    start_year = forms.IntegerField(label="基期年", min_value=2000, max_value=2090)
    start = forms.CharField(label="基期数", max_length=40)
    goal_year = forms.IntegerField(label="目标年", min_value=2001, max_value=2099)
    goal = forms.CharField(label="目标数", max_length=40)
    given = forms.CharField(
        label="另定的年度里程碑",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="每行一年，如“2027 1500”；没有写的年份按相同增速推算。",
    )
    source = forms.CharField(label="依据", max_length=200, help_text="文件名称和文号。")
    reason = forms.CharField(label="调整理由", max_length=500, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False)

    def __init__(self, *args: Any, unit_choices: Any, indicators: Sequence[Indicator], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = unit_choices  # type: ignore[attr-defined]
        self.fields["indicator"].choices = [(one.code, f"{one.label}（{one.unit.label}）") for one in indicators]  # type: ignore[attr-defined]
