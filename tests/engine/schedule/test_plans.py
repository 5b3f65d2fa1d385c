"""Facts, constraints and conditions in one project's plan, and why each date is what it is (项目计划)."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.rules import Is
from bihuan.engine.schedule import (
    Activity,
    Constraint,
    ConstraintKind,
    Link,
    LinkKind,
    Network,
    Planner,
    Standing,
    critical_path,
    plan,
    why_earliest,
    why_latest,
)
from tests.support.networks import DAYS_AHEAD, LINES, SITE, TODAY, networks, standings

CHAIN = Network(
    (
        Activity("filing", "备案", 0),
        Activity("permit", "施工许可", 5),
        Activity("building", "施工", 30, calendar="site"),
        Activity("acceptance", "验收", 10),
        Activity("roads", "道路", 3),
    ),
    (
        Link("filing", "permit", lag=3, lag_calendar="calendar_days"),
        Link("permit", "building"),
        Link("building", "acceptance"),
        Link("filing", "roads"),
    ),
    seasons=(SITE,),
    promised="acceptance",
)
ASKED = date(2027, 3, 10)


def planned(*constraints, network=CHAIN, **standing):
    return plan(network, Standing(today=TODAY, constraints=constraints, **standing), LINES)


def only(kind, on=ASKED, activity="permit"):
    return planned(Constraint(activity, kind, on), promise=date(2027, 9, 30)).dates[activity]


def test_a_wait_in_calendar_days_ends_on_the_next_working_day():
    permit = planned().dates["permit"]

    assert permit.earliest_start == date(2026, 11, 30)
    assert permit.earliest_finish == date(2026, 12, 7)


def test_building_waits_until_the_winter_stop_is_over():
    building = planned().dates["building"]

    assert building.earliest_start == date(2027, 3, 1)


def test_not_earlier_than_moves_the_earliest_start():
    assert only(ConstraintKind.SNET).earliest_start == ASKED


def test_not_finished_earlier_than_moves_the_earliest_finish():
    assert only(ConstraintKind.FNET).earliest_finish == ASKED


def test_not_later_than_moves_the_latest_start():
    assert only(ConstraintKind.SNLT).latest_start == ASKED


@pytest.mark.parametrize("kind", [ConstraintKind.FNLT, ConstraintKind.DEADLINE])
def test_not_finished_later_than_and_deadlines_move_the_latest_finish(kind):
    assert only(kind).latest_finish == ASKED


def test_must_start_on_leaves_no_float():
    permit = only(ConstraintKind.MSO)

    assert (permit.earliest_start, permit.latest_start, permit.float_days) == (ASKED, ASKED, 0)


def test_must_finish_on_leaves_no_float():
    permit = only(ConstraintKind.MFO)

    assert (permit.earliest_finish, permit.latest_finish, permit.float_days) == (ASKED, ASKED, 0)


def test_as_late_as_possible_moves_only_the_planned_dates_and_no_other_activity():
    early, late = planned(), planned(Constraint("permit", ConstraintKind.ALAP))

    assert late.dates["permit"].finish == date(2027, 3, 1)
    assert late.dates["permit"].earliest_finish == early.dates["permit"].earliest_finish
    assert late.dates["building"].start == early.dates["building"].start


def test_as_soon_as_possible_is_what_is_done_anyway():
    assert planned(Constraint("permit", ConstraintKind.ASAP)).early == planned().early


def test_a_link_is_kept_where_a_constraint_asks_for_an_impossible_day():
    impossible = planned(Constraint("building", ConstraintKind.MSO, date(2026, 11, 27)))

    building = impossible.dates["building"]
    assert building.earliest_start == date(2027, 3, 1)
    assert building.float_days < 0


def test_what_happened_binds_whatever_the_network_says():
    facts = planned(started_on={"building": date(2026, 10, 12)}, finished_on={"filing": date(2026, 9, 1)})

    assert facts.dates["building"].start == date(2026, 10, 12)
    assert facts.dates["filing"].finish == date(2026, 9, 1)
    assert facts.dates["permit"].earliest_start == TODAY


def test_what_should_be_done_by_now_but_is_not_is_done_today_at_the_earliest():
    facts = planned(started_on={"permit": date(2026, 9, 1)}, finished_on={"filing": date(2026, 8, 31)})

    assert facts.dates["permit"].earliest_finish == TODAY
    assert "还没有完成" in why_earliest(facts, "permit")


def test_what_is_done_needs_no_latest_date_and_holds_up_nothing():
    facts = planned(promise=date(2027, 6, 30), finished_on={"building": date(2026, 11, 20)})

    assert facts.dates["building"].latest_finish is None
    assert facts.dates["permit"].latest_finish is None
    assert facts.dates["acceptance"].earliest_start == TODAY


def test_what_does_not_lead_to_the_promise_has_no_latest_date():
    assert planned(promise=date(2027, 6, 30)).dates["roads"].float_days is None
    assert why_latest(planned(promise=date(2027, 6, 30)), "roads") == "“道路”不影响承诺日期，没有最迟日期。"


CONDITIONAL = replace(
    CHAIN,
    activities=(
        replace(CHAIN.activities[0]),
        replace(CHAIN.activities[1], when=Is("class", "A")),
        *CHAIN.activities[2:],
    ),
    labels={"class": "环评类别"},
)


def test_what_is_not_needed_takes_no_time_and_says_why():
    found = planned(network=CONDITIONAL, facts={"class": "B"})

    assert "permit" not in found.dates
    assert found.early.finish[1] == found.early.finish[0]
    assert why_earliest(found, "permit") == "“施工许可”不需要办：环评类别为“B”，不是“A”。"


def test_what_waits_for_something_not_needed_still_waits_for_what_came_before():
    done = planned(
        Constraint("filing", ConstraintKind.SNET, date(2027, 4, 1)), network=CONDITIONAL, facts={"class": "B"}
    )

    assert done.dates["building"].earliest_start == date(2027, 4, 1)


def test_what_may_be_needed_is_planned_and_told():
    found = planned(network=CONDITIONAL)

    assert "permit" in found.dates
    assert "环评类别" in found.fitted.in_doubt["permit"]


def test_a_date_names_the_link_that_holds_it():
    assert why_earliest(planned(), "permit") == (
        "“施工许可”最早2026年11月30日开始、2026年12月7日完成：要等“备案”2026年11月26日完成后3天才能开始，本身5个工作日。"
    )


def test_a_date_names_the_stop_that_holds_it():
    assert "，逢冬季停工12月1日至2月28日顺延，" in why_earliest(planned(), "building")


def test_a_date_names_the_constraint_that_holds_it():
    found = planned(Constraint("permit", ConstraintKind.SNET, ASKED))

    assert "已限定不得早于2027年3月10日开始" in why_earliest(found, "permit")


def test_a_first_date_names_today():
    assert (
        why_earliest(planned(), "filing") == "“备案”最早2026年11月26日办成：今天（2026年11月26日）就能办，没有要等的。"
    )


def test_a_latest_date_names_the_promise_and_the_float_left():
    found = planned(promise=date(2027, 6, 30))
    left = LINES.calendar.working_days_between(found.expected_on, date(2027, 6, 30))

    assert why_latest(found, "acceptance") == (
        f"“验收”最迟2027年6月16日开始、2027年6月30日完成：承诺2027年6月30日完成；还可以机动{left}个工作日。"
    )


def test_the_promise_that_cannot_be_kept_is_short_by_so_many_working_days():
    found = planned(promise=date(2027, 4, 1))

    assert found.days_short == LINES.calendar.working_days_between(date(2027, 4, 1), found.expected_on) > 0
    assert f"已经晚了{found.days_short}个工作日" in why_latest(found, "acceptance")


def test_the_path_that_holds_the_promise_runs_from_the_first_activity_to_it():
    assert critical_path(planned()) == ("filing", "permit", "building", "acceptance")


def test_a_finish_held_by_a_finish_says_so():
    network = Network(
        (Activity("one", "甲", 9), Activity("other", "乙", 2)),
        (Link("one", "other", LinkKind.FINISH_TO_FINISH, lag=1),),
    )

    assert "要等“甲”2026年12月9日完成后1个工作日才能完成" in why_earliest(planned(network=network), "other")


@given(networks(), DAYS_AHEAD, st.data())
def test_every_date_has_a_reason_that_names_what_holds_it(network, promise, data):
    found = planned(network=network, promise=promise)
    code = data.draw(st.sampled_from([each.code for each in network.activities]))

    early, late = why_earliest(found, code), why_latest(found, code)

    names = [each.name for each in network.activities if each.code != code]
    assert early.count("。") == late.count("。") == 1
    assert "今天" in early or any(name in early for name in names)
    assert "承诺" in late or any(name in late for name in names)


@given(networks(), DAYS_AHEAD)
def test_what_starts_within_its_float_moves_no_promise(network, promise):
    found = planned(network=network, promise=promise + timedelta(days=200))
    sweep, known = found.sweep, found.known
    before = max(found.early.finish)

    for place, days in enumerate(found.float_of(place) for place in range(len(network.activities))):
        if days is not None and days > 0:
            known.floor[place] += days
            assert sweep.earliest(known).finish[found.target] <= sweep.day(found.target, known.ceiling[found.target])
            known.floor[place] -= days
    assert max(sweep.earliest(known).finish) == before


@given(networks(), st.data())
def test_whatever_has_happened_every_date_has_its_sentence(network, data):
    found = plan(network, data.draw(standings(network)), LINES)

    for code, each in found.dates.items():
        early, late = why_earliest(found, code), why_latest(found, code)
        assert early.startswith(f"“{each.name}”")
        assert late.startswith(f"“{each.name}”")
        assert early.count("。") == late.count("。") == 1


@given(networks(), st.data())
def test_projects_that_share_a_planner_are_planned_as_alone(network, data):
    marked = replace(network.activities[0], when=Is("class", "A"))
    conditional = replace(network, activities=(marked, *network.activities[1:]))
    shared = Planner(conditional, LINES)

    for known in ({"class": "A"}, {"class": "B"}, {}, {"class": "A"}):
        own = {network.activities[0].code: data.draw(st.integers(0, 20))}
        standing = replace(data.draw(standings(network)), facts=known, days=own)
        assert shared.plan(standing).dates == plan(conditional, standing, LINES).dates


@given(networks(), st.data())
def test_the_path_to_the_promise_is_a_chain_of_links(network, data):
    found = plan(network, data.draw(standings(network)), LINES)

    path = critical_path(found)

    pairs = {(link.before, link.after) for link in network.links}
    assert all(pair in pairs for pair in pairwise(path))
    assert found.dates[path[-1]].earliest_finish == found.expected_on


def test_a_planner_that_saw_many_projects_still_plans_each_as_alone():
    network = replace(CHAIN, activities=(*CHAIN.activities[:4], replace(CHAIN.activities[4], when=Is("roads", True))))
    planner = Planner(network, LINES)

    for facts in ({"roads": True}, {"roads": False}, {}, {"roads": True}, {"other": [1]}):
        standing = Standing(today=TODAY, facts=facts)
        assert planner.plan(standing).dates == plan(network, standing, LINES).dates
