"""Every form of every room, sent as its page gives it, and as nobody should (A04, A10, A11, A24, A26, A60)."""

from __future__ import annotations

import os
import random
import re
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from django.db import models
from django.db.transaction import TransactionManagementError
from django.test import Client
from django.utils import timezone

from bihuan.apps.units.actions import events as writing
from bihuan.apps.units.models import ChainHead, Event
from tests.support import cast as casting
from tests.trust import district, pages, rows
from tests.trust.rows import state, trial

pytestmark = pytest.mark.django_db
SENDERS = ("supervisor", "lead_head", "lead_clerk", "system_admin")
PERSONAL = {
    "desk_notice": "that a person read a notice: a mark on the person's own desk",
    "work_savedview": "a person's own way to look at a list",
}
"""Tables that a form may write without leaving an event, and why (A10)."""
NOW = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
MINE, THEIRS = "我写的文字五七九", "他写的文字"
DONE = (200, 204, 302)
ROUNDS = int(os.environ.get("BIHUAN_FUZZ", "2"))
"""Random inputs a form and a page; 2,000 where somebody asks for it."""
SLOWEST = 2.0  # seconds of processor
NUMBERS = '0|-1|1e999|NaN|２０２６年１３月４５日|1970-01-01|9999-12-31|1:2:3|[]|{}|{"a":|null|true|%00|%s%n|'
CODES = "'; DROP TABLE x;--|(((((|a{999999999}|<script>alert(1)</script>|{{ 7*7 }}|${7*7}|../../etc/passwd|=1+1"
NASTY = (*NUMBERS.split("|"), *CODES.split("|"), "\u202e\U0001f4a9", "9" * 400, "é" * 3000, "\x00", "\r\nX: 1")
ASKED = ("q", "page", "sort", "month", "unit", "kind", "state", "due_from", "lamp", "year", "item", "group", "paper")
ELSEWHERE = {"units:sign_in", "units:sign_out", "units:password", "work:export"}
"""Forms that change the session itself, which has tests of its own, or nothing."""


@pytest.fixture(scope="module")
def forms(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[tuple[Any, pages.Form]]]:
    """One form of each kind that anybody of the senders is shown, with the browser that shows it; made once."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, trial():
        patch.setattr(timezone, "now", lambda: NOW)
        cast = casting.make_cast()
        yield list(_forms_of(cast, start=("/", *district.fill(cast).own)).values())


def _forms_of(cast: casting.Cast, *, start: tuple[str, ...]) -> dict[str, tuple[Any, pages.Form]]:
    """Of each kind the first that is taken as it is filled; else the first of all."""
    found: dict[str, list[tuple[Any, pages.Form]]] = {}
    for name in SENDERS:
        client = Client(raise_request_exception=False)
        client.force_login(getattr(cast, name), backend="bihuan.base.login.PersonBackend")
        for form in pages.walk(client, start=start).forms:
            form.values.pop("pasted", None)  # a document is uploaded or pasted, not both
            if form.route not in ELSEWHERE:
                found.setdefault(re.sub(r"\d+", "N", form.action.split("?")[0]), []).append((client, form))
    return {key: next(filter(_is_taken, several[:12]), several[0]) for key, several in found.items()}


def _is_taken(sent: tuple[Any, pages.Form]) -> bool:
    client, form = sent
    with trial():
        answer = pages.send(client, form)
    return answer.status_code in DONE


def every_column() -> dict[str, str]:
    """A value for each column of each table, as an ill-meaning person would add it to a form."""
    found: dict[str, str] = {}
    for model in rows.OWN:
        for field in model._meta.concrete_fields:
            value = _evil(field)
            found |= {field.name: value, field.attname: value}
    legal = {"why"}  # a form may take a reason, shown or not
    others = {"by": "1", "role": "supervision", "score": "100", "approved_by": "1", "now": "1999-09-09"}
    return {name: value for name, value in found.items() if name not in legal} | others


def _evil(field: models.Field) -> str:
    if field.choices:
        return str(field.flatchoices[-1][0])
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateTimeField | models.DateField):
        return "1999-09-09"
    return "written_off" if field.name == "state" else "1"


def test_fields_that_a_form_does_not_show_change_nothing(forms):
    extra = every_column()
    for client, form in forms:
        with trial():
            answer = pages.send(client, form).status_code
            plainly = state()
        with trial():
            added = {name: value for name, value in extra.items() if name not in {*form.values, *form.shown}}
            again = pages.send(client, form, **added).status_code
            forged = state()

        assert again == answer, form
        assert {name: (plainly[name], forged[name]) for name in forged if plainly[name] != forged[name]} == {}, form


def written(form: pages.Form, client: Any) -> tuple[int, set[str], list[Event]]:
    """Send a form: its answer, the tables that it changed, and the events that it left."""
    before, last = rows.hashes(), ChainHead.objects.get(pk=1).seq
    try:
        answer = pages.send(client, form)
    except TransactionManagementError:
        return 500, set(), []  # the failure took the whole transaction with it; here the trial stands around it
    return answer.status_code, rows.changed(before, rows.hashes()), list(Event._base_manager.filter(seq__gt=last))


def test_every_write_leaves_an_event_that_says_who_what_and_when(forms):
    done = set()
    for client, form in forms:
        with trial():
            status, tables, events = written(form, client)
        if not tables - set(PERSONAL):
            continue
        done |= {form.route} if status in DONE else set()
        assert events, f"{form} wrote {tables} without an event ({status})"
        for event in events:
            assert (event.at, event.address) == (NOW, "127.0.0.1"), form
            said = (event.person_id, event.person_name, event.unit_name, event.kind, event.object_kind, event.result)
            assert all(said), (form, said)
            assert re.fullmatch("[0-9a-f]{32}", event.request_id), form

    assert {"desk:suggest", "documents:edit", "documents:reject", "documents:split", "documents:upload"} <= done
    assert {"work:move", "work:register", "work:take", "work:copy"} <= done


@pytest.mark.parametrize("fails", ["before the event is written", "after the event is written"])
def test_a_failure_between_a_write_and_its_event_leaves_neither(forms, monkeypatch, fails):
    broke = []

    def fail(*_: Any, **__: Any) -> None:
        broke.append(fails)
        raise RuntimeError(fails)

    target = (writing.chain, "link") if fails.startswith("before") else (ChainHead, "save")
    monkeypatch.setattr(*target, fail)
    for client, form in forms:
        broke.clear()
        with trial():
            _, tables, events = written(form, client)

        assert events == [], form
        assert not broke or tables <= set(PERSONAL), f"{form}: {tables} kept without an event"


def test_a_form_that_is_sent_twice_is_done_once(forms):
    keyed = [(client, form) for client, form in forms if form.values.get("form_key")]
    for client, form in keyed:
        with trial():
            untouched = state()
            first = pages.send(client, form)
            if state() == untouched:  # it says what stands already; let the faster one say something new
                first = pages.send(client, form, **dict.fromkeys(form.words, THEIRS))
            once = state()
            second = pages.send(client, form)
            twice = state()
        if first.status_code in DONE:
            answers = [(each.status_code, each.headers.get("Location")) for each in (first, second)]
            assert answers[0] == answers[1], form
            assert twice == once, form

    assert len(keyed) > 8


def versioned(forms: list[tuple[Any, pages.Form]]) -> Iterator[tuple[Any, pages.Form, dict[str, Any]]]:
    """Forms that change something that was shown, with words typed into them by a second person."""
    for client, form in forms:
        if form.values.get("version"):
            typed = {name: MINE for name in form.shown if form.values.get(name) == pages.TEXT}
            yield client, form, typed | {"form_key": uuid.uuid4().hex}


def test_a_form_made_from_an_older_state_is_refused_and_keeps_what_was_typed(forms):
    refused = set()
    for client, form, typed in versioned(forms):
        with trial():
            untouched = state()
            first = pages.send(client, form)
            if state() == untouched:  # it says what stands already; let the faster one say something new
                first = pages.send(client, form, **dict.fromkeys(form.words, THEIRS))
            once = state()
            second = pages.send(client, form, **typed)
            twice = state()
        if first.status_code not in DONE:
            continue
        refused.add(form.route)
        assert second.status_code in (403, 404, 409, 422), form
        assert {name for name in twice if twice[name] != once[name]} <= {"units_event", "units_chainhead"}, form
        if MINE in typed.values() and second.status_code == 409:
            assert MINE in pages.body(second).decode(), form

    assert {"work:move", "documents:edit", "documents:reject"} <= refused


def test_no_form_breaks_on_what_it_is_sent(forms):
    chance, wrong = random.Random(60), []
    for client, form in forms * ROUNDS:
        said = {name: chance.choice((value, *chance.sample(NASTY, 2))) for name, value in form.values.items()}
        with trial():
            sent = {name: value for name, value in said.items() if value is not None}
            wrong += unsound(partial(client.post, form.action, sent), f"{form} {said}")
    assert not wrong, wrong[:3]


def test_no_page_breaks_on_what_is_asked_of_it(forms):
    chance, wrong = random.Random(61), []
    for client, form in forms * ROUNDS:
        said = {name: chance.choice(NASTY) for name in chance.sample(ASKED, 4)}
        url = form.page.partition("?")[0]
        wrong += unsound(partial(client.get, url, said), f"{url} {said}")
    assert not wrong, wrong[:3]


def unsound(ask: Any, what: str) -> list[str]:
    """What is wrong with an answer: a failure of the site, or too long a wait."""
    began = time.process_time()
    status, spent = ask().status_code, time.process_time() - began
    return [f"{status} in {spent:.1f} s: {what}"[:400]] if status >= 500 or spent > SLOWEST else []
