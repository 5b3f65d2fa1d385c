"""Forms that take candidates of a document into a ledger (据条目立项)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from bihuan.apps.work.actions import NewItem
from bihuan.apps.work.forms.fields import DayField, UnitField, UnitGroups, UnitsField
from bihuan.engine.text import last_day

TITLE_LENGTH = 60


class BulkForm(forms.Form):
    """What holds for all candidates taken at once: ledger, lead unit, day (批量立项)."""

    ledger = forms.ChoiceField(label="台账")

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], units: UnitGroups, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ledger"] = forms.ChoiceField(label="台账", choices=kinds, initial="key_task")
        self.fields["lead_unit_id"] = UnitField(groups=units, label="牵头单位", required=False)
        self.fields["due_on"] = DayField(label="完成时限", required=False)

    def new_item(self, *, text: str, due_on: date | None = None) -> NewItem:
        """The item for one candidate; its day is the form's, else the one that the text gives."""
        said = self.cleaned_data
        return NewItem(
            kind=said["ledger"],
            title=title_of(text),
            requirement=text,
            source_kind="report",
            lead_unit_id=said["lead_unit_id"],
            due_on=said["due_on"] or due_on,
        )


class CandidateForm(BulkForm):
    """One candidate becomes an item, without leaving the document (立项)."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    title = forms.CharField(label="标题", max_length=200, error_messages={"required": "请填写“标题”。"})

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], units: UnitGroups, **options: Any) -> None:
        super().__init__(*args, kinds=kinds, units=units, **options)
        self.fields["support_unit_ids"] = UnitsField(groups=units, label="配合单位", required=False)

    def new_item(self, *, text: str, due_on: date | None = None) -> NewItem:
        """The item for this candidate, under the title and with the day that the person gave."""
        said = self.cleaned_data
        return NewItem(
            kind=said["ledger"],
            title=said["title"],
            requirement=text,
            source_kind="report",
            lead_unit_id=said["lead_unit_id"],
            support_unit_ids=tuple(said["support_unit_ids"]),
            due_on=said["due_on"],
        )


def title_of(text: str) -> str:
    """A short title from a sentence: its first clause, or its beginning."""
    clause = text.split("。", maxsplit=1)[0].split("；", maxsplit=1)[0]
    return clause if len(clause) <= TITLE_LENGTH else f"{clause[:TITLE_LENGTH]}…"


def day_of(words: str) -> date | None:
    """The last day of the time that the document names; None where it names none."""
    return last_day(words)
