"""Papers: those that were issued, and issuing one from the items that a list shows (公文)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.units import queries as units
from bihuan.apps.work import actions, queries
from bihuan.apps.work.forms import LedgerForm, PaperForm
from bihuan.apps.work.models import Item, PaperKind
from bihuan.base import files, rights
from bihuan.base.paces import at_most
from bihuan.base.refusals import Forbidden, Refusal

PAGE_SIZE = 50
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAPERS_A_MINUTE = 5
MOST_IDS = 500
SHOWN = 12
OWN_WORDS = ("paper", "item", "page", "csrfmiddlewaretoken")
"""Words of the address that are no conditions of the list."""
SAYS = {
    PaperKind.TASK_TABLE: "列出选到的事项：内容、目标、节点、单位、时限；按专项行动或类别分段，表头每页重复。",
    PaperKind.SUPERVISION_NOTICE: "把选到的、还要办的事项交给牵头单位；三项以内写在正文，多了附清单。",
    PaperKind.REMINDER_LETTER: "只列选到的事项中即将到期和已经逾期的。",
    PaperKind.UNIT_SHEET: "一个单位牵头、责任、配合的全部事项，调度会上用。",
    PaperKind.BULLETIN: "各单位、各专项的项数，逾期事项和单位填报的原因，比上期变化了什么；按年度编期号，不排名。",
    PaperKind.INSPECTION_REPORT: "一事一报，报领导：情况、问题、结论、建议，附选到事项的进展；按年度编期号。",
    PaperKind.LOOK_BACK_REPORT: "一段时间内销号的事项抽查了多少、属实多少、重新办理多少。",
}


@require_safe
def papers(request: Any) -> HttpResponse:
    """All papers in reach, newest first, and what may be issued."""
    rights.require(request.viewer, "item.read")
    kind = request.GET.get("kind", "")
    if kind and kind not in PaperKind.values:
        raise Http404
    found = queries.issued_papers(request.viewer, kind=kind)
    facts = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "kind": kind,
        "kinds": PaperKind.choices,
        "offers": [(code, word, SAYS[PaperKind(code)]) for code, word in queries.paper_kinds(request.viewer)],
        "year": request.viewer.on.year,
    }
    return render(request, "work/papers.html", facts)


@require_POST
def paper_preview(request: Any) -> HttpResponse:
    """The paper as the filled form would issue it, kept nowhere; of several the first."""
    kind, form, asking, book = _opened(request)
    if not form.is_valid():
        return _form_page(request, kind, form, asking, book)
    drafts = _drafts(request, kind, asking, form, book)
    if not drafts:
        raise actions.NothingToSay("按这些条件没有选到事项，没有可以预览的公文。")
    name, content = actions.preview_paper(drafts[0], by=request.actor, now=timezone.now())
    answer = HttpResponse(content, content_type=DOCX)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer


@require_safe
def paper(request: Any, paper_id: int) -> HttpResponse:
    """One issued paper: its facts, the file, and the items as they stood, each with the way to it now."""
    rights.require(request.viewer, "item.read")
    found = queries.issued_paper(paper_id, request.viewer)
    items = found.snapshot.get("items", [])
    ids = [item["id"] for item in items]
    seen = set(Item.objects.visible_to(request.viewer).filter(pk__in=ids).values_list("pk", flat=True))
    facts = {"paper": found, "items": items, "seen": seen, "asked": found.snapshot.get("asked", "")}
    return render(request, "work/paper.html", facts)


@require_safe
def paper_file(request: Any, paper_id: int) -> HttpResponseBase:
    """The paper as it was issued, byte for byte."""
    rights.require(request.viewer, "item.read")
    found = queries.issued_paper(paper_id, request.viewer)
    return files.download(found.path, name=found.name)


@require_http_methods(["GET", "HEAD", "POST"])
@at_most(PAPERS_A_MINUTE, "出具公文", only="POST")
def paper_new(request: Any) -> HttpResponse:
    """The form of a paper over the items that the address asks for; sent, it is issued."""
    kind, form, asking, book = _opened(request)
    if request.method == "POST" and form.is_valid():
        try:
            return _issued(request, kind, asking, form, book)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    return _form_page(request, kind, form, asking, book)


def _opened(request: Any) -> tuple[str, PaperForm, queries.Asking, queries.Rulebook]:
    """The kind of paper that is asked for, its form, and the items that it is to speak of."""
    if not queries.paper_kinds(request.viewer):
        raise Forbidden("您没有出具公文的权限。")
    kind = request.GET.get("paper", PaperKind.TASK_TABLE)
    if kind not in PaperKind.values or kind in queries.FROM_PAGES:
        raise Http404
    rights.require(request.viewer, queries.PAPER_RIGHTS[PaperKind(kind)])
    book, asking = queries.rulebook(request.viewer.on), _asking(request)
    return kind, _form(request, kind, asking, book), asking, book


def _form_page(
    request: Any, kind: str, form: PaperForm, asking: queries.Asking, book: queries.Rulebook
) -> HttpResponse:
    kinds = dict(queries.paper_kinds(request.viewer))
    facts = {"form": form, "kind": kind, "kinds": kinds, "word": PaperKind(kind).label, "says": SAYS[PaperKind(kind)]}
    facts |= _preview(request, kind, asking, book) | {"query": _conditions(request.GET).urlencode()}
    return render(request, "work/paper_new.html", facts, status=422 if form.errors else 200)


def _asking(request: Any) -> queries.Asking:
    """What the address asks for: the ledger's own conditions, or items by number of row."""
    form = LedgerForm(
        request.GET,
        book=queries.rulebook(request.viewer.on),
        units=units.unit_choices(request.viewer.on) if request.GET.get("units") else [],
        campaigns=queries.campaign_tree() if request.GET.get("campaign") else [],
    )
    ids = [int(each) for each in request.GET.getlist("item")[:MOST_IDS] if each.isdecimal() and len(each) < 16]
    return queries.Asking(form.wanted(), tuple(ids))


def _form(request: Any, kind: str, asking: queries.Asking, book: queries.Rulebook) -> PaperForm:
    sent = request.POST if request.method == "POST" else None
    facts = {"units": _units(request, kind, asking, book), "day": request.viewer.on, "contact": request.viewer.name}
    facts["template"] = queries.template_in_force(kind, request.viewer)
    return PaperForm(sent, kind=kind, **facts)


def _units(request: Any, kind: str, asking: queries.Asking, book: queries.Rulebook) -> Sequence[Any]:
    """Units that a sheet may be made of, or to which a notice may go."""
    day = request.viewer.on
    if kind in queries.TO_UNITS:
        rows = queries.paper_rows(kind, asking, viewer=request.viewer, book=book)
        return list({row.item.lead_unit_id: row.item.lead_name for row in rows}.items())
    if kind != PaperKind.UNIT_SHEET:
        return []
    if request.viewer.sees_all:
        return units.unit_choices(day)
    return list(units.unit_names_on(request.viewer.unit_ids, day).items())


def _preview(request: Any, kind: str, asking: queries.Asking, book: queries.Rulebook) -> dict[str, Any]:
    """The items that the paper would speak of, as far as they do not depend on what is still to be typed."""
    if kind in (PaperKind.UNIT_SHEET, PaperKind.LOOK_BACK_REPORT):
        return {"count": None, "rows": []}
    try:
        rows = queries.paper_rows(kind, asking, viewer=request.viewer, book=book)
    except Refusal as refusal:
        return {"count": None, "rows": [], "too_many": refusal.sentence}
    return {"count": len(rows), "rows": rows[:SHOWN], "more": max(0, len(rows) - SHOWN)}


def _issued(request: Any, kind: str, asking: queries.Asking, form: PaperForm, book: queries.Rulebook) -> HttpResponse:
    drafts = _drafts(request, kind, asking, form, book)
    done = actions.issue_papers(drafts, by=request.actor, now=timezone.now(), key=form.cleaned_data["form_key"])
    if len(done) == 1:
        messages.success(request, f"已出具：{done[0].title}{done[0].numbered and f'（{done[0].numbered}）'}。")
        return redirect("work:paper", paper_id=done[0].pk)
    messages.success(request, f"已出具{len(done)}件{PaperKind(kind).label}，一单位一件。")
    return redirect("work:papers")


def _drafts(
    request: Any, kind: str, asking: queries.Asking, form: PaperForm, book: queries.Rulebook
) -> list[actions.PaperDraft]:
    """One draft; of a notice to each leading unit, one a unit."""
    said, asked = form.said(), _conditions(request.GET).urlencode()
    own: dict[str, Any] = {"template_id": form.cleaned_data.get("template")}
    if kind == PaperKind.LOOK_BACK_REPORT:
        count, entries, rows = queries.look_back_lines(said["begin"], said["end"], viewer=request.viewer, book=book)
        return [actions.PaperDraft(kind, rows, said, asked, None, count, tuple(entries), **own)]
    unit_id = form.cleaned_data.get("unit")
    rows = queries.paper_rows(kind, asking, viewer=request.viewer, book=book, unit_id=unit_id)
    if kind not in queries.TO_UNITS:
        return [actions.PaperDraft(kind, rows, said, asked, unit_id, **own)]
    only = form.cleaned_data.get("to_unit")
    grouped = queries.by_lead(rows).items()
    return [actions.PaperDraft(kind, some, said, asked, pk, **own) for pk, some in grouped if only in (None, pk)]


def _conditions(query: QueryDict) -> QueryDict:
    """The conditions of the list in an address of this page."""
    bare = query.copy()
    for name in OWN_WORDS:
        bare.pop(name, None)
    return bare
