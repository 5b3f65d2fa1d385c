"""The form of a campaign, and of items to hang on it (专项行动)."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bihuan.apps.work.models import Campaign

NUMBER = re.compile(r"(?:〔?(\d{4})〕?-?)?(\d{1,7})号?")


class CampaignForm(forms.Form):
    """A campaign and its parts, one a line."""

    name = forms.CharField(label="名称", max_length=200, help_text="如：十大提升行动")
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    parts = forms.CharField(
        label="分项", required=False, widget=forms.Textarea(attrs={"rows": 12}), help_text="每行一个分项，按先后排列"
    )
    note = forms.CharField(label="说明", required=False, max_length=300)


class ChangeForm(forms.Form):
    """What of a campaign, or of a part, may be put otherwise; parts are added, none is taken away."""

    name = forms.CharField(label="名称", max_length=200, error_messages={"required": "请填写“名称”。"})
    note = forms.CharField(label="说明", required=False, max_length=300)
    parts = forms.CharField(
        label="新增分项", required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="每行一个；已有的不会重复"
    )
    is_over = forms.BooleanField(label="已结束", required=False, help_text="结束后立项时不再列出，已归入的事项照旧。")


class AttachForm(forms.Form):
    """Items by their numbers, and the part they belong to."""

    part = forms.TypedChoiceField(label="归入", coerce=int)
    numbers = forms.CharField(label="事项编号", max_length=600, help_text="如 2026-12，多个用空格或逗号隔开")

    def __init__(self, *args: Any, parts: list[Campaign], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["part"]
        field.choices = [(part.pk, f"{'　' * (part.depth - parts[0].depth)}{part.name}") for part in parts]

    def clean_numbers(self) -> list[tuple[int | None, int]]:
        """Year and number of each; a wrong one is named."""
        found = []
        for word in re.split(r"[\s,，、；;]+", self.cleaned_data["numbers"].strip()):
            said = NUMBER.fullmatch(word)
            if said is None:
                raise ValidationError(f"“{word}”不是事项编号，请写成 2026-12。")
            found.append((int(said[1]) if said[1] else None, int(said[2])))
        return found
