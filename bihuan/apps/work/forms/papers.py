"""What a person says of a paper before it is issued (公文要素)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms

from bihuan.apps.work.forms.fields import DayField
from bihuan.apps.work.models import PaperKind, PaperTemplate
from bihuan.base.form_fields import PhoneField

_FRAME = ("number", "mark", "copies")
_CONTACT = ("reply_by", "contact", "phone")
FIELDS: dict[str, tuple[str, ...]] = {
    PaperKind.TASK_TABLE: ("name", "basis", "paper"),
    PaperKind.UNIT_SHEET: ("unit", "period", "paper"),
    PaperKind.SUPERVISION_NOTICE: ("to_unit", "subject", "ground", "sign_by", *_CONTACT, *_FRAME),
    PaperKind.REMINDER_LETTER: ("to_unit", "subject", *_CONTACT, *_FRAME),
    PaperKind.BULLETIN: ("period", "subject", *_CONTACT, *_FRAME),
    PaperKind.INSPECTION_REPORT: (
        *("subject", "to", "ground", "object", "scope", "time"),
        *("facts", "problems", "conclusion", "suggestions", *_FRAME),
    ),
    PaperKind.LOOK_BACK_REPORT: ("begin", "end", "period", "how", "to", "suggestions", *_FRAME),
}
"""What each kind of paper asks for, in the order of the form."""
WIDE = ("A3横", "A3 横向"), ("A4横", "A4 横向")


class LinesOfText(forms.CharField):
    """Paragraphs, one a line (一行一段)."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "一行一段。")
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), required=False, **options)

    def clean(self, value: Any) -> list[str]:
        """The paragraphs that say something."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


def _needed(label: str, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, error_messages={"required": f"请填写“{label}”。"}, **options)


def _open(label: str, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, required=False, **options)


_MAKE: dict[str, Callable[[], forms.Field]] = {
    "name": lambda: _needed("名称", help_text="写在“任务分解表”之前，如：2026年重点工作。"),
    "basis": lambda: _open("依据", help_text="如会议名称、文件文号；不填就不写。"),
    "paper": lambda: forms.ChoiceField(label="纸张", choices=WIDE, initial="A3横"),
    "period": lambda: _needed("期间", help_text="如：2026年3月。"),
    "subject": lambda: _needed("事由", help_text="写在标题里，如：重点工作推进。"),
    "ground": lambda: _needed("依据", help_text="如：区委经济工作会议部署。"),
    "object": lambda: _needed("督查对象"),
    "scope": lambda: _needed("督查范围"),
    "time": lambda: _needed("督查时间", help_text="如：3月10日至12日。"),
    "facts": lambda: LinesOfText(label="督查情况"),
    "problems": lambda: LinesOfText(label="存在的问题"),
    "conclusion": lambda: _open("督查结论"),
    "suggestions": lambda: LinesOfText(label="工作建议"),
    "how": lambda: _needed("抽取办法", help_text="如：按20%的比例随机抽取。"),
    "to": lambda: _open("主送"),
    "begin": lambda: DayField(label="销号自"),
    "end": lambda: DayField(label="销号至"),
    "sign_by": lambda: DayField(label="签收时限", required=False),
    "reply_by": lambda: DayField(label="反馈时限", required=False),
    "contact": lambda: _open("联系人"),
    "phone": lambda: PhoneField(label="联系电话", max_length=60, required=False),
    "number": lambda: _open("发文字号", help_text="如：督〔2026〕3号；不填就不写。"),
    "mark": lambda: _open("红头", help_text="如：某某区督查通报；不填就不用红头。"),
    "copies": lambda: _open("抄送"),
}


class PaperForm(forms.Form):
    """The form of one kind of paper; only what this kind says is asked (出具公文)."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=50)

    def __init__(
        self,
        *args: Any,
        kind: str,
        units: Sequence[Any],
        day: date,
        contact: str,
        template: PaperTemplate | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["form_key"].initial = uuid.uuid4().hex
        if template is not None:
            self.fields["template"] = _template_field(template)
        for name in FIELDS[kind]:
            self.fields[name] = _unit_field(name, units) if name in ("unit", "to_unit") else _MAKE[name]()
        said: dict[str, Any] = {
            "period": f"{day:%Y}年{day.month}月",
            "subject": "重点工作推进",
            "name": f"{day:%Y}年重点工作",
        }
        said |= {"contact": contact, "end": day, "begin": day.replace(day=1)}
        for name, value in said.items():
            if name in self.fields:
                self.fields[name].initial = value

    def clean(self) -> dict[str, Any]:
        """Days in order; a template that was chosen still holds."""
        said = super().clean() or {}
        if self.data.get("template") and "template" not in self.fields:
            self.add_error(None, "选的模板已停用，没有出具。请核对版式后再出具。")
        if said.get("begin") and said.get("end") and said["begin"] > said["end"]:
            self.add_error("end", "“销号至”早于“销号自”，请改正。")
        return said

    def shown_fields(self) -> list[forms.BoundField]:
        """Fields that the person fills."""
        return [bound for bound in self if not bound.is_hidden]

    def said(self) -> dict[str, Any]:
        """What was typed, without what only steers the form."""
        steers = ("form_key", "unit", "to_unit", "template")
        return {name: value for name, value in self.cleaned_data.items() if name not in steers}


def _template_field(template: PaperTemplate) -> forms.TypedChoiceField:
    """The unit's own template, or the standard layout."""
    choices = [(template.pk, f"本单位模板：{template.name}（{template.from_on}起）"), ("", "标准版式（GB/T 9704）")]
    facts: dict[str, Any] = {"choices": choices, "coerce": int, "empty_value": None, "initial": template.pk}
    return forms.TypedChoiceField(label="版式", required=False, **facts)


def _unit_field(name: str, units: Sequence[Any]) -> forms.TypedChoiceField:
    """A unit's sheet is of one unit; a notice may go to each unit that leads something."""
    if name == "unit":
        wrong = {"required": "请选择单位。"}
        return forms.TypedChoiceField(label="单位", choices=[("", "请选择"), *units], coerce=int, error_messages=wrong)
    choices = [("", "各牵头单位，一单位一件"), *units]
    return forms.TypedChoiceField(label="主送单位", choices=choices, coerce=int, empty_value=None, required=False)
