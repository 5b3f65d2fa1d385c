"""The form of an indicator: new, or from a day on another than it was (指标定义)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from bihuan.apps.figures.mapping import indicators as words
from bihuan.base.form_fields import ReadDayField
from bihuan.engine.indicators import formula_in_codes
from bihuan.engine.values import BadIndicator, Finding, Indicator, Unit

YES_NO = [("yes", "可以相加"), ("no", "不能相加")]
FIELDS = {
    "names": "name",
    "measures": "published",
    "accumulates": "period",
    "additive": "additive",
}
"""Where a key of the definition is filled in, if under another name."""


def _one_of(label: str, choices: Mapping[str, str], *, none: str = "", **options: Any) -> forms.ChoiceField:
    first = [("", none)] if none else []
    return forms.ChoiceField(label=label, choices=[*first, *choices.items()], required=not none, **options)


class IndicatorForm(forms.Form):
    """An indicator in the words of the office; formulas name indicators as the catalogue does."""

    name = forms.CharField(label="名称", max_length=60, min_length=2)
    aliases = forms.CharField(
        label="别名",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="文件里的其他写法，一行一个；读文件时按名称和别名认指标。",
    )
    unit = _one_of("计量单位", {unit.label: unit.label for unit in Unit})
    published = _one_of("公布什么", words.PUBLISHED)
    period = _one_of("累计还是时点", words.PERIODS)
    additive = forms.ChoiceField(label="各单位相加", choices=YES_NO, help_text="比率、占比和指数不能相加。")
    frequency = _one_of("频次", words.FREQUENCIES)
    months = forms.MultipleChoiceField(
        label="哪些月份有数",
        choices=[(str(month), f"{month}月") for month in range(1, 13)],
        widget=forms.CheckboxSelectMultiple,
        help_text="工业、投资没有单独的1月数；季度指标只选3、6、9、12月。",
    )
    direction = _one_of("方向", words.DIRECTIONS)
    time_progress = _one_of("时序进度", words.TIMES, help_text="比率和只看增速的指标不讲时序。")
    growth = _one_of("增速口径", words.GROWTHS, none="不公布增速", help_text="增速照公布数，不用两年的绝对数推算。")
    bureau = forms.CharField(label="来源部门", max_length=40, min_length=2, help_text="写部门名称，如统计局、发改局。")
    parent = forms.ChoiceField(label="属于哪项指标", required=False, help_text="是某项指标的一部分的，选那一项。")
    formula = forms.CharField(
        label="公式",
        required=False,
        max_length=300,
        help_text="由其他指标得出的，如：出口总额＋进口总额，或：税收收入÷一般公共预算收入。",
    )
    document = forms.CharField(label="依据文件", max_length=200)
    number = forms.CharField(label="文号", max_length=100, help_text="没有文号的写“无文号”。")
    effective_on = ReadDayField(label="生效日期", widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = ReadDayField(label="终止日期", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, known: Mapping[str, Indicator], code: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {other: one for other, one in known.items() if other != code}
        wholes = sorted((one.label, one.code) for one in self.known.values())
        self.fields["parent"].choices = [("", "不属于其他指标"), *((pk, label) for label, pk in wholes)]  # type: ignore[attr-defined]
        for each in self.fields.values():
            each.error_messages["required"] = f"请填写“{each.label}”。"

    def clean_months(self) -> list[int]:
        """Months as numbers."""
        return sorted(int(month) for month in self.cleaned_data["months"])

    def clean_formula(self) -> str:
        """The formula with codes; what it names has to be known."""
        said = self.cleaned_data["formula"].strip()
        try:
            return formula_in_codes(said, self.known.values()) if said else ""
        except BadIndicator as bad:
            raise forms.ValidationError(bad.findings[0].sentence) from bad

    def entry(self) -> dict[str, Any]:
        """The indicator as the store of definitions keeps it."""
        said = self.cleaned_data
        aliases = [line.strip() for line in said["aliases"].splitlines() if line.strip()]
        names = list(dict.fromkeys([said["name"].strip(), *aliases]))
        entry = {
            "name": names[0],
            "source": {"document": said["document"], "number": said["number"]},
            "effective_on": said["effective_on"].isoformat(),
            "body": words.to_body({**said, "names": names}),
        }
        return {**entry, "ends_on": said["ends_on"].isoformat()} if said["ends_on"] else entry

    def mark(self, findings: Iterable[Finding]) -> None:
        """Put what the checks found beside the fields; what is wrong with another indicator stands on top."""
        for finding in findings:
            *about, key = finding.at.split() or [""]
            name = FIELDS.get(key.split(".")[0], key.split(".")[0])
            own = name in self.fields and (not about or about[-1] not in self.known)
            self.add_error(name if own else None, finding.sentence)
