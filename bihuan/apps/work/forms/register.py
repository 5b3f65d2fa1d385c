"""The form of a new item (立项表单)."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from bihuan.apps.work.actions import NewItem
from bihuan.apps.work.forms.fields import DayField, UnitField, UnitGroups, UnitsField, nodes_field
from bihuan.apps.work.forms.moves import column_field
from bihuan.apps.work.models import Campaign, Source
from bihuan.engine.loop import Kind

OWN = "own_"
ORDER = (
    *("form_key", "title", "requirement", "target", "lead_unit_id", "responsible_unit_ids", "support_unit_ids"),
    *("due_on", "grade", "sponsor_leader_id", "finder_unit_id", "nodes", "source_kind", "source_text"),
    *("campaign_id", "category", "responsible_leader", "liaison", "note"),
)


class ItemForm(forms.Form):
    """What is said of a new item; the kind's own columns come last (立项表单)."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    title = forms.CharField(label="标题", max_length=200, error_messages={"required": "请填写“标题”。"})
    requirement = forms.CharField(label="任务内容", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    target = forms.CharField(label="年度目标/量化指标", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    category = forms.CharField(label="类别", required=False, max_length=100)
    source_kind = forms.ChoiceField(label="事项来源", choices=Source.choices, initial=Source.MEETING)
    source_text = forms.CharField(label="来源说明", required=False, max_length=300, help_text="如会议名称、文件文号。")
    responsible_leader = forms.CharField(label="责任人", required=False, max_length=40)
    liaison = forms.CharField(label="联络员", required=False, max_length=60)
    note = forms.CharField(label="备注", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(
        self, *args: Any, kind: Kind, units: UnitGroups, leaders: list[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        self.fields["form_key"].initial = uuid.uuid4().hex
        self.fields["lead_unit_id"] = UnitField(groups=units, label="牵头单位", required=False)
        self.fields["responsible_unit_ids"] = UnitsField(groups=units, label="责任单位", required=False)
        self.fields["support_unit_ids"] = UnitsField(groups=units, label="配合单位", required=False)
        self.fields["due_on"] = DayField(label="完成时限", required=False)
        self.fields["nodes"] = nodes_field(label="季度节点", required=False)
        self._add_choices(kind, units, leaders)
        for column in kind.columns:
            self.fields[f"{OWN}{column.code}"] = column_field(column, required=column.is_required)
        self.order_fields(ORDER)

    def _add_choices(self, kind: Kind, units: UnitGroups, leaders: list[tuple[int, str]]) -> None:
        self.fields["sponsor_leader_id"] = forms.TypedChoiceField(
            label="牵头领导", required=False, choices=[("", "请选择"), *leaders], coerce=int, empty_value=None
        )
        self.fields["campaign_id"] = forms.TypedChoiceField(
            label="专项行动",
            required=False,
            choices=[("", "不属于专项行动"), *campaigns()],
            coerce=int,
            empty_value=None,
        )
        if "finder" in kind.parties:
            self.fields["finder_unit_id"] = UnitField(
                groups=units, label="发现单位", required=False, help_text="不填时为立项单位。"
            )
        if kind.grades:
            self.fields["grade"] = forms.ChoiceField(label="缓急", choices=list(kind.grades.items()))

    def shown_fields(self) -> list[forms.BoundField]:
        """Fields that the person fills."""
        return [bound for bound in self if not bound.is_hidden]

    def new_item(self, **more: Any) -> NewItem:
        """The item as it was described."""
        said = {name: value for name, value in self.cleaned_data.items() if not name.startswith(OWN)}
        said.pop("form_key")
        for name in ("responsible_unit_ids", "support_unit_ids", "nodes"):
            said[name] = tuple(said[name])
        own = {name.removeprefix(OWN): plain_value(v) for name, v in self.cleaned_data.items() if name.startswith(OWN)}
        extra = {code: value for code, value in own.items() if value not in (None, "")}
        return NewItem(kind=self.kind.code, extra=extra, **{**said, **more})


def campaigns() -> list[tuple[int, str]]:
    """Campaigns that still run, each under its parent's name."""
    rows = Campaign.objects.filter(ended_on=None).order_by("path")
    return [(row.pk, f"{'　' * (row.depth - 1)}{row.name}") for row in rows]


def plain_value(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
