"""Slips: who gets one today, and sending them (督办单)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bihuan.apps.units import queries as units
from bihuan.apps.work import actions, queries
from bihuan.apps.work.views.results import Line
from bihuan.base.refusals import Forbidden


@require_http_methods(["GET", "POST"])
def slips(request: Any) -> HttpResponse:
    """Items that draw a slip today; those that are ticked are urged with the slip's own sentence."""
    if not units.may(request.viewer, "slip.send"):
        raise Forbidden("督办单由督查室发出。")
    book = queries.rulebook(request.viewer.on)
    lines = queries.slips(viewer=request.viewer, book=book)
    if request.method == "POST":
        return _sent(request, lines, book)
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.slip.word] = counts.get(line.slip.word, 0) + 1
    facts = {"lines": lines, "counts": counts, "today": request.viewer.on}
    facts |= {"sent": sum(line.is_sent for line in lines), "units": queries.slips_by_unit(viewer=request.viewer)}
    return render(request, "work/slips.html", facts)


def _sent(request: Any, lines: list[queries.SlipLine], book: queries.Rulebook) -> HttpResponse:
    ticked = dict(each.split(":", 1) for each in request.POST.getlist("items") if ":" in each)
    chosen = [line for line in lines if str(line.item.pk) in ticked]
    if not chosen:
        messages.error(request, "请先勾选要发单的事项。")
        return redirect("work:slips")
    outcomes = actions.send_slips(
        [(line.item, line.slip, ticked[str(line.item.pk)]) for line in chosen],
        book=book,
        by=request.actor,
        now=timezone.now(),
    )
    found = [Line(each.name, reverse("work:item", args=[each.item_id]), each.done, each.sentence) for each in outcomes]
    facts = {"word": "发单", "results": found, "back": reverse("work:slips"), "room": "督办单"}
    return render(request, "work/ledger_results.html", facts)
