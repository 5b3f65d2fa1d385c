"""What would have to give so that a promise can be kept (按期方案)."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.schedule import (
    Activity,
    ChangeKind,
    Constraint,
    ConstraintKind,
    Link,
    Network,
    Standing,
    plan,
    repairs,
)
from bihuan.engine.schedule.checks import check_network
from tests.oracles.schedule import loosened, smallest_sets
from tests.support.networks import LINES, TODAY, networks, standings, yielding_networks

CHAIN = Network(
    (
        Activity("design", "设计", 10),
        Activity("review", "审图", 4, may_commit=True),
        Activity("tender", "招标", 20, least_days=15),
        Activity("building", "施工", 60, least_days=50),
    ),
    (Link("design", "review"), Link("review", "tender", may_overlap=True), Link("tender", "building")),
)


def planned(network, promise, **standing):
    return plan(network, Standing(today=TODAY, promise=promise, **standing), LINES)


def short_by(network, days):
    """A promise so many working days too early."""
    expected = plan(network, Standing(today=TODAY), LINES).expected_on
    return LINES.calendar.add_working_days(expected, -days)


def plain(changes):
    return frozenset(tuple(filter(None, (each.kind.name.lower(), each.activity, each.after))) for each in changes)


def is_kept(network, promise):
    return all(each.float_days is None or each.float_days >= 0 for each in planned(network, promise).dates.values())


@given(yielding_networks(), st.integers(1, 30))
def test_the_smallest_sets_are_those_that_trying_every_set_finds(network, days):
    assert not check_network(network)
    promise = max(short_by(network, days), TODAY)

    found = repairs(planned(network, promise))

    sets = smallest_sets(network, is_kept=lambda loose: is_kept(loose, promise))
    if found is None:
        assert sets == [set()]
    else:
        assert found.is_complete
        assert {plain(each.changes) for each in found.sets} == {frozenset(each) for each in sets}


@given(yielding_networks(), st.integers(1, 30))
def test_every_set_that_is_told_does_what_it_says(network, days):
    promise = max(short_by(network, days), TODAY)
    found = repairs(planned(network, promise))

    for each in found.sets + found.with_move if found else ():
        own = {change.activity: change.days for change in each.changes if change.kind is ChangeKind.SHORTEN}
        moved = next((change.on for change in each.changes if change.kind is ChangeKind.MOVE), promise)
        loose = _after(network, each.changes)
        assert planned(loose, moved, days=own).expected_on == each.expected_on <= moved


def _after(network, changes):
    return loosened(network, [each for each in plain(changes) if each[0] != "shorten"])


def test_what_is_kept_needs_no_change():
    assert repairs(planned(CHAIN, short_by(CHAIN, 0))) is None


def test_one_change_that_does_is_told_before_two():
    found = repairs(planned(CHAIN, short_by(CHAIN, 4)))

    assert [each.words for each in found.sets] == [
        "“审图”与“招标”并行办理。",
        "“招标”由20个工作日压缩到16个工作日（最短15个工作日）。",
        "“施工”由60个工作日压缩到56个工作日（最短50个工作日）。",
    ]


def test_a_promise_out_of_reach_is_moved_by_what_is_left():
    promise = short_by(CHAIN, 40)

    found = repairs(planned(CHAIN, promise))

    assert found.sets == ()
    assert found.days_short == 40
    assert len(found.with_move) == 1
    assert [each.kind for each in found.with_move[0].changes][-1] is ChangeKind.MOVE
    assert LINES.calendar.working_days_between(promise, found.with_move[0].expected_on) == 40 - 10 - 5 - 4


def test_the_promise_alone_can_always_be_moved():
    found = repairs(planned(CHAIN, short_by(CHAIN, 4)))

    assert found.move.words.startswith("承诺推迟到")
    assert found.move.expected_on == plan(CHAIN, Standing(today=TODAY), LINES).expected_on


def test_what_is_done_cannot_give():
    done = {"design": TODAY - timedelta(days=9), "review": TODAY - timedelta(days=1), "tender": TODAY}
    standing = Standing(today=TODAY, finished_on=done)
    expected = plan(CHAIN, standing, LINES).expected_on

    found = repairs(plan(CHAIN, replace(standing, promise=expected - timedelta(days=7)), LINES))

    assert {each.activity for one in found.sets for each in one.changes} == {"building"}


def test_a_commitment_lets_what_follows_finish_only_after_it():
    network = replace(CHAIN, links=(CHAIN.links[0], Link("review", "tender"), CHAIN.links[2]))

    words = [each.words for each in repairs(planned(network, short_by(network, 4))).sets]

    assert "“审图”先承诺后补，后面的事不等它。" in words


def test_too_many_sets_to_try_still_give_one_that_does_and_say_so():
    found = repairs(planned(CHAIN, short_by(CHAIN, 12)), most_trials=2)

    assert not found.is_complete
    assert len(found.sets) == 1


@given(networks(lags=(0, 3)))
def test_where_nothing_may_give_only_the_promise_moves(network):
    promise = short_by(network, 1)
    if promise < TODAY:
        return

    found = repairs(planned(network, promise))

    assert found is None or (found.sets, found.with_move) == ((), ())


def test_a_past_deadline_of_one_activity_needs_a_change_too():
    finish = plan(CHAIN, Standing(today=TODAY), LINES).dates["tender"].finish
    limited = (Constraint("tender", ConstraintKind.DEADLINE, finish - timedelta(days=3)),)

    found = repairs(planned(CHAIN, date(2028, 1, 3), constraints=limited))

    assert found.days_short == 0
    assert found.move is None
    assert found.sets[0].words == "“审图”与“招标”并行办理。"


@given(yielding_networks(most=8), st.data())
def test_whatever_has_happened_every_set_that_is_told_keeps_all_dates(network, data):
    standing = data.draw(standings(network))
    found = repairs(plan(network, standing, LINES))

    for each in found.sets if found else ():
        own = {change.activity: change.days for change in each.changes if change.kind is ChangeKind.SHORTEN}
        after = plan(_after(network, each.changes), replace(standing, days=own), LINES)
        assert all(one.float_days is None or one.float_days >= 0 for one in after.dates.values())
        assert after.expected_on == each.expected_on
