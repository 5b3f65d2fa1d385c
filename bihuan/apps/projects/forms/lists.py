"""Projects put on a year's list or into a programme, and a programme itself (重点清单、专项片区)."""

from __future__ import annotations

from typing import Any

from django import forms

from bihuan.apps.projects.actions import NewProgramme
from bihuan.apps.projects.forms.fields import MONEY_HINT, MoneyInput, UnitField, UnitGroups, key_field, words_field
from bihuan.apps.projects.models import Batch, Level, ProgrammeKind

YEAR: dict[str, Any] = {"min_value": 2000, "max_value": 2100}


class ListForm(forms.Form):
    """On which list projects are put (列入重点清单)."""

    year = forms.IntegerField(label="年度", error_messages={"required": "请填写年度。"}, **YEAR)
    level = forms.ChoiceField(label="级别", choices=Level.choices, initial=Level.DISTRICT)
    batch = forms.ChoiceField(label="类别", choices=Batch.choices, initial=Batch.STARTING)
    source = words_field("依据", 200, hint="清单文件的名称和文号。")


class ProgrammeForm(forms.Form):
    """A programme with what its paper tells (专项片区)."""

    form_key = key_field()
    name = words_field("名称", 100, hint="如：老城片区城市更新、新材料产业链。")
    kind = forms.ChoiceField(label="类别", choices=ProgrammeKind.choices)
    from_year = forms.IntegerField(label="起始年份", error_messages={"required": "请填写起始年份。"}, **YEAR)
    to_year = forms.IntegerField(label="截止年份", required=False, **YEAR)
    told_count = forms.IntegerField(
        label="文件所列项目数", required=False, min_value=0, max_value=100_000, help_text="文件里说的个数，如54个。"
    )
    told_total = MoneyInput(label="文件所列总投资（万元）", help_text=f"文件里说的数，如741亿元。{MONEY_HINT}")
    source = words_field("依据", 200, hint="文件名称和文号。")
    why = words_field("更改理由", 500)

    def __init__(self, *args: Any, units: UnitGroups, changes: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        wrong = {"required": "请选择牵头单位。"}
        self.fields["lead_unit_id"] = UnitField(groups=units, label="牵头单位", error_messages=wrong)
        for name in ("form_key", "kind") if changes else ("why",):
            del self.fields[name]
        self.order_fields(("form_key", "name", "kind", "lead_unit_id", "from_year", "to_year", "told_count"))

    def clean(self) -> dict[str, Any]:
        """Years in order."""
        said = super().clean() or self.cleaned_data
        first, last = said.get("from_year"), said.get("to_year")
        if first and last and first > last:
            self.add_error("to_year", f"截止年份{last}早于起始年份{first}，请核对。")
        return said

    def programme(self, kind: str = "") -> NewProgramme:
        """What was said, for the action."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("form_key", "why")}
        return NewProgramme(**{"kind": kind, **said})
