"""The quota of a year as it is typed (能耗排放指标)."""

from __future__ import annotations

from django import forms

from bihuan.apps.projects.models import EnergyQuota
from bihuan.base.form_fields import NumberField


class QuotaForm(forms.Form):
    """Of what, for which year, how much, by which paper."""

    kind = forms.ChoiceField(label="哪项指标", choices=EnergyQuota.Kind.choices)
    year = forms.IntegerField(
        label="年度", min_value=2000, max_value=2100, error_messages={"required": "请填写“年度”。"}
    )
    amount = NumberField(
        label="可用于新上项目的总量",
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text="综合能耗用吨标准煤，用电量用万千瓦时，碳排放、化学需氧量、氮氧化物用吨。",
        error_messages={"required": "请填写总量。"},
    )
    source = forms.CharField(
        label="依据", max_length=200, help_text="下达文件的名称和文号。", error_messages={"required": "请填写“依据”。"}
    )
    reason = forms.CharField(label="调整理由", max_length=300, required=False, help_text="已有指标的，调整要写理由。")
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
