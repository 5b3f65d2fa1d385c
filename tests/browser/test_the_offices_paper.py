"""The office's own paper goes round: an old ledger, its dispatch, a returned sheet, the bulletin, a leader's phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from django.utils import timezone
from playwright.sync_api import Page, expect

from bihuan.apps.work.models import Item, Paper, Progress
from bihuan.base import files
from bihuan.engine.office.docx_text import docx_lines
from tests.browser.conftest import Site
from tests.support.items import move
from tests.support.sheets import workbook_of

Opener = Callable[..., Page]
SMALL = {"width": 360, "height": 740}
TITLES = ("建成标准厂房", "招引链主企业")
SAID = "进展不错，请抓紧设备安装。"
DONE = "主体封顶，完成投资1亿元。"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def old_ledger() -> bytes:
    """A ledger as an office has it: a title over it, units taken together in one cell, days in words."""
    due = timezone.localdate() + timedelta(days=40)
    units = "牵头：区工业和信息化局；配合：区财政局、石桥镇"
    rows = [
        [place, title, f"{title}，力争早日见效", units, f"{due.year}年{due.month}月{due.day}日"]
        for place, title in enumerate(TITLES, start=1)
    ]
    head = ["序号", "重点任务", "目标任务", "责任单位", "完成时限"]
    return workbook_of(["重点工作台账"], head, *rows, merges=["A1:E1"])


def filled(path: Path) -> bytes:
    """The downloaded sheet with the month's progress typed into its first row."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    places = {cell.value: cell.column for cell in page[3]}
    page.cell(4, places["本月进展"]).value = DONE
    page.cell(4, places["进度（%）"]).value = "６０％"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def upload(page: Page, name: str, content: bytes, button: str) -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": XLSX, "buffer": content})
    page.get_by_role("button", name=button).click()


def items() -> Any:
    return Item.objects.unscoped("what the journey made").filter(title__in=TITLES)


def test_a_ledger_comes_in_and_its_month_goes_round_to_the_leaders_phone(
    site: Site, open_as: Opener, tmp_path: Path
) -> None:
    office, clerk, leader = open_as(site.cast.supervisor), open_as(site.cast.lead_clerk), open_as(site.cast.leader)

    office.goto("/imports/")
    upload(office, "2026年台账.xlsx", old_ledger(), "上传并读取")
    expect(office.get_by_text("新增 2，变更 0")).to_be_visible()
    office.get_by_role("button", name="导入", exact=True).click()
    expect(office.get_by_role("heading", name="已导入")).to_be_visible()

    office.locator("main").get_by_role("link", name="台账", exact=True).last.click()
    office.get_by_label("全选本页").check()
    office.get_by_role("button", name="批量交办").click()
    expect(office.get_by_text(TITLES[0]).first).to_be_visible()
    assert {item.state for item in items()} == {"dispatched"}

    for item in items():
        move(move(item, "sign", site.cast, at=timezone.now()), "plan", site.cast, at=timezone.now())
    clerk.goto("/month/")
    clerk.get_by_role("link", name="用 Excel 填报").click()
    with clerk.expect_download() as download:
        clerk.get_by_role("button", name=re.compile("^下载区工业和信息化局")).click()
    download.value.save_as(tmp_path / "sheet.xlsx")
    upload(clerk, "填报表.xlsx", filled(tmp_path / "sheet.xlsx"), "交回并核对")
    expect(clerk.get_by_text("要收下 1 项")).to_be_visible()
    clerk.get_by_role("button", name="收下", exact=True).click()
    expect(clerk.get_by_role("heading", name="已收下")).to_be_visible()
    report = Progress.objects.unscoped("what the sheet said").get(kind="progress", item__title__in=TITLES)
    assert (report.text, report.percent) == (DONE, 60)

    office.goto("/papers/new/?paper=bulletin")
    office.get_by_role("button", name="出具", exact=True).click()
    expect(office.get_by_role("heading", level=1, name=re.compile("情况的通报$"))).to_be_visible()
    paper = Paper.objects.unscoped("the bulletin").get()
    assert "区工业和信息化局" in "".join(
        cell.text for line in docx_lines(files.read_kept(paper.path)) for cell in line.cells
    )

    leader.set_viewport_size(SMALL)
    leader.goto(f"/items/{report.item_id}/")
    expect(leader.get_by_text(DONE).first).to_be_visible()
    assert leader.evaluate("document.documentElement.scrollWidth") == SMALL["width"]
    leader.get_by_role("link", name="对这件事作批示").click()
    leader.get_by_label("批示").fill(SAID)
    leader.get_by_role("button", name="提交批示").click()
    expect(leader.get_by_role("status").filter(has_text="批示已立项")).to_be_visible()
    instruction = Item.objects.unscoped("what the leader wrote").get(ledger_kind="instruction")
    assert (instruction.requirement, instruction.lead_unit_id) == (SAID, report.item.lead_unit_id)
    assert instruction.number

    office.goto("/inbox/")
    office.get_by_role("link", name=re.compile("^领导批示：")).click()
    office.get_by_role("button", name="去办理").click()
    office.get_by_role("group", name="您现在可以办理").get_by_role("button", name="交办", exact=True).click()
    office.locator("#act form").get_by_role("button", name="交办", exact=True).click()
    expect(office.get_by_role("status").filter(has_text="交办")).to_be_visible()
    clerk.goto("/")
    expect(clerk.get_by_text(SAID).first).to_be_visible()
    assert site.complaints == []
