"""Pages of what goes out: one's own switches, and for the system administrator gateways, accounts and the outbox."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.apps.desk import actions, forms, queries
from bihuan.apps.desk.mapping.letters import word_of
from bihuan.apps.desk.models import Channel, Delivery
from bihuan.base.messaging.wire import PUBLIC
from bihuan.base.refusals import Refusal, Stale
from bihuan.base.rights import needs

STATES = {state.value: state.label for state in Delivery.State}


@require_http_methods(["GET", "POST"])
@login_required
def switches(request: Any) -> HttpResponse:
    """What I want to get where, and when not to be disturbed."""
    mine = queries.my_channels(request.viewer)
    row = queries.switches(request.viewer)
    form = forms.SwitchesForm(mine, request.POST or None, initial=_switched(row))
    if request.method == "POST" and form.is_valid():
        quiet = (form.cleaned_data["quiet_from"], form.cleaned_data["quiet_until"])
        actions.set_switches(form.off(), quiet=quiet, by=request.actor, now=timezone.now())
        messages.success(request, "已保存。")
        return redirect("desk:switches")
    facts = {"form": form, "mine": mine}
    return render(request, "desk/switches.html", facts, status=422 if form.errors else 200)


def _switched(row: Any) -> dict[str, Any]:
    everything = [f"{channel}:{kind}" for channel in Channel.values for kind in forms.messages.KINDS]
    if row is None:
        return {"on": everything}
    on = [code for code in everything if code not in row.off]
    return {"on": on, "quiet_from": row.quiet_from, "quiet_until": row.quiet_until}


@require_GET
@needs("message.change")
def gateways(request: Any) -> HttpResponse:
    """The ways out and what waits or failed on them; never what a message says."""
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    rows, counts = queries.gateways(), queries.outbox_counts(request.viewer)
    page = Paginator(queries.outbox(request.viewer, state), 50).get_page(request.GET.get("page"))
    for delivery in page.object_list:
        delivery.rule_word = word_of(delivery.rule)
    lines = [_line(channel, rows.get(channel), counts) for channel in Channel]
    facts = {"lines": lines, "page": page, "state": state, "states": _counted(counts), "now": timezone.now()}
    return render(request, "desk/gateways.html", facts)


def _line(channel: Channel, row: Any, counts: dict[tuple[str, str], int]) -> dict[str, Any]:
    return {
        "channel": channel,
        "row": row,
        "has_secret": bool(settings.MESSAGE_SECRETS[channel]),
        "waiting": counts.get((channel, "waiting"), 0) + counts.get((channel, "sending"), 0),
        "failed": counts.get((channel, "failed"), 0),
    }


def _counted(counts: dict[tuple[str, str], int]) -> list[tuple[str, str, int]]:
    return [
        (state, word, sum(count for (_, of), count in counts.items() if of == state)) for state, word in STATES.items()
    ]


def _channel(code: str) -> Channel:
    if code not in Channel.values:
        raise Http404
    return Channel(code)


@require_http_methods(["GET", "POST"])
@needs("message.change")
def gateway(request: Any, channel: str) -> HttpResponse:
    """The settings of one way out."""
    which = _channel(channel)
    row = queries.gateways().get(channel)
    initial = {name: getattr(row, name) for name in forms.GatewayForm.base_fields} if row else {"version": 0}
    form = forms.GatewayForm(channel, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            version = values.pop("version")
            actions.set_gateway(channel, values=values, version=version, by=request.actor, now=timezone.now())
        except Stale:
            raise
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"已保存{which.label}的设置。")
            return redirect("desk:gateways")
    limits = queries.limits_of(channel, on=request.viewer.on)
    facts = {
        "form": form,
        "row": row,
        "channel": which,
        "limits": limits,
        "published": PUBLIC.get(channel, ""),
        "has_secret": settings.MESSAGE_SECRETS[which],
    }
    return render(request, "desk/gateway.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs("message.change")
def gateway_accounts(request: Any, channel: str) -> HttpResponse:
    """Who is reached under which account."""
    which = _channel(channel)
    form = forms.AccountsForm(request.POST or None)
    wrong: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            count = actions.set_accounts(
                channel, lines=form.cleaned_data["lines"], by=request.actor, now=timezone.now()
            )
        except actions.BadAccounts as bad:
            wrong = bad.sentences
        else:
            messages.success(request, f"已登记，{count} 人有变化。")
            return redirect("desk:gateway_accounts", channel)
    page = Paginator(queries.accounts(request.viewer, channel), 50).get_page(request.GET.get("page"))
    facts = {"form": form, "page": page, "channel": which, "wrong": wrong}
    return render(request, "desk/gateway_accounts.html", facts, status=422 if wrong or form.errors else 200)


@require_POST
@needs("message.change")
def resend(request: Any) -> HttpResponse:
    """Try ticked messages again."""
    ids = [int(each) for each in request.POST.getlist("deliveries") if each.isdecimal() and len(each) < 19]
    count = actions.resend(ids, by=request.actor, now=timezone.now())
    if count:
        messages.success(request, f"{count} 条已排入待发。")
    else:
        messages.error(request, "没有勾选未发成的消息。")
    return redirect("desk:gateways")
