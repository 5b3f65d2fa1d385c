"""Putting right the words of an item: who may, what changes, what the timeline keeps."""

from __future__ import annotations

import pytest

from bihuan.apps.units.queries import timeline
from bihuan.apps.work import actions, queries
from bihuan.base.refusals import Forbidden, Stale
from tests.support.builders import NOW, actor, viewer
from tests.support.items import make_item, new_item

pytestmark = pytest.mark.django_db


def amend(item, person, *, version=None, why="笔误", **said):
    return actions.amend_item(item.pk, said, version=version or item.version, why=why, by=actor(person), now=NOW)


def test_a_title_is_put_right_and_both_stand_in_the_timeline(cast):
    item = make_item(cast, "in_progress", title="新增规上工业企业二十家")

    amended = amend(item, cast.supervisor, title="新增规上工业企业25家")

    assert (amended.title, amended.version) == ("新增规上工业企业25家", item.version + 1)
    entry = queries.item_page(item.pk, viewer(cast.lead_head), now=NOW).entries[-1]
    assert entry.word == "更正"
    assert entry.changes == [("标题", "新增规上工业企业二十家", "新增规上工业企业25家")]
    assert entry.why == "笔误"


def test_a_draft_is_put_right_without_a_reason(cast):
    item = actions.draft_item(new_item(cast), by=actor(cast.supervisor), now=NOW)

    assert amend(item, cast.supervisor, why="", target="25家").target == "25家"


def test_a_numbered_item_asks_for_a_reason(cast):
    with pytest.raises(actions.BadItem, match="更正理由"):
        amend(make_item(cast), cast.supervisor, why=" ", target="25家")


def test_the_lead_unit_says_who_answers_for_it_and_nothing_else(cast):
    item = amend(make_item(cast, "in_progress"), cast.lead_clerk, liaison="石明 0000-1234")
    assert item.liaison == "石明 0000-1234"

    with pytest.raises(Forbidden):
        amend(item, cast.lead_clerk, title="少干一点")


def test_a_helping_unit_puts_nothing_right(cast):
    with pytest.raises(Forbidden):
        amend(make_item(cast, "in_progress"), cast.support_clerk, liaison="某人")


def test_what_was_written_off_is_put_right_no_more(cast):
    with pytest.raises(Forbidden):
        amend(make_item(cast, "written_off"), cast.supervisor, title="别的")


def test_the_slower_of_two_is_told(cast):
    item = make_item(cast)
    amend(item, cast.supervisor, title="甲")

    with pytest.raises(Stale):
        amend(item, cast.second_supervisor, title="乙")


def test_own_columns_are_put_right_within_their_kind(cast):
    extra = {"inspection_batch": "第一批", "problem_class": "安全", "problem": "无证上岗"}
    item = make_item(cast, kind="rectification", extra=extra, finder_unit_id=cast.units.supervision.pk)

    item = amend(item, cast.supervisor, own_problem="三人无证上岗")

    assert item.extra["problem"] == "三人无证上岗"
    assert queries.item_page(item.pk, viewer(cast.supervisor), now=NOW).entries[-1].changes[0][0] == "存在问题"
    with pytest.raises(actions.BadItem, match="检查批次"):
        amend(item, cast.supervisor, own_inspection_batch="")


def test_what_is_as_it_was_leaves_no_event(cast):
    item = make_item(cast)
    count = timeline("work.item", [item.pk]).count()

    assert amend(item, cast.supervisor, title=item.title, note="").version == item.version
    assert timeline("work.item", [item.pk]).count() == count


def test_the_sponsoring_leader_is_changed_by_name(cast):
    item = amend(make_item(cast), cast.supervisor, sponsor_leader_id=cast.leader.pk)

    assert (item.sponsor_leader_id, item.sponsor_name) == (cast.leader.pk, cast.leader.name)


def test_the_page_shows_what_stands_and_keeps_what_was_typed(cast, client_of):
    item, client = make_item(cast), client_of(cast.supervisor)
    url = f"/items/{item.pk}/amend/"
    form = client.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"title": "新题目"}

    refused = client.post(url, sent)
    assert refused.status_code == 422
    assert refused.context["form"]["title"].value() == "新题目"
    client.post(url, sent | {"why": "题目有误"})

    item.refresh_from_db()
    assert item.title == "新题目"
    assert item.requirement == new_item(cast).requirement


def test_who_may_put_nothing_right_reads_why(cast, client_of):
    item = make_item(cast, "in_progress")

    page = client_of(cast.support_clerk).get(f"/items/{item.pk}/amend/").content.decode()

    assert "您不能更正这个事项" in page
