"""Forms of people and rights (人员、授权)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from bihuan.apps.units import models, queries
from bihuan.base.form_fields import ReadDayField
from bihuan.base.rights import role_codes
from bihuan.base.scope import Viewer
from bihuan.engine.loop import ROLES

LOGIN = r"[A-Za-z0-9_.\-]{2,40}"
DAY = forms.DateInput(attrs={"type": "date"})


class PersonForm(forms.Form):
    """A new account."""

    name = forms.CharField(label="姓名", max_length=40, error_messages={"required": "请填写姓名。"})
    login = forms.RegexField(
        f"^{LOGIN}$",
        label="登录名",
        help_text="2至40位字母、数字、点、横线；建立后不改。",
        error_messages={"required": "请填写登录名。", "invalid": "登录名只用字母、数字、点和横线，2至40位。"},
    )
    phone = forms.CharField(label="联系电话", max_length=40, required=False)


class ReasonForm(forms.Form):
    """Why something is taken away."""

    why = forms.CharField(label="理由", max_length=200, error_messages={"required": "请写明理由。"})


class PeopleFilter(forms.Form):
    """Which people to list."""

    q = forms.CharField(label="姓名或登录名", required=False)
    unit = forms.ChoiceField(label="单位", required=False)

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "全部"), *queries.unit_choices(day)]  # type: ignore[attr-defined]


class GrantForm(forms.Form):
    """A right that one proposes for a person; which fields count depends on its kind."""

    kind = forms.ChoiceField(label="类别", choices=models.Grant.Kind.choices, widget=forms.RadioSelect, initial="post")
    unit = forms.ChoiceField(label="单位", required=False, help_text="岗位和分管须选。")
    role = forms.ChoiceField(label="角色", required=False, help_text="岗位须选。")
    title = forms.CharField(label="职务", max_length=60, required=False)
    leader = forms.ChoiceField(label="为哪位领导代办", required=False, help_text="代办须选。")
    from_on = ReadDayField(label="起始日期", widget=DAY, error_messages={"required": "请填写起始日期。"})
    to_on = ReadDayField(label="截止日期", widget=DAY, required=False, help_text="不填为长期。")
    why = forms.CharField(label="理由", max_length=200, error_messages={"required": "请写明授权理由。"})

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(code, ROLES[code]) for code in role_codes() if code != "leader_proxy"]
        leaders = [(person.pk, person.name) for person in queries.leaders_on(viewer.on)]
        self.fields["unit"].choices = [("", "请选择"), *queries.unit_choices(viewer.on)]  # type: ignore[attr-defined]
        self.fields["role"].choices = [("", "请选择"), *roles]  # type: ignore[attr-defined]
        self.fields["leader"].choices = [("", "请选择"), *leaders]  # type: ignore[attr-defined]
        self.fields["from_on"].initial = viewer.on

    def grant(self, person_id: int) -> models.Grant:
        """The right that was asked for, not yet kept."""
        facts = self.cleaned_data
        return models.Grant(
            kind=facts["kind"],
            person_id=person_id,
            unit_id=int(facts["unit"]) if facts["unit"] else None,
            leader_id=int(facts["leader"]) if facts["leader"] else None,
            role=facts["role"] if facts["kind"] == models.Grant.Kind.POST else "",
            title=facts["title"],
            from_on=facts["from_on"],
            to_on=facts["to_on"],
            why=facts["why"],
        )
