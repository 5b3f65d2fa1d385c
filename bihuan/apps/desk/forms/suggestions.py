"""The shape of suggestions and answers."""

from __future__ import annotations

from django import forms


class SuggestionForm(forms.Form):
    """A suggestion."""

    text = forms.CharField(
        label="意见或建议",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="哪一页、想做什么、遇到什么。不要写涉密内容。",
        error_messages={"required": "请写下您的意见或建议。"},
    )
    anonymous = forms.BooleanField(
        label="匿名提出",
        required=False,
        help_text="不记姓名、单位、账号和时刻；请记下回执号，凭它看答复。",
    )
    page = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """An answer to a suggestion."""

    answer = forms.CharField(
        label="答复",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请填写答复。"},
    )
