"""All can be reached by keyboard, and what has the focus is seen (B43)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.support.items import make_item

STEPS = 40
PAGES = (
    *(
        "/",
        "/inbox/",
        "/search/?q=工业",
        "/help/",
        "/suggestions/",
        "/suggestions/new/",
        "/documents/",
        "/documents/new/",
    ),
    *("/items/", "/items/new/", "/items/ITEM/", "/items/ITEM/moves/urge/", "/items/look-back/", "/slips/", "/month/"),
    *("/campaigns/", "/units/", "/people/", "/rules/"),
)
SEEN = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  if (one === document.body || box.width === 0) return null;
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 1), innerHeight - 2);
  const top = document.elementFromPoint(x, y);
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return inside && top && (one.contains(top) || top.contains(one)) ? null : one.outerHTML.slice(0, 120);
}"""


@pytest.fixture(scope="module")
def item(site):
    """An item in progress, whose page is walked through."""
    return make_item(site.cast, "in_progress")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_what_has_the_focus_is_in_view_and_uncovered(site, look_as, item, address, size):
    page = look_as(site.cast.supervisor, size=size)
    page.goto(address.replace("ITEM", str(item.pk)))

    hidden = []
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        hidden.append(page.evaluate(SEEN))

    assert [one for one in hidden if one] == []


def test_the_first_tab_leads_past_the_menu(site, open_as):
    page = open_as(site.cast.supervisor)
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()

    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()
