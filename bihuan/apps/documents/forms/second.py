"""Forms of the second reader (第二读取器表单)."""

from __future__ import annotations

from django import forms


class SecondReaderForm(forms.Form):
    """Where the second reader is."""

    is_on = forms.BooleanField(label="启用第二读取器", required=False)
    address = forms.CharField(
        label="接口地址",
        required=False,
        max_length=200,
        help_text="内网中支持对话接口的机器，如 http://10.0.0.8:8000/v1。",
    )
    model = forms.CharField(label="模型名称", required=False, max_length=100)


class SecondPlaceForm(forms.Form):
    """A sentence of the second reader by its place in the body."""

    start = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    end = forms.IntegerField(min_value=1, max_value=2**31 - 1)
