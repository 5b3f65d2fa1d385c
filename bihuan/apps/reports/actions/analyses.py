"""A report of a month: drafted from the figures, edited, issued with a number, then never changed (经济运行分析)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from bihuan.apps.reports import mapping, queries
from bihuan.apps.reports.models import AnalysisNumber, AnalysisReport, ReportState
from bihuan.apps.reports.queries import Rules
from bihuan.apps.units.actions import record_event
from bihuan.base import files, rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal, Stale
from bihuan.engine import analysis
from bihuan.engine.analysis import Analysis
from bihuan.engine.calendar import local_day
from bihuan.engine.office import papers
from bihuan.engine.values import Finding, Month

REPORT = "reports.analysis"
LONGEST = 4000


class BadWords(Refusal):
    """A paragraph cannot be kept as it was written; the sentence names each number without a source."""


class FiguresMoved(Refusal):
    """Figures were corrected since the draft was made."""

    status = 409


def draft_analysis(
    month: Month, *, known_on: date | None = None, by: Actor, now: datetime, key: str = ""
) -> AnalysisReport:
    """Compose the report of a month from the figures as they stand, or stood on a day; a month has one draft (起草).

    Raises: Forbidden; NoRule.
    """
    rights.require(by.viewer, "report.write")
    if known := _of_form(key, by) or queries.draft_of(month, by.viewer):
        return known
    try:
        return _draft(month, known_on, by=by, now=now, key=key)
    except IntegrityError:
        if known := _of_form(key, by) or queries.draft_of(month, by.viewer):
            return known
        raise


def _of_form(key: str, by: Actor) -> AnalysisReport | None:
    own = AnalysisReport.objects.visible_to(by.viewer).filter(form_key=key, created_by_id=by.viewer.person_id)
    return own.first() if key else None


@transaction.atomic
def _draft(month: Month, known_on: date | None, *, by: Actor, now: datetime, key: str) -> AnalysisReport:
    row: AnalysisReport = AnalysisReport.objects.create(
        month=month,
        year=month.year,
        unit_id=by.viewer.unit_id,
        unit_name=by.viewer.unit_name,
        known_on=known_on,
        created_at=now,
        created_by_id=by.viewer.person_id,
        created_by_name=by.viewer.name,
        form_key=key or None,
        **_composed(month, known_on, by=by, now=now),
    )
    _record("reports.drafted", row, by=by, now=now)
    return row


def _composed(month: Month, known_on: date | None, *, by: Actor, now: datetime) -> dict[str, Any]:
    """What a report says by the figures of the moment, as columns."""
    rules = queries.rules_of(local_day(now))
    found = queries.gathered(by.viewer, month, rules=rules, known_on=known_on)
    report = analysis.compose(found.material, plan=rules.plan, wording=rules.wording)
    return {
        "title": report.title[:200],
        "content": mapping.to_content(report),
        "rules": rules.versions,
        "figures_at": now,
        "released_on": found.released_on,
    }


def refresh_analysis(report_id: int, *, version: int, by: Actor, now: datetime) -> tuple[AnalysisReport, list[str]]:
    """Compose a draft anew from the figures of now (更新).

    Edited paragraphs stay where their numbers still have sources.
    Returns: the report, and the places whose edit could not stay.
    """
    row = _opened(report_id, version, by)
    columns = _composed(row.month, row.known_on, by=by, now=now)
    report = mapping.from_content(columns["content"])
    places = {each.place for section in report.sections for each in section.paragraphs}
    kept = {
        place: words
        for place, words in row.edits.items()
        if place in places and not analysis.unsourced(words, report.sources)
    }
    lost = sorted(set(row.edits) - set(kept))
    _write(
        row,
        {**columns, "edits": kept},
        kind="reports.refreshed",
        told={"lost": {p: row.edits[p] for p in lost}},
        by=by,
        now=now,
    )
    return row, lost


def edit_paragraph(report_id: int, place: str, words: str, *, version: int, by: Actor, now: datetime) -> AnalysisReport:
    """Put a paragraph into other words; empty words give back those of the system (改写).

    Raises: BadWords: a number is not in the list of sources; says which, and what stands there.
    """
    row = _opened(report_id, version, by)
    report = mapping.from_content(row.content)
    composed = {each.place: each.words for section in report.sections for each in section.paragraphs}
    if place not in composed:
        raise BadWords("这一段已不在报告里，请刷新后再改。")
    words = " ".join(words.split())
    if len(words) > LONGEST:
        raise BadWords(f"一段最多{LONGEST}字，现有{len(words)}字，请分到别的段落或删减。")
    if findings := analysis.unsourced(words, report.sources):
        raise BadWords(_sentence(findings))
    edits = {key: said for key, said in row.edits.items() if key != place}
    if words and words != composed[place]:
        edits[place] = words
    before = row.edits.get(place, composed[place])
    told = {"place": place, "words": edits.get(place, composed[place])}
    _write(row, {"edits": edits}, kind="reports.edited", frm={"words": before}, told=told, by=by, now=now)
    return row


def _sentence(findings: list[Finding]) -> str:
    return "".join(finding.sentence for finding in findings)


def issue_analysis(
    report_id: int, *, version: int, as_drafted: bool = False, by: Actor, now: datetime
) -> AnalysisReport:
    """Number a report and keep it as it is for good (印发).

    Args: as_drafted: although figures were corrected since it was drafted.
    Raises: FiguresMoved; BadWords: a number of the office's own wording has no source.
    """
    row = _opened(report_id, version, by)
    report = mapping.edited(mapping.from_content(row.content), row.edits)
    if findings := report.findings():
        raise BadWords(_sentence(findings))
    moved = queries.corrected_since(report, by.viewer)
    if moved and not as_drafted and row.known_on is None:
        names = "、".join(dict.fromkeys(each.what for each in moved[:5]))
        raise FiguresMoved(
            f"起草以后有{len(moved)}个数更正了（{names}），没有印发。请先更新；仍按起草时的数印发的，请勾选后再印发。"
        )
    return _issue(row, report, by=by, now=now)


def _issue(row: AnalysisReport, report: Analysis, *, by: Actor, now: datetime) -> AnalysisReport:
    with transaction.atomic():
        issue = _next_number(row.year)
        content = laid_out(row, report, rules=queries.rules_of(local_day(now)), day=local_day(now), issue=issue)
        with files.keeping(content, name=f"{row.title[:60]}（{row.year}年第{issue}期）.docx") as file:
            columns = {
                "state": ReportState.ISSUED,
                "issue": issue,
                "issued_at": now,
                "issued_by_id": by.viewer.person_id,
                "issued_by_name": by.viewer.name,
                "path": file.path,
                "digest": file.sha256,
                "name": file.name,
            }
            told = {"issue": issue, "count": len(report.sources)}
            _write(row, columns, kind="reports.issued", told=told, evidence=file.sha256, by=by, now=now)
    return row


def laid_out(row: AnalysisReport, report: Analysis, *, rules: Rules, day: date, issue: int = 0) -> bytes:
    """A report as a Word file."""
    framing = papers.Framing(issuer=row.unit_name, day=day)
    paper = mapping.to_paper(report, framing=framing, year=row.year, issue=issue)
    return papers.economic_analysis(paper, wording=rules.wording, layout=rules.layout)


def preview_analysis(report_id: int, *, by: Actor, now: datetime) -> tuple[str, bytes]:
    """A draft as it would be issued now, without a number and kept nowhere; its name and its bytes (预览)."""
    rights.require(by.viewer, "report.write")
    row = queries.analysis_report(report_id, by.viewer)
    report = mapping.edited(mapping.from_content(row.content), row.edits)
    day = local_day(now)
    return f"预览_{row.title[:60]}.docx", laid_out(row, report, rules=queries.rules_of(day), day=day)


def _next_number(year: int) -> int:
    """The next number of a year, none skipped, under the lock of its row."""
    AnalysisNumber.objects.get_or_create(year=year)
    row = AnalysisNumber.objects.select_for_update().get(year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last


def _opened(report_id: int, version: int, by: Actor) -> AnalysisReport:
    """A draft that nobody changed since it was shown."""
    rights.require(by.viewer, "report.write")
    row = queries.analysis_report(report_id, by.viewer)
    if not row.is_draft:
        raise Stale("这份分析已经印发，不再改动；要更正就另起草一份。")
    if row.version != version:
        raise Stale("这份分析刚被他人改过，没有保存。请刷新，核对后再办。")
    return row


@transaction.atomic
def _write(  # noqa: PLR0913 - which row, what changes, what the log is told
    row: AnalysisReport,
    columns: Mapping[str, Any],
    *,
    kind: str,
    told: Mapping[str, object],
    frm: Mapping[str, object] | None = None,
    evidence: str = "",
    by: Actor,
    now: datetime,
) -> None:
    values = {**columns, "version": row.version + 1}
    if not AnalysisReport.objects.write_if(
        row, stands={"version": row.version, "state": ReportState.DRAFT}, values=values
    ):
        raise Stale("这份分析刚被他人改过，没有保存。请刷新，核对后再办。")
    for name, value in values.items():
        setattr(row, name, value)
    _record(kind, row, told=told, frm=frm, evidence=evidence, by=by, now=now)


def _record(  # noqa: PLR0913 - what the log is told
    kind: str,
    row: AnalysisReport,
    *,
    told: Mapping[str, object] | None = None,
    frm: Mapping[str, object] | None = None,
    evidence: str = "",
    by: Actor,
    now: datetime,
) -> None:
    to = {"title": row.title, "month": row.month.label, **(told or {})}
    kept = [evidence] if evidence else []
    record_event(kind, object_kind=REPORT, object_id=row.pk, by=by, at=now, frm=frm, to=to, evidence=kept)
