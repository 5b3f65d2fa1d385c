"""A month of figures in the browser: filled by keyboard from the desk, returned, sent anew, locked, told in a report;
one is corrected, and the issued report stays as it was."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from bihuan.apps.figures import queries
from bihuan.apps.figures.models import Observation, Sheet
from bihuan.base.scope import Viewer
from tests.support.observations import ask

CODES = (
    *("gross_industrial_output", "industry_revenue", "industry_profit", "industrial_electricity", "electricity_use"),
    *("fixed_asset_investment", "industrial_investment", "technical_upgrade_investment", "private_investment"),
    *("infrastructure_investment", "property_investment", "retail_sales_ads", "services_revenue_ads", "tax_revenue"),
    *("general_public_budget_revenue", "exports", "imports", "funds_in_place", "visitors", "tourism_revenue"),
)


@pytest.fixture
def month(site):
    """The leading unit is asked for twenty indicators of the district, forty figures."""
    ask(site.cast, codes=CODES, of=site.cast.units.district)
    return queries.book(timezone.localdate()).month_due()


def issue_report(page, month):
    """The office drafts the month's report, puts a paragraph into other words, and issues it; its address."""
    page.goto("/reports/")
    page.get_by_role("button", name="起草").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{month.year_to_date.label}经济运行分析")
    page.get_by_role("link", name=re.compile("改写.*外贸外资")).click()
    page.get_by_role("textbox", name="文字").fill("出口总额累计33.3亿元，增长9.9%。")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_contain_text("“9.9%”不在数据来源里")
    page.get_by_role("textbox", name="文字").fill("出口总额累计33.3亿元，增长5.6%，走势平稳。")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("article")).to_contain_text("增长5.6%，走势平稳。")
    page.get_by_role("button", name="印发").click()
    page.locator("dialog[open]").get_by_role("button", name="印发").click()
    expect(page.locator("#messages")).to_contain_text("已印发")
    return page.url


def test_a_month_of_forty_figures_from_the_desk_to_a_report_that_stays(site, open_as, month):
    cast, url = site.cast, f"/figures/fill/{site.cast.units.lead.pk}/{month.year}-{month.month:02}/"
    clerk, office = open_as(cast.lead_clerk), open_as(cast.statistician)

    clerk.goto("/")
    clerk.get_by_role("link", name=f"{month.label}数据填报").first.click()
    first = clerk.locator("input.cell").first
    first.focus()
    for number in range(40):
        clerk.keyboard.type(f"{number + 10}.5" if number < 20 else "5.6")
        clerk.keyboard.press("Enter")
    expect(clerk.locator("[data-filled]")).to_have_text("40")
    clerk.get_by_role("button", name="报送", exact=True).click()
    expect(clerk.locator("#messages")).to_contain_text("已报送")

    office.goto(url)
    office.get_by_role("button", name="退回").first.click()
    office.get_by_label("理由").first.fill("出口与海关数不一致，请核实")
    office.locator("dialog[open]").get_by_role("button", name="退回").click()
    expect(office.locator("#messages")).to_contain_text("已退回")

    clerk.goto(url)
    expect(clerk.get_by_text("出口与海关数不一致，请核实").first).to_be_visible()
    clerk.get_by_label("出口总额累计").fill("33.3")
    clerk.get_by_role("button", name="报送", exact=True).click()
    expect(clerk.locator("#messages")).to_contain_text("已报送")

    office.goto(url)
    office.get_by_role("button", name="审核通过").click()
    expect(office.locator("#messages")).to_contain_text("已审核通过")
    office.goto(f"/figures/fill/?month={month.year}-{month.month:02}")
    office.get_by_role("button", name="锁定本月").click()
    office.locator("dialog[open]").get_by_role("button", name="锁定").click()
    expect(office.locator("#messages")).to_contain_text("已锁定1张")

    report = issue_report(office, month)
    issued = office.locator("article").inner_text()

    clerk.goto(f"/figures/cell/{cast.units.district.pk}/exports/{month.year}-{month.month:02}/")
    clerk.get_by_role("link", name="申请更正").click()
    clerk.get_by_label("更正后的数").fill("34.4")
    clerk.get_by_label("理由").fill("海关更正")
    clerk.get_by_role("button", name="申请更正").click()
    office.goto(f"/figures/cell/{cast.units.district.pk}/exports/{month.year}-{month.month:02}/")
    office.get_by_role("button", name="同意更正").click()
    expect(office.locator(".figure-now")).to_contain_text("34.4")

    office.goto(report)
    expect(office.get_by_role("heading", name="印发以后更正的数")).to_be_visible()
    expect(office.locator("#corrected").locator("..")).to_contain_text("34.4")
    assert office.locator("article").inner_text() == issued
    office.locator("article").get_by_role("link", name="33.3亿元").first.click()
    expect(office.get_by_role("heading", level=1)).to_contain_text("出口总额")

    eyes = Viewer.worker(on=timezone.localdate())
    rows = Observation.objects.visible_to(eyes).filter(indicator="exports").order_by("version")
    assert [row.version for row in rows] == [1, 2, 3]
    assert Sheet.objects.visible_to(eyes).get(unit=cast.units.lead).state == "locked"
