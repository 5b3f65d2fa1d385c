"""A block copied from a spreadsheet goes into the month's page cell by cell; plain text is pasted as ever (B07)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.items import make_item

TITLES = ("甲事项", "乙事项")
PASTE = """([html, text]) => {
  const clipboard = new DataTransfer();
  if (html) clipboard.setData("text/html", html);
  clipboard.setData("text/plain", text);
  const field = document.activeElement;
  const event = new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true });
  return field.dispatchEvent(event);
}"""
"""Paste where the cursor stands; true where the browser's own pasting is left to happen."""


@pytest.fixture(scope="module", autouse=True)
def items(site):
    return [make_item(site.cast, "in_progress", title=title, due_on=date(2070, 3, 2)) for title in TITLES]


def paste(page: Any, html: str, text: str) -> bool:
    return bool(page.evaluate(PASTE, [html, text]))


def values(page: Any, name: str) -> list[str]:
    return [field.input_value() for field in page.locator(f"[data-month-line] [name^={name}_]").all()]


def test_a_block_fills_the_items_below_and_the_fields_beside(site, open_as):
    page = open_as(site.cast.lead_clerk)
    page.goto("/month/")
    page.get_by_label("：本月进展").first.focus()

    table = "<table><tr><td>完成一期</td><td>用地<br>未落实</td></tr><tr><td>完成二期</td><td></td></tr></table>"
    is_left = paste(page, table, "x")

    assert is_left is False
    assert values(page, "text")[:2] == ["完成一期", "完成二期"]
    assert values(page, "problems")[0] == "用地\n未落实"
    expect(page.get_by_role("status").filter(has_text="已贴入3格")).to_be_visible()


def test_plain_text_is_pasted_as_ever(site, open_as):
    page = open_as(site.cast.lead_clerk)
    page.goto("/month/")
    page.get_by_label("：本月进展").first.focus()

    assert paste(page, "", "第一段\n第二段") is True
    assert values(page, "text")[0] == ""
