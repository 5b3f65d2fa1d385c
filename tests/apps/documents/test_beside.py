"""Two papers of one event: found in the library, shown beside each other, each sentence with its way back."""

import re

import pytest

from bihuan.apps.documents import actions, queries
from bihuan.apps.documents.queries import NoDocument
from tests.apps.documents.conftest import REPORT
from tests.support.builders import NOW, actor, viewer

OTHER = """镜澜区经济工作会议释放新信号
2026-01-06 来源：镜澜发布
1月4日，镜澜区召开全区经济工作会议。
会议指出，过去一年全区规上工业增加值增长8.4%。
今年将加快建设镇东产业园，新建标准厂房20万平方米，确保6月底前投产。将推进老旧小区改造，完成石桥片区12个小区改造，由区住建局牵头负责。
会议还表扬了一批先进集体。
"""
UNLIKE = "关于做好春季造林工作的通知\n各镇街要在三月底前完成苗木调运，三月十二日集中栽植，做好浇水养护。"


@pytest.fixture
def other(report, by):
    return actions.upload(OTHER.encode(), name="另一篇.txt", kind="report", by=by, now=NOW).document


def test_the_other_report_of_the_same_meeting_is_found(report, other, by, cast):
    actions.upload(UNLIKE.encode(), name="造林.txt", kind="other", by=by, now=NOW)

    found = queries.twins(viewer(cast.supervisor), report)

    assert [twin.document for twin in found] == [other]
    assert "文字在另一篇中也有" in found[0].because


def test_a_paper_out_of_sight_is_no_twin(report, cast):
    clerk = actor(cast.stranger_clerk)
    own = actions.upload(OTHER.encode(), name="另一篇.txt", kind="report", by=clerk, now=NOW).document

    assert queries.twins(viewer(cast.stranger_clerk), own) == []


def test_prints_follow_the_newest_reading(report, by):
    before = set(report.prints.values_list("value", flat=True))
    piece = next(each for each in queries.newest_reading(report).removed if "甲乙" in each["text"])

    actions.put_back(report.pk, tuple(piece["span"]), version=1, by=by, now=NOW)

    assert before <= set(report.prints.values_list("value", flat=True))
    assert report.prints.count() == len(set(report.prints.values_list("value", flat=True)))


def test_other_numbers_and_what_one_alone_says_are_told_apart(report, other, cast):
    found = queries.beside(viewer(cast.supervisor), report.pk, other.pk)

    assert [line.numbers for line in found.lines if line.kind == "conflict"] == [(("8.2%",), ("8.4%",))]
    alone = [words(line.second) for line in found.lines if line.kind == "second_only"]
    assert alone == ["会议还表扬了一批先进集体"]
    assert found.counts["same"] >= 2


def words(side):
    return "".join(text for text, _ in side.pieces)


def test_every_sentence_leads_back_to_its_own_text(report, other, cast, client_of):
    found = queries.beside(viewer(cast.supervisor), report.pk, other.pk)

    for paper, sides in (
        (report, [line.first for line in found.lines]),
        (other, [line.second for line in found.lines]),
    ):
        body = queries.newest_reading(paper).body
        assert all(body[side.start : side.end].strip() == words(side) for side in sides if side)
    page = client_of(cast.supervisor).get(f"/documents/{report.pk}/beside/{other.pk}/").content.decode()
    links = re.findall(rf"/documents/{other.pk}/\?start=(\d+)&amp;end=(\d+)", page)
    assert len(links) == sum(1 for line in found.lines if line.kind != "same" and line.second)


def test_the_page_names_the_other_paper_and_leads_to_both_at_once(report, other, cast, client_of):
    page = client_of(cast.supervisor).get(f"/documents/{report.pk}/").content.decode()

    assert f'href="/documents/{report.pk}/beside/{other.pk}/"' in page
    assert other.title in page


def test_the_merged_text_holds_every_sentence_of_both(report, other, cast, client_of):
    page = client_of(cast.supervisor).get(f"/documents/{report.pk}/beside/{other.pk}/?show=merged").content.decode()

    assert "帮助企业解决用工难题" in page
    assert "一批先进集体" in page


def test_a_paper_beside_itself_is_no_page(report, cast):
    with pytest.raises(NoDocument):
        queries.beside(viewer(cast.supervisor), report.pk, report.pk)


def test_set_phrases_of_many_papers_count_for_nothing(report, other, by, cast, monkeypatch):
    monkeypatch.setattr("bihuan.apps.documents.queries.same_event.most_holders", lambda papers: papers - 1)

    assert queries.twins(viewer(cast.supervisor), report) == []


def test_the_same_text_in_another_file_is_said_to_be_the_same(report, by, cast):
    again = actions.upload(f"{REPORT}\n".encode(), name="副本.txt", kind="report", by=by, now=NOW).document

    assert queries.twins(viewer(cast.supervisor), again)[0].kind == "same_text"
