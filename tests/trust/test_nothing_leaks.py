"""Nothing of another unit shows: not in a count, a list, a search, a file name, an export or an error (A05)."""

from __future__ import annotations

import io
import zipfile
from urllib.parse import quote

import pytest

from tests.trust import district, pages

PROBES = ("密文", "哨兵", "987654", "654321")
"""Pieces of the secrets: what a search page repeats of them is not the secret itself."""
SEARCHES = ("/search/?q={}", "/items/?q={}", "/documents/?q={}", "/items/?sort=title&q={}")
AT_FULL_SIZE = ("lead_head", "town_clerk", "system_admin", "security_admin", "audit_admin")
ONLOOKERS = ("lead_clerk", "leader", *(pytest.param(name, marks=pytest.mark.drill) for name in AT_FULL_SIZE))


def said(answer) -> str:
    """All that an answer says: its head, its body, and the members of an archive."""
    content = pages.body(answer)
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    return f"{dict(answer.headers)}{content.decode(errors='replace')}"


def secrets_in(answer) -> list[str]:
    text = said(answer)
    return [secret for secret in (*district.SECRETS, quote(district.SECRETS[1])) if secret in text]


@pytest.fixture
def filled(cast):
    return district.fill(cast)


@pytest.fixture
def start(filled):
    probes = tuple(address.format(quote(piece)) for address in SEARCHES for piece in PROBES)
    return ("/", *filled.own, *filled.others, *probes)


@pytest.mark.parametrize("onlooker", ONLOOKERS)
def test_a_unit_finds_no_trace_of_another_units_secret(onlooker, cast, client_of, start):
    client = client_of(getattr(cast, onlooker))

    walked = pages.walk(client, start=start)
    exported = {str(form): pages.send(client, form) for form in walked.forms if form.route == "work:export"}

    answers = {**walked.answers, **exported}
    assert len(answers) > 50
    assert {place: found for place, answer in answers.items() if (found := secrets_in(answer))} == {}


def test_the_unit_itself_sees_its_secret_on_the_same_addresses(cast, client_of, filled, start):
    walked = pages.walk(client_of(cast.stranger_clerk), start=start)

    seen = [place for place, answer in walked.answers.items() if secrets_in(answer)]

    assert len(seen) > len(filled.others) / 2


def test_what_is_refused_tells_nothing(cast, client_of, filled):
    client = client_of(cast.lead_head)

    for address in filled.others:
        answer = client.post(address, {"text": pages.TEXT, "version": "1", "form_key": "k"})
        assert secrets_in(answer) == [], address
        assert answer.status_code in (302, 403, 404, 405), address


def test_another_units_things_are_not_taken_by_number(cast, client_of, filled):
    client = client_of(cast.lead_head)
    numbers = sorted({int(part) for address in filled.others for part in address.split("/") if part.isdigit()})
    walked = pages.walk(client, start=("/items/", "/items/new/", filled.own[0]))
    forms = {form.route: form for form in walked.forms if form.route.startswith(("work:", "documents:"))}

    for form in forms.values():
        answer = pages.send(client, form, **dict.fromkeys(("ids", "items", "item", "other", "parent"), numbers))
        assert secrets_in(answer) == [], form
    assert "work:batch" in forms
