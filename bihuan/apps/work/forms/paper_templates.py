"""The form of an own Word template (公文模板)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from bihuan.apps.work.forms.fields import DayField


class TemplateForm(forms.Form):
    """A Word file, the kind of paper that it is for, and from when it holds (上传模板)."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    kind = forms.ChoiceField(label="用于哪种公文")
    from_on = DayField(label="启用日期", help_text="从这一天起出具的用它；以前出具的不变。")
    file = forms.FileField(
        label="模板文件",
        help_text=".docx，不含宏。要系统填的地方写成 {{名称}}，可用的名称见下面。",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        error_messages={"required": "请选择模板文件。"},
    )

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], day: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form_key"].initial = uuid.uuid4().hex
        self.fields["from_on"].initial = day
        kind: Any = self.fields["kind"]
        kind.choices = list(kinds)
