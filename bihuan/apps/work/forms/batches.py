"""Forms of acts on many items, and of copies (批量办理、抄送)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from bihuan.apps.work.forms.fields import DayField, UnitGroups, UnitsField


class LookBackForm(forms.Form):
    """Which written-off items are looked back at (回头看抽查)."""

    kind = forms.ChoiceField(label="台账", required=False)
    written_off_from = DayField(label="销号日期起")
    written_off_to = DayField(label="销号日期止")
    share = forms.IntegerField(
        label="抽查比例", min_value=1, max_value=100, initial=20, help_text="填100即全部回头看。"
    )
    seed = forms.CharField(
        label="抽签号",
        max_length=40,
        help_text="抽签前定好，如“2026年第三季度”；同一个抽签号抽出的事项相同，可以复核。",
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["kind"]
        field.choices = [("", "全部台账"), *kinds]

    def clean(self) -> dict[str, Any]:
        """The first day is not after the last."""
        values = super().clean() or {}
        first, last = values.get("written_off_from"), values.get("written_off_to")
        if isinstance(first, date) and isinstance(last, date) and first > last:
            self.add_error("written_off_to", "止日早于起日，请核对。")
        return values


class CopyForm(forms.Form):
    """To whom an item goes for information (抄送)."""

    def __init__(self, *args: Any, units: UnitGroups, leaders: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit_ids"] = UnitsField(groups=units, label="抄送单位", required=False)
        self.fields["person_ids"] = forms.TypedMultipleChoiceField(
            label="抄送领导", choices=leaders, coerce=int, empty_value=[], required=False, widget=forms.SelectMultiple
        )

    def clean(self) -> dict[str, Any]:
        """Somebody must be named."""
        values = super().clean() or {}
        if not values.get("unit_ids") and not values.get("person_ids"):
            raise forms.ValidationError("请选择抄送的单位或领导。")
        return values
