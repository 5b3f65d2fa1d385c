"""A project in the browser: registered as an idea, a need of it answered and closed, its promise moved up two months
and what must give, then through its stages until works begin and its data count."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from bihuan.apps.projects.models import FactorNeed, Project
from bihuan.base.scope import Viewer
from tests.support.needs import answer, confirm, put_duty

TODAY = timezone.localdate()
NAME = "智能传感器生产线项目"
PAPERS = 4
"""What a project must show before works count as begun: its filing, land, construction permit, first pile."""


def label(text):
    return re.compile(f"^{text}")


@pytest.fixture
def eyes():
    return Viewer.worker(on=TODAY)


def registered(page, cast, eyes):
    """The clerk registers the project; its address."""
    page.goto("/projects/new/")
    page.get_by_label(label("项目名称")).fill(NAME)
    page.get_by_label(label("牵头单位")).select_option(label=cast.units.lead.name)
    page.get_by_label(label("办理方式")).select_option(label="备案")
    page.get_by_label(label("总投资")).fill("12000")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)
    return f"/projects/{Project.objects.visible_to(eyes).get(name=NAME).pk}/"


def need_raised(page, cast, at):
    """The liaison says what the project lacks; it is a matter at once."""
    page.goto(f"{at}needs/new/?factor=land")
    page.get_by_label(label("缺什么")).fill("缺新增建设用地指标")
    page.get_by_label(label("数量")).fill("20")
    page.get_by_label(label("需要日期")).fill((TODAY + timedelta(days=90)).isoformat())
    page.get_by_label(label("答复单位")).select_option(label=cast.units.support.name)
    page.get_by_role("button", name="提出").click()
    expect(page.locator("#messages")).to_be_visible()


def need_closed(page, cast, at, eyes):
    """The office that owes the land answers, the lead unit is content, and the project shows what was decided."""
    row = FactorNeed.objects.visible_to(eyes).get(text="缺新增建设用地指标")
    page.goto(at)
    expect(page.get_by_role("link", name="缺新增建设用地指标")).to_be_visible()
    confirm(cast, answer(cast, row))
    page.goto(at)
    expect(page.get_by_text("已列入本年新增用地计划。").first).to_be_visible()


def promised(page, at, day, *, reason=""):
    """The clerk promises a day; what it would ask is shown before it is kept."""
    page.goto(f"{at}plan/promise/")
    page.get_by_label(label("承诺日期")).fill(day.isoformat())
    if reason:
        page.get_by_label(label("改动理由")).fill(reason)
        expect(page.get_by_text("还没有保存")).to_be_visible()
    page.get_by_role("button", name=re.compile("定承诺|改承诺")).click()
    expect(page.locator("#messages")).to_contain_text("已登记承诺")


def moved_up_and_solved(page, at):
    """Two months earlier than it can be: the page says what must give, and one of it is taken."""
    page.goto(f"{at}plan/")
    expected = page.locator(".plan-strip dd").nth(1).inner_text().strip()
    day = timezone.datetime.fromisoformat(expected).date()
    promised(page, at, day)
    expect(page.get_by_text("刚好按期")).to_be_visible()

    promised(page, at, day - timedelta(days=61), reason="区里要求提前两个月")
    expect(page.get_by_role("heading", name=re.compile("差[0-9]+个工作日，怎样才能按期"))).to_be_visible()
    page.get_by_role("list").get_by_role("button", name=re.compile("采用.*“")).first.click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("理由").fill("专班会议定")
    dialog.get_by_role("button", name="采用", exact=True).click()

    expect(page.locator("#messages")).to_contain_text("可以按期完成")
    expect(page.get_by_role("heading", name=re.compile("怎样才能按期"))).to_have_count(0)


def entered(page, at, stage):
    """The project enters a stage; the papers that are missing are entered by their numbers first."""
    page.goto(f"{at}stage/?to={stage}")
    for number in range(PAPERS + 1):
        upload = page.locator("li.need-open details")
        if not upload.count():
            break
        upload.first.locator("summary").click()
        upload.first.get_by_label("文号").fill(f"镜发〔2026〕{number + 1}号")
        upload.first.get_by_role("button", name="添加").click()
        expect(page.locator("#messages")).to_be_visible()
        page.goto(f"{at}stage/?to={stage}")
    page.get_by_label(label("进入日期")).fill(TODAY.isoformat())
    page.get_by_role("button", name=label("进入“")).click()
    expect(page.locator("#messages")).to_contain_text("已进入")


def counted(page, at, eyes):
    """Statistics take it in: the day is marked on the page of entering."""
    project_id = int(at.split("/")[2])
    page.goto(f"/projects/{project_id}/entry/")
    while (missing := page.get_by_role("link", name=re.compile("^上传"))).count():
        missing.first.click()
        page.get_by_label(label("文号")).fill("镜发〔2026〕9号")
        page.get_by_role("button", name="添加", exact=True).click()
        expect(page.locator("#messages")).to_contain_text("已添加佐证")
        page.goto(f"/projects/{project_id}/entry/")
    page.get_by_label(re.compile("日期")).fill(TODAY.isoformat())
    page.get_by_role("button", name="标记纳统").click()
    expect(page.locator("#messages")).to_contain_text("已标记纳统")
    assert Project.objects.visible_to(eyes).get(pk=project_id).entered_statistics_on == TODAY


def test_a_project_goes_from_idea_to_statistics_and_its_promise_moves_up(site, open_as, eyes):
    cast = site.cast
    put_duty(cast)
    clerk, liaison = open_as(cast.lead_clerk), open_as(cast.lead_liaison)
    at = registered(clerk, cast, eyes)

    need_raised(liaison, cast, at)
    need_closed(clerk, cast, at, eyes)
    moved_up_and_solved(clerk, at)
    for stage in ("signed", "started"):
        entered(clerk, at, stage)
    counted(clerk, at, eyes)

    assert Project.objects.visible_to(eyes).get(name=NAME).stage == "started"
    assert site.complaints == []
