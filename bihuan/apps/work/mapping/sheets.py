"""A unit's month as a sheet to fill in, and what a returned one says (填报表)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bihuan.apps.work.mapping.imports import open_upload
from bihuan.base.filetypes import check_upload
from bihuan.engine.office.sheets import (
    Kept,
    Returned,
    Template,
    TemplateColumn,
    TemplateRow,
    kept,
    of_kept,
    template_file,
)
from bihuan.engine.office.tables import MergedRow, merge
from bihuan.engine.values import Finding, Quantity, Unit

CODE = "month"
YES = "是"
UNCHANGED = "unchanged"
TEXTS = {"text": 4000, "problems": 2000, "next_steps": 2000}
COLUMNS = (
    TemplateColumn("number", "编号", is_locked=True, width=12),
    TemplateColumn("title", "事项", is_locked=True, width=34),
    TemplateColumn("due_on", "时限", "day", is_locked=True, width=12),
    TemplateColumn("before", "上次所报", is_locked=True, width=34),
    TemplateColumn(
        UNCHANGED, "无变化", "choice", 9, choices=(YES,), note="与上次所报相同的选“是”，不用再写。", example=YES
    ),
    TemplateColumn(
        "text", "本月进展", width=40, note="写做成了什么，不写过程。", example="一期主体封顶，完成投资1亿元。"
    ),
    TemplateColumn("problems", "存在问题", width=26, note="逾期的写明原因。", example="用地手续未批复。"),
    TemplateColumn("next_steps", "下步措施", width=26, example="12月10日前取得批复。"),
    TemplateColumn("percent", "进度", "number", 10, unit=Unit.PERCENT, note="0到100。", example=60),
)
OPEN = tuple(column.code for column in COLUMNS if not column.is_locked)
WORDS = {column.code: column.word for column in COLUMNS}
NOTES = ("locked",)
"""Findings that are told and keep no row out."""
MINE, THEIRS = "mine", "theirs"
"""Of a cell that both sides changed: what the sheet says holds, or what stands."""
Choices = Mapping[tuple[str, str], str]
"""Row and column -> which side was chosen."""


@dataclass(frozen=True)
class SheetRow:
    """A row of a returned sheet beside what stands: what would be reported, and what keeps it out (交回的一行)."""

    key: str
    merged: MergedRow
    now: Mapping[str, Any]
    report: Mapping[str, Any] | None
    findings: tuple[Finding, ...]

    @property
    def sort(self) -> str:
        """wrong, conflict, taken, or how the merge calls a row of which nothing is taken."""
        if self.findings:
            return "wrong"
        return self.merged.outcome if self.report or self.merged.outcome != "taken" else "unchanged"

    def open_choices(self, choices: Choices) -> int:
        """How many cells that both sides changed are not decided."""
        return sum((self.key, each.code) not in choices for each in self.merged.conflicts)


def filled(unit_name: str, *, month_on: date, lines: Sequence[Any], seal: str) -> bytes:
    """The sheet of a unit's month, its rows filled in as they stand. lines: `queries.MonthLine`."""
    rows = tuple(TemplateRow(str(line.item.pk), _row(line)) for line in lines)
    note = f"{unit_name}　共{len(rows)}项。灰色的已填好不用改；填完在“本月填报—填报表”页交回本文件，可以多次交回。"
    title = f"{month_on.year}年{month_on.month}月填报表"
    return template_file(Template(CODE, title, note, COLUMNS, rows, seal=seal, paper="A3"))


def _row(line: Any) -> dict[str, Kept]:
    item, before = line.item, line.before
    locked = {"number": item.numbered, "title": item.title, "due_on": item.due_on}
    return {**locked, "before": before.text if before else None, **_standing(line)}


def _standing(line: Any) -> dict[str, Kept]:
    """What stands this month; a report without a percentage left the one before as it was."""
    return standing(line.now, progress=line.item.progress)


def standing(report: Any, *, progress: Decimal | None = None) -> dict[str, Kept]:
    """What was said this month, as the open cells of a row say it. report: of the month, or None."""
    if report is None:
        return dict.fromkeys(OPEN)
    share = progress if report.percent is None else report.percent
    percent = None if share is None else Quantity(share, Unit.PERCENT)
    if report.unchanged:
        return {**dict.fromkeys(OPEN), UNCHANGED: YES, "percent": percent}
    texts = {code: getattr(report, code) or None for code in TEXTS}
    return {**dict.fromkeys(OPEN), **texts, "percent": percent}


def checked_upload(content: bytes, *, name: str) -> dict[str, Any]:
    """Check a returned file and open it, both at once; runs in the upload child."""
    shown = check_upload(content, name=name, allowed=["xlsx"])["name"]
    return {"name": shown, "book": open_upload(content)}


def said(returned: Returned) -> dict[str, Any]:
    """What a returned sheet says, as JSON."""
    by_row = {row: key for key, row in returned.places.items()}
    findings = [*returned.findings, *_strangers(returned)]
    return {
        "given": _kept(returned.given),
        "rows": _kept(returned.rows),
        "titles": {key: str(row.get("title") or "") for key, row in returned.given.items()},
        "at": {key: {code: returned.at(key, code) for code in OPEN} for key in returned.rows},
        "findings": [[each.code, each.at, each.sentence, _key(each, by_row)] for each in findings],
        "sheet": returned.sheet,
        "head": returned.head,
    }


def _kept(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    return {key: {code: kept(value) for code, value in row.items() if code in OPEN} for key, row in rows.items()}


def _key(finding: Finding, by_row: Mapping[int, str]) -> str:
    row = int("".join(filter(str.isdigit, finding.at.rpartition("!")[2]))) - 1
    return by_row.get(row, "")


def _strangers(returned: Returned) -> Iterable[Finding]:
    """Rows that were not given out."""
    sentence = "这一行不是下发的事项，填报表里不能新增。新事项请在“台账”里立项。"
    for row in returned.new:
        yield Finding("new_row", f"{returned.sheet}!B{row.number}", sentence)
    for key in returned.rows:
        if key not in returned.given:
            yield Finding("strange", returned.at(key), sentence)


def values_of(rows: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, Any]]:
    """Rows as they were kept, as values again."""
    return {key: {code: of_kept(text) for code, text in row.items()} for key, row in rows.items()}


def rows_of(said: Mapping[str, Any], lines: Mapping[str, Any], told: Mapping[int, Sequence[Any]]) -> list[MergedRow]:
    """Each row of a returned sheet merged with what stands; what was said already is nothing new.

    Args: lines: what may be reported on now, by key of the row. told: reports of the month by item.
    """
    given, returned = values_of(said["given"]), values_of(said["rows"])
    again = {
        key
        for key, row in returned.items()
        if key in lines and is_told(report_of(row), told.get(lines[key].item.pk, ()))
    }
    fresh = {key: given.get(key, row) if key in again else row for key, row in returned.items()}
    now = {key: _standing(line) for key, line in lines.items()}
    return list(merge(fresh, given=given, now=now, codes=OPEN))


def sheet_row(
    merged: MergedRow, line: Any, *, said: Mapping[str, Any], told: Sequence[Any], choices: Choices
) -> SheetRow:
    """A merged row as what would be reported, with the chosen sides taken in. line: of the item, or None."""
    now = _standing(line) if line else {}
    wrong = [Finding(*each[:3]) for each in said["findings"] if each[3] == merged.key and each[0] not in NOTES]
    chosen = {each.code: each.returned for each in merged.conflicts if choices.get((merged.key, each.code)) != THEIRS}
    if line is None or not (merged.taken or merged.conflicts):
        return SheetRow(merged.key, merged, now, None, tuple(wrong))
    report = report_of({**now, **merged.taken, **chosen})
    if is_told(report, told):
        return SheetRow(merged.key, merged, now, None, tuple(wrong))
    at = said["at"].get(merged.key, {})
    wrong += faults(report, at, has_before=line.before is not None)
    return SheetRow(merged.key, merged, now, report, tuple(wrong))


def report_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a row would report, as the door is told it: text beats the tick."""
    percent = values.get("percent")
    texts = {code: values.get(code) or "" for code in TEXTS}
    same = values.get(UNCHANGED) == YES and not texts["text"]
    return {**texts, "percent": percent.amount if percent is not None else None, UNCHANGED: same}


def is_told(report: Mapping[str, Any], told: Iterable[Any]) -> bool:
    """Whether this very thing was said this month already; told: the reports of the month."""
    return any(report_of(standing(each)) == report for each in told)


def faults(report: Mapping[str, Any], at: Mapping[str, str], *, has_before: bool) -> Iterable[Finding]:
    """What is wrong with a row as a report."""
    if report[UNCHANGED] and not has_before:
        yield Finding("nothing_before", at[UNCHANGED], "“无变化”：以前没有报过进展，请填写本月进展。")
    if not report["text"] and not report[UNCHANGED]:
        yield Finding("empty", at["text"], "“本月进展”：空着。请填写本月进展，或在“无变化”一栏选“是”。")
    for code, most in TEXTS.items():
        if len(report[code]) > most:
            sentence = f"“{WORDS[code]}”：有{len(report[code])}字，最多{most}字，请缩短。"
            yield Finding("too_long", at[code], sentence)
    percent = report["percent"]
    if percent is not None and not 0 <= percent <= 100:
        yield Finding("not_a_share", at["percent"], f"“进度”：{percent:f}不在0到100之间，请改正。")
    elif percent is not None and percent != round(percent, 2):
        yield Finding("too_exact", at["percent"], f"“进度”：{percent:f}的小数超过两位，请改正。")
