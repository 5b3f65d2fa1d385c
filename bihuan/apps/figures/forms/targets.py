"""The forms of targets: numbers as people write them; what they mean is read with the indicator (目标表单)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from bihuan.base.form_fields import ReadDayField
from bihuan.engine.indicators import TargetKind, TimeProgress
from bihuan.engine.values import Indicator

KINDS = [(kind.code, kind.word) for kind in TargetKind]
TOLD_BY = [("", "按指标的规则"), *((each.code, each.word) for each in TimeProgress)]
QUALITATIVE = ("", "没有指标（定性目标）")


class TiersForm(forms.Form):
    """Floor, goal and stretch of a target, and how it tells time."""

    floor = forms.CharField(label="保底", max_length=40, required=False)
    goal = forms.CharField(label="目标", max_length=40)
    stretch = forms.CharField(label="争先", max_length=40, required=False)
    base = forms.CharField(label="上年数", max_length=40, required=False, help_text="越低越好的目标，写明从多少降起。")
    told_by = forms.ChoiceField(label="时序口径", choices=TOLD_BY, required=False)
    nodes = forms.CharField(
        label="季度节点（%）",
        max_length=60,
        required=False,
        help_text="按季度节点的，依次写四个季度末应完成的百分数，如20、50、75、100。",
    )

    def said(self) -> dict[str, str]:
        """Texts by the names under which they are read."""
        return {name: self.cleaned_data.get(name, "") for name in ("floor", "goal", "stretch", "base", "told_by")}


class NewTargetForm(TiersForm):
    """A target that is set by hand: of whom, of which indicator, on what ground."""

    unit = forms.TypedChoiceField(label="承担单位", coerce=int)
    indicator = forms.ChoiceField(label="指标", required=False)
    name = forms.CharField(label="目标内容", max_length=100, required=False, help_text="没有指标的，写明做成什么。")
    item = forms.CharField(
        label="对应事项",
        max_length=20,
        required=False,
        help_text="定性目标的形象进度取自台账里的事项，写编号，如2026-12。",
    )
    kind = forms.ChoiceField(label="目标类型", choices=KINDS)
    source = forms.CharField(label="依据", max_length=200, help_text="文件名称和文号，或会议名称。")

    field_order = (
        "unit",
        "indicator",
        "name",
        "item",
        "kind",
        "floor",
        "goal",
        "stretch",
        "base",
        "told_by",
        "nodes",
        "source",
    )

    def __init__(self, *args: Any, unit_choices: Any, indicators: Sequence[Indicator], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = unit_choices  # type: ignore[attr-defined]
        codes = [(one.code, f"{one.label}（{one.unit.label}）") for one in indicators]
        self.fields["indicator"].choices = [QUALITATIVE, *codes]  # type: ignore[attr-defined]


class ChangeForm(TiersForm):
    """New numbers of a target from a day on, with the reason and the paper."""

    from_on = ReadDayField(label="起效日期", widget=forms.DateInput)
    reason = forms.CharField(label="调整理由", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    source = forms.CharField(label="依据", max_length=200, help_text="批准调整的文件名称和文号。")
    version = forms.IntegerField(widget=forms.HiddenInput)


class SaidForm(forms.Form):
    """One target figure of a document, as the officer confirms or corrects it."""

    take = forms.BooleanField(label="定为目标", required=False)
    unit = forms.TypedChoiceField(label="承担单位", coerce=int)
    indicator = forms.ChoiceField(label="指标", required=False)
    kind = forms.ChoiceField(label="目标类型", choices=KINDS, required=False)
    floor = forms.CharField(label="保底", max_length=40, required=False)
    goal = forms.CharField(label="目标", max_length=40, required=False)
    stretch = forms.CharField(label="争先", max_length=40, required=False)
    settle = forms.BooleanField(label="这一条不再立项", required=False)

    def __init__(self, *args: Any, unit_choices: Any, indicators: Sequence[Indicator], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = unit_choices  # type: ignore[attr-defined]
        codes = [(one.code, one.label) for one in indicators]
        self.fields["indicator"].choices = [("", "没有对应指标"), *codes]  # type: ignore[attr-defined]

    def said(self) -> dict[str, str]:
        """Texts by the names under which they are read."""
        return {name: self.cleaned_data.get(name, "") for name in ("floor", "goal", "stretch")}
