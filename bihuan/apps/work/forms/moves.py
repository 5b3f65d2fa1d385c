"""The form of one move: it asks what the move asks, and offers what it may be told (办理表单)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from bihuan.apps.work.forms.fields import (
    DayField,
    FilesField,
    UnitField,
    UnitGroups,
    UnitsField,
    children_field,
    node_lines,
    nodes_field,
    quarter_lines,
)
from bihuan.apps.work.models import Item, Milestone
from bihuan.base.form_fields import NumberField
from bihuan.engine.loop import Column, Kind, Move, ask_word
from bihuan.engine.values import Unit

REPORTS = ("report_progress", "submit_feedback", "contribute")
"""Moves whose text is a report: they also offer problems, next steps, a percentage, nodes reached."""
YES_NO = (("", "请选择"), ("yes", "满意"), ("no", "不满意"))


@dataclass(frozen=True)
class Asked:
    """What the form of a move is made from."""

    item: Item
    kind: Kind
    move: Move
    units: UnitGroups
    nodes: list[Milestone]
    today: date
    on_paper: bool = False
    paper_units: tuple[tuple[int, str], ...] = ()
    proposed_due: date | None = None


class MoveForm(forms.Form):
    """What one move asks (办理表单). `answers()` gives what the door takes; files are handed over unchecked."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, asked: Asked, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = asked
        self.fields["version"].initial = asked.item.version
        self.fields["form_key"].initial = uuid.uuid4().hex
        for code, required in _codes(asked):
            self.fields[code] = _make(code, asked, required=required)

    def shown_fields(self) -> list[forms.BoundField]:
        """Fields that the person fills."""
        return [bound for bound in self if not bound.is_hidden]

    def answers(self) -> dict[str, Any]:
        """What was filled, by code; what was left open is left out."""
        found = {code: value for code, value in self.cleaned_data.items() if code not in ("version", "form_key")}
        if "satisfied" in found:
            found["satisfied"] = {"yes": True, "no": False}.get(found["satisfied"])
        if "nodes_done" in found:
            found["nodes_done"] = [int(pk) for pk in found["nodes_done"]]
        return {code: value for code, value in found.items() if value not in (None, "", [], ())}


def _codes(asked: Asked) -> list[tuple[str, bool]]:
    """What the form shows, in order, and whether it must be filled."""
    move = asked.move
    must = dict.fromkeys(move.asks, True)
    may = dict.fromkeys((code for code in move.may_ask if code not in must), False)
    extra: dict[str, bool] = {}
    if move.code in REPORTS:
        extra = {"problems": False, "next_steps": False, "percent": False}
        extra |= {"nodes_done": False} if _open_nodes(asked) else {}
    paper = {"paper": True} if asked.on_paper else {}
    paper |= {"for_unit": True} if len(asked.paper_units) > 1 else {}
    texts_first = {code: must[code] for code in must if code == "text"}
    return list({**texts_first, **extra, **must, **may, **paper}.items())


def _open_nodes(asked: Asked) -> list[Milestone]:
    return [node for node in asked.nodes if node.done_on is None]


def _make(code: str, asked: Asked, *, required: bool) -> forms.Field:
    options: dict[str, Any] = {"label": _label(code, asked), "required": required}
    if required:
        options["error_messages"] = {"required": f"请填写“{options['label']}”。"}
    own = next((column for column in asked.kind.columns if column.code == code), None)
    if own:
        return column_field(own, required=required)
    return MAKERS.get(code, _long_text)(asked, options)


def _label(code: str, asked: Asked) -> str:
    own = {"problems": "存在问题", "next_steps": "下步措施", "percent": "进度", "nodes_done": "已完成的节点"}
    own |= {"for_unit": "纸质件所属单位"}
    return own.get(code) or ask_word(asked.kind, code)


def _long_text(asked: Asked, options: Mapping[str, Any]) -> forms.Field:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, **options)


def _unit(asked: Asked, options: Mapping[str, Any]) -> forms.Field:
    initial = asked.item.lead_unit_id if asked.move.code == "dispatch" else None
    return UnitField(groups=asked.units, initial=initial, **options)


def _for_unit(asked: Asked, options: Mapping[str, Any]) -> forms.Field:
    return UnitField(groups=[("本事项的承办单位", list(asked.paper_units))], **options)


def _suggested(asked: Asked, options: Mapping[str, Any]) -> forms.Field:
    return UnitField(groups=asked.units, **options)


def _units(asked: Asked, options: Mapping[str, Any]) -> forms.Field:
    return UnitsField(groups=asked.units, **options)


def _due(asked: Asked, options: Mapping[str, Any]) -> forms.Field:
    return DayField(initial=asked.proposed_due or asked.item.due_on, **options)


def _new_due(asked: Asked, options: Mapping[str, Any]) -> forms.Field:
    extension = asked.item.extensions.filter(decision="open").first() if asked.move.code == "grant_extension" else None
    initial = extension.new_due_on if extension else None
    return DayField(initial=initial, help_text=f"现时限：{asked.item.due_on or '暂无'}", **options)


def _day(asked: Asked, options: Mapping[str, Any]) -> forms.Field:
    return DayField(**options)


def _nodes(asked: Asked, options: Mapping[str, Any]) -> forms.Field:
    item = asked.item
    proposed = node_lines(asked.nodes) or quarter_lines(item.year, from_on=asked.today, to_on=item.due_on)
    return nodes_field(initial=proposed, **options)


def _children(asked: Asked, options: Mapping[str, Any]) -> forms.Field:
    return children_field(asked.units, **options)


def _files(asked: Asked, options: Mapping[str, Any]) -> forms.Field:
    return FilesField(help_text="可多选，每个不超过20MB。非必须拍照留痕，能说明办结即可。", **options)


def _paper(asked: Asked, options: Mapping[str, Any]) -> forms.Field:
    return FilesField(help_text="该单位盖章或签字的纸质件扫描，双方姓名均留存。", **options)


def _consent(asked: Asked, options: Mapping[str, Any]) -> forms.Field:
    return forms.BooleanField(help_text="由单位负责人办理，或已报其同意。", **options)


def _satisfied(asked: Asked, options: Mapping[str, Any]) -> forms.Field:
    return forms.ChoiceField(choices=YES_NO, **options)


def _percent(asked: Asked, options: Mapping[str, Any]) -> forms.Field:
    return NumberField(
        unit=Unit.PERCENT, min_value=0, max_value=100, max_digits=5, decimal_places=2, help_text="可不填。", **options
    )


def _nodes_done(asked: Asked, options: Mapping[str, Any]) -> forms.Field:
    choices = [(node.pk, f"{node.name}（{node.due_on}）") for node in _open_nodes(asked)]
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **options)


MAKERS: dict[str, Callable[[Asked, Mapping[str, Any]], forms.Field]] = {
    "unit": _unit,
    "for_unit": _for_unit,
    "suggested_unit": _suggested,
    "units": _units,
    "due_on": _due,
    "new_due_on": _new_due,
    "review_on": _day,
    "nodes": _nodes,
    "children": _children,
    "evidence": _files,
    "paper": _paper,
    "consent": _consent,
    "satisfied": _satisfied,
    "percent": _percent,
    "nodes_done": _nodes_done,
}


def column_field(column: Column, *, required: bool) -> forms.Field:
    """The field of a kind's own column (自有栏目)."""
    options: dict[str, Any] = {"label": column.word, "required": required}
    if required:
        options["error_messages"] = {"required": f"请填写“{column.word}”。"}
    if column.type == "day":
        return DayField(**options)
    if column.type == "number":
        return NumberField(**options)
    if column.type == "choice":
        return forms.ChoiceField(choices=[("", "请选择"), *((word, word) for word in column.choices)], **options)
    if column.type == "yes_no":
        return forms.TypedChoiceField(
            choices=[("", "请选择"), ("yes", "是"), ("no", "否")],
            coerce=lambda word: word == "yes",
            empty_value=None,
            **options,
        )
    return forms.CharField(max_length=1000, **options)
