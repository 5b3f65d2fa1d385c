"""A bid for money from above as it is typed, and what became of it (上级资金)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from bihuan.apps.projects.models import FundBid
from bihuan.base.form_fields import NumberField
from bihuan.engine.values import Unit

MONEY_HINT = "单位万元；也可以写1.2亿、8500万元。"


def _money(label: str, *, required: bool = True) -> NumberField:
    return NumberField(
        label=f"{label}（万元）",
        unit=Unit.TEN_THOUSAND_YUAN,
        required=required,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        help_text=MONEY_HINT,
        error_messages={"required": f"请填写“{label}”。"},
    )


class BidForm(forms.Form):
    """For which fund and year, and how much."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    fund = forms.ChoiceField(label="申报哪项资金", error_messages={"required": "请选择资金。"})
    year = forms.IntegerField(
        label="资金年度", min_value=2000, max_value=2100, error_messages={"required": "请填写“资金年度”。"}
    )
    amount = _money("拟申请金额")
    words = forms.CharField(label="说明", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, funds: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form_key"].initial = uuid.uuid4().hex
        self.fields["fund"].choices = [("", "请选择"), *funds]  # type: ignore[attr-defined]


class BidMoveForm(forms.Form):
    """What became of a bid."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    to = forms.ChoiceField(
        label="现在", widget=forms.RadioSelect, error_messages={"required": "请选择现在到了哪一步。"}
    )
    granted = _money("下达金额", required=False)
    document = forms.CharField(
        label="下达文件", max_length=200, required=False, help_text="名称和文号；没有文件不算下达。"
    )
    words = forms.CharField(
        label="说明或原因",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="未通过、不再申报的要写原因。",
    )

    def __init__(self, *args: Any, ways: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        words = dict(FundBid.State.choices)
        self.fields["to"].choices = [(way, words[way]) for way in ways]  # type: ignore[attr-defined]
        if FundBid.State.GRANTED not in ways:
            del self.fields["granted"], self.fields["document"]
