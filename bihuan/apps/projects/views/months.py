"""Months of projects: the table with its lamps, the bulletin, a unit's page, checking (项目月报)."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.forms import UnitMonthForm
from bihuan.apps.units import queries as units
from bihuan.base.month_addresses import month_asked, month_code, months_back
from bihuan.base.refusals import Refusal
from bihuan.base.rights import needs
from bihuan.engine.values import Month

PER_PAGE = 50
STATES = (("approved", "已审"), ("submitted", "待审"), ("returned", "已退回"), ("draft", "草稿"), ("", "未填"))
_CHOSEN = re.compile(r"(\d{1,18}):(\d{1,9})")


def of_month(request: Any, tab: str) -> tuple[queries.MonthBook, Month, dict[str, Any]]:
    """The rules, the month that is asked, and what all pages of a month show."""
    book = queries.month_book(request.viewer.on)
    due = book.month_due()
    month = month_asked(request, due)
    facts = {
        "tab": tab,
        "month": month,
        "month_code": month_code(month),
        "months": months_back(due),
        "form_name": book.form.name,
        "due_on": book.form.due_on(month),
        "reviewed_on": book.form.reviewed_on(month),
        "own_units": _own_units(request),
    }
    return book, month, facts


def _own_units(request: Any) -> list[tuple[int, str]]:
    """Units for which this person fills in months."""
    own = [post.unit_id for post in request.viewer.posts if post.role in actions.REPORTERS]
    if not own or not units.may(request.viewer, "project.report"):
        return []
    return sorted(units.unit_names_on(own, request.viewer.on).items())


@require_safe
@needs("project.read")
def months(request: Any) -> HttpResponse:
    """All projects of a month with their four lamps and the reasons, the ones that want attention first asked for."""
    book, month, facts = of_month(request, "table")
    table = queries.month_table(request.viewer, month, book)
    lamp, colour = request.GET.get("lamp", ""), request.GET.get("colour", "")
    state = request.GET.get("state")
    years = table.showing(lamp, colour)
    if state in dict(STATES):
        years = [year for year in years if _state(table, year) == state]
    page = Paginator(years, PER_PAGE).get_page(request.GET.get("page"))
    facts |= {
        "table": table,
        "rows": table.rows(page.object_list),
        "page": page,
        "lamp": lamp,
        "colour": colour,
        "state": state,
        "states": [(code, word, table.states.get(code, 0)) for code, word in STATES],
        "may_review": units.may(request.viewer, "project.review"),
    }
    return render(request, "projects/months.html", facts)


def _state(table: queries.MonthTable, year: queries.YearOfProject) -> str:
    report = table.reports.get(year.project.pk)
    return report.state if report else ""


@require_safe
@needs("project.read")
def bulletin(request: Any) -> HttpResponse:
    """The bulletin of a month: by unit or town, from the lowest completion up."""
    book, month, facts = of_month(request, "bulletin")
    by = "town" if request.GET.get("by") == "town" else "lead"
    table = queries.month_table(request.viewer, month, book, checked_only=request.GET.get("checked") == "1")
    facts |= {"by": by, "rows": table.bulletin(by), "whole": table.whole, "checked": request.GET.get("checked") == "1"}
    return render(request, "projects/bulletin.html", facts)


@require_safe
@needs("project.read")
def stuck(request: Any) -> HttpResponse:
    """Projects that are stuck today, each with the points that hold."""
    book, _, facts = of_month(request, "stuck")
    found, tested = queries.stuck_projects(request.viewer, book, on=request.viewer.on)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    facts |= {"page": page, "tested": tested, "names": list(book.stuck.names.values())}
    return render(request, "projects/stuck.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("project.read")
def unit_month(request: Any, unit_id: int, month: Month) -> HttpResponse:
    """A unit's projects on one page: everything known beside the few fields that are asked; kept, or sent."""
    book = queries.month_book(request.viewer.on)
    lines = queries.unit_month(request.viewer, unit_id, month, book)
    if not lines and unit_id not in request.viewer.unit_ids and not request.viewer.sees_all:
        raise Http404
    form = UnitMonthForm(request.POST or None, lines=lines)
    if request.method == "POST" and form.is_valid():
        done = _written(request, form, unit_id, month)
        if done is not None:
            return done
    facts = _unit_facts(request, form, unit_id, month, book)
    return render(request, "projects/unit_month.html", facts, status=422 if form.errors else 200)


def _written(request: Any, form: UnitMonthForm, unit_id: int, month: Month) -> HttpResponse | None:
    """What became of a page; None where something on it is wrong and is shown beside its field."""
    sides: dict[str, Any] = {"month": month, "by": request.actor, "now": timezone.now()}
    if request.POST.get("act") != "submit":
        kept = actions.save_months(unit_id, form.typed(), **sides)
        messages.success(request, f"已暂存{kept}个项目。还没有报送，本单位同事也能接着填。")
        return redirect("projects:unit_month", unit_id=unit_id, month=month)
    sent = actions.submit_months(unit_id, form.typed(), **sides)
    if sent.sent:
        messages.success(request, f"已报送{len(sent.sent)}个项目，等审核。审核前可以撤回。")
    if not sent.findings:
        return redirect("projects:unit_month", unit_id=unit_id, month=month)
    form.mark(sent.findings)
    return None


def _unit_facts(
    request: Any, form: UnitMonthForm, unit_id: int, month: Month, book: queries.MonthBook
) -> dict[str, Any]:
    viewer = request.viewer
    reports = bool(viewer.roles_in([unit_id]) & actions.REPORTERS) and units.may(viewer, "project.report")
    may_review = units.may(viewer, "project.review")
    return {
        "form": form,
        "rows": form.rows(),
        "month": month,
        "month_code": month_code(month),
        "unit_id": unit_id,
        "unit_name": form.lines[0].project.lead_name if form.lines else units.unit_name_on(unit_id, viewer.on),
        "due_on": book.form.due_on(month),
        "may_fill": reports and any(line.report.is_open for line in form.lines) and month.start_on <= viewer.on,
        "may_report": reports,
        "may_review": may_review,
        "waiting": sum(line.report.state == "submitted" for line in form.lines),
        "fields": sum(len(line.asked) for line in form.lines if line.report.is_open),
        "filled": sum(bool(line.typed.get(name)) for line in form.lines for name in line.asked if line.report.is_open),
        "sees_notes": reports or may_review,
        "version": "-".join(f"{line.report.version}" for line in form.lines),
    }


@require_POST
@needs("project.read")
def month_act(request: Any, report_id: int) -> HttpResponse:
    """Withdraw, approve or return one report; one that is out of reach does not exist."""
    queries.month_report(report_id, request.viewer)
    said = request.POST.get("version", "")
    version = int(said) if said.isdecimal() and len(said) < 10 else -1
    sides: dict[str, Any] = {"version": version, "by": request.actor, "now": timezone.now()}
    act, words = request.POST.get("act"), request.POST.get("words", "")
    if act == "withdraw":
        done, told = actions.withdraw_month(report_id, **sides), "已撤回，改好后请重新报送。"
    elif act == "approve":
        done, told = actions.approve_month(report_id, **sides), "已审核通过。"
    elif act == "return":
        done, told = actions.return_month(report_id, words, **sides), "已退回，理由已告知填报单位。"
    else:
        raise Refusal("请选择撤回、审核通过或退回。")
    messages.success(request, told)
    return redirect("projects:unit_month", unit_id=done.unit_id, month=done.month)


@require_POST
@needs("project.review")
def unit_approve(request: Any, unit_id: int, month: Month) -> HttpResponse:
    """Approve the chosen reports of a unit; each stands or falls alone."""
    found = [_CHOSEN.fullmatch(each) for each in request.POST.getlist("report")]
    chosen = [(int(each[1]), int(each[2])) for each in found if each]
    if not chosen:
        raise Refusal("请勾选要审核通过的项目。")
    outcomes = actions.approve_months(chosen, by=request.actor, now=timezone.now())
    left = "；".join(f"{one.name}：{one.sentence}" for one in outcomes if not one.done)
    done = sum(one.done for one in outcomes)
    messages.success(request, f"已审核通过{done}个项目。" + (f"没有通过的：{left}" if left else ""))
    return redirect("projects:unit_month", unit_id=unit_id, month=month)
