"""A unit's month as a grid, and who has sent theirs (数据填报)."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.figures import actions, queries
from bihuan.apps.figures.forms import SheetForm
from bihuan.apps.units import queries as units
from bihuan.base.month_addresses import month_asked, month_code, months_back
from bihuan.base.refusals import Refusal
from bihuan.base.rights import needs
from bihuan.engine.values import Month


@require_safe
@needs("figure.read")
def sheets(request: Any) -> HttpResponse:
    """Who reports this month, how many fields it takes, and where each sheet stands."""
    book = queries.book(request.viewer.on)
    month = month_asked(request, book.month_due())
    rows = queries.unit_months(request.viewer, month=month, book=book, form=book.form)
    facts = {
        "month": month,
        "month_code": month_code(month),
        "form": book.form,
        "rows": rows,
        "months": months_back(book.month_due()),
        "counts": {
            "fields": sum(row.fields for row in rows),
            "sent": sum(row.state in ("submitted", "approved", "locked") for row in rows),
            "lockable": sum(row.state == "approved" for row in rows),
        },
        "days": (book.form.due_on(month), book.form.consolidated_on(month), book.form.decided_on(month)),
        "may_review": units.may(request.viewer, "figure.review"),
        "may_plan": units.may(request.viewer, "figure.plan"),
    }
    return render(request, "figures/sheets.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("figure.read")
def sheet(request: Any, unit_id: int, month: Month) -> HttpResponse:
    """A unit's month: everything known beside the few fields that are asked; kept as a draft, or sent."""
    book = queries.book(request.viewer.on)
    page = queries.sheet_page(request.viewer, unit_id=unit_id, month=month, book=book, form=book.form)
    form = SheetForm(request.POST or None, lines=page.lines)
    if request.method == "POST" and form.is_valid():
        try:
            return _written(request, form, unit_id=unit_id, month=month, form_code=book.form.code)
        except actions.BadSheet as bad:
            form.mark(bad.findings)
            if not bad.findings:
                form.add_error(None, bad.sentence)
            page = queries.sheet_page(request.viewer, unit_id=unit_id, month=month, book=book, form=book.form)
    return render(request, "figures/sheet.html", _facts(request, page, form), status=422 if form.errors else 200)


def _written(request: Any, form: SheetForm, *, unit_id: int, month: Month, form_code: str) -> HttpResponse:
    sides = {"month": month, "form": form_code, "by": request.actor, "now": timezone.now()}
    if request.POST.get("act") != "submit":
        actions.save_draft(unit_id, form.typed(), **sides)
        messages.success(request, "已暂存。还没有报送，本单位同事也能接着填。")
        return redirect("figures:sheet", unit_id=unit_id, month=month)
    actions.submit_sheet(unit_id, form.typed(), with_gaps=form.cleaned_data["with_gaps"], **sides)
    messages.success(request, f"已报送{month.label}数据，等统计部门审核。审核前可以撤回。")
    return redirect("figures:sheet", unit_id=unit_id, month=month)


def _facts(request: Any, page: queries.SheetPage, form: SheetForm) -> dict[str, Any]:
    viewer, sheet_ = request.viewer, page.sheet
    reports = actions.reports_for(sheet_, request.actor) and units.may(viewer, "figure.report")
    sees_notes = reports or units.may(viewer, "figure.review")
    return {
        "page": page,
        "sheet": sheet_,
        "form": form,
        "rows": form.rows(),
        "others": [line for line in page.lines if not line.asked],
        "may_fill": reports and sheet_.is_open,
        "may_withdraw": reports and sheet_.state == "submitted",
        "may_review": units.may(viewer, "figure.review"),
        "due_on": page.form.due_on(sheet_.month),
        "notes": queries.sheet_notes(viewer, page, book=queries.book(viewer.on)) if sees_notes else [],
        "may_report": reports,
        "form_key": uuid.uuid4().hex,
        "facts": queries.sheet_facts(sheet_),
        "many_units": len({line.unit_id for line in page.lines}) > 1,
        "month_code": month_code(sheet_.month),
    }


@require_POST
@needs("figure.review")
def review(request: Any, sheet_id: int) -> HttpResponse:
    """Return, approve or reopen one sheet."""
    version, act = _number(request.POST.get("version")), request.POST.get("act")
    sides = {"version": version, "by": request.actor, "now": timezone.now()}
    words = request.POST.get("words", "")
    if act == "approve":
        done, said = actions.approve_sheet(sheet_id, **sides), "已审核通过，数据不能再改。"
    elif act == "return":
        done, said = actions.return_sheet(sheet_id, words, **sides), "已退回，理由已告知填报单位。"
    elif act == "reopen":
        done, said = actions.reopen_sheet(sheet_id, words, **sides), "已重开，填报单位可以改报。"
    else:
        raise Refusal("请选择审核通过、退回或重开。")
    messages.success(request, said)
    return redirect("figures:sheet", unit_id=done.unit_id, month=done.month)


@require_POST
@needs("figure.report")
def withdraw(request: Any, sheet_id: int) -> HttpResponse:
    """Take back what was sent."""
    version = _number(request.POST.get("version"))
    done = actions.withdraw_sheet(sheet_id, version=version, by=request.actor, now=timezone.now())
    messages.success(request, "已撤回，改好后请重新报送。")
    return redirect("figures:sheet", unit_id=done.unit_id, month=done.month)


@require_POST
@needs("figure.review")
def lock(request: Any, month: Month) -> HttpResponse:
    """Lock all approved sheets of a month."""
    outcomes = actions.lock_month(month, form=queries.MONTHLY, by=request.actor, now=timezone.now())
    done = sum(one.done for one in outcomes)
    left = "、".join(f"{one.name}（{one.sentence}）" for one in outcomes if not one.done)
    messages.success(request, f"已锁定{done}张月报。" + (f"未锁定：{left}" if left else ""))
    return redirect(f"{reverse('figures:sheets')}?month={month_code(month)}")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else -1
