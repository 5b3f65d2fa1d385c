"""The ledger: list, lamp counts, file, own views and columns, batches (台账)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bihuan.apps.units import queries as units
from bihuan.apps.work import actions, queries
from bihuan.apps.work.forms import LAMP_WORDS, LedgerForm
from bihuan.apps.work.views.results import Line
from bihuan.base.paces import at_most
from bihuan.base.refusals import Forbidden, Refusal
from bihuan.base.scope import Viewer
from bihuan.engine.office import sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FARTHEST_PAGE, EXPORTS_A_MINUTE = 100_000, 10
LONGEST_ID = 18
SHORT = ("q", "kind", "due_from", "due_to", "sort", "cols")
"""Conditions that stand on the page itself; the others are kept as they are until the dialog brings them."""
SHAPES = {"green": "disc", "yellow": "triangle", "red": "square", "blue": "diamond", "grey": "ring"}
BATCHES = {
    "dispatch": "交办",
    "open_review": "开始审核",
    "pass_review": "审核通过",
    "return_item": "退回重办",
    "urge": "催办",
}


@dataclass(frozen=True)
class Asked:
    """The ledger as an address asks for it: rules, form, own views and the columns to show."""

    book: queries.Rulebook
    form: LedgerForm
    views: list[Any]
    columns: Sequence[queries.Column]

    @property
    def codes(self) -> list[str]:
        """Codes of the shown columns."""
        return [column.code for column in self.columns]


@require_safe
def items(request: Any) -> HttpResponse:
    """The ledger, a page at a time."""
    asked = _asked(request)
    number = _page_number(request.GET)
    page = queries.ledger(
        asked.form.wanted(), viewer=request.viewer, book=asked.book, number=number, columns=asked.columns
    )
    facts = {
        "asked": asked,
        "form": asked.form,
        "columns": asked.columns,
        "frozen": queries.FROZEN,
        "choices": [*queries.COLUMNS, *queries.own_columns(_kind(asked))],
        "rows": page.rows,
        "loose": [column for column in asked.columns if column.code not in queries.FROZEN],
        "page": _django_page(page),
        "statuses": _status_links(page, asked, request.GET),
        "views": [view for view in asked.views if view.page == "items"],
        "batches": BATCHES if units.right(request.viewer, "item.move") == "all" else {},
        "may_register": units.may(request.viewer, "item.register"),
        "query": _bare(request.GET).urlencode(),
        "kept": [(name, request.GET.getlist(name)) for name in _bare(request.GET) if name not in SHORT],
    }
    return render(request, "work/ledger.html", facts)


def overview_part(viewer: Viewer, _subject: Any) -> dict[str, Any]:
    """What the desk needs to say how all items in reach stand; empty for who may not read them."""
    may_read = viewer.business and units.may(viewer, "item.read")
    return {"statuses": queries.status_overview(viewer) if may_read else []}


@require_safe
def lamps(request: Any) -> HttpResponse:
    """How many of what was asked for show each colour, each with a way to its rows; fetched after the list."""
    asked = _asked(request)
    counts = queries.lamp_counts(asked.form.wanted(), viewer=request.viewer, book=asked.book)
    wanted = request.GET.getlist("lamp")
    words = dict(LAMP_WORDS)
    links = [
        (colour, SHAPES[colour], word, counts[colour], _with(request.GET, lamp=colour), colour in wanted)
        for colour, word in words.items()
    ]
    return render(request, "work/ledger_lamps.html", {"links": links})


@require_safe
def filters(request: Any) -> HttpResponse:
    """All further conditions, fetched when they are asked for."""
    return render(request, "work/ledger_filters.html", {"form": _asked(request, whole=True).form})


@require_POST
@at_most(EXPORTS_A_MINUTE, "导出")
def export(request: Any) -> HttpResponse:
    """The list as a file, as seen or whole, named with its day; that it was taken is kept."""
    asked, now = _asked(request), timezone.now()
    everything = request.POST.get("all") == "1"
    wanted = queries.Wanted() if everything else asked.form.wanted()
    columns = queries.COLUMNS if everything else asked.columns
    codes = [column.code for column in columns]
    rows = queries.all_rows(wanted, viewer=request.viewer, book=asked.book, columns=columns)
    local = timezone.localtime(now)
    title = "事项台账" if everything or not wanted.kind else asked.book.kind_word(wanted.kind)
    scope = "全部" if everything else "按当前筛选"
    note = f"{request.viewer.unit_name}　{local:%Y-%m-%d %H:%M}导出　{scope}共{len(rows)}项　数据为导出时的办理状态"
    content = sheet(
        title,
        note=note,
        columns=[column.sheet_column() for column in columns],
        rows=([column.value(row) for column in columns] for row in rows),
    )
    query = "" if everything else _bare(request.GET).urlencode()
    actions.record_export(query=query, count=len(rows), columns=codes, by=request.actor, now=now)
    answer = HttpResponse(content, content_type=XLSX)
    name = f"{title}_{request.viewer.unit_name}_{scope}_{local:%Y%m%d_%H%M}.xlsx"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


@require_POST
def save_view(request: Any) -> HttpResponse:
    """Keep what is asked for now under a name."""
    asked, name = _asked(request), request.POST.get("name", "").strip()[:60]
    if not name:
        messages.error(request, "请填写视图名称。")
        return _back(request)
    query = _bare(request.GET).urlencode()
    try:
        actions.save_view(name, query=query, columns=asked.codes, by=request.actor, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"已保存视图“{name}”。")
    return _back(request)


@require_POST
def drop_view(request: Any, view_id: int) -> HttpResponse:
    """Forget an own view."""
    _check_reader(request)
    actions.drop_view(view_id, by=request.actor, now=timezone.now())
    messages.success(request, "已删除视图。")
    return redirect("work:items")


@require_POST
def save_columns(request: Any) -> HttpResponse:
    """Keep which columns this person wants to see."""
    asked = _asked(request)
    known = {column.code for column in (*queries.COLUMNS, *queries.own_columns(_kind(asked)))}
    codes = [code for code in request.POST.getlist("columns") if code in known]
    actions.save_columns(codes, by=request.actor, now=timezone.now())
    messages.success(request, "栏目已按您的选择保存。")
    return _back(request)


@require_POST
def batch(request: Any) -> HttpResponse:
    """One act on all ticked items; what does not go is listed with its reason."""
    _check_reader(request)
    code, versions = request.POST.get("act", ""), _versions(request.POST.getlist("items"))
    text = request.POST.get("text", "").strip()
    if code not in BATCHES or not versions or (code in actions.BATCH_ASKS and not text):
        messages.error(request, "请先勾选事项；催办、审核通过、退回还须填写内容、意见或理由。")
        return _back(request)
    now = timezone.now()
    if code == "dispatch":
        outcomes = actions.batch_dispatch(versions, by=request.actor, now=now)
    else:
        outcomes = actions.batch_move(versions, code, text=text, by=request.actor, now=now)
    lines = [Line(each.name, reverse("work:item", args=[each.item_id]), each.done, each.sentence) for each in outcomes]
    facts = {"word": f"批量{BATCHES[code]}", "results": lines, "back": _list_url(request)}
    return render(request, "work/ledger_results.html", facts)


def _check_reader(request: Any) -> None:
    if not units.may(request.viewer, "item.read"):
        raise Forbidden("您没有查看事项的权限。")


def _asked(request: Any, *, whole: bool = False) -> Asked:
    """What the address asks; units and campaigns are read only where it asks for some, or for the whole form."""
    _check_reader(request)
    book = queries.rulebook(request.viewer.on)
    views = queries.saved_views(request.viewer)
    form = LedgerForm(
        request.GET,
        book=book,
        units=units.unit_choices(request.viewer.on) if whole or request.GET.get("units") else [],
        campaigns=queries.campaign_tree() if whole or request.GET.get("campaign") else [],
    )
    codes = queries.columns_of(views, asked=request.GET.get("cols", ""), viewer=request.viewer)
    kind = book.kinds.get(request.GET.get("kind", ""))
    known = queries.BY_CODE | {column.code: column for column in queries.own_columns(kind)}
    return Asked(book, form, views, [known[code] for code in codes if code in known])


def _kind(asked: Asked) -> Any:
    return asked.book.kinds.get(asked.form.wanted().kind)


def _django_page(page: queries.LedgerPage) -> Any:
    """The page as the frame's page links want it; the rows are fetched already."""
    paginator: Paginator = Paginator(range(page.total), queries.PAGE_SIZE)
    return paginator.get_page(page.number)


def _page_number(query: QueryDict) -> int:
    try:
        return min(max(int(query.get("page", "1")), 1), FARTHEST_PAGE)
    except ValueError:
        return 1


def _status_links(page: queries.LedgerPage, asked: Asked, query: QueryDict) -> list[dict[str, Any]]:
    field: Any = asked.form.fields["status"]
    words = dict(field.choices)
    wanted = query.getlist("status")
    every = {"word": "全部", "count": sum(page.counts.values()), "url": _with(query, status=""), "on": not wanted}
    some = [
        {
            "word": words.get(code, code),
            "count": count,
            "url": _with(query, status=code),
            "on": wanted == [code],
            "code": code,
        }
        for code, count in sorted(page.counts.items(), key=lambda status: queries.urgency(status[0]))
    ]
    return [every, *some]


def _with(query: QueryDict, **values: str) -> str:
    """The list's address with one condition set anew; empty drops it."""
    changed = _bare(query)
    for name, value in values.items():
        changed.setlist(name, [value] if value else [])
    return f"{reverse('work:items')}?{changed.urlencode()}"


def _bare(query: QueryDict) -> QueryDict:
    """The conditions that ask something, without the page."""
    bare = query.copy()
    for name in ("page", "csrfmiddlewaretoken"):
        bare.pop(name, None)
    for name in list(bare):
        bare.setlist(name, [value for value in bare.getlist(name) if value])
        if not bare.getlist(name):
            bare.pop(name)
    return bare


def _versions(ticked: Sequence[str]) -> dict[int, int]:
    """Item -> version as the person saw it, from the ticked boxes."""
    pairs = (tick.partition(":") for tick in ticked)
    return {int(pk): int(version) for pk, _, version in pairs if _is_id(pk) and _is_id(version)}


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) <= LONGEST_ID


def _list_url(request: Any) -> str:
    query = _bare(request.GET).urlencode()
    return f"{reverse('work:items')}?{query}" if query else reverse("work:items")


def _back(request: Any) -> HttpResponse:
    return redirect(_list_url(request))
