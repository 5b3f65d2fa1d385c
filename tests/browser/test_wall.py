"""The wall chart in a browser: zoom keeps the place (B25), paper shows first and last bar (B26), a phone cards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import pypdfium2
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from bihuan.engine.charts import COLOURS
from tests.browser.conftest import PHONE
from tests.support.plans import promised
from tests.support.projects import make_project

MANY = 45


@pytest.fixture(scope="module")
def projects(site: Any) -> list[Any]:
    """Many projects with promises."""
    made = [
        make_project(site.cast, name=f"第{number:02}号产业园建设项目", procedure="filing") for number in range(MANY)
    ]
    for number, project in enumerate(made):
        promised(project, timezone.localdate() + timedelta(500 + number * 7))
    return made


def test_zoom_keeps_the_place_and_the_conditions(site, open_as, projects):
    page = open_as(site.cast.supervisor)
    page.goto("/projects/wall/?q=产业园&by=stage&at=2027-03-10")
    wall = page.get_by_role("region", name="挂图")
    wall.evaluate("box => { box.scrollTop = 700; }")
    page.evaluate("window.mark = 'not loaded again'")

    page.get_by_role("link", name="按年看").click()

    expect(page.get_by_role("link", name="按年看")).to_have_attribute("aria-current", "true")
    assert "at=2027-03-10" in page.url
    assert "by=stage" in page.url
    assert page.evaluate("window.mark") == "not loaded again"
    assert page.get_by_role("region", name="挂图").evaluate("box => box.scrollTop") == 700
    assert site.complaints == []


def test_the_head_of_the_scale_stays_in_sight(site, open_as, projects):
    page = open_as(site.cast.supervisor)
    page.goto("/projects/wall/?by=stage")
    head = page.locator(".wall thead")
    before = head.bounding_box()

    page.get_by_role("region", name="挂图").evaluate("box => { box.scrollTop = 900; }")

    assert page.locator(".wall thead th").first.bounding_box()["y"] == pytest.approx(before["y"], abs=2)


@pytest.mark.parametrize(("asked", "pages"), [("paper=a3", 2), ("paper=a4", 3), ("paper=a3&fit=one", 1)])
def test_paper_shows_the_first_and_the_last_bar(site, open_as, projects, asked, pages):
    page = open_as(site.cast.supervisor)
    page.goto(f"/projects/wall/print/?q=产业园&{asked}")

    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))

    words = ["".join(sheet.get_textpage().get_text_range().split()) for sheet in paper]
    assert len(paper) == pages
    assert "第00号" in words[0]
    assert f"第{MANY - 1}号" in words[-1]
    assert all("对照承诺" in each for each in words)
    for sheet in (paper[0], paper[len(paper) - 1]):
        wide, high = sheet.get_size()
        assert wide > high
        assert bars_of(sheet)


def bars_of(sheet: Any) -> bool:
    """Whether something in the colour of bars stands in the right half of a sheet, and nothing at its very edge."""
    picture = sheet.render(scale=2).to_numpy()[:, :, ::-1].astype(int)
    accent = [int(COLOURS["accent"][place : place + 2], 16) for place in (0, 2, 4)]
    found = np.abs(picture - accent).sum(axis=2) < 60
    is_clear = not found[:, -8:].any() and not found[-8:].any()
    return bool(found[:, found.shape[1] // 2 :].any()) and is_clear


def test_the_drawings_of_a_project_fit_its_paper(site, open_as, projects):
    page = open_as(site.cast.supervisor, size={"width": 703, "height": 1000})
    page.goto(f"/projects/{projects[0].pk}/")
    page.emulate_media(media="print")

    edges = page.locator("svg.drawing-wide").evaluate_all("all => all.map(each => each.getBoundingClientRect().right)")

    assert len(edges) == 2
    assert max(edges) <= 703


def test_a_phone_shows_cards_with_nodes_in_words(site, open_as, projects):
    page = open_as(site.cast.supervisor, size=PHONE)
    page.goto("/projects/wall/?q=第00号")

    expect(page.get_by_role("link", name="第00号产业园建设项目")).to_be_visible()
    expect(page.locator(".wall .w-near li").first).to_contain_text("项目备案")
    expect(page.locator(".drawing-strip").first).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
