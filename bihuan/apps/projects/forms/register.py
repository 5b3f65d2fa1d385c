"""What is said of a project registered or changed, and its flags (项目登记、更改)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bihuan.apps.enterprises import queries as enterprises
from bihuan.apps.projects import queries
from bihuan.apps.projects.actions import NewProject, Standing
from bihuan.apps.projects.forms.fields import (
    MONEY_HINT,
    DayField,
    MoneyInput,
    UnitField,
    UnitGroups,
    key_field,
    version_field,
    words_field,
)
from bihuan.apps.projects.models import Nature, Procedure, Project
from bihuan.base.form_fields import NumberField
from bihuan.base.scope import Viewer
from bihuan.engine.values import Finding, Unit, enterprise_key, read_credit_code, read_industry, read_project_code

YEARS = {"min_value": 1990, "max_value": 2100, "required": False}
ENVIRONMENT = (("", "暂不清楚"), ("报告书", "报告书"), ("报告表", "报告表"), ("登记表", "登记表"))
REVIEW = (("", "暂不清楚"), ("yes", "要"), ("no", "不要"))
AMOUNTS = {"min_value": 0, "max_digits": 9, "decimal_places": 2, "required": False}
GROUPS = (
    ("基本情况", ("name", "lead_unit_id", "town_id", "owner_name", "nature", "procedure", "national_code", "industry")),
    ("建设内容", ("stage", "since", "place", "content", "from_year", "to_year")),
    ("投资", ("total", "fixed_assets", "spent_before")),
    (
        "环评、能耗和排放（按满负荷一年计）",
        ("environment_class", "energy_review", "energy_use", "electricity_use", "carbon", "cod", "nox"),
    ),
    ("来源", ("source_text", "note")),
)
"""How the form is told, heading by heading."""
FOLDED = "环评、能耗和排放（按满负荷一年计）"
"""Known later as a rule, so it is folded away."""


class ProjectForm(forms.Form):
    """One project; only the name and the leading unit must be known (项目登记)."""

    form_key = key_field()
    version = version_field()
    name = words_field("项目名称", 200, hint="写备案或立项文件上的全称。")
    owner_name = words_field(
        "建设单位", 200, required=False, hint="写全称或统一社会信用代码；企业名录里有的，会自动对上。"
    )
    nature = forms.ChoiceField(label="建设性质", required=False, choices=[("", "暂不清楚"), *Nature.choices])
    procedure = forms.ChoiceField(label="办理方式", required=False, choices=[("", "暂不清楚"), *Procedure.choices])
    national_code = words_field("项目代码", 40, required=False, hint="国家统一代码，如2609-370100-04-01-123456。")
    industry = words_field("行业代码", 6, required=False, hint="国民经济行业分类，如3670或C3670。")
    place = words_field("建设地点", 200, required=False)
    content = words_field("建设内容及规模", 4000, rows=4, required=False)
    from_year = forms.IntegerField(label="开工年份", **YEARS)  # type: ignore[arg-type]
    to_year = forms.IntegerField(label="竣工年份", **YEARS)  # type: ignore[arg-type]
    total = MoneyInput(label="总投资（万元）", help_text=MONEY_HINT)
    fixed_assets = MoneyInput(label="固定资产投资（万元）", help_text="总投资中的固定资产部分，不含流动资金。")
    spent_before = MoneyInput(label="入库前累计完成（万元）", help_text="本年以前已经完成的投资；新项目不填。")
    environment_class = forms.ChoiceField(label="环评类别", required=False, choices=ENVIRONMENT)
    energy_review = forms.TypedChoiceField(
        label="要不要节能审查",
        required=False,
        choices=REVIEW,
        coerce=lambda said: said == "yes",
        empty_value=None,
    )
    energy_use = NumberField(label="年综合能耗（吨标准煤）", unit=Unit.TONNE_COAL_EQUIVALENT, **AMOUNTS)
    electricity_use = NumberField(label="年用电量（万千瓦时）", unit=Unit.TEN_THOUSAND_KILOWATT_HOURS, **AMOUNTS)
    carbon = NumberField(label="年碳排放（吨）", unit=Unit.TONNE, **AMOUNTS)
    cod = NumberField(label="年化学需氧量（吨）", unit=Unit.TONNE, **AMOUNTS)
    nox = NumberField(label="年氮氧化物（吨）", unit=Unit.TONNE, **AMOUNTS)
    source_text = words_field("来源说明", 300, required=False, hint="如：2026年区政府工作报告、招商签约、企业自报。")
    note = words_field("备注", 2000, rows=2, required=False)
    source_item_id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    source_document_id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    why = words_field("更改理由", 500, hint="如：备案变更、总投资重新核定。会记入办理记录。")
    stage = forms.ChoiceField(label="现在处在哪个阶段", required=False)
    since = DayField(label="何时进入这个阶段", required=False, help_text="不填就是今天；以前就进入的，填实际日期。")
    another = forms.BooleanField(label="已看过上面的相近项目，确是另一个项目，仍要登记", required=False)

    def __init__(
        self, *args: Any, viewer: Viewer, units: UnitGroups, towns: UnitGroups, changes: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.viewer = viewer
        wrong = {"required": "请选择牵头单位，一个项目只有一个牵头单位。"}
        self.fields["lead_unit_id"] = UnitField(groups=units, label="牵头单位", error_messages=wrong)
        self.fields["town_id"] = UnitField(groups=towns, label="属地", required=False)
        stages: Any = self.fields["stage"]
        stages.choices = list(queries.stage_words(viewer.on).items())
        for name in ("another", "form_key", "stage", "since") if changes else ("why", "version"):
            del self.fields[name]
        self.fields["owner_name"].widget.attrs["list"] = "owners"
        self.owner_id: int | None = None

    def clean_national_code(self) -> str:
        """The code as the platform writes it."""
        return _said(read_project_code(self.cleaned_data["national_code"]))

    def clean_industry(self) -> str:
        """The code of the industry, without its letter."""
        return _said(read_industry(self.cleaned_data["industry"]))

    def clean_owner_name(self) -> str:
        """The owner's full name; the entry of the register where it is one."""
        said = self.cleaned_data["owner_name"].strip()
        if not said:
            return ""
        entry = enterprises.enterprises_called([said], self.viewer).get(enterprise_key(said))
        if entry is None and isinstance(code := read_credit_code(said), str):
            entry = enterprises.enterprises(self.viewer).filter(code=code).first()
            if entry is None:
                raise ValidationError(f"企业名录里没有代码{code}的企业，请填写建设单位全称，或先到企业名录登记。")
        self.owner_id = entry.pk if entry else None
        return entry.name if entry else said

    def clean(self) -> dict[str, Any]:
        """Years in order, fixed assets within the total."""
        said = super().clean() or self.cleaned_data
        first, last = said.get("from_year"), said.get("to_year")
        if first and last and first > last:
            self.add_error("to_year", f"竣工年份{last}早于开工年份{first}，请核对。")
        total, fixed = said.get("total"), said.get("fixed_assets")
        if total is not None and fixed is not None and fixed > total:
            self.add_error("fixed_assets", f"固定资产投资{fixed}万元大于总投资{total}万元，请核对。")
        return said

    def project(self) -> NewProject:
        """What was said, for the action."""
        names = {each.name for each in fields(NewProject)}
        said = {name: value for name, value in self.cleaned_data.items() if name in names}
        return NewProject(**said, owner_id=self.owner_id)

    def standing(self) -> Standing:
        """Where it stands already; an idea of today where nothing is said."""
        said, today = self.cleaned_data, self.viewer.on
        return Standing(said["stage"] or next(iter(self.fields["stage"].choices))[0], said["since"] or today)  # type: ignore[attr-defined]

    def groups(self) -> list[tuple[str, list[Any], bool]]:
        """Headings with their fields, and whether the heading is folded: nothing said there, nothing wrong."""
        told = [(title, [name for name in names if name in self.fields]) for title, names in GROUPS]
        return [(title, [self[name] for name in names], self._is_folded(title, names)) for title, names in told]

    def _is_folded(self, title: str, names: Sequence[str]) -> bool:
        return title == FOLDED and not any(self[name].value() not in (None, "") or self[name].errors for name in names)


def initial_of(row: Project) -> dict[str, Any]:
    """A project as its form shows it."""
    told = {each.name: getattr(row, each.name) for each in fields(NewProject)}
    review = {True: "yes", False: "no", None: ""}[row.energy_review]
    shown = {name: _plain(value) for name, value in told.items()}
    return {**shown, "energy_review": review, "version": row.version}


def _plain(value: Any) -> Any:
    """A decimal without its empty places."""
    return f"{value.normalize():f}" if hasattr(value, "normalize") else value


def _said(read: Any) -> str:
    if isinstance(read, Finding):
        raise ValidationError(read.sentence)
    return read or ""


class FlagForm(forms.Form):
    """A project suspended, ended or taken up again: the day and why (暂停、终止、恢复)."""

    version = version_field()
    kind = forms.ChoiceField(
        label="办什么",
        choices=[("suspended", "暂停"), ("terminated", "终止"), ("resumed", "恢复")],
        error_messages={"required": "请选择暂停、终止或恢复。"},
    )
    on = DayField(label="日期", error_messages={"required": "请填写日期。"})
    words = words_field("原因", 500, rows=2, hint="写明原因和依据，如：资金没有落实，区政府专题会议纪要第5期同意暂停。")

    def first_error(self) -> str:
        """The first thing that is wrong, in one sentence."""
        errors: Mapping[str, Any] = self.errors
        return next((str(each[0]) for each in errors.values()), "")
