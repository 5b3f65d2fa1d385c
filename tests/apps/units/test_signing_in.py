"""Signing in: locked after failures, the same for unknown names, one-time passwords, ends of sessions (A64, A07)."""

from __future__ import annotations

from datetime import timedelta
from time import process_time
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from bihuan.apps.units import actions
from bihuan.apps.units.models import Event
from bihuan.apps.units.queries.signing_in import ADDRESS_FAILURES
from bihuan.base import registries
from tests.support.builders import PASSWORD, actor


def sign_in(client, login, password=PASSWORD, **extra):
    return client.post("/login/", {"username": login, "password": password}, **extra)


def kinds(**wanted):
    return list(Event.objects.unscoped("test").filter(**wanted).values_list("kind", "result"))


def test_a_person_signs_in_and_comes_to_where_they_wanted(cast, client):
    answer = client.post("/login/?next=/password/", {"username": "lead_clerk", "password": PASSWORD})

    assert (answer.status_code, answer.url) == (302, "/password/")
    assert kinds(person_id=cast.lead_clerk.pk) == [("person.signed_in", "done")]


def test_signing_in_leads_to_no_foreign_site(cast, client):
    answer = client.post("/login/?next=https://example.com/", {"username": "lead_clerk", "password": PASSWORD})

    assert answer.url == "/"


def test_the_sixth_try_is_refused_even_with_the_right_password(cast, client):
    for _ in range(5):
        sign_in(client, "lead_clerk", "wrong")

    answer = sign_in(client, "lead_clerk")

    assert answer.status_code == 429
    assert "15分钟" in answer.content.decode()


def test_another_address_is_not_locked_by_a_stranger(cast, client):
    for _ in range(5):
        sign_in(client, "lead_clerk", "wrong", REMOTE_ADDR="10.0.0.9")

    assert sign_in(client, "lead_clerk", REMOTE_ADDR="10.0.0.8").status_code == 302


def test_an_unknown_name_gets_the_same_answers(cast):
    def told(login):
        client = Client()
        pages = [sign_in(client, login, "wrong", REMOTE_ADDR=f"10.0.1.{len(login)}") for _ in range(6)]
        return [(page.status_code, page.content.decode().replace(login, "")[-400:]) for page in pages]

    assert told("lead_clerk") == told("who_is_that")


def test_an_unknown_name_takes_the_same_time(cast, client, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    cast.lead_clerk.set_password(PASSWORD)
    cast.lead_clerk.save()

    def took(login, number):
        began = process_time()
        sign_in(client, login, "wrong", REMOTE_ADDR=f"10.1.{len(login)}.{number}")
        return process_time() - began

    pairs = [(took("lead_clerk", number), took("nobody_here", number)) for number in range(6)]

    assert abs(min(known for known, _ in pairs) - min(unknown for _, unknown in pairs)) < 0.05


def test_an_address_that_fails_thirty_times_in_a_minute_must_wait(cast, client):
    for number in range(ADDRESS_FAILURES):
        sign_in(client, f"guess{number}", "wrong")

    assert sign_in(client, "lead_clerk").status_code == 429
    assert sign_in(client, "lead_clerk", REMOTE_ADDR="10.0.0.8").status_code == 302


def test_failures_are_told_at_the_next_sign_in(cast, client):
    sign_in(client, "lead_clerk", "wrong")
    sign_in(client, "lead_clerk", "wrong")

    sign_in(client, "lead_clerk")

    assert "2次登录失败" in client.get("/password/").content.decode()


def test_a_failed_sign_in_is_kept_without_an_unknown_name(cast, client):
    sign_in(client, "lead_clerk", "wrong")
    sign_in(client, "Geheim-wort-99", "wrong")

    rows = list(Event.objects.unscoped("test").values_list("kind", "result", "object_id", "after"))

    assert [row[:3] for row in rows] == [
        ("person.sign_in_failed", "failed", cast.lead_clerk.pk),
        ("person.sign_in_failed", "failed", None),
    ]
    assert "Geheim" not in rows[1][3]


@pytest.fixture
def newcomer(cast):
    return actions.add_person("xinren", name="新来人", by=actor(cast.system_admin), now=timezone.now())


def test_a_one_time_password_opens_nothing_but_its_own_change(newcomer, client):
    person, password = newcomer
    sign_in(client, person.login, password)

    assert client.get("/inbox/").url == "/password/"
    client.post("/password/", {"present": password, "new": "Qinghe-2031-yu", "again": "Qinghe-2031-yu"})
    assert client.get("/inbox/").status_code == 200


def test_a_one_time_password_ends_after_seven_days(newcomer, client):
    person, password = newcomer
    person.one_time_until = timezone.now() - timedelta(seconds=1)
    person.save()

    answer = sign_in(client, person.login, password)

    assert answer.status_code == 422
    assert "过期" in answer.content.decode()


@pytest.mark.parametrize(
    ("new", "said"),
    [("Ab1-Ab1-", "10个"), ("qingheyuanlin", "三类"), ("Lead_clerk-77", "lead_clerk"), (PASSWORD, "相同")],
)
def test_a_weak_password_is_refused_with_its_reason(cast, client_of, new, said):
    answer = client_of(cast.lead_clerk).post("/password/", {"present": PASSWORD, "new": new, "again": new})

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_changed_password_ends_other_sessions_and_keeps_this_one(cast, client_of):
    here, elsewhere = client_of(cast.lead_clerk), client_of(cast.lead_clerk)

    here.post("/password/", {"present": PASSWORD, "new": "Qinghe-2031-yu", "again": "Qinghe-2031-yu"})

    assert here.get("/password/").status_code == 200
    assert elsewhere.get("/password/").status_code == 302


def test_signing_out_ends_the_session_on_the_server(cast, client_of):
    client = client_of(cast.lead_clerk)
    stolen = Client()
    stolen.cookies = client.cookies.copy()

    client.post("/logout/")

    assert stolen.get("/password/").status_code == 302
    assert kinds(kind="person.signed_out") == [("person.signed_out", "done")]


@pytest.mark.parametrize("field", ["seen_at", "began_at"])
def test_a_session_ends_when_idle_or_old(cast, client_of, settings, field):
    client = client_of(cast.lead_clerk)
    session = client.session
    age = settings.SESSION_IDLE_SECONDS if field == "seen_at" else settings.SESSION_COOKIE_AGE
    session[field] -= age + 1
    session.save()

    assert client.get("/password/").status_code == 302


def test_a_stopped_account_is_out_at_the_next_request(cast, client_of):
    client = client_of(cast.lead_clerk)

    actions.stop_person(cast.lead_clerk.pk, why="调离", by=actor(cast.system_admin), now=timezone.now())

    assert client.get("/password/").status_code == 302


def test_an_office_offers_no_accounts_to_enter_with(client, db):
    words = client.get("/login/").content.decode()

    assert "演示账号" not in words


def test_the_demonstration_offers_its_cast(client, db, monkeypatch):
    monkeypatch.setattr(registries, "casts", registries.Registry())
    registries.show_cast("test", lambda: [SimpleNamespace(login="ducha", name="督查员", note="立项", password="p")])

    words = client.get("/login/").content.decode()

    assert 'data-sign-in="ducha"' in words
