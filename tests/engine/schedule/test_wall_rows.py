"""A project as one row: phases follow one another, the nodes of these months and the promised one are there."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.schedule import (
    Activity,
    Link,
    Network,
    Standing,
    baseline,
    due_nodes,
    history_row,
    plan,
    plan_row,
)
from tests.support.networks import LINES, TODAY, networks, standings

CHAIN = Network(
    (
        Activity("filing", "备案", 2, phase="前期"),
        Activity("review", "审图", 5, phase="施工许可"),
        Activity("building", "施工", 200, calendar="calendar_days", phase="施工"),
        Activity("done", "投产", 0, phase="投产"),
    ),
    (Link("filing", "review"), Link("review", "building"), Link("building", "done")),
    promised="done",
)
WINDOW = (date(2026, 11, 1), date(2026, 12, 31))


def planned(today=TODAY, **standing):
    return plan(CHAIN, Standing(today=today, **standing), LINES)


def test_a_row_has_a_stretch_a_phase_and_the_nodes_of_its_months():
    row = plan_row(planned(), "甲", window=WINDOW)

    assert [span.word for span in row.spans] == ["前期", "施工许可", "施工"]
    assert [point.word for point in row.milestones] == ["备案", "审图", "投产"]


def test_a_phase_under_way_is_filled_up_to_today():
    today = date(2026, 12, 10)
    found = planned(today, finished_on={"filing": date(2026, 11, 30)}, started_on={"review": date(2026, 12, 1)})

    row = plan_row(found, "甲", window=WINDOW)

    assert [span.done_until for span in row.spans] == [date(2026, 11, 30), today, None]


def test_a_row_is_late_where_its_promise_cannot_be_kept():
    assert plan_row(planned(promise=date(2027, 1, 31)), "甲", window=WINDOW).is_late
    assert not plan_row(planned(promise=date(2027, 12, 31)), "甲", window=WINDOW).is_late


def test_late_nodes_stay_among_those_that_are_due():
    agreed = baseline(planned())
    nodes = due_nodes(planned(date(2026, 12, 14)), (date(2026, 12, 1), date(2026, 12, 31)), agreed)

    assert [(node.name, node.is_late, node.told) for node in nodes] == [
        ("备案", True, "已晚12个工作日"),
        ("审图", True, "已晚12个工作日"),
    ]


def test_a_project_without_a_plan_shows_the_stages_it_went_through():
    row = history_row("甲", [("谋划", date(2026, 1, 5)), ("签约", date(2026, 6, 1))], today=TODAY)

    assert [(span.word, span.start, span.finish, span.done_until) for span in row.spans] == [
        ("谋划", date(2026, 1, 5), date(2026, 6, 1), date(2026, 6, 1)),
        ("签约", date(2026, 6, 1), TODAY, TODAY),
    ]


@given(st.data())
def test_phases_never_lie_over_one_another_and_end_where_the_plan_ends(data):
    network = data.draw(networks())
    found = plan(network, data.draw(standings(network)), LINES)

    row = plan_row(found, "甲", window=WINDOW, agreed=baseline(found))

    assert all(one.finish <= other.start for one, other in pairwise(row.spans))
    assert max(span.finish for span in row.spans) == max(dates.finish for dates in found.dates.values())
