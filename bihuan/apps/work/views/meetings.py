"""Pages of dispatch meetings (调度会)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.units import queries as units
from bihuan.apps.work import actions, queries
from bihuan.apps.work.forms.meetings import DecisionForm, MeetingForm, MinutesForm, SpokenForm
from bihuan.apps.work.forms.register import campaigns
from bihuan.base import rights
from bihuan.base.refusals import Refusal

READ, HOLD, PAGE_SIZE = "meeting.read", "meeting.hold", 30


@require_safe
def meetings(request: Any) -> HttpResponse:
    """Meetings in reach, newest first."""
    rights.require(request.viewer, READ)
    page = Paginator(queries.meetings(request.viewer), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "work/meetings.html", {"page": page, "may_hold": rights.may(request.viewer, HOLD)})


@require_http_methods(["GET", "POST"])
def meeting_new(request: Any) -> HttpResponse:
    """Call a meeting; its agenda is made at once."""
    rights.require(request.viewer, HOLD)
    sent = request.POST if request.method == "POST" else None
    form = MeetingForm(sent, campaigns=campaigns(), day=request.viewer.on, initial=_again(request))
    if request.method == "POST" and form.is_valid():
        try:
            key = form.cleaned_data["form_key"]
            made = actions.call_meeting(form.said(), by=request.actor, now=timezone.now(), key=key)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"已建立：{made}。议程按现在的台账生成，可以调整。")
            return redirect("work:meeting", meeting_id=made.pk)
    facts = {"form": form, "rule": queries.watch_rule(request.viewer.on)}
    return render(request, "work/meeting_new.html", facts, status=422 if form.errors else 200)


def _again(request: Any) -> dict[str, Any]:
    """What the next meeting takes over from the last."""
    after = request.GET.get("after", "")
    if not (after.isdecimal() and len(after) < 16):
        return {}
    last = queries.meeting(int(after), request.viewer)
    taken = {name: getattr(last, name) for name in ("name", "place", "chair", "recorder", "present")}
    return {**taken, "campaign": last.campaign_id, "held_time": timezone.localtime(last.held_at).time()}


@require_safe
def meeting(request: Any, meeting_id: int) -> HttpResponse:
    """One meeting: the last one's decisions first, the sheets of units, what was decided."""
    rights.require(request.viewer, READ)
    return _page(request, meeting_id)


def _page(request: Any, meeting_id: int, *, spoken: SpokenForm | None = None, status: int = 200) -> HttpResponse:
    page = queries.meeting_page(meeting_id, request.viewer, book=queries.rulebook(request.viewer.on))
    facts: dict[str, Any] = {"page": page, "may_hold": rights.may(request.viewer, HOLD)}
    facts |= {"spoken": spoken or SpokenForm(), "minutes": MinutesForm()}
    return render(request, "work/meeting.html", facts, status=status)


@require_safe
def meeting_sheets(request: Any, meeting_id: int) -> HttpResponse:
    """The agenda to be printed: what the last meeting decided, then one sheet a unit."""
    rights.require(request.viewer, READ)
    page = queries.meeting_page(meeting_id, request.viewer, book=queries.rulebook(request.viewer.on))
    return render(request, "work/meeting_sheets.html", {"page": page})


@require_POST
def meeting_agenda(request: Any, meeting_id: int) -> HttpResponse:
    """Make the agenda anew, or keep only what is ticked."""
    rights.require(request.viewer, HOLD)
    kept = [int(each) for each in request.POST.getlist("keep") if each.isdecimal() and len(each) < 16]
    anew = request.POST.get("act") == "anew"
    actions.make_agenda(meeting_id, keep=None if anew else kept, by=request.actor, now=timezone.now())
    messages.success(request, "议程已按现在的台账重新生成。" if anew else "议程已调整，只留勾选的事项。")
    return redirect("work:meeting", meeting_id=meeting_id)


@require_POST
def meeting_decisions(request: Any, meeting_id: int) -> HttpResponse:
    """Keep decisions as they were spoken."""
    rights.require(request.viewer, HOLD)
    form = SpokenForm(request.POST)
    if form.is_valid():
        try:
            key = form.cleaned_data["form_key"]
            lines = form.cleaned_data["lines"]
            made = actions.note_decisions(meeting_id, lines, by=request.actor, now=timezone.now(), key=key)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"已记下{len(made)}件。牵头单位和时限是从原话里认出来的，请逐件核定后交办。")
            return redirect("work:meeting", meeting_id=meeting_id)
    return _page(request, meeting_id, spoken=form, status=422)


@require_http_methods(["GET", "POST"])
def decision(request: Any, decision_id: int) -> HttpResponse:
    """What was proposed of a decision, to be settled and handed out."""
    rights.require(request.viewer, HOLD)
    row = queries.decision(decision_id, request.viewer)
    if row.item_id is not None:
        return redirect("work:item", item_id=row.item_id)
    sent = request.POST if request.method == "POST" else None
    form = DecisionForm(sent, row=row, units=units.unit_choices(request.viewer.on))
    if request.method == "POST" and form.is_valid():
        try:
            item = _handed_out(request, row.pk, form)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"已交办：{item}。")
            return redirect("work:meeting", meeting_id=row.meeting_id)
    return render(request, "work/decision.html", {"form": form, "row": row}, status=422 if form.errors else 200)


def _handed_out(request: Any, decision_id: int, form: DecisionForm) -> Any:
    by, now = request.actor, timezone.now()
    if number := form.cleaned_data["number"].strip():
        return actions.join_decision(decision_id, number, by=by, now=now)
    return actions.settle_decision(decision_id, form.settled(), by=by, now=now)


@require_POST
def decision_drop(request: Any, decision_id: int) -> HttpResponse:
    """Take out a line that was no decision."""
    rights.require(request.viewer, HOLD)
    row = queries.decision(decision_id, request.viewer)
    try:
        actions.drop_decision(row.pk, by=request.actor, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "已删去。")
    return redirect("work:meeting", meeting_id=row.meeting_id)


@require_POST
def meeting_minutes(request: Any, meeting_id: int) -> HttpResponse:
    """Issue the minutes as a paper."""
    rights.require(request.viewer, HOLD)
    form = MinutesForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(each) for found in form.errors.values() for each in found))
        return redirect("work:meeting", meeting_id=meeting_id)
    said = {"discussion": form.cleaned_data["discussion"], "number": form.cleaned_data["number"]}
    try:
        key = form.cleaned_data["form_key"]
        paper = actions.issue_minutes(meeting_id, **said, by=request.actor, now=timezone.now(), key=key)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("work:meeting", meeting_id=meeting_id)
    messages.success(request, f"已出具：{paper.title}。")
    return redirect("work:paper", paper_id=paper.pk)
