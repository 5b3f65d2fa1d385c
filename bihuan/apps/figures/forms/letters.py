"""The forms of letters (责任书表单)."""

from __future__ import annotations

from typing import Any

from django import forms

from bihuan.apps.figures.queries import LetterDraft
from bihuan.base.form_fields import ReadDayField


class LetterForm(forms.Form):
    """What the office adds to a unit's targets: parties, basis, tasks, what the superior owes."""

    superior = forms.CharField(label="甲方", max_length=100)
    basis = forms.CharField(label="依据", max_length=200, help_text="文件名称和文号，或会议名称。")
    items = forms.TypedMultipleChoiceField(
        label="重点任务", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    guarantees = forms.CharField(
        label="甲方保障事项",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="每行一项：甲方应提供的要素、政策和协调。",
    )
    reason = forms.CharField(label="变更理由", max_length=300, required=False)

    def __init__(self, *args: Any, draft: LetterDraft, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["items"].choices = [(item.pk, item.title) for item in draft.items]  # type: ignore[attr-defined]
        if not draft.items:
            del self.fields["items"]
        if draft.before is None or draft.before.is_open:
            del self.fields["reason"]

    def lines(self) -> list[str]:
        """What the superior owes, line by line."""
        return [line.strip() for line in self.cleaned_data["guarantees"].splitlines() if line.strip()]


class ForceForm(forms.Form):
    """The paper that allows a letter, and from when it holds."""

    number = forms.CharField(label="批准文号", max_length=60, required=False)
    from_on = ReadDayField(label="生效日期", widget=forms.DateInput)


class SignForm(forms.Form):
    """Yes, or no with words."""

    agree = forms.ChoiceField(choices=[("yes", "同意会签"), ("no", "不同意")])
    words = forms.CharField(label="意见", max_length=500, required=False)
    digest = forms.CharField(max_length=64)
