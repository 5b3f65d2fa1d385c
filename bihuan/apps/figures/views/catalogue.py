"""The catalogue of indicators, and the form of one (指标目录)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bihuan.apps.figures import actions, queries
from bihuan.apps.figures.forms import IndicatorForm
from bihuan.apps.units import actions as units
from bihuan.base.refusals import Refusal
from bihuan.base.rights import may, needs

OWN = {"own": True, "shipped": False}


@require_safe
@needs("figure.read")
def indicators(request: Any) -> HttpResponse:
    """All indicators in force: unit, period, months, direction, where each comes from and what it is part of."""
    words, own = request.GET.get("words", "").strip()[:60], request.GET.get("own", "")
    lines = queries.known_indicators(request.viewer.on, words=words, own=OWN.get(own))
    facts = {
        "lines": lines,
        "words": words,
        "own": own,
        "owned": sum(line.own for line in lines),
        "may_change": may(request.viewer, "indicator.change"),
    }
    return render(request, "figures/indicators.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("indicator.change")
def indicator_new(request: Any) -> HttpResponse:
    """Add an indicator of the office."""
    first = {"unit": "亿元", "months": [str(month) for month in range(1, 13)], "effective_on": request.viewer.on}
    return _form(request, initial=first)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("indicator.change")
def indicator_change(request: Any, code: str) -> HttpResponse:
    """Change an indicator from a day on; what was reported before stays as it was."""
    stands = queries.indicator_said(code, request.viewer.on)
    return _form(request, initial={**stands, "effective_on": request.viewer.on}, code=code)


def _form(request: Any, *, initial: dict[str, Any], code: str = "") -> HttpResponse:
    known = queries.indicators_on(request.viewer.on)
    form = IndicatorForm(request.POST or None, initial=initial, known=known, code=code)
    if request.method == "POST" and form.is_valid():
        try:
            actions.define_indicator(form.entry(), code=code, by=request.actor, now=timezone.now())
        except units.BadRule as bad:
            form.mark(bad.findings)
        except Refusal as refusal:
            form.add_error("effective_on", refusal.sentence)
        else:
            since = form.cleaned_data["effective_on"]
            messages.success(request, f"已登记“{form.cleaned_data['name']}”，自{since}起有效；此前的数不动。")
            return redirect("figures:indicators")
    facts = {"form": form, "code": code, "name": initial.get("name", "")}
    return render(request, "figures/indicator_form.html", facts, status=422 if form.errors else 200)
