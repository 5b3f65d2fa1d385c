"""A report of 4,000 characters becomes an accepted, assigned ledger by keyboard only (核定一份报告)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from bihuan.apps.documents import queries as documents
from bihuan.apps.work.models import Item
from tests.support.builders import viewer
from tests.support.long_report import long_report


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"


def tab_to(page, name):
    """Go on with the Tab key until the control of this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if name in page.evaluate("(document.activeElement.labels?.[0] || document.activeElement).textContent"):
            return
    raise AssertionError(f"no Tab leads to {name}")


def bring(page):
    """Paste the report and send it, by keyboard."""
    page.goto("/documents/new/")
    tab_to(page, "或粘贴文字")
    page.keyboard.insert_text(long_report())
    tab_to(page, "上传并读取")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article", name="正文")).to_be_visible()


def asked(page):
    """How many decisions the page asks for."""
    found = re.search(r"还要决定 (\d+) 次", page.locator("[data-counts]").inner_text())
    return int(found[1]) if found else 0


def take_groups(page):
    """Take every group as it is shown; how many decisions that took."""
    page.keyboard.press("g")
    expect(page.locator("h1")).to_contain_text("成组核定")
    taken = 0
    while "成组核定" in page.locator("h1").inner_text():
        before = page.locator("[data-bulk] input[name=form_key]").get_attribute("value")
        page.keyboard.press("a")
        expect(page.locator(f"input[name=form_key][value='{before}']")).to_have_count(0)
        expect(page.locator("#messages")).to_contain_text("已立项")
        taken += 1
    return taken


def take_singles(page):
    """Choose the lead unit of each sentence that stands alone and take it; how many decisions that took."""
    taken, left = 0, page.locator("[data-open-count]")
    while (before := left.inner_text()) != "0":
        page.keyboard.press("l")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Control+Enter")
        expect(left).not_to_have_text(before)
        taken += 1
    return taken


def test_a_report_becomes_an_assigned_ledger_by_keyboard_only(site, open_as):
    page = open_as(site.cast.supervisor)
    assert len(long_report()) >= 4000
    bring(page)
    first = asked(page)

    decisions = take_groups(page) + take_singles(page)

    document = documents.library(viewer(site.cast.supervisor)).first()
    counts = documents.counts(documents.candidates_of(document))
    items = list(Item.objects.visible_to(viewer(site.cast.supervisor)).filter(source_document_id=document.pk))
    assert (counts["open"], counts["accepted"], counts["rejected"]) == (0, counts["all"], 0)
    assert len(items) == counts["all"]
    assert all(item.lead_unit_id for item in items)
    assert decisions == first
    assert first * 2 < counts["all"]
    assert site.complaints == []
