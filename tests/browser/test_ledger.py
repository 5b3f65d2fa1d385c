"""The ledger in a browser: the layout that a person made stays (B04), an address brings the same rows (B05)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.support.items import make_item


def width_of(page: Any, word: str) -> float:
    box = page.get_by_role("columnheader", name=word).bounding_box()
    assert box
    return float(box["width"])


@pytest.fixture(autouse=True)
def item(site):
    return make_item(site.cast, "in_progress", title="台账里的一件事", due_on=date(2026, 3, 2))


def test_a_column_keeps_the_width_that_was_dragged(site, open_as):
    page = open_as(site.cast.supervisor)
    page.goto("/items/")
    before = width_of(page, "牵头单位")
    edge = page.locator("th[data-column=lead] .edge").bounding_box()
    page.mouse.move(edge["x"] + 4, edge["y"] + 8)
    page.mouse.down()
    page.mouse.move(edge["x"] + 84, edge["y"] + 8)
    page.mouse.up()
    page.reload()

    assert abs(width_of(page, "牵头单位") - before - 80) < 3


def test_a_column_is_widened_by_keyboard_too(site, open_as):
    page = open_as(site.cast.supervisor)
    page.goto("/items/")
    before = width_of(page, "牵头单位")

    page.get_by_role("columnheader", name="牵头单位").get_by_role("link").press("Alt+ArrowRight")

    assert width_of(page, "牵头单位") > before


def test_header_and_first_columns_stay_where_they_are(site, open_as):
    for number in range(30):
        make_item(site.cast, "registered", title=f"第{number}件")
    page = open_as(site.cast.supervisor)
    page.goto("/items/")
    title = page.get_by_role("columnheader", name="事项")
    before = title.bounding_box()

    page.get_by_role("region", name="事项列表").evaluate("box => box.scrollTo(2000, 2000)")

    assert title.bounding_box() == before


def test_an_address_brings_the_same_rows_to_another_person(site, open_as):
    page = open_as(site.cast.supervisor)
    page.goto("/items/")
    page.get_by_label("标题、内容、编号").fill("台账里的")
    page.get_by_role("button", name="查找").first.click()
    expect(page.get_by_role("list", name="已选条件")).to_contain_text("台账里的")

    other = open_as(site.cast.second_supervisor)
    other.goto(page.url)

    assert other.locator("tbody th").all_inner_texts() == page.locator("tbody th").all_inner_texts()


def test_on_a_phone_rows_are_cards_and_conditions_fold_away(site, open_as):
    page = open_as(site.cast.supervisor, size=PHONE)
    page.goto("/items/")
    expect(page.get_by_label("时限自")).to_be_hidden()

    page.get_by_role("button", name="更多筛选").click()

    expect(page.get_by_label("时限自")).to_be_visible()
    expect(page.locator("tbody .c-due_on").first).to_be_visible()
    assert page.get_by_role("region", name="事项列表").evaluate("box => box.scrollWidth <= box.clientWidth")
