"""Targets in the browser: words of a report, a target, its breakdown, a letter in force, a change in mid-year."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from bihuan.apps.documents.actions import upload
from bihuan.apps.figures.models import Letter, TargetVersion
from bihuan.base.scope import Viewer
from bihuan.engine.values import Month, Quantity, Unit
from tests.support.builders import actor
from tests.support.observations import push

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def report(site):
    """A report of this year's conference, and the town's exports of last year."""
    today = timezone.localdate()
    cast, now = site.cast, timezone.now()
    words = f"镜澜区召开{today.year}年区委经济工作会议\n\n会议提出,{today.year}年全区出口总额增长6%以上。\n"
    by = actor(cast.supervisor, on=today)
    done = upload(words.encode(), name="经济工作会议.txt", kind="report", by=by, now=now)
    level = Quantity(Decimal("30"), Unit.HUNDRED_MILLION_YUAN)
    push(
        cast.units.town, "exports", Month(today.year - 1, 12), level=level, by=cast.statistician, state="final", now=now
    )
    return done.document


def test_from_the_words_of_a_report_to_a_letter_and_its_change(site, open_as, report):  # noqa: PLR0915 - one whole year
    cast = site.cast
    office, head = open_as(cast.supervisor), open_as(cast.town_head)

    office.goto(f"/documents/{report.pk}/")
    office.get_by_role("link", name="据文中目标定年度目标").press(
        "Enter"
    )  # the page may still be scrolling to its first line
    expect(office.get_by_label("目标", exact=True)).to_have_value("6%")
    office.get_by_role("button", name="把勾选的定为年度目标").click()
    expect(office.locator("#messages")).to_contain_text("已定1项年度目标")

    office.get_by_role("link", name="6%", exact=True).click()
    expect(office.get_by_text("出口总额增长6%以上").first).to_be_visible()
    office.get_by_role("link", name="分解到单位").click()
    office.get_by_label("分解办法").select_option(label="协商确定")
    office.get_by_label("石桥镇协商数").fill("6")
    office.get_by_label("石桥镇协商数").press("Enter")
    office.get_by_role("button", name="试算").click()
    expect(office.get_by_role("status", name="合计证明")).to_contain_text("6.000%")
    office.get_by_label("分解理由").fill("与石桥镇协商一致")
    office.get_by_role("button", name="下达分解").click()
    expect(office.locator("#messages")).to_contain_text("已分解到1个单位")

    year = timezone.localdate().year
    office.goto(f"/figures/letters/?year={year}")
    office.get_by_role("link", name="起草").click()
    office.get_by_label("甲方保障事项").fill("新增建设用地指标优先保障")
    office.get_by_role("button", name="起草").click()
    expect(office.locator("#messages")).to_contain_text("等乙方会签")

    head.goto("/")
    head.get_by_role("link", name=f"石桥镇{year}年度目标责任书").first.click()
    expect(head.get_by_text("新增建设用地指标优先保障")).to_be_visible()
    head.get_by_role("button", name="同意会签").click()
    expect(head.locator("#messages")).to_contain_text("已会签")

    office.reload()
    office.get_by_role("button", name="批准生效").click()
    dialog = office.locator("dialog[open]")
    dialog.get_by_label("批准文号").fill("启办函〔2026〕7号")
    dialog.get_by_role("button", name="生效").click()
    expect(office.locator("#messages")).to_contain_text("已生效")
    with office.expect_download() as download:
        office.get_by_role("link", name="下载").click()
    returned = {"name": "责任书.docx", "mimeType": DOCX, "buffer": download.value.path().read_bytes()}
    office.get_by_label("责任书文件").set_input_files(returned)
    office.get_by_role("button", name="核对").click()
    expect(office.get_by_text("交回的文件与系统中的责任书一致。")).to_be_visible()

    head.goto(f"/figures/targets/?year={year}")
    expect(head.get_by_role("link", name="出口总额").first).to_be_visible()
    office.goto(f"/figures/targets/?year={year}&unit={cast.units.town.pk}")
    office.get_by_role("link", name="出口总额").first.click()
    office.get_by_role("link", name="调整目标").click()
    office.get_by_label(re.compile("^目标")).fill("4")
    office.get_by_label("调整理由").fill("上级下达新目标")
    office.get_by_label("依据").fill("启政发〔2026〕9号")
    office.get_by_role("button", name="调整", exact=True).click()
    expect(office.locator("#messages")).to_contain_text("新旧分别判定")

    eyes = Viewer.worker(on=timezone.localdate())
    head.goto(f"/figures/letters/{Letter.objects.visible_to(eyes).get().pk}/")
    expect(head.get_by_text("所列目标已有 1 项变动")).to_be_visible()
    town = TargetVersion.objects.visible_to(eyes).filter(target__unit=cast.units.town)
    assert [str(row.goal) for row in town] == ["6.0%", "4%"]
    assert site.complaints == []
