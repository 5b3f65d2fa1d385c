"""The sheets by which an office brings its units, people and posts (导入表)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import xlsxwriter
from django import forms

from bihuan.apps.units import models
from bihuan.apps.units.forms.people import LOGIN
from bihuan.base.rights import role_codes
from bihuan.engine.loop import ROLES

UNITS, PEOPLE = "单位", "人员"
COLUMNS: dict[str, dict[str, str]] = {
    UNITS: {
        "编码": "code",
        "名称": "name",
        "简称": "short_name",
        "类别": "kind",
        "上级编码": "under",
        "设立日期": "began_on",
    },
    PEOPLE: {
        "姓名": "name",
        "登录名": "login",
        "联系电话": "phone",
        "单位编码": "unit",
        "角色": "role",
        "职务": "title",
        "任职日期": "from_on",
    },
}
NEEDED = {UNITS: ("code", "name", "kind", "began_on"), PEOPLE: ("name", "login")}
KINDS = {label: code for code, label in models.UnitKind.choices}
ROLE_CODES = {ROLES[code]: code for code in role_codes() if code != "leader_proxy"}
EXAMPLE = {
    UNITS: [
        ["district", "本区县", "", "区县", "", "2026-01-01"],
        ["fgj", "区发展和改革局", "区发改局", "政府部门", "district", "2026-01-01"],
    ],
    PEOPLE: [["（示例，请删）", "shili", "", "fgj", "经办人", "科员", "2026-01-01"]],
}


class OfficeFileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label="表格（.xlsx）",
        help_text="先下载模板，按“单位”“人员”两张表填写。一人有几个岗位就写几行。",
        error_messages={"required": "请选择文件。", "empty": "文件是空的，请核对。"},
    )


@dataclass(frozen=True)
class Line:
    """One row that was read: where it stands and its fields, or what is wrong with it."""

    sheet: str
    row: int
    fields: Mapping[str, str]
    wrong: str = ""

    @property
    def at(self) -> str:
        """Where the row stands, as the person sees it."""
        return f"“{self.sheet}”第{self.row}行"


def lines(sheets: Mapping[str, Sequence[Sequence[str]]]) -> list[Line]:
    """All rows of both sheets, wrong ones too; a missing sheet or heading is one wrong row."""
    return [line for name in (UNITS, PEOPLE) for line in _lines(name, sheets.get(name, ()))]


def _lines(name: str, rows: Sequence[Sequence[str]]) -> Iterator[Line]:
    if not rows:
        yield Line(name, 1, {}, f"缺少“{name}”表。请用下载的模板填写。")
        return
    columns = COLUMNS[name]
    places = {columns[word]: place for place, word in enumerate(rows[0]) if word in columns}
    absent = [word for word, code in columns.items() if code in NEEDED[name] and code not in places]
    if absent:
        yield Line(name, 1, {}, f"第1行缺少“{'”“'.join(absent)}”一栏。请用下载的模板填写。")
        return
    for number, row in enumerate(rows[1:], start=2):
        fields = {code: row[place] if place < len(row) else "" for code, place in places.items()}
        if any(fields.values()):
            yield Line(name, number, fields, _wrong(name, fields))


def _wrong(name: str, fields: Mapping[str, str]) -> str:
    words = {code: word for word, code in COLUMNS[name].items()}
    for code in NEEDED[name]:
        if not fields.get(code):
            return f"“{words[code]}”未填。请填写。"
    for code in ("began_on", "from_on"):
        if fields.get(code) and not _is_day(fields[code]):
            return f"“{words[code]}”：“{fields[code]}”不是日期。请填写如 2026-01-01 的日期。"
    if name == UNITS and fields["kind"] not in KINDS:
        return f"“类别”：“{fields['kind']}”不在{'、'.join(KINDS)}之中。请改为其中一种。"
    return _person_wrong(fields) if name == PEOPLE else ""


def _person_wrong(fields: Mapping[str, str]) -> str:
    if not re.fullmatch(LOGIN, fields["login"]):
        return f"“登录名”：“{fields['login']}”不能用。只用字母、数字、点和横线，2至40位。"
    if bool(fields.get("role")) != bool(fields.get("unit")):
        return "“单位编码”和“角色”须同时填写；只建账号的，两栏都不填。"
    if fields.get("role") and fields["role"] not in ROLE_CODES:
        return f"“角色”：“{fields['role']}”不在{'、'.join(ROLE_CODES)}之中。请改为其中一种。"
    return ""


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def template() -> bytes:
    """An empty xlsx with both sheets, pull-downs and an example row each."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#E8EEF7"})
        for name, columns in COLUMNS.items():
            page = book.add_worksheet(name)
            page.freeze_panes(1, 0)
            page.set_column(0, len(columns) - 1, 18, book.add_format({"num_format": "@"}))
            page.write_row(0, 0, list(columns), bold)
            for number, row in enumerate(EXAMPLE[name], start=1):
                page.write_row(number, 0, row)
            choices = ("类别", KINDS) if name == UNITS else ("角色", ROLE_CODES)
            place = list(columns).index(choices[0])
            page.data_validation(1, place, 5000, place, {"validate": "list", "source": list(choices[1])})
    return file.getvalue()
