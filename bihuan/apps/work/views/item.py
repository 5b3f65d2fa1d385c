"""The page of one item, its moves and its files (事项页)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from bihuan.apps.units import queries as units
from bihuan.apps.work import actions, queries
from bihuan.apps.work.forms import Asked, MoveForm
from bihuan.apps.work.models import Item
from bihuan.apps.work.queries.item import ItemPage, effect_sentence
from bihuan.apps.work.views.uploads import discard_all, keep_files
from bihuan.base import files
from bihuan.base.refusals import Forbidden, Refusal, Stale
from bihuan.base.registries import parts_of
from bihuan.engine.loop import EFFECTS

ON_DESK = ("/", "/?tab=todo")
DANGER = ("write_off", "cancel", "split")
"""Moves that ask for their word to be typed."""


@require_safe
def item(request: Any, item_id: int) -> HttpResponse:
    """One item with its timeline and what this person may do now."""
    now = timezone.now()
    found = queries.item_page(item_id, request.viewer, now=now)
    actions.open_item(found.item, state=found.state, standings=found.standings, by=request.actor, now=now)
    return render(request, "work/item.html", page_facts(request, found))


def page_facts(request: Any, page: ItemPage) -> dict[str, Any]:
    """What the template of the item page needs."""
    return {
        "page": page,
        "item": page.item,
        "signs": page.signs,
        "source": queries.source_of(page.item, request.viewer),
        "parts": parts_of("work.item", request.viewer, page.item),
        "today": request.viewer.on,
    }


@require_http_methods(["GET", "POST"])
def move(request: Any, item_id: int, code: str) -> HttpResponse:
    """The form of one move, in place; sent, the move is made through the one door."""
    now = timezone.now()
    page = queries.item_page(item_id, request.viewer, now=now)
    if not units.may(request.viewer, "item.move"):
        raise Forbidden("您的岗位只能查看事项，不能办理。")
    offered = {each.code: each for each in (*page.moves, *page.paper_moves)}
    if code not in page.kind.move_by_code:
        raise Http404
    on_paper = code in offered and offered[code].on_paper
    asked = Asked(
        item=page.item,
        kind=page.kind,
        move=page.kind.move_by_code[code],
        units=units.unit_choices(request.viewer.on),
        nodes=list(page.nodes),
        today=request.viewer.on,
        proposed_due=queries.proposed_due(page.item, page.kind, now=now, calendar=page.book.calendar),
        on_paper=on_paper,
        paper_units=_paper_units(page, code) if on_paper else (),
    )
    if request.method != "POST":
        return _form_page(request, page, MoveForm(asked=asked))
    if actions.is_same_form(page.item, request.POST.get("form_key", ""), request.actor):
        return _back_to(request, page.item)
    form = MoveForm(request.POST, request.FILES, asked=asked)
    if not form.is_valid():
        return _form_page(request, page, form, status=422)
    return _make_move(request, page, form, now=now)


def _paper_units(page: ItemPage, code: str) -> tuple[tuple[int, str], ...]:
    """Units whose paper it may be; asked only where there are several."""
    parties = queries.paper_parties(page.kind.move_by_code[code], page.parties)
    return tuple({party.unit_id: party.unit_name for party in parties}.items())


def _make_move(request: Any, page: ItemPage, form: MoveForm, *, now: Any) -> HttpResponse:
    answers, kept = form.answers(), []
    try:
        kept = keep_files(answers)
        done = actions.move_item(
            page.item.pk,
            form.asked.move.code,
            version=form.cleaned_data["version"],
            answers=answers,
            by=request.actor,
            now=now,
            key=form.cleaned_data["form_key"],
        )
    except Refusal as refusal:
        discard_all(kept)
        return _refused(request, page, form, refusal)
    messages.success(request, f"已“{form.asked.move.word}”：{done}。")
    return _back_to(request, done)


def _refused(request: Any, page: ItemPage, form: MoveForm, refusal: Refusal) -> HttpResponse:
    """The form again with all that was typed; beside what stands now where somebody was faster."""
    if isinstance(refusal, Stale):
        page.item.refresh_from_db()
        sent = request.POST.copy()
        sent["version"] = str(page.item.version)
        form.data = sent
    elif isinstance(refusal, actions.Incomplete):
        for finding in refusal.findings:
            form.add_error(finding.at if finding.at in form.fields else None, finding.sentence)
    else:
        form.add_error(None, refusal.sentence)
    return _form_page(request, page, form, status=refusal.status, refusal=refusal)


def _form_page(
    request: Any, page: ItemPage, form: MoveForm, *, status: int = 200, refusal: Refusal | None = None
) -> HttpResponse:
    asked = form.asked
    facts = {
        "item": page.item,
        "page": page,
        "move": asked.move,
        "form": form,
        "on_paper": asked.on_paper,
        "effect": effect_sentence(asked.move, page.kind, EFFECTS),
        "barred": next((each.verdict.because for each in page.refused if each.move.code == asked.move.code), ""),
        "chooses_unit": "unit" in form.fields and units.may(request.viewer, "item.register"),
        "danger": asked.move.word if asked.move.code in DANGER else "",
        "stale": refusal if isinstance(refusal, Stale) else None,
    }
    template = "work/parts/move_form.html" if request.htmx else "work/move.html"
    return render(request, template, facts, status=status)


def _back_to(request: Any, done: Item) -> HttpResponse:
    """To the item; to the list where this person no longer sees it, as after a transfer; the desk stays where it is."""
    if request.htmx and request.htmx.current_url_abs_path in ON_DESK:
        return trigger_client_event(HttpResponse(status=204), "handled")
    seen = Item.objects.visible_to(request.viewer).filter(pk=done.pk).exists()
    url = f"/items/{done.pk}/" if seen else "/"
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


@require_safe
def file(request: Any, item_id: int, file_id: int) -> HttpResponseBase:
    """A file of an item, for those who may see the item."""
    found = queries.visible_item(item_id, request.viewer)
    row = found.attachments.filter(pk=file_id).first()
    if row is None:
        raise Http404
    return files.download(row.path, name=row.name)
