"""Forms of a table that comes in: the file, and answers to what has to be asked (表格导入)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from django import forms

UNIT = "unit:"
NONE, LATER = "-", ""
"""Answers about a name: it is no unit; not decided yet."""


class TableFileForm(forms.Form):
    """The file of a table (上传表格)."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    file = forms.FileField(
        label="表格文件",
        help_text=".xlsx，不超过20MB、5万行。表头、合并单元格都照原样，不用改。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "请选择表格文件。"},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form_key"].initial = uuid.uuid4().hex


class AnswersForm(forms.Form):
    """What has to be asked of a file; what is left open is asked again (要问的事)."""

    def __init__(self, *args: Any, found: Mapping[str, Any], units: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.keys: dict[str, str] = {}
        for place, question in enumerate(found.get("questions", ())):
            self._add(f"q{place}", question["key"], _question_field(question))
        names = {name: str(pk) for _, group in units for pk, name in group}
        for place, unknown in enumerate(found.get("unknown", ())):
            self._add(f"u{place}", f"{UNIT}{unknown['name']}", _unit_field(unknown, units, names))

    def _add(self, name: str, key: str, field: forms.Field) -> None:
        self.keys[name] = key
        self.fields[name] = field

    def answers(self) -> dict[str, str]:
        """What was answered, by the key of its question."""
        said = {self.keys[name]: value for name, value in self.cleaned_data.items() if value != LATER}
        return {key: "" if value == NONE and key.startswith(UNIT) else value for key, value in said.items()}


def _question_field(question: Mapping[str, Any]) -> forms.Field:
    needed = "（必答）" if question["is_pressing"] else ""
    said: dict[str, Any] = {"label": f"{question['sentence']}{needed}", "required": False}
    said["initial"] = question["suggestion"] or ""
    if not question["choices"]:
        return forms.CharField(max_length=20, **said)
    return forms.ChoiceField(choices=[("", "请选择"), *question["choices"]], **said)


def _unit_field(unknown: Mapping[str, Any], units: Sequence[Any], names: Mapping[str, str]) -> forms.Field:
    """A name that no unit goes by: the nearest names stand as a suggestion, the choice is the person's."""
    near = [name for name in names if unknown["name"] in name] or get_close_matches(
        unknown["name"], list(names), 1, 0.6
    )
    return forms.ChoiceField(
        label=f"“{unknown['name']}”是哪个单位（{unknown['count']}处，如{'、'.join(unknown['places'])}）",
        choices=[(LATER, "请选择"), (NONE, "不是单位，略去"), *units],
        required=False,
        initial=names[near[0]] if len(near) == 1 else LATER,
    )
