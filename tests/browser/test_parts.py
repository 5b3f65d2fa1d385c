"""The parts of pages in a browser, on the gallery that shows one of each."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import looks
from tests.browser.conftest import DESK, PHONE


@pytest.fixture(autouse=True)
def _gallery(settings):
    settings.ROOT_URLCONF = "tests.browser.gallery"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_part_is_sound(site, open_as, size):
    page = open_as(site.cast.lead_clerk, size=size)
    page.goto("/gallery/?kind=key")

    assert looks.faults(page) == []
    assert site.complaints == []


def test_a_ledger_keeps_its_header_and_first_two_columns_in_view(site, open_as):
    page = open_as(site.cast.lead_clerk)
    page.goto("/gallery/")
    ledger = page.get_by_role("region", name="台账")
    title = ledger.get_by_role("columnheader", name="标题")
    before = title.bounding_box()

    ledger.evaluate("box => box.scrollTo(2000, 2000)")

    assert title.bounding_box() == before
    assert ledger.evaluate("box => box.scrollTop") > 0
    assert ledger.evaluate("box => box.scrollLeft") > 0


def test_a_dangerous_act_waits_until_its_word_is_typed(site, open_as):
    page = open_as(site.cast.lead_clerk)
    page.goto("/gallery/")
    page.get_by_role("button", name="申请销号").click()
    sheet = page.get_by_role("dialog", name="申请销号")
    expect(sheet).to_contain_text("提交后本事项锁定")
    expect(sheet.get_by_role("button", name="申请销号")).to_be_disabled()

    sheet.get_by_label("请输入“销号”以确认").fill("销号")

    expect(sheet.get_by_role("button", name="申请销号")).to_be_enabled()


def test_a_wrong_number_stays_in_its_box(site, open_as):
    page = open_as(site.cast.lead_clerk)
    page.goto("/gallery/")

    expect(page.get_by_label("累计完成")).to_have_value("三十")


def test_a_draft_survives_the_tab_and_leaving_is_asked_about(site, open_as):
    page = open_as(site.cast.lead_clerk)
    page.clock.install()
    page.goto("/suggestions/new/")
    page.get_by_label("意见或建议").fill("写到一半")
    page.clock.run_for(11_000)
    expect(page.get_by_text("草稿已存于本机")).to_be_visible()

    again = page.context.new_page()
    again.goto("/suggestions/new/")
    again.get_by_role("button", name="恢复草稿").click()

    expect(again.get_by_label("意见或建议")).to_have_value("写到一半")


def test_what_both_wrote_stands_side_by_side(site, open_as):
    page = open_as(site.cast.lead_clerk)
    page.goto("/stale/")

    expect(page.get_by_role("region", name="他人刚保存的")).to_contain_text("已完成初稿。")
    expect(page.get_by_label("进展")).to_have_value("已报区政府审定。")


def test_a_lamp_says_its_word_without_colour(site, open_as):
    page = open_as(site.cast.lead_clerk)
    page.emulate_media(media="print", forced_colors="active")
    page.goto("/gallery/")

    expect(page.get_by_text("逾期", exact=True).first).to_be_visible()
    expect(page.locator(".lamp-red use").first).to_have_attribute("href", "/static/icons.svg#square")


@pytest.mark.parametrize(("address", "status"), [("/broken/", 500), ("/nowhere/", 404)])
def test_an_error_page_gives_a_request_number_and_no_trace(site, open_as, address, status):
    page = open_as(site.cast.lead_clerk)
    answer = page.goto(address)

    assert answer.status == status
    expect(page.get_by_text("请求编号：")).to_be_visible()
    assert "secret" not in page.content()
    assert "Traceback" not in page.content()


def test_the_menu_opens_and_closes_on_a_phone(site, open_as):
    page = open_as(site.cast.lead_clerk, size=PHONE)
    page.goto("/")
    menu = page.get_by_role("navigation", name="栏目")
    expect(menu).to_be_hidden()

    page.get_by_role("button", name="栏目").click()
    expect(menu.get_by_role("link", name="提醒")).to_be_visible()
    page.keyboard.press("Escape")

    expect(menu).to_be_hidden()


def test_the_tab_in_use_is_in_view_on_a_phone(site, open_as):
    page = open_as(site.cast.supervisor, size=PHONE)
    page.goto("/items/?status=ended")
    tab = page.get_by_role("navigation", name="按状态").locator("[aria-current]")

    box = tab.bounding_box()

    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]


def test_a_long_menu_fits_a_small_screen_and_keeps_the_group_in_use_open(site, open_as):
    page = open_as(site.cast.supervisor, size={"width": 1366, "height": 768})
    page.goto("/figures/targets/")
    menu = page.get_by_role("navigation", name="栏目")

    expect(menu.get_by_role("link", name="年度目标")).to_be_visible()
    assert menu.evaluate("side => side.scrollHeight <= side.clientHeight + 1")


def test_a_group_of_the_menu_stays_as_it_was_left(site, open_as):
    page = open_as(site.cast.supervisor)
    page.goto("/items/")
    menu = page.get_by_role("navigation", name="栏目")
    before = menu.get_by_role("link", name="单位").is_visible()

    menu.locator("summary", has_text="管理").click()
    page.reload()

    assert menu.get_by_role("link", name="单位").is_visible() is not before
