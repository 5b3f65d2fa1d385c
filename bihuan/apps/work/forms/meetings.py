"""Forms of dispatch meetings: calling one, what was decided, the minutes (调度会)."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from bihuan.apps.work.actions import Settled
from bihuan.apps.work.forms.fields import DayField, UnitField, UnitGroups, UnitsField
from bihuan.apps.work.models import MeetingDecision


def _needed(label: str, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=100, error_messages={"required": f"请填写“{label}”。"}, **options)


def _text(label: str, rows: int = 2, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=4000, widget=widget, **options)


class TimeInput(forms.TimeInput):
    """A time of the day."""

    input_type = "time"


class MeetingForm(forms.Form):
    """When, where, who, under whose chair (召集会议)."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    name = _needed("会议名称", help_text="同名的会议自动接上上一次，先过上次议定事项。如：重点项目调度会。")
    held_on = DayField(label="日期", error_messages={"required": "请填写“日期”。"})
    held_time = forms.TimeField(
        label="时间",
        widget=TimeInput(format="%H:%M"),
        error_messages={"required": "请填写“时间”。", "invalid": "请填写时间，如 15:00。"},
    )
    place = _needed("地点")
    chair = _needed("主持人")
    recorder = forms.CharField(label="记录", required=False, max_length=40)
    campaign = forms.TypedChoiceField(label="范围", required=False, coerce=int, empty_value=None)
    present = _text("出席", help_text="一行一人或用顿号隔开；纪要上用，可会后再补。")
    absent = _text("请假")

    def __init__(self, *args: Any, campaigns: list[tuple[int, str]], day: date, **options: Any) -> None:
        super().__init__(*args, **options)
        choices: Any = self.fields["campaign"]
        choices.choices = [("", "全部事项"), *campaigns]
        self.fields["form_key"].initial = uuid.uuid4().hex
        self.fields["held_on"].initial = day

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        at = timezone.make_aware(datetime.combine(data.pop("held_on"), data.pop("held_time")))
        data.pop("form_key")
        return {**data, "held_at": at, "campaign_id": data.pop("campaign")}


class SpokenForm(forms.Form):
    """Decisions as they were spoken, one a line (议定事项)."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    lines = _text(
        "议定事项",
        rows=5,
        help_text="会上怎么说就怎么写，一行一件。如：由自然资源局会同开发区管委会12月10日前拿出用地指标解决办法。",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form_key"].initial = uuid.uuid4().hex

    def clean_lines(self) -> list[str]:
        """The lines that say something; one that is too long is named."""
        found = [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        for place, line in enumerate(found, start=1):
            if len(line) > 500:
                raise forms.ValidationError(f"第{place}行有{len(line)}字，超过500字。请分成几件来写。")
        if not found:
            raise forms.ValidationError("请写下议定事项，一行一件。")
        return found


class DecisionForm(forms.Form):
    """What the reader proposed of a decision, for a person's word (核定交办)."""

    title = forms.CharField(label="事项", max_length=200, error_messages={"required": "请填写“事项”。"})

    def __init__(self, *args: Any, row: MeetingDecision, units: UnitGroups, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["title"].initial = row.title
        wrong = {"required": "请选择“牵头单位”。"}
        self.fields["lead"] = UnitField(groups=units, label="牵头单位", initial=row.lead_unit_id, error_messages=wrong)
        self.fields["due_on"] = DayField(
            label="完成时限", initial=row.due_on, error_messages={"required": "请填写“完成时限”。"}
        )
        self.fields["support"] = UnitsField(groups=units, label="配合单位", required=False, initial=row.support_ids)
        self.fields["number"] = forms.CharField(
            label="已有事项编号",
            required=False,
            max_length=20,
            help_text="台账里已经有这件事的，填它的编号（如 2026-12），不另立项；上面几栏不再看。",
        )

    def full_clean(self) -> None:
        """What joins an item that there is needs nothing else."""
        if self.is_bound and str(self.data.get("number", "")).strip():
            for name in ("title", "lead", "due_on"):
                self.fields[name].required = False
        super().full_clean()

    def settled(self) -> Settled:
        """The decision as it was settled."""
        said = self.cleaned_data
        return Settled(said["title"].strip(), said["lead"], said["due_on"], tuple(said["support"]))


class MinutesForm(forms.Form):
    """What the minutes say besides what was decided (会议纪要)."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=50)
    number = forms.CharField(label="发文字号", required=False, max_length=100, help_text="不填就不写。")
    discussion = _text("会议情况", rows=4, help_text="一行一段；不填就只写议定事项。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form_key"].initial = uuid.uuid4().hex
