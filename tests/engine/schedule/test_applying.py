"""What was tried on a plan and then written into its network gives the plan that was told (采用调整)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.definitions import load
from bihuan.engine.schedule import Change, ChangeKind, Standing, apply_changes, build, plan, repairs
from tests.support.networks import LINES, TODAY

SHIPPED = {rule.code: rule.body for rule in load("networks")}
CLASSES = ("报告书", "报告表", "登记表", None)


def standing(promise, kind):
    return Standing(today=TODAY, promise=promise, facts={"environment_class": kind} if kind else {})


@given(st.sampled_from(sorted(SHIPPED)), st.sampled_from(CLASSES), st.integers(1, 90))
def test_each_set_written_into_the_network_gives_the_day_that_was_told(code, kind, days):
    body = SHIPPED[code]
    expected = plan(build(body), standing(None, kind), LINES).expected_on
    before = plan(build(body), standing(LINES.calendar.add_working_days(expected, -days), kind), LINES)

    found = repairs(before)

    for each in (*found.sets, *found.with_move)[:5]:
        after = plan(build(apply_changes(body, before.network, each.changes)), standing(None, kind), LINES)
        assert after.expected_on == each.expected_on


def test_the_network_that_was_given_stays_as_it_was():
    body = SHIPPED["record_filing"]
    before = plan(build(body), Standing(today=TODAY), LINES)

    changed = apply_changes(body, before.network, [Change(ChangeKind.SHORTEN, "building", days=250)])

    assert build(body).activity("building").days == 270
    assert build(changed).activity("building").days == 250


def test_a_moved_promise_changes_no_network():
    body = SHIPPED["record_filing"]

    moved = Change(ChangeKind.MOVE, on=date(2028, 1, 1))

    assert apply_changes(body, build(body), [moved]) == body


def test_of_two_starts_that_wait_the_longer_wait_is_kept():
    activities = [{"code": code, "name": code, "days": 5, "source": "例"} for code in "ab"]
    links = [{"before": "a", "after": "b", "kind": "SS", "lag": 2}, {"before": "a", "after": "b", "may_overlap": True}]
    body = {"activities": activities, "links": links}

    changed = apply_changes(body, build(body), [Change(ChangeKind.OVERLAP, "b", after="a")])

    assert changed["links"] == [{"before": "a", "after": "b", "kind": "SS", "lag": 2}]


@pytest.mark.parametrize("code", sorted(SHIPPED))
def test_what_was_taken_is_not_offered_again(code):
    body = SHIPPED[code]
    expected = plan(build(body), Standing(today=TODAY), LINES).expected_on
    before = plan(build(body), Standing(today=TODAY, promise=LINES.calendar.add_working_days(expected, -5)), LINES)
    taken = repairs(before).sets[0]

    after = plan(build(apply_changes(body, before.network, taken.changes)), before.standing, LINES)

    assert repairs(after) is None
