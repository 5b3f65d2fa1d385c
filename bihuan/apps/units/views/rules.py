"""Pages of rules in force and of changing them (规则)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_http_methods

from bihuan import definitions
from bihuan.apps.units import actions, queries
from bihuan.apps.units.forms.rules import KIND_WORDS, RuleForm, as_text
from bihuan.apps.units.views import rule_reading
from bihuan.base.refusals import Refusal
from bihuan.base.rights import may, needs


@require_GET
@needs("definition.read")
def rules(request: Any) -> HttpResponse:
    """Rules of a kind in force on a day, with their source; one of them with its content in words."""
    day = parse_date(request.GET.get("on") or "") or request.viewer.on
    if request.GET.get("code"):
        return _one(request, request.GET.get("kind", ""), request.GET["code"], day=day)
    kinds = {kind: KIND_WORDS.get(kind, kind) for kind in sorted(definitions.kinds(), key=_readable_first)}
    asked = request.GET.get("kind", "")
    kind = asked if asked in kinds else next(iter(kinds))
    facts = {
        "kinds": kinds,
        "kind": kind,
        "found": queries.definitions(kind, on=day),
        "readable": rule_reading.READABLE,
        "day": day,
        "may_change": may(request.viewer, "definition.change"),
    }
    return render(request, "units/rules.html", facts)


def _readable_first(kind: str) -> tuple[bool, str]:
    return kind not in rule_reading.READABLE, kind


def _one(request: Any, kind: str, code: str, *, day: date) -> HttpResponse:
    found = queries.definition(kind, code, on=day) if kind in rule_reading.READABLE else None
    if found is None:
        raise Http404
    facts = {
        "rule": found,
        "kind": kind,
        "word": KIND_WORDS.get(kind, kind),
        "sheets": rule_reading.sheets_of(kind, found),
        "day": day,
        "may_change": may(request.viewer, "definition.change"),
    }
    return render(request, "units/rule_read.html", facts)


@require_http_methods(["GET", "POST"])
@needs("definition.change")
def change(request: Any) -> HttpResponse:
    """A new version of a rule from a day on, beginning from what is in force."""
    form = RuleForm(request.POST) if request.method == "POST" else RuleForm(initial=_present(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.change_rule(said["kind"], said["code"], entry=form.entry(), by=request.actor, now=timezone.now())
        except actions.BadRule as bad:
            for sentence in bad.sentences:
                form.add_error("body", sentence)
        except Refusal as refusal:
            form.add_error("effective_on", refusal.sentence)
        else:
            messages.success(request, f"已登记，自{said['effective_on']}起按新规则；此前仍按原规则。")
            return redirect("units:rules")
    return render(request, "units/rule.html", {"form": form}, status=422 if form.errors else 200)


def _present(request: Any) -> dict[str, Any]:
    kind, code = request.GET.get("kind", ""), request.GET.get("code", "")
    found = queries.definition(kind, code, on=request.viewer.on) if kind in definitions.kinds() and code else None
    if found is None:
        return {"effective_on": request.viewer.on}
    said = {"kind": kind, "code": code, "name": found.name, "body": as_text(found.body)}
    return {**said, "effective_on": request.viewer.on}
