"""Ctrl+K: type, walk with the arrows, open; and a message's link leads to the item after signing in (B33, B35)."""

from __future__ import annotations

from playwright.sync_api import expect

from bihuan.apps.desk import actions
from tests.browser.conftest import PHONE
from tests.support.builders import PASSWORD
from tests.support.items import make_item


def test_a_unit_is_found_by_its_first_letters_and_opened_with_the_keyboard(site, open_as):
    actions.rebuild_index()
    page = open_as(site.cast.lead_clerk)
    page.goto("/help/")

    page.keyboard.press("Control+k")
    page.keyboard.type("czj")
    expect(page.get_by_role("dialog").get_by_role("link", name="区财政局")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("区财政局")
    assert site.complaints == []


def test_a_later_answer_does_not_take_the_chosen_line_away(site, open_as):
    actions.rebuild_index()
    page = open_as(site.cast.lead_clerk)
    page.goto("/help/")
    page.keyboard.press("Control+k")
    page.keyboard.type("czj")
    chosen = page.get_by_role("dialog").get_by_role("link", name="区财政局")
    expect(chosen).to_be_visible()
    page.keyboard.press("ArrowDown")

    page.evaluate("htmx.ajax('GET', '/search/quick/?q=czj', '#found')")

    expect(chosen).to_be_focused()


def test_escape_leaves_the_dialog_and_the_page_is_as_it_was(site, open_as):
    page = open_as(site.cast.lead_clerk)
    page.goto("/help/")
    page.keyboard.press("Control+k")

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url.endswith("/help/")


def test_a_link_in_a_message_leads_to_the_very_item_after_signing_in(site, open_as):
    item = make_item(site.cast, "dispatched")
    page = open_as(None, size=PHONE)

    page.goto(f"/items/{item.pk}/")
    page.get_by_label("登录名").fill(site.cast.lead_clerk.login)
    page.get_by_label("口令").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(item.title)


def test_a_leader_instructs_by_phone_in_three_taps_and_a_text(site, open_as):
    page = open_as(site.cast.leader, size=PHONE)
    page.goto("/")

    page.get_by_role("link", name="作批示").click()
    page.get_by_label("批示").fill("请三天内报方案。")
    page.get_by_role("group", name="交给").get_by_role("radio").first.check()
    page.get_by_role("button", name="提交批示").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("请三天内报方案。")
    expect(page.locator("#messages")).to_contain_text("督查室已收到提醒")
