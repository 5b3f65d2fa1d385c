"""Reports of a month's economy: drafted, edited, issued; each number leads to its figure (经济运行分析)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.figures import queries as figures
from bihuan.apps.reports import actions, mapping, queries
from bihuan.apps.reports.forms import DraftForm
from bihuan.apps.reports.models import AnalysisReport
from bihuan.base import files, rights
from bihuan.base.refusals import Refusal
from bihuan.base.rights import needs
from bihuan.engine.analysis import Analysis, Section, Source, Traced, traced
from bihuan.engine.office.word import Column
from bihuan.engine.values import Month

PAGE_SIZE = 30
BACK = 24
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class ShownParagraph:
    """A paragraph as the page shows it: cut at its numbers, each with its source."""

    place: str
    words: str
    pieces: list[Traced]
    is_edited: bool


@dataclass(frozen=True)
class ShownSection:
    """A section as the page shows it; of the table each cell with its source, where it is a number."""

    number: str
    section: Section
    paragraphs: list[ShownParagraph]
    rows: list[list[tuple[Column, str, Source | None]]]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("report.read")
def analyses(request: Any) -> HttpResponse:
    """All reports in reach, and the form that drafts one."""
    may_write = rights.may(request.viewer, "report.write")
    form = None
    if may_write:
        last = figures.book(request.viewer.on).month_due()
        form = DraftForm(request.POST or None, months=_months(last), day=request.viewer.on)
    if request.method == "POST":
        rights.require(request.viewer, "report.write")
        assert form is not None
        if form.is_valid():
            said = form.cleaned_data
            sides: dict[str, Any] = {"by": request.actor, "now": timezone.now(), "key": said["form_key"]}
            made = actions.draft_analysis(said["month"], known_on=said["known_on"], **sides)
            return redirect("reports:analysis", report_id=made.pk)
    found = queries.analyses(request.viewer)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    status = 422 if form is not None and form.errors else 200
    return render(request, "reports/analyses.html", {"page": page, "form": form}, status=status)


def _months(last: Month) -> list[tuple[str, str]]:
    return [(f"{each.year}-{each.month:02}", each.label) for each in (last.shifted(-back) for back in range(BACK))]


@require_safe
@needs("report.read")
def analysis(request: Any, report_id: int) -> HttpResponse:
    """One report with the list of its sources, and what was corrected since."""
    row = queries.analysis_report(report_id, request.viewer)
    return render(request, "reports/analysis.html", _facts(request, row))


def _facts(request: Any, row: AnalysisReport, **more: Any) -> dict[str, Any]:
    report = mapping.edited(mapping.from_content(row.content), row.edits)
    return {
        "report": row,
        "sections": list(_shown(report, row)),
        "sources": report.sources,
        "corrected": queries.corrected_since(report, request.viewer),
        "may_write": row.is_draft and rights.may(request.viewer, "report.write"),
        **more,
    }


def _shown(report: Analysis, row: AnalysisReport) -> Iterator[ShownSection]:
    for numeral, section in zip("一二三四五六七八九", report.sections, strict=False):
        paragraphs = [
            ShownParagraph(
                each.place, each.words, traced(each.words, report.sources, first=each.cites), each.place in row.edits
            )
            for each in section.paragraphs
        ]
        yield ShownSection(numeral, section, paragraphs, list(_cells(section, report.sources)))


def _cells(section: Section, sources: Sequence[Source]) -> Iterator[list[tuple[Column, str, Source | None]]]:
    """Rows of the table: the column, its words, and the source that the row cites for them."""
    if section.table is None:
        return
    by_number = {each.number: each for each in sources}
    for row, cites in zip(section.table.rows, section.cites, strict=True):
        own = [by_number[each] for each in cites]
        yield [(column, words, _of_cell(words, own)) for column, words in zip(section.table.columns, row, strict=True)]


def _of_cell(words: str, own: Sequence[Source]) -> Source | None:
    bare = words.lstrip("+-")
    return next((each for each in own if bare in (f"{abs(each.value):f}", f"{abs(each.value):f}{each.unit}")), None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("report.write")
def edit(request: Any, report_id: int, place: str) -> HttpResponse:
    """One paragraph in other words; what cannot be kept stays in the box with the reason."""
    row = queries.analysis_report(report_id, request.viewer)
    composed = {
        each.place: each for section in mapping.from_content(row.content).sections for each in section.paragraphs
    }
    if place not in composed:
        return redirect("reports:analysis", report_id=report_id)
    words, wrong, status = row.edits.get(place, composed[place].words), "", 200
    if request.method == "POST":
        words = request.POST.get("words", "")
        version = _version(request)
        try:
            actions.edit_paragraph(report_id, place, words, version=version, by=request.actor, now=timezone.now())
        except Refusal as refusal:
            wrong, status = refusal.sentence, refusal.status
        else:
            messages.success(request, "已改写。文中的数都有来源。")
            return redirect(f"{request.path.partition('edit/')[0]}#{place}")
    report = mapping.from_content(row.content)
    own = [each for each in report.sources if each.number in composed[place].cites]
    facts = {
        "report": row,
        "place": place,
        "words": words,
        "wrong": wrong,
        "own": own,
        "composed": composed[place].words,
    }
    return render(request, "reports/edit.html", facts, status=status)


@require_POST
@needs("report.write")
def refresh(request: Any, report_id: int) -> HttpResponse:
    """Compose the draft anew from the figures of now."""
    _, lost = actions.refresh_analysis(report_id, version=_version(request), by=request.actor, now=timezone.now())
    if lost:
        messages.warning(
            request, f"已按现在的数更新；有{len(lost)}段改写用到的数已不在来源里，恢复为系统文字，原改写在审计日志里。"
        )
    else:
        messages.success(request, "已按现在的数更新。")
    return redirect("reports:analysis", report_id=report_id)


@require_POST
@needs("report.write")
def issue(request: Any, report_id: int) -> HttpResponse:
    """Number the report and keep it for good."""
    sides: dict[str, Any] = {"version": _version(request), "as_drafted": request.POST.get("as_drafted") == "yes"}
    row = actions.issue_analysis(report_id, **sides, by=request.actor, now=timezone.now())
    messages.success(request, f"已印发：{row.title}{row.numbered}。")
    return redirect("reports:analysis", report_id=report_id)


@require_safe
@needs("report.read")
def analysis_file(request: Any, report_id: int) -> HttpResponseBase:
    """The report as it was issued, byte for byte."""
    row = queries.analysis_report(report_id, request.viewer)
    if row.is_draft:
        return redirect("reports:analysis", report_id=report_id)
    return files.download(row.path, name=row.name)


@require_safe
@needs("report.write")
def preview(request: Any, report_id: int) -> HttpResponse:
    """The draft as a Word file, kept nowhere."""
    name, content = actions.preview_analysis(report_id, by=request.actor, now=timezone.now())
    answer = HttpResponse(content, content_type=DOCX)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer


def _version(request: Any) -> int:
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) < 10 else 0
