"""The tables of a network as forms: nodes, links, stops, and what is said of the change (网络图表单)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bihuan.apps.projects import mapping, queries
from bihuan.apps.projects.forms.plans import DayInput
from bihuan.apps.projects.mapping import NetworkSheet, ReadSheet
from bihuan.apps.projects.queries import ProjectPlan
from bihuan.base.form_fields import ReadDayField
from bihuan.engine.schedule import KINDS

MOST_ROWS = 300
LINK_KINDS = [(code, kind.words) for code, kind in KINDS.items()]
LAGS = list(mapping.CALENDARS.items())
NODES = {"list": "node-names", "autocomplete": "off"}


def _whole(label: str, **options: Any) -> forms.IntegerField:
    told = {"invalid": "请写整数。", "required": "请填写，没有的写0。"}
    return forms.IntegerField(label=label, error_messages=told, widget=forms.TextInput, **options)


def _words(label: str, most: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, **{"required": False, **options})


class ActivityRow(forms.Form):
    """One node (节点)."""

    code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    name = _words("节点", 60, required=True, error_messages={"required": "请填写节点名称。"})
    days = _whole("工期", min_value=0, max_value=10000)
    calendar = forms.ChoiceField(label="按", required=False, initial="working_days")
    least_days = _whole("最短", min_value=0, max_value=10000, required=False)
    may_commit = forms.BooleanField(label="可告知承诺", required=False)
    office = _words("谁办", 60)
    phase = _words("阶段", 40)
    when = _words("条件", 100)
    source = _words("工期依据", 200)

    def __init__(self, *args: Any, calendars: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["calendar"].choices = calendars  # type: ignore[attr-defined]


class LinkRow(forms.Form):
    """One link, its ends by name (关系)."""

    before = _words("先", 60, required=True, widget=forms.TextInput(attrs=NODES))
    after = _words("后", 60, required=True, widget=forms.TextInput(attrs=NODES))
    kind = forms.ChoiceField(label="关系", choices=LINK_KINDS, required=False, initial="FS")
    lag = _whole("间隔", min_value=-1000, max_value=1000, required=False)
    lag_in = forms.ChoiceField(label="按", choices=LAGS, required=False, initial="working_days")
    may_overlap = forms.BooleanField(label="可并行", required=False)


class StopRow(forms.Form):
    """Days of every year on which nothing is done (停工期)."""

    name = _words("历法名称", 40, required=True)
    days = forms.ChoiceField(label="其余按", choices=LAGS, initial="working_days")
    first = forms.RegexField(r"^[01]\d-[0-3]\d$", label="自", error_messages={"invalid": "请写成11-15这样的月日。"})
    last = forms.RegexField(r"^[01]\d-[0-3]\d$", label="至", error_messages={"invalid": "请写成03-15这样的月日。"})
    because = _words("原因", 40, required=True)


WIDTHS = {
    **dict.fromkeys(("days", "lag", "least_days"), "w3"),
    **dict.fromkeys(("first", "last"), "w4"),
    **dict.fromkeys(("calendar", "office", "lag_in"), "w6"),
    **dict.fromkeys(("phase", "when", "kind", "because"), "w8"),
    **dict.fromkeys(("name", "source"), "w10"),
    **dict.fromkeys(("before", "after"), "w12"),
}
"""How wide the boxes of columns are, as classes of plans.css."""


class TableRows(forms.BaseFormSet):
    """Rows of a table, each box named after its row and column; rows that are left empty are no rows."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """The boxes of one row, as a table shows them."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = "删去"
        for name, each in form.fields.items():
            widget = each.widget
            if widget.is_hidden:
                continue
            kind: dict[type, str] = {forms.CheckboxInput: "form-check-input", forms.Select: "form-select"}
            width = "w6" if isinstance(widget, forms.Select) and name == "days" else WIDTHS.get(name, "")
            widget.attrs["class"] = f"{kind.get(type(widget), 'form-control')} {width}".strip()
            widget.attrs["aria-label"] = f"第{(index or 0) + 1}行{each.label}"


def _rows(form: Any, extra: int) -> Any:
    return forms.formset_factory(
        form, formset=TableRows, extra=extra, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )


ActivityRows, LinkRows, StopRows = _rows(ActivityRow, 2), _rows(LinkRow, 3), _rows(StopRow, 1)


class NetworkForms:
    """All tables of a network together; `read()` gives the body that they say."""

    def __init__(self, body: Mapping[str, Any], data: Any = None) -> None:
        sheet = mapping.to_sheet(body)
        calendars = {"calendars": mapping.calendar_choices(body)}
        self.body = body
        self.activities = ActivityRows(data, prefix="a", initial=sheet.activities, form_kwargs=calendars)
        self.links = LinkRows(data, prefix="l", initial=sheet.links)
        self.stops = StopRows(data, prefix="s", initial=sheet.stops)
        self.promised = (data.get("promised", "") if data is not None else sheet.promised).strip()[:60]
        self.findings: list[str] = []

    @property
    def names(self) -> list[str]:
        """Names of nodes, to choose from."""
        return [each["name"] for each in self.body["activities"]]

    def read(self) -> dict[str, Any] | None:
        """The body that the tables say; None where a cell or a name is wrong, which `findings` then tell."""
        try:
            good = [each.is_valid() for each in (self.activities, self.links, self.stops)]
        except ValidationError:
            good = [False]
        self.findings = [*_cells(self.activities, "节点"), *_cells(self.links, "关系"), *_cells(self.stops, "停工期")]
        if not all(good):
            self.findings = self.findings or ["表格没有完整送到，请刷新后再填。"]
            return None
        rows = _filled(self.activities), _filled(self.links), _filled(self.stops)
        read: ReadSheet = mapping.from_sheet(NetworkSheet(*rows, promised=self.promised), self.body)
        self.findings = read.findings
        return None if read.findings else read.body


class ChoiceForm(forms.Form):
    """Which network a project is planned on (选网络图)."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    code = forms.ChoiceField(label="网络图")
    reason = forms.CharField(label="理由", max_length=500, required=False, help_text="已经选过的，改选要写理由。")

    def __init__(self, *args: Any, found: ProjectPlan, **options: Any) -> None:
        said = {"version": found.choice.version, "code": found.choice.code}
        super().__init__(*args, **{**options, "initial": said})
        self.fields["code"].choices = queries.network_choices(found.book)  # type: ignore[attr-defined]


class SaidForm(forms.Form):
    """Why a project's own network is changed (改动理由)."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = forms.CharField(
        label="改动理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请填写“改动理由”。"},
    )


class RuleForm(forms.Form):
    """On what ground and from when the office's own network holds (依据)."""

    name = _words("名称", 100, required=True, error_messages={"required": "请填写“名称”。"})
    document = _words("依据文件", 200, required=True, error_messages={"required": "请填写“依据文件”。"})
    number = _words("文号", 100, required=True, error_messages={"required": "请填写“文号”，没有的写“无”。"})
    effective_on = ReadDayField(
        label="生效日期", widget=DayInput(format="%Y-%m-%d"), error_messages={"required": "请填写“生效日期”。"}
    )

    def entry(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The rule as a file of definitions would say it."""
        said = self.cleaned_data
        return {
            "name": said["name"],
            "source": {"document": said["document"], "number": said["number"]},
            "effective_on": said["effective_on"].isoformat(),
            "body": dict(body),
        }


def _filled(rows: Any) -> list[Mapping[str, Any]]:
    said = (form.cleaned_data for form in rows.forms if form.has_changed() or form.initial)
    return [each for each in said if each and not each.get("DELETE")]


def _cells(rows: Any, word: str) -> list[str]:
    """What is wrong in cells, row by row."""
    found = []
    for place, form in enumerate(rows.forms, start=1):
        for name, sentences in form.errors.items():
            label = form.fields[name].label if name in form.fields else ""
            found += [f"{word}第{place}行“{label}”：{sentence}" for sentence in sentences]
    return found
