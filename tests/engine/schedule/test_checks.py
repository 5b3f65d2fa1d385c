"""What is wrong with a network or a standing is said with its remedy (网络图与现状的核对)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bihuan.engine.calendar import BeyondCalendar
from bihuan.engine.schedule import (
    Activity,
    BadNetwork,
    BadStanding,
    Constraint,
    ConstraintKind,
    Link,
    Network,
    Season,
    Standing,
    Stop,
    build,
    check_network,
    plan,
)
from bihuan.engine.schedule.checks import MOST_DAYS
from tests.support.networks import LINES, TODAY

CHAIN = Network(
    (Activity("filing", "备案", 0), Activity("permit", "施工许可", 5), Activity("building", "施工", 30)),
    (Link("filing", "permit"), Link("permit", "building")),
)


def sentences(network):
    return [str(each) for each in check_network(network)]


def refused(standing):
    with pytest.raises(BadStanding) as refusal:
        plan(CHAIN, standing, LINES)
    return [str(each) for each in refusal.value.findings]


def test_a_ring_is_told_activity_by_activity():
    ring = replace(CHAIN, links=(*CHAIN.links, Link("building", "filing")))

    assert sentences(ring) == [
        "links：“施工许可”要等“备案”，“施工”要等“施工许可”，“备案”要等“施工”，成了一个圈，谁也办不了。请删去其中一条。"
    ]


def test_of_two_rings_the_shorter_is_told():
    ring = replace(CHAIN, links=(*CHAIN.links, Link("building", "filing"), Link("permit", "filing")))

    assert "施工”" not in sentences(ring)[0]


def test_an_activity_that_waits_for_itself_is_a_ring():
    assert "“备案”要等“备案”" in sentences(replace(CHAIN, links=(Link("filing", "filing"),)))[0]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"activities": (), "links": ()}, "请至少写一项"),
        ({"activities": (*CHAIN.activities, Activity("filing", "再备案", 1))}, "代码“filing”写了两次"),
        ({"activities": (*CHAIN.activities, Activity("other", "备案", 1))}, "名称“备案”写了两次"),
        ({"activities": (*CHAIN.activities, Activity("other", "其他", -1))}, "工期是-1天"),
        ({"activities": (*CHAIN.activities, Activity("other", "其他", 3, least_days=4))}, "应在0与工期3天之间"),
        ({"activities": (*CHAIN.activities, Activity("other", "其他", 3, calendar="moon"))}, "历法“moon”没有定义"),
        ({"activities": (*CHAIN.activities, Activity("other", "其他", MOST_DAYS + 1))}, "请核对单位"),
        ({"links": (Link("filing", "nobody"),)}, "提到“nobody”，网络图里没有这项工作"),
        ({"links": (*CHAIN.links, Link("filing", "permit"))}, "写了两次，请删去一条"),
        ({"links": (Link("filing", "permit", lag_calendar="site"),)}, "间隔只能按"),
        ({"links": (Link("filing", "permit", lag=-1, may_overlap=True),)}, "不能再写可并联"),
        ({"promised": "nobody"}, "承诺的工作“nobody”不在网络图里"),
        ({"seasons": (Season("site", "工地", "calendar_days", (Stop((13, 1), (2, 1), "停"),)),)}, "没有13月1日这一天"),
        ({"seasons": (Season("site", "工地", "calendar_days", (Stop((1, 1), (12, 31), "停"),)),)}, "全年停工"),
        (
            {
                "seasons": (
                    Season("site", "工地", "calendar_days", (Stop((1, 1), (7, 1), ""), Stop((6, 1), (12, 31), ""))),
                )
            },
            "全年停工",
        ),
        ({"seasons": (Season("working_days", "工作日", "calendar_days", ()),)}, "请换一个代码"),
    ],
)
def test_what_cannot_be_planned_is_refused_with_its_remedy(change, told):
    found = sentences(replace(CHAIN, **change))

    assert len(found) == 1
    assert told in found[0]
    assert found[0].endswith("。")


def test_a_good_network_has_no_finding():
    assert sentences(CHAIN) == []


def test_building_a_definition_with_a_ring_is_refused():
    activities = [{"code": code, "name": code, "days": 1, "source": "例"} for code in "ab"]
    links = [{"before": "a", "after": "b"}, {"before": "b", "after": "a"}]

    with pytest.raises(BadNetwork, match="成了一个圈"):
        build({"activities": activities, "links": links})


def test_a_promise_in_the_past_is_refused():
    assert refused(Standing(today=TODAY, promise=date(2026, 1, 1))) == [
        "promise：承诺日期2026-01-01已过（今天2026-11-26）。请把承诺改到今天以后，或登记实际完成日期。"
    ]


def test_a_promise_given_earlier_and_not_kept_still_stands():
    standing = Standing(today=TODAY, promise=date(2026, 10, 30), given_on=date(2026, 6, 1))

    found = plan(CHAIN, standing, LINES)

    assert found.days_short == found.sweep.lines.calendar.working_days_between(date(2026, 10, 30), found.expected_on)
    assert found.dates["filing"].float_days < 0


def test_a_promise_before_the_day_it_was_given_is_refused():
    standing = Standing(today=TODAY, promise=date(2026, 5, 1), given_on=date(2026, 6, 1))

    assert refused(standing)


def test_what_is_promised_is_done_when_its_activity_is():
    begun = Standing(today=TODAY, finished_on={"permit": date(2026, 11, 20)})
    done = Standing(today=TODAY, finished_on={"building": date(2026, 11, 20)})

    assert not plan(CHAIN, begun, LINES).is_done
    assert plan(CHAIN, done, LINES).is_done


def test_a_past_promise_that_was_kept_is_none():
    standing = Standing(today=TODAY, promise=date(2026, 1, 1), finished_on={"building": date(2025, 12, 30)})

    assert plan(CHAIN, standing, LINES).expected_on == date(2025, 12, 30)


@pytest.mark.parametrize(
    ("standing", "told"),
    [
        (Standing(today=TODAY, finished_on={"nobody": TODAY}), "已完成里的“nobody”不在网络图里"),
        (Standing(today=TODAY, days={"nobody": 3}), "工期里的“nobody”不在网络图里"),
        (Standing(today=TODAY, constraints=(Constraint("nobody", ConstraintKind.ASAP),)), "“nobody”不在网络图里"),
        (Standing(today=TODAY, finished_on={"filing": date(1949, 10, 1)}), "超出日历范围"),
        (Standing(today=TODAY, promise=date(2180, 1, 1)), "承诺日期：2180-01-01超出日历范围"),
        (Standing(today=TODAY, started_on={"filing": TODAY + timedelta(days=1)}), "还没到"),
        (
            Standing(
                today=TODAY,
                started_on={"filing": date(2026, 10, 9)},
                finished_on={"filing": date(2026, 10, 8)},
            ),
            "早于开始日期",
        ),
        (Standing(today=TODAY, constraints=(Constraint("filing", ConstraintKind.SNET),)), "要写明日期"),
        (Standing(today=TODAY, days={"filing": -1}), "工期-1天不对"),
    ],
)
def test_what_contradicts_itself_is_refused_with_its_remedy(standing, told):
    found = refused(standing)

    assert len(found) == 1
    assert told in found[0]
    assert "请" in found[0]


def test_a_plan_that_leaves_the_calendar_is_refused():
    with pytest.raises(BeyondCalendar):
        plan(CHAIN, Standing(today=date(2079, 12, 29)), LINES)


def test_a_promise_whose_backward_pass_leaves_the_calendar_is_refused():
    long = replace(CHAIN, activities=(*CHAIN.activities[:2], Activity("building", "施工", 300)))

    with pytest.raises(BeyondCalendar):
        plan(long, Standing(today=date(1980, 1, 2), promise=date(1980, 1, 3)), LINES)
