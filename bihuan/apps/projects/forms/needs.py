"""A need as it is typed, and the conditions of the list of needs (要素需求)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bihuan.apps.projects.mapping.needs import Factor
from bihuan.base.form_fields import NumberField, ReadDayField
from bihuan.engine.calendar import FIRST, LAST

STATES = (
    ("open", "待答复"),
    ("late", "答复逾期"),
    ("answered", "已答复待确认"),
    ("decided", "已确认"),
    ("withdrawn", "已撤回"),
)


class _Day(ReadDayField):
    """A day within the reach of the calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)

    def validate(self, value: Any) -> None:
        """A day that no calendar reaches is a slip of the pen."""
        super().validate(value)
        if isinstance(value, date) and not FIRST <= value <= LAST:
            raise ValidationError(f"请填写{FIRST.year}年至{LAST.year}年之间的日期，现为{value}。")


class NeedForm(forms.Form):
    """What is lacking, how much, by when, who owes an answer."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    text = forms.CharField(
        label="缺什么",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明缺什么。", "max_length": "“缺什么”最多500字。"},
    )
    amount = NumberField(label="数量", required=False, min_value=0, max_digits=12, decimal_places=2)
    due_on = _Day(label="需要日期", error_messages={"required": "请填写“需要日期”。"}, help_text="最迟哪天要落实。")
    unit = forms.TypedChoiceField(label="答复单位", coerce=int, error_messages={"required": "请选择“答复单位”。"})
    answer_on = _Day(label="答复时限", required=False)
    activity = forms.ChoiceField(label="对应节点", required=False)

    def __init__(
        self,
        *args: Any,
        factor: Factor,
        units: Sequence[Any],
        because: str,
        nodes: Sequence[tuple[str, str]] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["form_key"].initial = uuid.uuid4().hex
        self.fields["text"].help_text = factor.kind.says
        self.fields["unit"].choices = [("", "请选择"), *units]  # type: ignore[attr-defined]
        self.fields["unit"].help_text = because
        self.fields["answer_on"].help_text = f"不填就按{factor.kind.days}个工作日，不晚于需要日期。"
        self.fields["activity"].choices = [("", "不对应节点"), *nodes]  # type: ignore[attr-defined]
        if factor.kind.unit is None:
            del self.fields["amount"]
        else:
            self.fields["amount"].label = f"数量（{factor.unit_label}）"
            self.fields["amount"].help_text = "说不准的可以不填，写在“缺什么”里。"
        if not nodes:
            del self.fields["activity"]


class WithdrawForm(forms.Form):
    """Why a need is withdrawn."""

    words = forms.CharField(
        label="撤回原因",
        max_length=300,
        error_messages={"required": "请写明撤回的原因。", "max_length": "“撤回原因”最多300字。"},
    )


class NeedFilter(forms.Form):
    """Which needs are listed (筛选条件)."""

    factor = forms.ChoiceField(label="要素", required=False)
    unit = forms.TypedChoiceField(label="答复单位", coerce=int, empty_value=None, required=False)
    state = forms.ChoiceField(label="状态", choices=[("", "全部"), *STATES], required=False)
    member = forms.ChoiceField(label="项目专员", required=False)
    q = forms.CharField(label="项目或需求", max_length=60, required=False)

    def __init__(
        self,
        *args: Any,
        factors: Sequence[tuple[str, str]],
        units: Sequence[tuple[int, str]],
        members: Sequence[str],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["factor"].choices = [("", "全部"), *factors]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", "全部"), *units]  # type: ignore[attr-defined]
        self.fields["member"].choices = [("", "全部"), *((name, name) for name in members)]  # type: ignore[attr-defined]
        if not members:
            del self.fields["member"]
