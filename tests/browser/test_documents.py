"""A report from the file to decided sentences, in a browser (文件与条目)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.support.payloads import PAYLOADS

REPORT = """全区经济工作会议召开
1月4日，镜澜区召开全区经济工作会议。
今年将加快建设镇东产业园，新建标准厂房20万平方米，确保6月底前投产。将推进老旧小区改造，完成石桥片区12个小区改造，由区住建局牵头负责。
各部门要开展企业走访服务，帮助企业解决用工难题。
力争全年招商引资到位资金突破120亿元。
（记者 甲乙 编辑 丙丁）
"""


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"


def bring(page, text, *, name="报告.txt"):
    """Bring a file in by the page; the page of the document is open afterwards."""
    page.goto("/documents/")
    page.get_by_role("link", name="上传文件").first.click()
    page.get_by_label("选择文件").set_input_files({"name": name, "mimeType": "text/plain", "buffer": text.encode()})
    page.get_by_role("button", name="上传并读取").click()
    expect(page.get_by_role("article", name="正文")).to_be_visible()


def card(page):
    return page.locator("[data-card] h2")


def test_an_officer_decides_on_sentences_by_keyboard(site, open_as):
    page = open_as(site.cast.supervisor)
    bring(page, REPORT)

    page.keyboard.press("j")
    expect(card(page)).to_contain_text("第2条")
    page.keyboard.press("x")
    expect(card(page)).to_contain_text("第3条")
    page.keyboard.press("k")
    expect(card(page)).to_contain_text("已舍弃")
    page.keyboard.press("u")
    expect(card(page)).to_contain_text("待核定")
    page.keyboard.press("e")
    page.keyboard.type("（急）")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".card-text")).to_contain_text("（急）")
    page.keyboard.press("s")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").first).to_contain_text("已拆分为")

    assert site.complaints == []


def test_the_sentence_in_the_text_and_the_list_go_together(site, open_as):
    page = open_as(site.cast.supervisor)
    bring(page, REPORT + "一。")

    page.locator("article").get_by_text("各部门要开展企业走访服务").click()

    expect(page.locator(".cand-row.chosen")).to_contain_text("各部门要开展企业走访服务")
    expect(page.locator(".cand.chosen")).to_contain_text("各部门要开展企业走访服务")


def test_what_was_removed_is_put_back(site, open_as):
    page = open_as(site.cast.supervisor)
    bring(page, REPORT + "二。")
    page.get_by_role("link", name="移除内容").click()
    expect(page.locator("article")).not_to_contain_text("甲乙")

    page.get_by_role("listitem").filter(has_text="甲乙").get_by_role("button", name="放回").click()

    expect(page.get_by_role("status").first).to_contain_text("已放回正文")
    expect(page.locator("article")).to_contain_text("甲乙")


def test_sentences_are_decided_on_a_phone(site, open_as):
    page = open_as(site.cast.supervisor, size=PHONE)
    bring(page, REPORT + "三。")

    page.get_by_role("button", name="舍弃").click()

    expect(card(page)).to_contain_text("第2条")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_file_that_is_not_taken_is_named_and_what_was_typed_stays(site, open_as):
    page = open_as(site.cast.lead_clerk)
    page.goto("/documents/new/")
    page.get_by_label("标题").fill("季度小结")
    file = {"name": "小结.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ\x90"}
    page.get_by_label("选择文件").set_input_files(file)
    page.get_by_role("button", name="上传并读取").click()

    expect(page.get_by_role("alert").first).to_contain_text("不在接收范围内")
    expect(page.get_by_label("标题")).to_have_value("季度小结")


def test_no_words_of_a_document_run_as_a_script(site, open_as):
    page = open_as(site.cast.supervisor)
    lines = "\n".join(f"今年将加快建设{payload}产业园，确保6月底前投产。" for payload in PAYLOADS)
    bring(page, lines, name=f"{PAYLOADS[5]}.txt")
    address = page.url.split("?")[0]

    for rest in ("", "?tab=removed", "?tab=heading", "original/", "encoding/", "bulk/"):
        page.goto(address + rest)
        page.wait_for_load_state("networkidle")
    page.goto("/documents/?q=alert(1)")

    assert len(PAYLOADS) >= 40
    assert site.complaints == []
