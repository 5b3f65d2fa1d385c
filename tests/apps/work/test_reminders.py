"""What a person is told of before a day, on it and after it; what cannot wait for the morning is told at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bihuan.apps.desk import actions as desk_actions
from bihuan.apps.desk import queries as desk
from bihuan.apps.work import actions, queries
from tests.support.builders import NOW, actor, viewer
from tests.support.items import kept, make_item, move
from tests.support.rules import change_rule, shipped

pytestmark = pytest.mark.django_db
JOINT = {"kind": "joint_matter", "support_unit_ids": ()}
DUE_ON = date(2026, 4, 10)


def row_on(person, day):
    moment = NOW.replace(month=day.month, day=day.day)
    (row,) = queries.todo(viewer(person, on=day), moment)
    return row


@pytest.mark.parametrize(
    ("day", "word"),
    [
        (date(2026, 4, 7), "还有3个工作日到期"),
        (date(2026, 4, 8), ""),
        (DUE_ON, "今日到期"),
        (date(2026, 4, 13), "已逾期1个工作日"),
    ],
)
def test_an_item_is_spoken_of_on_the_days_that_its_kind_names(cast, day, word):
    make_item(cast, "in_progress", due_on=DUE_ON)

    assert row_on(cast.lead_clerk, day).remind == word


def test_a_due_day_that_is_a_rest_day_is_spoken_of_on_the_working_day_before(cast):
    make_item(cast, "in_progress", due_on=date(2026, 4, 11))

    assert row_on(cast.lead_clerk, DUE_ON).remind == "将于2026-04-11（休息日）到期"


def test_the_digest_says_the_reminder_beside_the_item(cast):
    make_item(cast, "in_progress", due_on=DUE_ON)
    day = date(2026, 4, 7)

    desk_actions.send_digests(on=day, now=NOW.replace(month=4, day=7))

    (notice,) = desk.notices(viewer(cast.lead_clerk, on=day)).filter(rule="digest")
    (group,) = notice.lines
    assert (group["word"], group["lines"][0]["note"]) == ("即将到期", "办理中 时限2026-04-10 还有3个工作日到期")


def test_an_item_that_was_not_signed_for_in_time_says_so(cast):
    make_item(cast, "dispatched", due_on=date(2026, 6, 30))

    assert row_on(cast.lead_clerk, date(2026, 3, 3)).remind == ""
    assert row_on(cast.lead_clerk, date(2026, 3, 4)).remind == "签收已超时"


def test_a_suspended_item_comes_back_on_its_review_day(cast):
    item = make_item(cast, "in_progress", due_on=DUE_ON)
    move(item, "suspend", cast, who="supervisor", reason="等批复。", review_on=date(2026, 5, 8))

    assert queries.todo(viewer(cast.supervisor, on=date(2026, 5, 7)), NOW.replace(month=5, day=7)) == []
    row = row_on(cast.supervisor, date(2026, 5, 8))
    assert (row.due_on, row.remind) == (date(2026, 5, 8), "挂账复核日已到")


def test_a_dispatch_with_limits_in_hours_is_told_at_once(cast):
    make_item(cast, "dispatched", title="断头路", grade="urgent", **JOINT)

    (notice,) = desk.notices(viewer(cast.lead_clerk))
    assert (notice.title, notice.text) == ("限时办理：断头路", "请于1小时内签收，2小时内首次答复。")


def test_a_dispatch_with_limits_in_days_waits_for_the_digest(cast):
    make_item(cast, "dispatched")

    assert list(desk.notices(viewer(cast.lead_clerk))) == []


def answered(cast, *, hours):
    item = move(make_item(cast, "dispatched", **JOINT), "sign", cast)
    at = item.dispatched_at + timedelta(hours=hours)
    return move(item, "first_answer", cast, who="lead_clerk", at=at, text="已安排专人。"), at


@pytest.mark.parametrize(("hours", "took", "late"), [(3.5, "3.5小时", False), (30, "30小时", True)])
def test_a_first_answer_is_kept_with_its_time_against_the_departments_limit(cast, hours, took, late):
    item, at = answered(cast, hours=hours)

    found = queries.item_page(item.pk, viewer(cast.lead_clerk), now=at).first_answer

    assert (found.at, found.took, found.is_late) == (at, took, late)
    assert found.due.at == item.dispatched_at + timedelta(hours=24)


def test_the_ledger_and_the_page_show_how_long_the_answer_took(cast, client_of):
    item, _ = answered(cast, hours=30)
    client = client_of(cast.supervisor)

    assert "30小时（超时）" in client.get("/items/?kind=joint_matter&cols=answered_at,answered_in").content.decode()
    assert "用时 30小时" in client.get(f"/items/{item.pk}/").content.decode()


def test_the_limit_of_a_state_is_shown(cast):
    body = shipped("ledger_kinds", "key_task")
    body["limits"]["under_review"] = {"amount": 4, "unit": "hours", "source": "本区规则"}
    change_rule(cast, "ledger_kinds", "key_task", body)
    item = make_item(cast, "under_review")

    found = queries.item_page(item.pk, viewer(cast.supervisor), now=NOW).limits

    assert [(limit.word, limit.due.at) for limit in found] == [("“审核中”环节", item.moved_at + timedelta(hours=4))]


# --- acts on a unit's paper


def helped(cast):
    """An item with two units in support."""
    units = (cast.units.support.pk, cast.units.stranger.pk)
    return make_item(cast, "in_progress", support_unit_ids=units)


def test_the_office_says_whose_paper_it_is_where_several_units_help(cast, client_of):
    item, client = helped(cast), client_of(cast.supervisor)
    form = client.get(f"/items/{item.pk}/moves/contribute/").context["form"]
    assert "for_unit" in form.fields

    with pytest.raises(actions.WhoseUnit, match="哪个单位"):
        contribute(item, cast)


def test_what_the_office_says_for_a_helping_unit_carries_that_units_name(cast):
    item = contribute(helped(cast), cast, for_unit=cast.units.stranger.pk)

    report = item.reports.get(text="已提供名单。")
    assert report.acted_for == "区农业农村局"
    assert report.by_name == cast.supervisor.name


def test_one_helping_unit_need_not_be_named(cast):
    item = contribute(make_item(cast, "in_progress"), cast)

    assert item.reports.get(text="已提供名单。").acted_for == "区财政局"


def contribute(item, cast, **said):
    answers = {"text": "已提供名单。", "paper": [kept("回函.pdf")], **said}
    return actions.move_item(
        item.pk, "contribute", version=item.version, answers=answers, by=actor(cast.supervisor), now=NOW
    )


# --- copies


def test_a_copy_is_new_until_it_was_taken_note_of(cast, client_of):
    item = make_item(cast, "in_progress")
    actions.copy_to(item.pk, unit_ids=[cast.units.stranger.pk], by=actor(cast.supervisor), now=NOW)
    reader, client = viewer(cast.stranger_clerk), client_of(cast.stranger_clerk)
    assert [row.state for row in queries.copied(reader, NOW)] == ["待阅"]
    assert "已阅" in client.get(f"/items/{item.pk}/").content.decode()

    client.post(f"/items/{item.pk}/copies/read/")

    assert [row.state for row in queries.copied(reader, NOW)] == ["办理中"]
    assert "已阅</button>" not in client.get(f"/items/{item.pk}/").content.decode()


@pytest.mark.parametrize(("day", "month"), [(5, date(2026, 2, 1)), (6, date(2026, 3, 1))])
def test_the_month_page_asks_for_last_month_until_its_day_is_over(day, month):
    assert queries.month_due(queries.rulebook(date(2026, 3, day))) == month
