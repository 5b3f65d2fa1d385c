"""Every address of the site, opened by somebody who may, on a desk and on a phone (每一页)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.browser import looks, samples
from tests.browser.conftest import PHONE

READERS = ("supervisor", "lead_clerk", "system_admin", "security_admin", "audit_admin", "leader")


def _routes(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _routes(entry, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{space}{entry.name}"


ROUTES = sorted(filter(samples.is_page, set(_routes(get_resolver()))))


@pytest.fixture(scope="module")
def known(site: Any) -> dict[str, dict[str, Any]]:
    """Samples behind the addresses, made once."""
    return samples.make_samples(site.cast)


@pytest.mark.parametrize("route", ROUTES)
def test_a_page_is_sound_on_a_desk_and_on_a_phone(site, look_as, known, route):
    address = reverse(route, kwargs=known.get(route))
    reader = reader_of(site.cast, address)
    if reader == "no page":
        return
    assert reader, f"{address} gives nobody a page: give {route} a line in tests/spec or a sample here"
    page = look_as(*reader)
    page.goto(address)

    on_desk = looks.faults(page)
    page.set_viewport_size(PHONE)
    on_phone = looks.faults(page)

    assert (on_desk, on_phone, site.complaints) == ([], [], [])


def reader_of(cast: Any, address: str) -> Any:
    """Who gets a page there, the signed-out person first; None where nobody may, "no page" where it takes no GET."""
    for person in (None, *(getattr(cast, name) for name in READERS)):
        client = Client()
        if person is not None:
            client.force_login(person, backend="bihuan.base.login.PersonBackend")
        answer = client.get(address)
        if answer.status_code == 405:
            return "no page"
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html") and b"<html" in answer.content:
            return (person,)
    return None
