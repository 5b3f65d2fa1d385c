"""An enterprise, its change, the entry that goes on in its stead, and the filters of the list (企业名录)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from bihuan.apps.enterprises.models import Enterprise, EnterpriseStatus, SizeClass
from bihuan.apps.enterprises.queries import OUTSIDE, Wanted
from bihuan.base.form_fields import CreditCodeField, ReadDayField
from bihuan.engine.values import Finding, read_industry
from bihuan.engine.values.industries import SECTIONS

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
Choices = Sequence[Any]


class EnterpriseForm(forms.Form):
    """What is said of an enterprise."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=50)
    name = forms.CharField(
        label="企业名称",
        max_length=120,
        help_text="营业执照上的全称。",
        error_messages={"required": "请填写企业名称，写营业执照上的全称。"},
    )
    code = CreditCodeField(
        label="统一社会信用代码",
        required=False,
        max_length=40,
        help_text="18位，按校验规则核对；不知道就空着，显示为暂无。",
    )
    short_name = forms.CharField(label="简称", max_length=40, required=False)
    unit = forms.TypedChoiceField(
        label="所在镇街", coerce=int, empty_value=None, required=False, help_text="区外企业或者不清楚的，不选。"
    )
    place = forms.CharField(label="住所", max_length=200, required=False)
    industry = forms.CharField(
        label="行业代码",
        max_length=40,
        required=False,
        help_text="国民经济行业分类的2至4位数字，如2612；只知道门类就填字母，如C。",
    )
    size = forms.ChoiceField(label="规模", required=False, choices=[("", "暂无"), *SizeClass.choices])
    registered_on = ReadDayField(label="成立日期", required=False, widget=DAY)
    status = forms.ChoiceField(label="登记状态", choices=EnterpriseStatus.choices, initial=EnterpriseStatus.ACTIVE)
    source = forms.CharField(
        label="数据来源",
        max_length=200,
        help_text="如：企业营业执照、市场监管部门共享。不得取自统计报表。",
        error_messages={"required": "请填写数据来源，如：企业营业执照。"},
    )

    def __init__(self, *args: Any, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form_key"].initial = uuid.uuid4().hex
        self.fields["unit"].choices = [("", "区外或暂无"), *units]  # type: ignore[attr-defined]

    def clean_industry(self) -> str:
        """A code that the classification has."""
        found = read_industry(self.cleaned_data["industry"])
        if isinstance(found, Finding):
            raise forms.ValidationError(found.sentence)
        return found or ""

    def said(self) -> dict[str, Any]:
        """What was said of the enterprise, as its action takes it."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in OTHER_FIELDS}
        return {"unit_id" if name == "unit" else name: value for name, value in values.items()}


OTHER_FIELDS = ("form_key", "version", "why")


class ChangeForm(EnterpriseForm):
    """A change of what stands, with its reason."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    why = forms.CharField(
        label="变更原因",
        max_length=200,
        help_text="如：企业更名、核对营业执照后更正。",
        error_messages={"required": "请写明变更原因。"},
    )

    @classmethod
    def of(cls, row: Enterprise, *args: Any, **options: Any) -> ChangeForm:
        """The form with all that stands now."""
        names = ("name", "code", "short_name", "place", "industry", "size", "registered_on", "status", "source")
        stands = {name: getattr(row, name) for name in (*names, "version")} | {"unit": row.unit_id}
        return cls(*args, initial=stands, **options)


class SameForm(forms.Form):
    """Which entry goes on, and on what ground two entries are one."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    into = forms.CharField(
        label="保留的登记",
        max_length=120,
        help_text="填那一条的统一社会信用代码或企业全称。",
        error_messages={"required": "请填写要保留的那一条。"},
    )
    why = forms.CharField(
        label="认定依据",
        max_length=200,
        help_text="如：同一份营业执照、与企业核对过。",
        error_messages={"required": "请写明凭什么认定是同一家企业。"},
    )


class ListForm(forms.Form):
    """The filters of the list; all of them stand in the address."""

    q = forms.CharField(label="名称或代码", required=False, max_length=60)
    unit = forms.ChoiceField(label="所在镇街", required=False)
    section = forms.ChoiceField(
        label="行业门类",
        required=False,
        choices=[("", "全部"), *((code, f"{code} {word}") for code, word in SECTIONS.items())],
    )
    size = forms.ChoiceField(
        label="规模", required=False, choices=[("", "全部"), *SizeClass.choices, ("unknown", "暂无")]
    )
    status = forms.ChoiceField(label="登记状态", required=False, choices=[("", "全部"), *EnterpriseStatus.choices])
    code = forms.ChoiceField(
        label="信用代码", required=False, choices=[("", "全部"), ("known", "已登记"), ("unknown", "暂无")]
    )
    double = forms.BooleanField(label="含已并档", required=False)

    def __init__(self, *args: Any, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = [("", "全部"), *units, (OUTSIDE, "区外或暂无")]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What is asked for; what makes no sense asks for nothing."""
        self.is_valid()
        said = dict(getattr(self, "cleaned_data", {}))
        return Wanted(words=said.pop("q", ""), **said)
