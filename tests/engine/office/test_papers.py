"""Papers of a supervision office from plain values; their words are definitions."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest

from bihuan.definitions import check, load
from bihuan.engine.office import papers
from bihuan.engine.office.papers import PAPERS as FORMS
from tests.support.papers import DAY, PAPERS, STANDING, TASKS, made


def text_of(content):
    """All that a paper says, tables cell by cell."""
    paper = docx.Document(BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in paper.paragraphs), *cells])


def said(code, **changes):
    return text_of(made(code, replace(PAPERS[code], **changes)))


@pytest.mark.parametrize("code", sorted(FORMS))
def test_every_kind_of_paper_ships_with_its_words_and_opens(code):
    assert any(each.code == code for each in load("paper_wordings"))
    assert "{" not in text_of(made(code, PAPERS[code]))


def test_a_bulletin_counts_by_unit_and_campaign_and_ranks_nobody():
    text = said("bulletin")

    assert "（2026年第11期）" in text
    assert "在督事项共42项，已完成18项，正在推进15项，即将到期4项，逾期3项" in text
    assert text.index("区发展和改革局") < text.index("区工业和信息化局")
    assert "排名" not in text.replace("不作排名", "")
    assert "位次" not in text


def test_what_is_not_known_is_said_so_and_never_zero():
    assert "挂账暂无项" in said("bulletin")


def test_what_is_late_has_its_reason_or_says_that_there_is_none():
    text = said("bulletin")

    assert "厂房验收未通过" in text
    assert "未说明" in text
    assert "没有逾期事项。" in said("bulletin", standing=replace(STANDING, late=()))


def test_what_moved_is_listed_and_the_rest_is_one_line():
    text = said("bulletin")

    assert "自第10期以来，有1项发生变化。" in text
    assert "其余21项自第10期以来没有变化。" in text
    assert "以来的变化" not in said("bulletin", standing=replace(STANDING, previous=""))


def test_two_equal_months_are_one_line():
    text = said("bulletin", standing=replace(STANDING, moved=(), unmoved=42))

    assert "其余42项自第10期以来没有变化。" in text
    assert "发生变化。" not in text


def test_an_inspection_says_ground_object_scope_and_conclusion():
    text = said("inspection_report")

    assert "根据年度督查计划，11月24日至26日对区住房和城乡建设局" in text
    assert "督查结论" in text
    assert "督查结论已于12月2日反馈区住房和城乡建设局。" in text


def test_a_notice_of_few_matters_stands_in_its_text_and_of_many_behind_it():
    few, many = PAPERS["supervision_notice"], PAPERS["supervision_notice"].items * 3

    assert "（一）加快北部产业园一期建设" in text_of(made("supervision_notice", few))
    text = said("supervision_notice", items=many)
    assert "附件：交办事项清单" in text
    assert "将6项工作交由你单位办理" in text


def test_lines_that_speak_of_nothing_are_left_out():
    text = said("supervision_notice", contact="", phone="", reply_by=None)

    assert "联系人" not in text
    assert "前反馈办理情况" not in text
    assert "请于2026年12月8日前签收" in text


def test_columns_that_no_task_fills_are_left_out():
    text = said("task_table")

    assert "季度节点" not in text
    assert "配合单位" in text
    assert "长期" in text


def test_tasks_stand_under_their_category():
    paper = docx.Document(BytesIO(made("task_table", replace(PAPERS["task_table"], tasks=TASKS))))

    rows = [row.cells[0].text for row in paper.tables[0].rows]
    assert rows[1] == "工业经济"
    assert rows.index("民生实事") == 151
    assert len(rows) == 303


def test_minutes_begin_with_the_last_meetings_decisions():
    text = said("minutes")

    assert text.index("上次议定事项的落实情况") < text.index("关于北部产业园建设")
    assert "11月份重点工作调度会议定1项，已完成1项。" in text
    assert "（区住房和城乡建设局牵头、区发展和改革局配合，2026年12月15日前）" in text


def test_a_look_back_names_what_must_be_done_again():
    text = said("look_back_report")

    assert "抽查的2项中，属实1项。" in text
    assert "有1项与销号时不符" in text


def test_words_that_a_paper_does_not_know_are_refused_with_the_place():
    body = next(each.body for each in load("paper_wordings") if each.code == "reminder_letter")
    phrases = {**body["phrases"], "title": "关于{事项}的函", "opening": "截至{截至"}

    found = check("paper_wordings", {**body, "phrases": phrases})

    assert [(each.code, each.at) for each in found] == [
        ("no_such_placeholder", "phrases.title"),
        ("bad_placeholder", "phrases.opening"),
    ]
    assert found[0].sentence == "“{事项}”在这里用不了，可用的是：{事由}。"


def test_missing_phrases_and_strange_fields_are_named():
    body = next(each.body for each in load("paper_wordings") if each.code == "minutes")
    phrases = {name: words for name, words in body["phrases"].items() if name != "issue"}
    tables = {**body["tables"], "last": [{"field": "mood", "word": "情绪"}]}

    found = check("paper_wordings", {**body, "phrases": phrases, "tables": tables})

    assert [each.at for each in found] == ["phrases.issue", "tables.last[0].field"]


def test_a_paper_without_a_red_head_has_none():
    assert "文件" not in said("minutes")
    assert papers.Framing("甲", DAY).mark == ""
