"""Projects that share limits: nothing is given twice, nothing is broken, and the bound holds (统筹排期)."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bihuan.engine.schedule import (
    Activity,
    BadStanding,
    Link,
    Need,
    Network,
    SharedLimit,
    Standing,
    day_of,
    level,
    plan,
    put_off,
    wait_words,
)
from tests.oracles.schedule import Days, is_kept
from tests.support.networks import LINES, TODAY, networks

MONDAY = date(2026, 11, 30)
REVIEWS = SharedLimit("reviews", "评审会", "week", 1)
CHAIN = Network((Activity("design", "设计", 2), Activity("review", "评审", 3)), (Link("design", "review"),))


def project(days_given, **standing):
    return plan(CHAIN, Standing(today=MONDAY, promise=MONDAY + timedelta(days=days_given), **standing), LINES)


def needing(plans, activity="review"):
    return [Need(which, activity, "reviews") for which in range(len(plans))]


def period(limit, day):
    return day - timedelta(days=day.weekday()) if limit.every == "week" else (day.year, day.month)


def test_each_week_reviews_as_many_as_it_may():
    plans = [project(60) for _ in range(3)]

    found = level(plans, [REVIEWS], needing(plans))

    weeks = [day_of(starts[1]).isocalendar().week for starts in found.starts]
    assert sorted(weeks) == [49, 50, 51]


def test_who_has_the_least_time_goes_first():
    plans = [project(60), project(8), project(30)]

    found = level(plans, [REVIEWS], needing(plans))

    assert sorted(range(3), key=lambda which: found.starts[which][1]) == [1, 2, 0]
    assert found.total_late == found.at_least == 0


def test_a_week_with_its_own_amount_gives_that():
    plans = [project(60) for _ in range(3)]
    limit = SharedLimit("reviews", "评审会", "week", 1, own={date(2026, 12, 3): 0, date(2026, 12, 7): 3})

    found = level(plans, [limit], needing(plans))

    assert {day_of(starts[1]) for starts in found.starts} == {date(2026, 12, 7)}


def test_what_waits_says_for_what():
    plans = [project(60), project(60)]

    found = level(plans, [REVIEWS], needing(plans))

    assert wait_words(found, plans, [REVIEWS], 1) == ["“评审”因“评审会”2026年11月30日起的一周已排满，排到12月7日。"]
    assert wait_words(found, plans, [REVIEWS], 0) == []


def test_what_has_begun_has_taken_its_share():
    begun = project(60, started_on={"design": MONDAY, "review": MONDAY}, finished_on={"design": MONDAY})
    plans = [begun, project(60)]

    found = level(plans, [REVIEWS], needing(plans))

    assert day_of(found.starts[1][1]) == date(2026, 12, 7)


def test_a_project_that_goes_first_puts_others_off():
    plans = [project(8), project(60)]
    usual = level(plans, [REVIEWS], needing(plans))

    other = level(plans, [REVIEWS], needing(plans), first=[1])

    assert put_off(usual, other) == ((0, 3), (1, -3))
    assert other.total_late == 2


def test_months_have_their_quota_by_amount():
    quota = SharedLimit("land", "用地指标", "month", 100)
    plans = [project(200) for _ in range(3)]
    needs = [Need(which, "review", "land", amount) for which, amount in enumerate((60, 60, 40))]

    found = level(plans, [quota], needs)

    months = Counter(day_of(starts[1]).month for starts in found.starts)
    assert months == {12: 2, 1: 1}


@pytest.mark.parametrize(
    ("limits", "needs", "told"),
    [
        ([REVIEWS], [Need(0, "review", "land")], "限额“land”没有定义"),
        ([REVIEWS], [Need(0, "nobody", "reviews")], "“nobody”不在网络图里"),
        ([REVIEWS], [Need(5, "review", "reviews")], "不在网络图里"),
        ([REVIEWS], [Need(0, "review", "reviews", 2)], "永远排不上"),
        ([SharedLimit("reviews", "评审会", "day", 1)], [], "应按week或month计"),
    ],
)
def test_what_can_never_be_met_is_refused_with_its_remedy(limits, needs, told):
    with pytest.raises(BadStanding, match=told):
        level([project(60)], limits, needs)


def test_a_limit_that_gives_nothing_any_more_is_told():
    plans = [project(60), project(60)]
    limit = SharedLimit("reviews", "评审会", "week", 0, own={date(2026, 12, 7): 1})

    with pytest.raises(BadStanding, match="“评审会”以后各期都不够，“评审”永远排不上。请提高以后各期的数量。"):
        level(plans, [limit], needing(plans))


@st.composite
def shared(draw):
    """A few projects with needs of two limits."""
    limits = [
        SharedLimit("reviews", "评审会", "week", draw(st.integers(1, 2))),
        SharedLimit("land", "用地", "month", 3),
    ]
    several = draw(st.lists(networks(most=5), min_size=1, max_size=4))
    plans = [
        plan(each, Standing(today=TODAY, promise=TODAY + timedelta(days=draw(st.integers(0, 40)))), LINES)
        for each in several
    ]
    needs = [
        Need(which, activity.code, limit, draw(st.integers(1, most)))
        for which, each in enumerate(several)
        for activity in each.activities
        for limit, most in (("reviews", 1), ("land", 3))
        if draw(st.booleans())
    ]
    return plans, limits, needs


@settings(max_examples=40)
@given(shared())
def test_no_period_gives_more_than_its_limit_and_no_link_is_broken(case):
    plans, limits, needs = case

    found = level(plans, limits, needs, steps=30)

    for limit in limits:
        taken = Counter()
        for need in needs:
            if need.limit == limit.code:
                start = found.starts[need.project][plans[need.project].places[need.activity]]
                taken[period(limit, day_of(start))] += need.amount
        assert max(taken.values(), default=0) <= limit.amount
    for each, starts, finishes in zip(plans, found.starts, found.finishes, strict=True):
        ends = map(day_of, starts), map(day_of, finishes)
        dates = dict(zip(each.places, zip(*ends, strict=True), strict=True))
        assert all(is_kept(link, dates, Days(LINES.calendar, each.network.seasons)) for link in each.network.links)


@settings(max_examples=40)
@given(shared())
def test_the_bound_is_never_above_what_was_found(case):
    plans, limits, needs = case

    found = level(plans, limits, needs, steps=30)

    alone = sum(max(0, (each.expected_on - each.standing.promise).days) for each in plans)
    assert alone <= found.at_least <= found.total_late


@settings(max_examples=30)
@given(st.lists(st.integers(2, 40), min_size=1, max_size=8), st.integers(1, 2))
def test_equal_projects_before_one_authority_are_planned_as_well_as_can_be(given_days, amount):
    plans = [project(days) for days in given_days]

    found = level(plans, [SharedLimit("reviews", "评审会", "week", amount)], needing(plans))

    assert found.at_least <= found.total_late == _by_hand(given_days, amount)


def _by_hand(given_days, amount):
    """Of projects alike but for the promise, who has the least time goes first; so many reviews a week."""
    late = 0
    for rank, days in enumerate(sorted(given_days)):
        week = rank // amount
        start = date(2026, 12, 2) if week == 0 else MONDAY + timedelta(weeks=week)
        late += max(0, (LINES.calendar.add_working_days(start, 3) - MONDAY).days - days)
    return late


def test_without_needs_all_are_as_early_as_alone():
    plans = [project(5), project(60)]

    found = level(plans, [REVIEWS], [])

    assert [list(each) for each in found.starts] == [each.early.start for each in plans]


def test_the_first_plan_alone_comes_without_its_bound():
    plans = [project(8), project(8)]

    found = level(plans, [REVIEWS], needing(plans), bounded=False)

    assert found.total_late > 0
    assert found.at_least == 0
