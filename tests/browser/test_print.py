"""On paper: the list lies across, keeps all its columns and numbers its pages (B22); an item stands upright."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest

from tests.support.items import make_item


def printed(page: Any) -> tuple[bool, str]:
    """Whether the first sheet lies across, and its words."""
    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    wide, high = paper[0].get_size()
    words = paper[0].get_textpage().get_text_range()
    return wide > high, "".join(words.split())


@pytest.mark.parametrize("address", ["/items/", "/slips/", "/units/"])
def test_a_printed_list_loses_no_column_and_counts_its_pages(site, open_as, address):
    make_item(site.cast, "in_progress")
    page = open_as(site.cast.supervisor)
    page.goto(address)
    heads = ["".join(head.split()) for head in page.locator("thead th").all_inner_texts()]

    across, words = printed(page)

    assert across
    assert [head for head in heads if head.strip("↑↓") not in words] == []
    assert "第1页，共" in words


def test_a_printed_item_shows_no_buttons(site, open_as):
    item = make_item(site.cast, "in_progress", title="打印的一件事")
    page = open_as(site.cast.supervisor)
    page.goto(f"/items/{item.pk}/")

    across, words = printed(page)

    assert not across
    assert "打印的一件事" in words
    assert "抄送" not in words
