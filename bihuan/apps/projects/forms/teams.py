"""Somebody on the team of a project, and a unit that helps (专班、配合单位)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from bihuan.apps.projects.forms.fields import DayField, UnitField, UnitGroups, words_field
from bihuan.apps.projects.models import Role
from bihuan.base.form_fields import PhoneField

Groups = Sequence[tuple[str, Sequence[tuple[int, str]]]]


class MemberForm(forms.Form):
    """One of the team: the seat, who, from when (专班成员)."""

    role = forms.ChoiceField(label="职责", choices=Role.choices, error_messages={"required": "请选择职责。"})
    name = words_field("姓名", 40, required=False, hint="不在上面名单里的才填，如业主联络人、施工负责人。")
    unit_name = words_field("单位", 100, required=False)
    phone = PhoneField(
        label="电话", required=False, max_length=40, help_text="只有能看这个项目的人看得到，不随清单导出。"
    )
    from_on = DayField(label="起始日期", error_messages={"required": "请填写起始日期。"})

    def __init__(self, *args: Any, people: Groups, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"] = forms.TypedChoiceField(
            label="人员", required=False, coerce=int, empty_value=None, choices=[("", "不在名单里"), *people]
        )
        self.order_fields(("role", "person", "name", "unit_name", "phone", "from_on"))
        self._names = {pk: name for _, group in people for pk, name in group}

    def clean(self) -> dict[str, Any]:
        """A person of the list, or a name."""
        said = super().clean() or self.cleaned_data
        if said.get("person"):
            said["name"] = self._names[said["person"]].partition("（")[0]
        elif not said.get("name") and "role" in said:
            self.add_error("name", "请从名单里选人员，或填写姓名。")
        return said


class SupportForm(forms.Form):
    """A unit that helps with a project (配合单位)."""

    def __init__(self, *args: Any, units: UnitGroups, **options: Any) -> None:
        super().__init__(*args, **options)
        wrong = {"required": "请选择配合单位。"}
        self.fields["unit"] = UnitField(groups=units, label="配合单位", error_messages=wrong)
