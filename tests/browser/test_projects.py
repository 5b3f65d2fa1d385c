"""A project goes from idea to construction in a browser: registered, ticked onto a list, its gate filled (项目库)."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.projects import go, make_project


def test_an_officer_registers_a_project_and_takes_it_into_the_next_stage(site, look_as):
    page = look_as(site.cast.lead_clerk)
    page.goto("/projects/")
    page.get_by_role("link", name="登记项目").first.click()
    page.get_by_label("项目名称").fill("智慧冷链仓储项目")
    page.get_by_label("牵头单位").select_option(label="区工业和信息化局")
    page.get_by_label("总投资（万元）").fill("1.2亿")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("heading", name="智慧冷链仓储项目")).to_be_visible()
    expect(page.get_by_text("总投资1.2亿元").first).to_be_visible()

    page.get_by_role("link", name="进入下一阶段").click()
    page.get_by_role("button", name="进入“洽谈”").click()

    expect(page.get_by_role("heading", name="阶段：洽谈")).to_be_visible()


def test_a_missing_paper_is_uploaded_at_the_gate(site, look_as, tmp_path):
    row = go(make_project(site.cast, name="精密轴承扩建项目"), "negotiation", by=site.cast.lead_clerk)
    paper = tmp_path / "投资协议.txt"
    paper.write_text("双方签字盖章。", encoding="utf-8")
    page = look_as(site.cast.lead_clerk)
    page.goto(f"/projects/{row.pk}/stage/")
    expect(page.get_by_text("还缺1项").first).to_be_visible()

    page.get_by_text("上传", exact=True).click()
    page.get_by_label("文件").set_input_files(paper)
    page.get_by_role("button", name="添加", exact=True).click()
    page.get_by_role("button", name="进入“签约”").click()

    expect(page.get_by_role("heading", name="阶段：签约")).to_be_visible()
    expect(page.get_by_role("link", name="正式签订的投资协议")).to_be_visible()


def test_the_office_ticks_projects_onto_the_list_of_the_year(site, look_as):
    make_project(site.cast, name="屋顶光伏项目")
    page = look_as(site.cast.supervisor)
    page.goto("/projects/?q=屋顶光伏")
    page.get_by_label("勾选屋顶光伏项目").check()
    page.get_by_role("button", name="列入重点清单").click()
    page.get_by_label("依据").fill("区重点项目清单")
    page.get_by_role("button", name="列入清单").click()

    expect(page.get_by_text("区级新开工").first).to_be_visible()
