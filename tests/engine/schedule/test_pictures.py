"""A plan as a Gantt chart and a map of nodes: every needed activity is there, late is told against what was agreed."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.rules import parse
from bihuan.engine.schedule import (
    Activity,
    Link,
    Network,
    Standing,
    baseline,
    critical_path,
    gantt_rows,
    map_links,
    map_nodes,
    plan,
)
from tests.support.networks import LINES, TODAY, networks, standings

CHAIN = Network(
    (
        Activity("filing", "备案", 0, phase="前期"),
        Activity("review", "审图", 5, phase="施工许可"),
        Activity("scheme", "方案", 3, phase="前期"),
        Activity("report", "环评", 4, phase="施工许可", when=parse({"field": "report", "is": True}, path="when")),
        Activity("permit", "施工许可", 3, phase="施工许可"),
    ),
    (
        Link("filing", "scheme"),
        Link("scheme", "review"),
        Link("filing", "report"),
        Link("report", "permit"),
        Link("review", "permit"),
    ),
    promised="permit",
)
NEEDED = {"report": False}
LATER = date(2026, 12, 14)


def planned(today=TODAY, **standing):
    return plan(CHAIN, Standing(today=today, facts=NEEDED, **standing), LINES)


def test_rows_stand_phase_by_phase_and_leave_out_what_is_not_needed():
    rows = gantt_rows(planned())

    assert [(row.group, row.label) for row in rows] == [
        ("前期", "备案"),
        ("前期", "方案"),
        ("施工许可", "审图"),
        ("施工许可", "施工许可"),
    ]


def test_what_takes_no_time_is_a_milestone():
    rows = gantt_rows(planned())

    assert [bool(row.milestones) for row in rows] == [True, False, False, False]


def test_float_is_told_where_nothing_was_agreed():
    rows = gantt_rows(planned(promise=date(2026, 12, 31)))

    assert rows[1].cells == ("2026-11-26", "2026-12-01", "关键", "机动14个工作日")
    assert rows[1].spans[0].free_until == date(2026, 12, 21)


def test_a_promise_that_cannot_be_kept_is_late():
    rows = gantt_rows(planned(promise=date(2026, 12, 1)))

    assert rows[-1].is_late
    assert rows[-1].cells[-1] == "已晚8个工作日"


def test_what_moved_but_is_not_due_yet_is_put_off_and_not_late():
    agreed = baseline(planned())

    rows = gantt_rows(planned(date(2026, 11, 30), promise=date(2027, 3, 31)), agreed)

    assert [(row.cells[-1], row.is_late) for row in rows] == [
        ("已晚2个工作日", True),
        ("推迟2个工作日", False),
        ("推迟2个工作日", False),
        ("推迟2个工作日", False),
    ]


def test_what_is_done_is_filled_and_never_late():
    agreed = baseline(planned())
    done = {"filing": date(2026, 12, 10)}

    row = gantt_rows(planned(LATER, finished_on=done), agreed)[0]

    assert (row.milestones[0].is_done, row.is_late, row.cells[-1]) == (True, False, "推迟10个工作日")


def test_links_pass_over_what_is_not_needed():
    assert map_links(planned()) == (
        ("filing", "scheme"),
        ("filing", "permit"),
        ("review", "permit"),
        ("scheme", "review"),
    )


def test_a_node_says_its_state_and_its_day():
    begun = {"scheme": date(2026, 12, 10)}
    nodes = map_nodes(planned(LATER, started_on=begun, finished_on={"filing": date(2026, 12, 9)}))

    assert [(node.state, node.line) for node in nodes] == [
        ("done", "已完成 2026-12-09"),
        ("ahead", "未开始 预计2026-12-22"),
        ("begun", "进行中 预计2026-12-15"),
        ("ahead", "未开始 预计2026-12-25"),
    ]


@given(st.data())
def test_every_activity_that_is_needed_is_drawn_once_and_the_critical_path_is_linked(data):
    network = data.draw(networks())
    found = plan(network, data.draw(standings(network)), LINES)

    assert sorted(row.label for row in gantt_rows(found)) == sorted(each.name for each in found.dates.values())
    assert {node.code for node in map_nodes(found)} == set(found.dates)
    path = critical_path(found)
    assert set(pairwise(path)) <= set(map_links(found))
