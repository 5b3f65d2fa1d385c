"""Letters of targets: list, drafting, signing, the file, and checking a returned file (目标责任书)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.figures import actions, mapping, queries
from bihuan.apps.figures.forms import ForceForm, LetterForm, SignForm
from bihuan.apps.figures.views.targets import year_asked
from bihuan.apps.units import queries as units
from bihuan.base.refusals import Refusal
from bihuan.base.rights import needs

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@needs("letter.read")
def letters(request: Any) -> HttpResponse:
    """Units with their letters of a year: where each stands, and whose targets changed since."""
    viewer = request.viewer
    year = year_asked(request, queries.book(viewer.on).month_due().year)
    rows = queries.letter_rows(viewer, year)
    facts = {
        "year": year,
        "years": queries.years_with_targets(viewer) or [year],
        "rows": rows,
        "in_force": sum(row.letter is not None and row.letter.state == "in_force" for row in rows),
        "may_draft": units.may(viewer, "letter.draft"),
    }
    return render(request, "figures/letters.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("letter.draft")
def letter_new(request: Any, unit_id: int, year: int) -> HttpResponse:
    """Draft a unit's letter: its targets are there already."""
    draft = queries.letter_draft(request.viewer, unit_id, year, rules=queries.book(request.viewer.on))
    form = LetterForm(request.POST or None, draft=draft, initial=_initial(draft))
    if request.method == "POST" and form.is_valid() and (row := _drafted(request, form, draft)):
        messages.success(request, "已起草，等乙方会签。")
        return redirect("figures:letter", row.pk)
    facts = {"form": form, "draft": draft}
    return render(request, "figures/letter_new.html", facts, status=422 if form.errors else 200)


def _initial(draft: queries.LetterDraft) -> dict[str, Any]:
    before = mapping.said_in(draft.before) if draft.before else None
    return {
        "superior": before.superior if before else draft.superior,
        "basis": before.basis if before else next((line.row.source for line in draft.lines), ""),
        "guarantees": "\n".join(before.guarantees) if before else "",
        "items": [item.pk for item in draft.items],
    }


def _drafted(request: Any, form: LetterForm, draft: queries.LetterDraft) -> Any:
    told = form.cleaned_data
    wanted = actions.LetterWanted(
        superior=told["superior"],
        basis=told["basis"],
        guarantees=form.lines(),
        item_ids=frozenset(told.get("items", ())),
        reason=told.get("reason", ""),
    )
    try:
        return actions.draft_letter(draft.unit_id, draft.year, wanted, by=request.actor, now=timezone.now())
    except Refusal as bad:
        form.add_error(None, bad.sentence)
        return None


@require_safe
@needs("letter.read")
def letter(request: Any, letter_id: int) -> HttpResponse:
    """One letter as it reads, what was done to it, its versions, what changed since."""
    return _page(request, letter_id)


def _page(request: Any, letter_id: int, *, status: int = 200, **more: Any) -> HttpResponse:
    viewer = request.viewer
    page = queries.letter_page(viewer, letter_id, rules=queries.book(viewer.on))
    facts = {
        "page": page,
        "row": page.row,
        "force_form": ForceForm(initial={"from_on": viewer.on}),
        "may_draft": units.may(viewer, "letter.draft"),
        "may_sign": actions.may_sign(page.row, request.actor),
        **more,
    }
    return render(request, "figures/letter.html", facts, status=status)


@require_POST
@needs("letter.sign")
def letter_sign(request: Any, letter_id: int) -> HttpResponse:
    """The unit's head signs or says why not."""
    queries.letter(request.viewer, letter_id)
    form = SignForm(request.POST)
    if not form.is_valid():
        raise Refusal("请选择同意会签或不同意。")
    told = form.cleaned_data
    agree = told["agree"] == "yes"
    sides = {"words": told["words"], "digest": told["digest"], "by": request.actor, "now": timezone.now()}
    actions.countersign(letter_id, agree=agree, **sides)
    messages.success(request, "已会签，等批准后生效。" if agree else "意见已告知起草单位。")
    return redirect("figures:letter", letter_id)


@require_POST
@needs("letter.draft")
def letter_force(request: Any, letter_id: int) -> HttpResponse:
    """A countersigned letter comes into force."""
    queries.letter(request.viewer, letter_id)
    form = ForceForm(request.POST)
    if not form.is_valid():
        raise Refusal("请填写批准文号和生效日期。")
    told = form.cleaned_data
    sides = {"number": told["number"], "from_on": told["from_on"], "by": request.actor, "now": timezone.now()}
    actions.put_in_force(letter_id, **sides)
    messages.success(request, "已生效，此后不能改动；要变更请另立新版。")
    return redirect("figures:letter", letter_id)


@require_safe
@needs("letter.read")
def letter_file(request: Any, letter_id: int) -> HttpResponse:
    """The letter as a docx file."""
    row = queries.letter(request.viewer, letter_id)
    content = actions.letter_file(row, by=request.actor)
    name = f"{row.unit_name}{row.year}年度目标责任书（第{row.version}版）.docx"
    head = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": head})


@require_POST
@needs("letter.read")
def letter_check(request: Any, letter_id: int) -> HttpResponse:
    """Read a returned file and say how it differs from what is kept."""
    row = queries.letter(request.viewer, letter_id)
    file = request.FILES.get("file")
    try:
        found, differing = actions.check_letter(row, file.read() if file else b"", name=file.name if file else "")
    except Refusal as bad:
        return _page(request, letter_id, status=422, wrong=bad.sentence)
    return _page(request, letter_id, checked=True, differing=differing, found=found)
