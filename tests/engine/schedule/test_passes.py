"""Passes equal the enumeration of all paths, and each other (正排与倒排)."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.schedule import (
    Activity,
    Bounds,
    DayLines,
    Network,
    Standing,
    day_of,
    earliest,
    free,
    graph,
    latest,
    number,
    plan,
    portfolio,
    promised,
    side_by_side,
)
from bihuan.engine.schedule.checks import targets
from bihuan.engine.schedule.sweep import Known
from tests.oracles.schedule import Days, earliest_by_paths, is_kept, latest_by_paths
from tests.support.networks import DAYS_AHEAD, LINES, TODAY, networks, standings


def dates_of(dates, network, column=...):
    ends = zip(dates.start[:, column].ravel().tolist(), dates.finish[:, column].ravel().tolist(), strict=True)
    return {each.code: tuple(map(day_of, pair)) for each, pair in zip(network.activities, ends, strict=True)}


def early_of(found):
    return {code: (each.earliest_start, each.earliest_finish) for code, each in found.dates.items()}


@given(networks(), DAYS_AHEAD)
def test_the_forward_pass_agrees_with_enumerating_every_path(network, today):
    found = plan(network, Standing(today=today), LINES)

    assert early_of(found) == earliest_by_paths(network, today=today, calendar=LINES.calendar)


@given(networks(), DAYS_AHEAD)
def test_the_backward_pass_agrees_with_enumerating_every_path(network, promise):
    found = plan(network, Standing(today=TODAY, promise=promise), LINES)

    late = {code: (each.latest_start, each.latest_finish) for code, each in found.dates.items()}
    ends = set(targets(network))
    assert late == latest_by_paths(network, promise=promise, ends=ends, calendar=LINES.calendar)


@given(st.lists(networks(), min_size=1, max_size=4), DAYS_AHEAD)
def test_many_networks_side_by_side_are_each_network(several, promise):
    graphs = [graph(each, LINES) for each in several]
    joined = side_by_side(graphs)
    bounds = promised(free(joined, LINES, today=number(TODAY)), joined, LINES, by=number(promise))

    early, late = earliest(joined, LINES, bounds), latest(joined, LINES, bounds)

    plans = [plan(each, Standing(today=TODAY, promise=promise), LINES) for each in several]
    assert early.start.tolist() == [day for each in plans for day in each.early.start]
    assert early.finish.tolist() == [day for each in plans for day in each.early.finish]
    assert late.start.tolist() == [day for each in plans for day in each.late.start]
    assert late.finish.tolist() == [day for each in plans for day in each.late.finish]


@given(networks(), st.lists(st.tuples(DAYS_AHEAD, st.integers(0, 5)), min_size=1, max_size=4))
def test_many_projects_on_one_network_are_each_project(network, projects):
    shared = graph(network, LINES)
    days = np.array([shared.days + longer for _, longer in projects]).T
    by = np.array([number(promise) for promise, _ in projects])
    bounds = promised(free(shared, LINES, today=number(TODAY), days=days), shared, LINES, by=by)

    early, late = earliest(shared, LINES, bounds), latest(shared, LINES, bounds)

    for column, (promise, longer) in enumerate(projects):
        own = {each.code: each.days + longer for each in network.activities}
        one = plan(network, Standing(today=TODAY, promise=promise, days=own), LINES)
        assert dates_of(early, network, column) == early_of(one)
        assert late.finish[:, column].tolist() == one.late.finish
        assert late.start[:, column].tolist() == one.late.start


@given(networks(), DAYS_AHEAD)
def test_no_link_is_broken_forward_or_backward(network, promise):
    found = plan(network, Standing(today=TODAY, promise=promise), LINES)

    days = Days(LINES.calendar, network.seasons)
    late = {code: (each.latest_start, each.latest_finish) for code, each in found.dates.items()}
    assert all(is_kept(link, early_of(found), days) for link in network.links)
    assert all(is_kept(link, late, days) for link in network.links)


@given(networks(), DAYS_AHEAD, st.integers(0, 60))
def test_a_later_promise_never_makes_an_activity_earlier(network, promise, later):
    first = plan(network, Standing(today=TODAY, promise=promise), LINES)
    second = plan(network, Standing(today=TODAY, promise=promise + timedelta(days=later)), LINES)

    assert all(one <= other for one, other in zip(first.late.start, second.late.start, strict=True))
    assert all(one <= other for one, other in zip(first.late.finish, second.late.finish, strict=True))


@given(networks(), DAYS_AHEAD)
def test_forward_from_the_latest_starts_changes_nothing_and_backward_from_it_neither(network, promise):
    backward = plan(network, Standing(today=TODAY, promise=promise), LINES)
    sweep, known = backward.sweep, backward.known
    known.floor = [sweep.first_from(place, day) for place, day in enumerate(backward.late.start)]

    forward = sweep.earliest(known)

    assert forward.start == backward.late.start
    assert forward.finish == backward.late.finish
    assert sweep.latest(known).start == backward.late.start


@given(networks(most=8), st.lists(st.tuples(st.integers(0, 7), st.integers(0, 15)), min_size=1, max_size=4))
def test_dates_after_one_change_are_those_of_a_whole_pass(network, changes):
    found = plan(network, Standing(today=TODAY, promise=TODAY + timedelta(days=90)), LINES)
    sweep, known = found.sweep, found.known

    for chosen, days in changes:
        place = chosen % len(network.activities)
        known.days[place] = days
        sweep.earliest_again(known, found.early, [place])
        sweep.latest_again(known, found.late, [place])

    assert found.early == sweep.earliest(known)
    assert found.late == sweep.latest(known)


@given(st.lists(networks(), min_size=1, max_size=3), st.data())
def test_many_plans_side_by_side_keep_their_facts_and_limits(several, data):
    plans = [plan(each, data.draw(standings(each)), LINES) for each in several]

    joined, bounds = portfolio(plans)

    early, late = earliest(joined, LINES, bounds), latest(joined, LINES, bounds)
    assert early.start.tolist() == [day for each in plans for day in each.early.start]
    assert early.finish.tolist() == [day for each in plans for day in each.early.finish]
    assert late.start.tolist() == [day for each in plans for day in each.late.start]
    assert late.finish.tolist() == [day for each in plans for day in each.late.finish]


@given(networks(), st.data())
def test_projects_on_one_network_keep_their_facts_and_limits(network, data):
    plans = [plan(network, data.draw(standings(network)), LINES) for _ in range(3)]
    columns = {name: np.array([getattr(each.known, name) for each in plans]).T for name in Known.__slots__}
    shared = graph(network, LINES)

    early, late = earliest(shared, LINES, Bounds(**columns)), latest(shared, LINES, Bounds(**columns))

    assert early.finish.T.tolist() == [each.early.finish for each in plans]
    assert early.start.T.tolist() == [each.early.start for each in plans]
    assert late.start.T.tolist() == [each.late.start for each in plans]
    assert late.finish.T.tolist() == [each.late.finish for each in plans]


@given(networks(), st.data())
def test_what_happened_stays_and_nothing_else_starts_before_today(network, data):
    standing = data.draw(standings(network))

    found = plan(network, standing, LINES)

    for code, each in found.dates.items():
        assert each.start == standing.started_on.get(code, each.start)
        assert each.finish == standing.finished_on.get(code, each.finish)
        assert code in standing.started_on or each.start >= TODAY
        assert code in standing.finished_on or each.finish >= TODAY


@given(networks(), st.data())
def test_links_between_what_has_not_begun_are_kept_whatever_is_fixed(network, data):
    standing = data.draw(standings(network))

    found = plan(network, standing, LINES)

    days = Days(LINES.calendar, network.seasons)
    open_links = [each for each in network.links if each.after not in standing.started_on]
    assert all(is_kept(link, early_of(found), days) for link in open_links)


def test_plans_on_other_calendars_do_not_stand_side_by_side():
    network = Network((Activity("one", "甲", 1),), ())
    one, other = (plan(network, Standing(today=TODAY), lines) for lines in (LINES, DayLines(LINES.calendar)))

    with pytest.raises(ValueError, match="one DayLines"):
        portfolio([one, other])
