"""The form of a unit's month: a few fields an item, one tick for what did not change (本月填报)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from bihuan.apps.work.actions import Said
from bihuan.apps.work.forms.fields import FilesField
from bihuan.apps.work.queries import MonthLine
from bihuan.base.form_fields import NumberField
from bihuan.engine.values import Unit


@dataclass(frozen=True)
class LineFields:
    """One item with its fields, as the page shows them."""

    line: MonthLine
    version: forms.BoundField
    unchanged: forms.BoundField
    text: forms.BoundField
    problems: forms.BoundField
    next_steps: forms.BoundField
    percent: forms.BoundField


class MonthForm(forms.Form):
    """What was filled is sent, the rest is left; nothing that is known is asked."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, lines: Sequence[MonthLine], on_paper: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = lines
        self.fields["form_key"].initial = uuid.uuid4().hex
        if on_paper:
            self.fields["paper"] = FilesField(label="该单位的纸质件", required=True)
        for line in lines:
            self._add(line)

    def _add(self, line: MonthLine) -> None:
        pk, box = line.item.pk, {"rows": 2, "aria-label": f"{line.item.title}：本月进展"}
        self.fields[f"version_{pk}"] = forms.IntegerField(initial=line.item.version, widget=forms.HiddenInput)
        self.fields[f"unchanged_{pk}"] = forms.BooleanField(label="无变化", required=False)
        self.fields[f"text_{pk}"] = forms.CharField(
            label="本月进展", required=False, max_length=4000, widget=forms.Textarea(attrs=box)
        )
        for name, word in (("problems", "存在问题"), ("next_steps", "下步措施")):
            self.fields[f"{name}_{pk}"] = forms.CharField(
                label=word, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
            )
        self.fields[f"percent_{pk}"] = NumberField(
            unit=Unit.PERCENT, label="进度", required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2
        )

    def rows(self) -> list[LineFields]:
        """Items with their fields."""
        names = ("version", "unchanged", "text", "problems", "next_steps", "percent")
        return [LineFields(line, *(self[f"{name}_{line.item.pk}"] for name in names)) for line in self.lines]

    def said(self) -> list[Said]:
        """What was filled or ticked."""
        found = []
        for line in self.lines:
            pk, data = line.item.pk, self.cleaned_data
            one = Said(
                item_id=pk,
                version=data[f"version_{pk}"],
                text=data[f"text_{pk}"].strip(),
                problems=data[f"problems_{pk}"].strip(),
                next_steps=data[f"next_steps_{pk}"].strip(),
                percent=data[f"percent_{pk}"],
                unchanged=data[f"unchanged_{pk}"],
            )
            if one.text or one.unchanged:
                found.append(one)
        return found

    def clean(self) -> dict[str, Any]:
        """Problems, steps or a percentage need the text that they belong to."""
        cleaned = super().clean() or {}
        for line in self.lines:
            pk = line.item.pk
            besides = any(cleaned.get(f"{name}_{pk}") for name in ("problems", "next_steps", "percent"))
            if besides and not cleaned.get(f"text_{pk}") and not cleaned.get(f"unchanged_{pk}"):
                self.add_error(f"text_{pk}", "请填写本月进展，或勾选“无变化”。")
        return cleaned
