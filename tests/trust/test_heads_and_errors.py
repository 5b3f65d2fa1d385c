"""The head of every answer, the cookies, and what a person sees when something went wrong (A59, A63)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import reverse

from tests.support.builders import PASSWORD
from tests.trust import district, pages

ROOT = Path(__file__).resolve().parents[2]
HEADS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
POLICY = ("script-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'")
TRACES = ("Traceback", "RuntimeError", "site-packages", 'File "', "bihuan.apps")


def test_every_answer_carries_its_heads(cast, client_of):
    filled = district.fill(cast)

    walked = pages.walk(client_of(cast.supervisor), start=("/", "/nowhere/", *filled.own, "/items/999999/"))

    for place, answer in walked.answers.items():
        heads = {name: answer.headers.get(name, "") for name in HEADS}
        assert {name: value for name, value in heads.items() if HEADS[name] not in value} == {}, place
        assert re.fullmatch("[0-9a-f]{32}", answer["X-Request-Id"]), place
        policy = answer["Content-Security-Policy"]
        assert "unsafe" not in policy, place
        assert all(part in policy for part in POLICY) or "sandbox" in policy, place


def test_the_cookies_are_not_for_scripts_nor_for_other_sites(client, cast):
    client.get(reverse("units:sign_in"))
    client.post(reverse("units:sign_in"), {"username": cast.supervisor.login, "password": PASSWORD})

    for name in ("bihuan", "csrf"):
        cookie = client.cookies[name]
        assert cookie["httponly"], name
        assert cookie["samesite"] in ("Lax", "Strict"), name


def test_under_tls_cookies_are_bound_to_the_host_and_the_deployment_check_has_no_warning(tmp_path):
    env = {**os.environ, "BIHUAN_MODE": "office", "BIHUAN_TLS": "1", "BIHUAN_HOME": str(tmp_path), "DATABASE_URL": ""}
    env |= {"DJANGO_SETTINGS_MODULE": "bihuan.config.settings", "BIHUAN_SECRET_KEY": os.urandom(40).hex()}
    names = "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "DEBUG"
    shown = f"from django.conf import settings; print(*(getattr(settings, name) for name in {names}))"

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=env, check=False, capture_output=True, text=True
        )

    check = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", "--tag", "security")

    assert check.returncode == 0, check.stderr
    assert run("-c", shown).stdout.split() == ["__Host-bihuan", "__Host-csrf", "True", "True", "False"]


@pytest.mark.parametrize("address", ["/nowhere/", "/items/999999/"])
def test_what_is_not_there_is_said_in_chinese_with_the_number_of_the_request(address, cast, client_of):
    answer = client_of(cast.supervisor).get(address)

    page = answer.content.decode()
    assert answer.status_code == 404
    assert re.search("[一-鿿]", page)
    assert answer["X-Request-Id"] in page
    assert [trace for trace in TRACES if trace in page] == []


def test_our_own_mistake_is_said_without_a_trace_and_with_the_number_of_the_request(cast, client_of, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("secret of the machine")

    monkeypatch.setattr("bihuan.apps.desk.queries.suggestions", fail)
    answer = client_of(cast.supervisor, raise_request_exception=False).get("/suggestions/")

    page = answer.content.decode()
    assert answer.status_code == 500
    assert answer["X-Request-Id"] in page
    assert [trace for trace in (*TRACES, "secret of the machine") if trace in page] == []


def test_the_settings_know_no_way_to_switch_debug_on():
    text = (ROOT / "bihuan" / "config" / "settings.py").read_text()

    assert re.findall(r"^DEBUG\b.*$", text, re.M) == ["DEBUG = False"]
