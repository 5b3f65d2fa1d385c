"""The form of a ledger that comes in; what has to be asked of it is asked by the form of all tables (台账导入)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms

from bihuan.base.table_imports.forms import AnswersForm

__all__ = ["AnswersForm", "LedgerFileForm"]


class LedgerFileForm(forms.Form):
    """A ledger's file and the ledger that it goes into (上传台账)."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    kind = forms.ChoiceField(label="导入到哪个台账")
    file = forms.FileField(
        label="台账文件",
        help_text=".xlsx，不超过20MB、5万行。表头、合并单元格、“牵头：X；配合：Y、Z”都照原样，不用改。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "请选择台账文件。"},
    )

    def __init__(self, *args: Any, kinds: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form_key"].initial = uuid.uuid4().hex
        kind: Any = self.fields["kind"]
        kind.choices = list(kinds.items())
        kind.initial = "key_task"
