"""Forms of returned sheets: the file, and which side holds where both changed a cell (填报表)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms

from bihuan.apps.work.mapping.sheets import MINE, THEIRS


class SheetFileForm(forms.Form):
    """A returned sheet (交回填报表)."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    file = forms.FileField(
        label="填好的填报表",
        help_text="从本页下载、填好的 .xlsx。单位和月份写在表里，不用再选；同一份交两次不会重复。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "请选择填好的填报表。"},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form_key"].initial = uuid.uuid4().hex


class TakeSheetForm(forms.Form):
    """What was looked at, and a side for each cell that both changed (收下)."""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    skip_wrong = forms.BooleanField(required=False)

    def __init__(self, *args: Any, found: Mapping[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["token"].initial = found.get("token", "")
        self.cells: dict[str, tuple[str, str]] = {}
        sides = [(MINE, "用表里的"), (THEIRS, "留现在的")]
        for row in found.get("rows", ()):
            for cell in row["conflicts"]:
                name = f"side_{row['key']}_{cell['code']}"
                self.cells[name] = (row["key"], cell["code"])
                self.fields[name] = forms.ChoiceField(choices=sides, required=False)

    def choices(self) -> dict[tuple[str, str], str]:
        """The sides that were chosen, by row and column."""
        return {cell: side for name, cell in self.cells.items() if (side := self.cleaned_data.get(name))}
