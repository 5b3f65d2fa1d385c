"""Forms of inspections: the plan, what was found, the conclusion, what is to be put right (政府督查)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from bihuan.apps.work.forms.fields import DayField, FilesField, UnitGroups, UnitsField


def _needed(label: str, *, longest: int = 300, rows: int = 0, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else None
    said = {"required": f"请填写“{label}”。"}
    return forms.CharField(label=label, max_length=longest, widget=widget, error_messages=said, **options)


class _Keyed(forms.Form):
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form_key"].initial = uuid.uuid4().hex


class InspectionForm(_Keyed):
    """The plan of an inspection: content, objects, scope, span, by whose approval (督查方案)."""

    title = _needed("督查名称", longest=100, help_text="如：惠企资金兑付专项督查。")
    content = forms.ChoiceField(label="督查内容", error_messages={"required": "请选择“督查内容”。"})
    ground = _needed("督查依据", help_text="本级政府的决定，或行政首长的批示。")
    scope_text = _needed("督查范围", longest=500, rows=2, help_text="查哪些事、哪段时间，不查什么。")
    begins_on = DayField(label="督查自", error_messages={"required": "请填写“督查自”。"})
    ends_on = DayField(label="督查至", error_messages={"required": "请填写“督查至”。"})
    approved_by = _needed("批准人", longest=100)
    head_name = forms.CharField(label="督查组组长", max_length=40, required=False, help_text="派出督查组的填写。")
    members = forms.CharField(label="督查组成员", max_length=300, required=False)
    guests = forms.CharField(
        label="邀请参加", max_length=300, required=False, help_text="人大代表、政协委员、政府参事、专家学者等。"
    )
    ways = forms.MultipleChoiceField(label="督查方式", required=False, widget=forms.CheckboxSelectMultiple)
    is_in_year_plan = forms.BooleanField(label="已列入年度督查计划", required=False)

    def __init__(self, *args: Any, rules: Mapping[str, Any], units: UnitGroups, day: date, **options: Any) -> None:
        super().__init__(*args, **options)
        contents: Any = self.fields["content"]
        contents.choices = [("", "请选择"), *rules["contents"].items()]
        ways: Any = self.fields["ways"]
        ways.choices = list(rules["ways"].items())
        self.fields["begins_on"].initial = self.fields["ends_on"].initial = day
        wrong = {"required": "请选择督查对象，至少一个单位。"}
        self.fields["objects"] = UnitsField(groups=units, label="督查对象", error_messages=wrong)
        self.order_fields(["title", "content", "objects", "ground", "scope_text"])

    def clean(self) -> dict[str, Any]:
        """Days in order."""
        said = super().clean() or {}
        if said.get("begins_on") and said.get("ends_on") and said["ends_on"] < said["begins_on"]:
            self.add_error("ends_on", "“督查至”早于“督查自”，请改正。")
        return said

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("form_key", "objects")}


class FindingForm(_Keyed):
    """What was found at one of the objects (发现的问题)."""

    problem = _needed("问题", longest=200)
    fact = _needed("事实和依据", longest=4000, rows=3, help_text="时间、地点、数量、看到了什么材料。")

    def __init__(self, *args: Any, objects: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        wrong = {"required": "请选择“涉及单位”。"}
        self.fields["unit"] = forms.TypedChoiceField(
            label="涉及单位", choices=[("", "请选择"), *objects], coerce=int, error_messages=wrong
        )
        self.order_fields(["unit", "problem", "fact"])


class ConclusionForm(forms.Form):
    """The conclusion (督查结论)."""

    conclusion = _needed("督查结论", longest=8000, rows=5, help_text="事实清楚，证据充分，客观公正。")


class EvidenceForm(_Keyed):
    """A piece of evidence: what kind, of which finding, what it is, its file if there is one (收集证据)."""

    kind = forms.ChoiceField(label="证据类别", error_messages={"required": "请选择“证据类别”。"})
    text = _needed("说明", longest=500, rows=2, help_text="是什么、何时何地取得、从哪里来。")
    papers = FilesField(label="附件", required=False, help_text="可不附；一次可选几个。")

    def __init__(self, *args: Any, kinds: Mapping[str, str], findings: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        kind: Any = self.fields["kind"]
        kind.choices = [("", "请选择"), *kinds.items()]
        self.fields["finding"] = forms.TypedChoiceField(
            label="证明哪个问题", choices=[("", "整次督查"), *findings], coerce=int, empty_value=None, required=False
        )
        self.order_fields(["kind", "finding", "text"])


class AppealForm(forms.Form):
    """An object's objection to the conclusion (申请复核)."""

    ground = _needed("异议和理由", longest=4000, rows=4, help_text="对哪一点有异议，依据是什么。")

    def __init__(self, *args: Any, objects: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"] = forms.TypedChoiceField(label="申请单位", choices=objects, coerce=int)
        self.order_fields(["unit", "ground"])


class DecisionForm(forms.Form):
    """What was decided on an objection, and why (复核决定)."""

    decision = forms.ChoiceField(
        label="复核决定",
        choices=[("upheld", "维持原结论"), ("changed", "变更结论"), ("revoked", "撤销结论")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择“复核决定”。"},
    )
    answer = _needed("复核说明", longest=8000, rows=4, help_text="变更结论的，写明变更后的结论。")


class UseForm(_Keyed):
    """What is proposed on the ground of the conclusion (督查结果运用)."""

    kind = forms.ChoiceField(label="运用方式", error_messages={"required": "请选择“运用方式”。"})
    text = _needed("建议", longest=500, rows=2)
    approved_by = _needed("批准人", longest=100, help_text="经批准后组织实施。")

    def __init__(self, *args: Any, kinds: Mapping[str, str], objects: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        kind: Any = self.fields["kind"]
        kind.choices = [("", "请选择"), *kinds.items()]
        self.fields["unit"] = forms.TypedChoiceField(
            label="涉及单位", choices=[("", "不针对单个单位"), *objects], coerce=int, empty_value=None, required=False
        )
        self.order_fields(["kind", "unit", "text"])


class RectifyForm(forms.Form):
    """What the unit is to put right, and by when (转问题整改)."""

    requirement = _needed("整改要求", longest=2000, rows=3)
    due_on = DayField(label="整改时限", error_messages={"required": "请填写“整改时限”。"})
