"""Fields that several forms of items use: days, units, lines of nodes and sub-items, files (表单项)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bihuan.apps.work.actions import ChildPlan, NodePlan
from bihuan.base.filetypes import EVIDENCE
from bihuan.base.form_fields import ReadDayField
from bihuan.engine.calendar import FIRST, LAST

UnitGroups = list[tuple[str, list[tuple[int, str]]]]
SEPARATORS = re.compile(r"[\t|；;，,]+")


class DayInput(forms.DateInput):
    """A day, with the browser's calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(ReadDayField):
    """A day (日期)."""

    widget = DayInput

    def validate(self, value: Any) -> None:
        """A day that no calendar reaches is a slip of the pen."""
        super().validate(value)
        if value and not FIRST <= value <= LAST:
            raise ValidationError(f"请填写{FIRST.year}年至{LAST.year}年之间的日期，现为{value}。")


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Several files (附件); the list of uploads, not yet checked."""

    def __init__(self, **options: Any) -> None:
        accept = ",".join(f".{each}" for each in EVIDENCE)
        super().__init__(widget=FilesInput(attrs={"accept": accept, "multiple": True}), **options)

    def clean(self, value: Any, initial: Any = None) -> list[Any]:
        """All files of the field."""
        files = value if isinstance(value, list | tuple) else [value]
        present = [file for file in files if file]
        if not present and self.required:
            raise ValidationError("请选择文件。")
        return [super(FilesField, self).clean(file, initial) for file in present]


class UnitField(forms.TypedChoiceField):
    """One unit of the directory (单位)."""

    def __init__(self, *, groups: UnitGroups, **options: Any) -> None:
        choices = [("", "请选择"), *groups]
        super().__init__(choices=choices, coerce=int, empty_value=None, **options)


class UnitsField(forms.TypedMultipleChoiceField):
    """Several units of the directory (单位)."""

    def __init__(self, *, groups: UnitGroups, **options: Any) -> None:
        widget = forms.SelectMultiple(attrs={"size": 8})
        super().__init__(choices=groups, coerce=int, empty_value=[], widget=widget, **options)


class LinesField(forms.CharField):
    """One thing a line; a bad line is named with its number and what to do, the others are kept as typed."""

    def __init__(self, *, read: Callable[[str], Any], hint: str, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 5})
        super().__init__(widget=widget, help_text=hint, **options)
        self.read = read

    def clean(self, value: Any) -> list[Any]:
        """What every line says."""
        found, wrong = [], []
        for place, line in enumerate(super().clean(value).splitlines(), start=1):
            if line.strip():
                try:
                    found.append(self.read(line.strip()))
                except ValueError as error:
                    wrong.append(f"第{place}行：{error}")
        if wrong:
            raise ValidationError(wrong)
        return found


def nodes_field(**options: Any) -> LinesField:
    """Nodes, one a line: name, day, what shall stand then (节点计划)."""
    return LinesField(
        read=_node, hint="每行一个节点：名称；日期；节点目标（可不填）。如：一季度；2026-03-31；开工建设", **options
    )


def children_field(groups: UnitGroups, **options: Any) -> LinesField:
    """Sub-items, one a line: title, unit, day (子事项)."""
    units = {name: pk for _, group in groups for pk, name in group}
    hint = "每行一项：内容；承办单位全称；完成日期（可不填）。如：走访重点企业；石桥镇；2026-05-08"
    return LinesField(read=lambda line: _child(line, units), hint=hint, **options)


def _node(line: str) -> NodePlan:
    parts = _parts(line)
    if len(parts) < 2:
        raise ValueError("请写“名称；日期”。")
    return NodePlan(parts[0], _day(parts[1]), "，".join(parts[2:]))


def _child(line: str, units: dict[str, int]) -> ChildPlan:
    parts = _parts(line)
    if len(parts) < 2:
        raise ValueError("请写“内容；承办单位”。")
    if parts[1] not in units:
        raise ValueError(f"没有“{parts[1]}”这个单位，请按单位名录写全称。")
    return ChildPlan(parts[0], units[parts[1]], _day(parts[2]) if len(parts) > 2 else None)


def _parts(line: str) -> list[str]:
    return [part.strip() for part in SEPARATORS.split(line) if part.strip()]


def _day(words: str) -> date:
    numbers = re.findall(r"\d+", words)
    try:
        year, month, day = map(int, numbers)
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"“{words}”不是日期，请写成 2026-05-08。") from None


def node_lines(nodes: Sequence[Any]) -> str:
    """Nodes as the field shows them."""
    return "\n".join("；".join(filter(None, (node.name, f"{node.due_on}", node.target))) for node in nodes)


def quarter_lines(year: int, *, from_on: date, to_on: date | None) -> str:
    """The quarter nodes that still lie ahead, as a proposal (季度节点)."""
    ends = [("一季度", date(year, 3, 31)), ("二季度", date(year, 6, 30))]
    ends += [("三季度", date(year, 9, 30)), ("四季度", date(year, 12, 31))]
    ahead = [(name, on) for name, on in ends if on > from_on and (to_on is None or on <= to_on)]
    return "\n".join(f"{name}；{on}" for name, on in ahead or ([("完成", to_on)] if to_on else []))
