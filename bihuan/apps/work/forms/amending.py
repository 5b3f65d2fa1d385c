"""The form in which the words of an item are put right (更正表单)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from bihuan.apps.work.forms.register import OWN, ItemForm, plain_value
from bihuan.apps.work.models import Item


class AmendForm(ItemForm):
    """The form of a new item, cut to what this person may put right; it asks why once the item has a number."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, item: Item, may: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        kept = {"version", *may}
        for name in [name for name in self.fields if name not in kept]:
            del self.fields[name]
        for name, field in self.fields.items():
            field.initial = item.version if name == "version" else present(item, name)
        label, required = "更正理由", item.number is not None
        errors = {"required": "请填写“更正理由”。"}
        self.fields["why"] = forms.CharField(label=label, required=required, max_length=300, error_messages=errors)

    def said(self) -> dict[str, Any]:
        """What was typed, by column."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "why")}
        return {name: plain_value(value) if name.startswith(OWN) else value for name, value in values.items()}


def present(item: Item, name: str) -> Any:
    """What stands in a column now, a kind's own among them."""
    return item.extra.get(name.removeprefix(OWN)) if name.startswith(OWN) else getattr(item, name)
