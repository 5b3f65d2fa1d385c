"""The form of a dated rule (规则)."""

from __future__ import annotations

from typing import Any

import yaml
from django import forms

from bihuan import definitions
from bihuan.base.form_fields import ReadDayField
from bihuan.definitions.plain import plain_values

KIND_WORDS = {
    "analysis_plans": "分析提纲",
    "factor_kinds": "要素种类",
    "figure_checks": "数据核对",
    "figure_forms": "数据报表",
    "form_burden": "填报工时",
    "fund_kinds": "上级资金",
    "high_energy": "两高三高标识",
    "holidays": "节假日",
    "indicators": "指标",
    "inspections": "政府督查",
    "lamps": "亮灯规则",
    "ledger_columns": "台账栏目",
    "ledger_kinds": "台账类别",
    "message_gateways": "外发渠道",
    "networks": "项目网络图",
    "paper_layouts": "公文版式",
    "paper_wordings": "公文用语",
    "project_forms": "项目月报",
    "project_lamps": "项目亮灯规则",
    "project_stages": "项目阶段",
    "reading": "读文用词",
    "site_lines": "规划管控线",
    "shared_limits": "共用限额",
    "sounds": "读音表",
    "statistics_entry": "统计入库规则",
    "statuses": "状态显示",
    "stuck_projects": "问题项目标准",
    "table_columns": "导入栏目",
    "year_stages": "年度关键节点",
    "watch_days": "督查查看",
}
DAY = forms.DateInput(attrs={"type": "date"})


class RuleForm(forms.Form):
    """One version of a rule of this office."""

    kind = forms.ChoiceField(label="类别")
    code = forms.RegexField(
        r"^[A-Za-z0-9_.\-]{1,60}$", label="编码", help_text="与现有编码相同，即在该日起替代原规则。"
    )
    name = forms.CharField(label="名称", max_length=100)
    document = forms.CharField(label="依据文件", max_length=200)
    number = forms.CharField(label="文号", max_length=100)
    effective_on = ReadDayField(label="生效日期", widget=DAY)
    ends_on = ReadDayField(label="终止日期", widget=DAY, required=False)
    body = forms.CharField(label="内容", widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(kind, KIND_WORDS.get(kind, kind)) for kind in definitions.kinds()]
        self.fields["kind"].choices = words  # type: ignore[attr-defined]
        for each in self.fields.values():
            each.error_messages["required"] = f"请填写{each.label}。"

    def clean_body(self) -> Any:
        """What the text says; a slip names its line."""
        try:
            return plain_values(self.cleaned_data["body"])
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            place = f"第{mark.line + 1}行" if mark else ""
            raise forms.ValidationError(f"{place}格式不对，请核对缩进、冒号和引号。") from error

    def entry(self) -> dict[str, Any]:
        """The rule as a file of bihuan/definitions would say it."""
        said = self.cleaned_data
        entry = {
            "name": said["name"],
            "source": {"document": said["document"], "number": said["number"]},
            "effective_on": said["effective_on"].isoformat(),
            "body": said["body"],
        }
        return {**entry, "ends_on": said["ends_on"].isoformat()} if said["ends_on"] else entry


def as_text(body: Any) -> str:
    """A rule's content as text to read and change."""
    return yaml.safe_dump(body, allow_unicode=True, sort_keys=False, width=100)
