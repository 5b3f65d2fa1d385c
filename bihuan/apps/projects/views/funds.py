"""Money from above: funds and their candidates, bids and what became of them (上级资金)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.forms.funds import BidForm, BidMoveForm
from bihuan.base.refusals import Forbidden, Refusal, Stale
from bihuan.base.rights import may, needs
from bihuan.base.scope import Viewer

PER_PAGE = 50
TRUTHS = (("", "全部"), ("yes", "符合"), ("unknown", "待补情况"), ("no", "不符合"))


@require_safe
@needs("project.read")
def funds(request: Any) -> HttpResponse:
    """Totals by fund and year, every fund with how many projects may be candidates, the bids."""
    viewer = request.viewer
    rows = list(queries.bids(viewer))
    kinds = queries.fund_kinds(viewer.on)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "lines": queries.fund_lines(viewer),
        "totals": [(kinds.get(each.fund), each) for each in queries.bid_totals(rows)],
        "page": page,
        "bids": [(kinds.get(row.fund), row) for row in page],
        "tab": "funds",
    }
    return render(request, "projects/funds.html", facts)


@require_safe
@needs("project.read")
def fund(request: Any, code: str) -> HttpResponse:
    """One fund: what it asks, and every running project beside it with the reason and what is missing."""
    viewer = request.viewer
    found = queries.fund(code, viewer.on)
    truth = request.GET.get("truth", "yes")
    truth = truth if truth in dict(TRUTHS) else ""
    page = Paginator(queries.candidates(found, viewer, truth=truth), PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "fund": found,
        "window": found.window_word(viewer.on),
        "page": page,
        "truth": truth,
        "truths": TRUTHS,
        "may_bid": may(viewer, "fund.change"),
        "tab": "funds",
    }
    return render(request, "projects/fund.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("fund.change")
def bid_new(request: Any, project_id: int) -> HttpResponse:
    """Put a project up for a fund; what the fund asks and what is missing stands beside the form."""
    project = queries.project(project_id, request.viewer)
    if not queries.may_bid(request.viewer, project):
        raise Forbidden(f"这个项目的资金由{project.lead_name}申报。")
    lines = queries.funds_of(project, request.viewer)
    form = BidForm(
        request.POST or None,
        funds=[(each.fund.code, f"{each.fund.name}（{each.word}）") for each in lines],
        initial={"fund": request.GET.get("fund", ""), "year": request.viewer.on.year},
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        key = said.pop("form_key")
        new = actions.NewBid(project_id=project.pk, **said)
        try:
            actions.put_up_bid(new, by=request.actor, now=timezone.now(), key=key)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, "已列入储备；申报以后在这里更新进展。")
            return redirect("projects:project", project.pk)
    facts = {"form": form, "project": project, "lines": lines}
    return render(request, "projects/bid_new.html", facts, status=_status(form, status))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("fund.change")
def bid_move(request: Any, bid_id: int) -> HttpResponse:
    """Say what became of a bid: applied for, granted by a paper, refused, dropped."""
    row = queries.bid(bid_id, request.viewer)
    if not queries.may_bid(request.viewer, row.project):
        raise Forbidden(f"这个项目的资金由{row.project.lead_name}申报。")
    form = BidMoveForm(request.POST or None, ways=actions.BID_WAYS[row.state], initial={"version": row.version})
    status = 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        move = actions.BidMove(
            to=said["to"], words=said["words"], granted=said.get("granted"), document=said.get("document", "")
        )
        try:
            actions.move_bid(row.pk, move, version=said["version"], by=request.actor, now=timezone.now())
        except Stale:
            raise
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, "已更新资金进展。")
            return redirect("projects:project", row.project_id)
    facts = {"form": form, "row": row, "fund": queries.fund_kinds(request.viewer.on).get(row.fund)}
    return render(request, "projects/bid_move.html", facts, status=_status(form, status))


def _status(form: Any, status: int) -> int:
    return 422 if form.errors and status == 200 else status


def funds_part(viewer: Viewer, project: Any) -> dict[str, Any]:
    """On a project's page: bids, and the funds that it may be put up for with what is missing."""
    book = queries.FundBook.of_day(viewer.on)
    changes = may(viewer, "fund.change") and queries.may_bid(viewer, project)
    return {
        "project": project,
        "bids": [
            (book.funds.get(row.fund), row, bool(actions.BID_WAYS[row.state]))
            for row in queries.bids_of(project, viewer)
        ],
        "candidates": [each for each in queries.funds_of(project, viewer, book) if each.candidacy.truth.value != "no"],
        "may_change": changes and project.is_running,
    }
