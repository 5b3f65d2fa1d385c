"""Limits of a stage, and the day that a dispatch proposes."""

from datetime import date, timedelta

from bihuan.apps.work import queries
from bihuan.definitions import calendar
from tests.support.builders import NOW, viewer
from tests.support.items import make_item, move

JOINT = {"kind": "joint_matter", "support_unit_ids": ()}


def limits(item, *, at):
    found = queries.stage_limits(item, queries.kind_of(item), now=at, calendar=calendar())
    return {limit.word: (limit.due.at, limit.is_late) for limit in found}


def test_a_joint_matter_is_answered_within_its_hours(cast):
    item = make_item(cast, "dispatched", **JOINT)
    item = move(item, "sign", cast)

    at, late = limits(item, at=NOW + timedelta(days=3))["首次答复"]

    assert (at, late) == (item.dispatched_at + timedelta(hours=24), True)


def test_an_answered_one_waits_for_no_first_answer(cast):
    item = make_item(cast, "dispatched", **JOINT)
    item = move(move(item, "sign", cast), "first_answer", cast, who="lead_clerk", text="已安排。")

    assert "首次答复" not in limits(item, at=NOW + timedelta(days=3))


def test_a_dispatch_proposes_the_limit_of_the_kind_and_says_what_it_rests_on(cast):
    item = make_item(cast, **JOINT, due_on=None)
    proposed = queries.proposed_due(item, queries.kind_of(item), now=NOW, calendar=calendar())
    assert proposed == date(2026, 3, 9)

    item = move(item, "dispatch", cast, who="supervisor", at=NOW, unit=cast.units.lead.pk, due_on=proposed)

    assert item.due_because.startswith("自2026-03-02次日起7日")


def test_a_day_set_by_hand_rests_on_the_person_who_set_it(cast):
    item = make_item(cast, "dispatched", **JOINT)

    assert item.due_because == "“派单”时确定。"


DEMAND = {"kind": "enterprise_demand", "extra": {"enterprise": "某制造公司", "demand_class": "用工"}, "due_on": None}


def test_a_demand_is_to_be_done_in_seven_working_days(cast):
    item = make_item(cast, **DEMAND)

    proposed = queries.proposed_due(item, queries.kind_of(item), now=NOW, calendar=calendar())

    assert proposed == date(2026, 3, 11)


def test_who_helps_with_a_demand_reports_in_three_working_days_and_then_owes_nothing(cast):
    item = make_item(cast, **DEMAND)
    item = move(item, "dispatch", cast, unit=cast.units.lead.pk, due_on=date(2026, 3, 11))
    item = move(item, "sign", cast)
    late = NOW + timedelta(days=10)
    seen = queries.item_page(item.pk, viewer(cast.supervisor), now=late)
    assert [(limit.word, limit.due.on, limit.is_late) for limit in seen.limits if "配合" in limit.word] == [
        ("报送配合情况", date(2026, 3, 5), True)
    ]

    move(item, "contribute", cast, who="support_clerk", text="用工名单已提供。")

    seen = queries.item_page(item.pk, viewer(cast.supervisor), now=late)
    assert not [limit.word for limit in seen.limits if "配合" in limit.word]


def test_what_helping_units_owe_is_no_late_duty_of_the_leading_unit(cast):
    item = make_item(cast, **DEMAND)
    item = move(item, "dispatch", cast, unit=cast.units.lead.pk, due_on=date(2026, 3, 11))
    item = move(item, "sign", cast)

    late = queries.duties_late(item, queries.kind_of(item), now=NOW + timedelta(days=10), calendar=calendar())

    assert late == []
