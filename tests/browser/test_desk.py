"""The desk in a browser."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.support.items import make_item, move


def test_a_suggestion_gets_a_receipt_and_an_open_answer(site, open_as):
    page = open_as(site.cast.lead_clerk)
    page.goto("/")
    page.get_by_role("link", name="意见建议").click()
    page.get_by_label("意见或建议").fill("台账能否按镇街筛选?")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("status")).to_contain_text("回执号")

    office = open_as(site.cast.supervisor)
    office.goto("/suggestions/")
    office.get_by_label("答复").fill("已列入下月改进。")
    office.get_by_role("button", name="答复").click()

    stranger = open_as(site.cast.stranger_clerk)
    stranger.goto("/suggestions/")
    expect(stranger.get_by_text("已列入下月改进。")).to_be_visible()
    expect(stranger.get_by_text("陈知远")).to_have_count(0)


def test_an_empty_form_leads_to_the_field_that_is_wrong(site, open_as):
    page = open_as(site.cast.lead_clerk)
    page.goto("/suggestions/new/")
    page.get_by_role("button", name="提交").click()

    page.get_by_role("alert").get_by_role("link").click()

    expect(page.get_by_label("意见或建议")).to_be_focused()


def test_signing_on_the_desk_drops_the_count_without_a_reload(site, open_as):
    item = make_item(site.cast, "dispatched", title="待签的一件事", due_on=timezone.localdate() + timedelta(30))
    page = open_as(site.cast.lead_clerk)
    page.goto("/")
    todo = page.get_by_role("link", name="待办")
    before = int(todo.locator(".count").inner_text())
    page.evaluate("window.stayed = true")

    page.get_by_role("button", name="签收：待签的一件事").click()
    page.get_by_role("dialog").get_by_role("button", name="签收").click()

    expect(page.get_by_role("status")).to_contain_text("已“签收”")
    expect(page.get_by_role("button", name="签收：待签的一件事")).to_have_count(0)
    item.refresh_from_db()
    for code in ("plan", "submit_feedback"):
        item = move(item, code, site.cast, at=timezone.now())
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(todo.locator(".count")).to_have_text(str(before - 1))
    assert page.evaluate("window.stayed") is True
    assert site.complaints == []
