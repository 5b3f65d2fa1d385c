"""Forms of a project's plan: its promise, its nodes (倒排工期)."""

from __future__ import annotations

from typing import Any

from django import forms

from bihuan.apps.projects.actions import NewPromise, NodeSaid
from bihuan.apps.projects.models import ActivityFact, Promise
from bihuan.base.form_fields import ReadDayField
from bihuan.engine.schedule import ConstraintKind

CONSTRAINTS = [("", "没有约束"), *((kind.name, kind.value) for kind in ConstraintKind)]


class DayInput(forms.DateInput):
    """A day of the calendar."""

    input_type = "date"


def _day(label: str, *, required: bool = False, **options: Any) -> ReadDayField:
    return ReadDayField(
        label=label,
        required=required,
        widget=DayInput(format="%Y-%m-%d"),
        error_messages={"required": f"请填写“{label}”。"},
        **options,
    )


class PromiseForm(forms.Form):
    """A promised day: to whom, on what ground, why it is moved (承诺)."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    promised_on = _day("承诺日期", required=True)
    to_whom = forms.CharField(label="向谁承诺", max_length=100, required=False, help_text="如：区政府、投资方。")
    source = forms.CharField(label="依据", max_length=200, required=False, help_text="会议、文件或协议。")
    reason = forms.CharField(label="改动理由", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, promise: Promise | None, **options: Any) -> None:
        said: dict[str, Any] = {"version": promise.version if promise else 0}
        if promise:
            said |= {"promised_on": promise.promised_on, "to_whom": promise.to_whom, "source": promise.source}
        super().__init__(*args, **{**options, "initial": said})
        if promise is None:
            del self.fields["reason"]

    def promise(self) -> NewPromise:
        """What was said."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return NewPromise(**said)


class NodeForm(forms.Form):
    """What happened to a node, and what is fixed of its days (节点)."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    started_on = _day("实际开始")
    finished_on = _day("实际完成")
    constraint = forms.ChoiceField(label="约束", choices=CONSTRAINTS, required=False)
    constraint_on = _day("约束日期", help_text="“越早越好”“越晚越好”不用填日期。")
    reason = forms.CharField(
        label="理由",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="改动已登记的日期、加上或去掉约束，要写理由。",
    )

    def __init__(self, *args: Any, fact: ActivityFact | None, **options: Any) -> None:
        said: dict[str, Any] = {"version": 0}
        if fact:
            names = ("version", "started_on", "finished_on", "constraint", "constraint_on")
            said = {name: getattr(fact, name) for name in names}
        super().__init__(*args, **{**options, "initial": said})

    def clean(self) -> dict[str, Any]:
        """A constraint that names a day has one."""
        said: dict[str, Any] = super().clean() or {}
        kind = said.get("constraint")
        if kind and ConstraintKind[kind].is_dated and not said.get("constraint_on") and "constraint_on" in said:
            self.add_error("constraint_on", f"“{ConstraintKind[kind].value}”要写明日期，请补上。")
        return said

    def said(self, activity: str) -> NodeSaid:
        """What was said of a node."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return NodeSaid(activity, **told)
