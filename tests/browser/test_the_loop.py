"""One report through every station of the loop, with four people, as they would do it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.support import added_kind

HERE = Path(__file__).resolve().parents[2]
CORPUS = HERE.parent / "shared" / "corpus" / "raw" / "seed001.txt"
OWN_REPORT = HERE / "bihuan" / "apps" / "documents" / "management" / "demo" / "conference_report.txt"
Opener = Callable[..., Page]


@pytest.fixture
def report() -> Path:
    """A real conference report where the corpus stands beside the checkout, else the one that we wrote."""
    return CORPUS if CORPUS.exists() else OWN_REPORT


def move(page: Page, word: str, **answers: Any) -> None:
    """Open one move on the item's page, fill what it asks, and make it."""
    page.get_by_role("group", name="您现在可以办理").get_by_role("button", name=word, exact=True).click()
    form = page.locator("#act form")
    expect(form.get_by_role("heading", name=word)).to_be_visible()
    for label, value in answers.items():
        fill(form.get_by_label(re.compile(f"^{label}")), value)
    for field in form.get_by_label(re.compile("^请输入")).all():
        field.fill(word)
    form.get_by_role("button", name=word, exact=True).click()
    expect(page.get_by_role("status").filter(has_text=word)).to_be_visible()


def fill(field: Any, value: Any) -> None:
    if value is True:
        field.check()
    elif isinstance(value, dict):
        field.set_input_files(value)
    else:
        field.fill(value)


def evidence(name: str) -> dict[str, Any]:
    return {"name": name, "mimeType": "text/plain", "buffer": "验收意见：合格。".encode()}


def take_first_candidate(page: Page, report: Path, lead: str) -> str:
    """Upload, look at the first candidate where it stands, register it by keyboard; returns the item's address."""
    page.goto("/documents/new/")
    page.get_by_label("选择文件").set_input_files(report)
    page.get_by_role("button", name="上传并读取").click()
    expect(page.get_by_role("heading", name=re.compile("^第1条"))).to_be_visible()
    expect(page.locator("a.cand.chosen").first).to_be_visible()
    panel = page.locator("#panel")
    panel.get_by_label(re.compile("^牵头单位")).select_option(label=lead)
    due = timezone.localdate() + timedelta(days=60)
    panel.get_by_label(re.compile("^完成时限")).fill(due.isoformat())
    title = panel.get_by_label(re.compile("^标题")).input_value()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name=re.compile("^第2条"))).to_be_visible()
    page.goto("/")
    return str(page.get_by_role("link", name=title).first.get_attribute("href"))


def test_a_report_goes_from_upload_to_a_written_off_item(site: Site, open_as: Opener, report: Path) -> None:
    cast = site.cast
    office, second = open_as(cast.supervisor), open_as(cast.second_supervisor)
    clerk, head = open_as(cast.lead_clerk), open_as(cast.lead_head)

    item = take_first_candidate(office, report, cast.units.lead.name)
    office.goto(item)
    move(office, "交办")

    clerk.goto("/")
    clerk.locator(f"main a[href='{item}']").first.click()
    move(clerk, "签收")
    move(clerk, "报送计划")
    move(clerk, "报送进展", 情况说明="已完成方案编制，进入实施。")

    head.goto(item)
    move(head, "申请销号", 情况说明="全部完成。", 单位负责人同意=True, 佐证材料=evidence("验收意见.txt"))

    second.goto(item)
    move(second, "开始审核")
    move(second, "审核通过", 审核意见="情况属实。")
    move(second, "销号", 审核意见="佐证齐全，同意销号。")

    office.goto(item)
    move(office, "回头看")
    move(office, "成果保持", 核查结果="现场抽查，成果保持。")
    expect(office.get_by_role("region", name="事项概况").get_by_text("销号", exact=True)).to_be_visible()
    timeline = office.get_by_role("region", name="办理记录")
    for name in (cast.supervisor.name, cast.lead_clerk.name, cast.lead_head.name, cast.second_supervisor.name):
        expect(timeline.get_by_text(name).first).to_be_visible()
    office.get_by_role("link", name=re.compile("在文件中查看原句")).click()
    expect(office.locator(".here").first).to_be_visible()
    assert site.complaints == []


def test_a_kind_added_as_yaml_goes_through_its_own_node(
    site: Site, open_as: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIHUAN_DEFINITIONS", str(added_kind.lay_out(tmp_path)))
    cast = site.cast
    office, second = open_as(cast.supervisor), open_as(cast.second_supervisor)
    clerk, head = open_as(cast.lead_clerk), open_as(cast.lead_head)

    office.goto("/items/new/")
    office.get_by_role("navigation", name="台账").get_by_role("link", name="路灯报修").click()
    form = office.locator("main form")
    form.get_by_label(re.compile("^标题")).fill("青石路3号灯不亮")
    form.get_by_label(re.compile("^灯杆编号")).fill("QS-003")
    form.get_by_label(re.compile("^牵头单位")).select_option(label=cast.units.lead.name)
    form.get_by_label(re.compile("^完成时限")).fill((timezone.localdate() + timedelta(days=2)).isoformat())
    form.get_by_role("button", name="立项", exact=True).click()
    expect(office.get_by_text("不亮灯").first).to_be_visible()
    item = office.url
    move(office, "交办")
    expect(office.get_by_text("正在修").first).to_be_visible()

    clerk.goto(item)
    move(clerk, "签收")
    head.goto(item)
    move(head, "提交反馈", 情况说明="已换灯。", 单位负责人同意=True, 佐证材料=evidence("换灯照片.txt"))
    office.goto(item)
    move(office, "夜间去看")
    move(office, "已亮", 核查结果="两盏都亮。", 修亮盏数="2")
    second.goto(item)
    move(second, "审核通过", 审核意见="属实。")
    move(second, "销号", 审核意见="同意销号。")

    expect(second.get_by_text("已修亮").first).to_be_visible()
    assert site.complaints == []
