"""How many decisions a document asks for: sure tasks of one unit together, all shown first, the rest one by one."""

import re

import pytest

from bihuan.apps.documents import actions, queries
from bihuan.apps.work.models import Item
from tests.support.builders import NOW, viewer
from tests.support.long_report import NAMED, long_report


def bring(text, by):
    return actions.upload(text.encode(), name="报告.txt", kind="report", by=by, now=NOW).document


def deciding(document, cast):
    return queries.deciding_of(viewer(cast.supervisor), document.pk)[1]


@pytest.fixture
def report(by):
    return bring(long_report(), by)


def test_sure_tasks_of_one_unit_are_one_decision(report, cast):
    found = deciding(report, cast)

    assert {group.unit_name for group in found.groups} == {unit for unit, _ in NAMED}
    assert all(1 < len(group.rows) <= 10 for group in found.groups)
    assert found.asked == len(found.groups) + len(found.singles)
    assert found.asked * 2 < queries.counts(queries.candidates_of(report))["open"]


def test_the_number_falls_as_the_reader_names_more_units(by, cast):
    asked = [deciding(bring(long_report(named=named), by), cast).asked for named in (0, 4, 8, 12)]

    assert asked == sorted(asked, reverse=True)
    assert len(set(asked)) == 4


def test_what_is_in_doubt_stands_alone(report, cast):
    row = deciding(report, cast).groups[0].rows[0]
    reading = report.readings.get()
    reading.doubts = [{"span": [row.start, row.start + 2], "text": "", "reason": "可能有误"}]
    reading.save()

    assert row in deciding(report, cast).singles


def test_a_body_that_no_unit_is_called_leaves_the_sentence_alone(report, by, cast):
    row = deciding(report, cast).groups[0].rows[0]
    actions.edit(row.pk, version=row.version, text=row.text, owners="某某局", deadline="", by=by, now=NOW)

    assert row in deciding(report, cast).singles


def test_every_sentence_of_a_group_is_shown_before_it_is_taken(report, cast, client_of):
    group = deciding(report, cast).groups[0]

    page = client_of(cast.supervisor).get(f"/documents/{report.pk}/groups/").content.decode()

    assert all(row.text in page and f'value="{row.pk}:{row.version}"' in page for row in group.rows)


def test_a_group_becomes_items_of_its_unit_with_the_days_of_the_text(report, cast, client_of):
    group = deciding(report, cast).groups[0]
    boxes = [f"{row.pk}:{row.version}" for row in group.rows]
    sent = {"candidate": boxes, "ledger": "key_task", "lead_unit_id": group.unit_id, "form_key": "k", "next": "groups"}

    answer = client_of(cast.supervisor).post(f"/items/from-document/{report.pk}/", sent)

    items = Item.objects.visible_to(viewer(cast.supervisor))
    assert answer.url == f"/documents/{report.pk}/groups/"
    assert {item.lead_unit_id for item in items} == {group.unit_id}
    assert sum(1 for item in items if item.due_on) == sum(1 for row in group.rows if row.deadline)
    assert len(items) == len(group.rows)


def test_the_page_says_how_many_decisions_it_asks_for(report, cast, client_of):
    found = deciding(report, cast)

    page = client_of(cast.supervisor).get(f"/documents/{report.pk}/").content.decode()

    assert re.search(rf"还要决定 {found.asked} 次（成组 {len(found.groups)} 次", page)


def test_what_a_unit_promises_is_a_candidate_with_that_unit(by):
    said = (
        "会上，区农业农村局负责人作表态发言。区农业农村局局长王示例表示，将新建高标准大棚30座，扩大设施蔬菜种植面积。\n"
    )
    document = bring(f"镜澜区召开会议\n2月5日，镜澜区召开经济工作会议，总结工作，部署任务。{said}", by)

    pledges = [(row.owners, row.get_kind_display()) for row in queries.candidates_of(document) if row.kind == "pledge"]

    assert pledges == [("区农业农村局", "承诺")]
