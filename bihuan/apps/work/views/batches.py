"""Acts on many items, with what did not go and why; copies (批量办理、抄送)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from bihuan.apps.units import queries as units
from bihuan.apps.work import actions, queries
from bihuan.apps.work.forms import CopyForm, LookBackForm
from bihuan.base.refusals import Forbidden

ASKED = ("kind", "written_off_from", "written_off_to", "share")


@dataclass(frozen=True)
class Row:
    """What became of one item, as the page of results shows it."""

    title: str
    url: str
    is_done: bool
    sentence: str


def _check_move(request: Any) -> None:
    if not units.may(request.viewer, "item.move"):
        raise Forbidden("您的岗位只能查看事项，不能办理。")


@require_http_methods(["GET", "HEAD", "POST"])
def look_back(request: Any) -> HttpResponse:
    """Draw written-off items to look back at (回头看)."""
    if not units.may(request.viewer, "item.look_back"):
        raise Forbidden("您没有组织回头看的权限；由督查室办理。")
    book = queries.rulebook(request.viewer.on)
    kinds = [(code, kind.name) for code, kind in book.kinds.items()]
    sent = request.POST if request.method == "POST" else None
    form = LookBackForm(sent, kinds=kinds, initial={name: request.GET[name] for name in ASKED if name in request.GET})
    if request.method == "POST" and form.is_valid():
        draw = actions.look_back(**form.cleaned_data, by=request.actor, now=timezone.now())
        words = f"回头看抽查：期间销号{draw.total}项，抽中{len(draw.outcomes)}项，抽签号“{form.cleaned_data['seed']}”"
        return _results(request, words, draw.outcomes)
    facts = {"form": form, "due": queries.due_look_backs(viewer=request.viewer, book=book)}
    return render(request, "work/look_back.html", facts, status=422 if form.errors else 200)


def _results(request: Any, word: str, done: Iterable[actions.Outcome]) -> HttpResponse:
    rows = [Row(each.name, reverse("work:item", args=[each.item_id]), each.done, each.sentence) for each in done]
    return render(request, "work/results.html", {"word": word, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: Any, item_id: int) -> HttpResponse:
    """Send an item for information (抄送)."""
    _check_move(request)
    item = queries.visible_item(item_id, request.viewer)
    day = request.viewer.on
    sent = request.POST if request.method == "POST" else None
    form = CopyForm(sent, units=units.unit_choices(day), leaders=units.leader_choices(day))
    if request.method == "POST" and form.is_valid():
        actions.copy_to(item.pk, **form.cleaned_data, by=request.actor, now=timezone.now())
        messages.success(request, f"已抄送：{item}。")
        return redirect("work:item", item_id=item.pk)
    return render(request, "work/copy.html", {"form": form, "item": item}, status=422 if form.errors else 200)


@require_POST
def read_copy(request: Any, item_id: int) -> HttpResponse:
    """Say that a copy was taken note of (已阅)."""
    item = actions.read_copy(item_id, by=request.actor, now=timezone.now())
    messages.success(request, f"已阅：{item}。")
    return redirect("work:item", item_id=item.pk)
