"""Hostile words stay words wherever people may write them (A57)."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import samples
from tests.browser.test_every_page import ROUTES, reader_of
from tests.support.hostile import fill_every_column
from tests.support.items import make_item
from tests.support.payloads import PAYLOADS


def _opened(page, address: str) -> None:
    page.goto(address)
    for link in page.get_by_text("alert").all()[:3]:
        link.hover()
    page.mouse.move(0, 0)


def test_a_suggestion_and_its_page_stay_words(site, open_as):
    page = open_as(site.cast.lead_clerk)
    page.goto("/suggestions/new/")
    page.get_by_label("意见或建议").fill("\n".join(PAYLOADS))
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("status")).to_contain_text("回执号")

    _opened(page, "/suggestions/")

    expect(page.get_by_text("<svg onload=alert(1)>")).to_be_visible()
    assert site.complaints == []


@pytest.mark.parametrize("payload", PAYLOADS[::5])
def test_what_is_searched_for_stays_words(site, open_as, payload):
    page = open_as(site.cast.lead_clerk)
    from urllib.parse import quote

    _opened(page, f"/search/?q={quote(payload)}")

    expect(page.get_by_role("heading", level=1)).to_contain_text(payload.strip())
    assert site.complaints == []


def test_an_item_named_by_an_attacker_stays_words(site, open_as):
    item = make_item(
        site.cast,
        "in_progress",
        title='<img src=x onerror=alert(1)>"><svg onload=alert(1)>',
        requirement="\n".join(PAYLOADS),
    )
    page = open_as(site.cast.supervisor)

    for address in (f"/items/{item.pk}/", "/", "/?tab=started", f"/items/{item.pk}/moves/urge/"):
        _opened(page, address)

    assert site.complaints == []


@pytest.fixture(scope="module")
def hostile(site):
    """The samples of every page, then hostile words in every column that takes text; made once."""
    known = samples.make_samples(site.cast)
    make_item(site.cast, "written_off")
    fill_every_column(site.cast)
    return known


def test_hostile_words_in_every_column_stay_words_on_every_page(site, open_as, hostile):
    found, pages = {}, {}
    for route in ROUTES:
        address = reverse(route, kwargs=hostile.get(route))
        reader = reader_of(site.cast, address)
        if reader and reader != "no page":  # hostile words may leave no group to show, which leads back to the document
            page = pages.setdefault(reader, None) or open_as(*reader)
            pages[reader] = page
            page.goto(address)
            page.wait_for_load_state("networkidle")
            found[address] = list(site.complaints)
            site.complaints.clear()

    assert len(found) > 25
    assert {address: complaints for address, complaints in found.items() if complaints} == {}


def test_the_hostile_words_are_there_to_be_seen(site, open_as, hostile):
    page = open_as(site.cast.supervisor)
    page.goto("/items/")
    people = open_as(site.cast.audit_admin)
    people.goto("/audit/")

    assert "alert(1)" in page.locator("main").inner_text()
    assert "alert(1)" in people.locator("main").inner_text()
