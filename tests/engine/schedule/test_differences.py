"""Two networks differ in sentences (网络图的改动)."""

from dataclasses import replace

import pytest
from hypothesis import given

from bihuan.engine.rules import Is
from bihuan.engine.schedule import Activity, Link, LinkKind, Network, Season, Stop, differences
from tests.support.networks import networks

CHAIN = Network(
    (Activity("review", "审图", 3), Activity("building", "施工", 270, calendar="calendar_days", least_days=240)),
    (Link("review", "building"),),
)
SITE = Season("site", "工地", "calendar_days", (Stop((12, 1), (2, 28), "冬季停工"),))


def told(*, first=None, second=None, **changed):
    activities = tuple(
        replace(each, **(said or {})) for each, said in zip(CHAIN.activities, (first, second), strict=True)
    )
    return differences(CHAIN, replace(CHAIN, activities=activities, **changed))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"days": 5}, "“审图”由3个工作日改为5个工作日"),
        ({"may_commit": True}, "“审图”可以告知承诺"),
        ({"least_days": 2}, "“审图”最短2天"),
        ({"office": "住建局"}, "“审图”的办理单位改为“住建局”"),
        ({"when": Is("class", "A")}, "“审图”的适用条件有改动"),
    ],
)
def test_what_changed_of_an_activity_is_said(said, sentence):
    assert told(first=said) == (sentence,)


def test_activities_and_links_that_came_and_went_are_said():
    after = Network((CHAIN.activities[0], Activity("tender", "招标", 20)), (Link("review", "tender"),))

    assert differences(CHAIN, after) == (
        "增加“招标”20个工作日",
        "去掉“施工”",
        "增加关系“审图”到“招标”（完成后开始）",
        "去掉关系“审图”到“施工”（完成后开始）",
    )


def test_a_link_with_another_lag_is_said():
    assert told(links=(replace(CHAIN.links[0], lag=-2, may_overlap=True),)) == (
        "关系“审图”到“施工”（完成后开始）改为“审图”到“施工”（完成后开始，搭接2个工作日），可以并行",
    )


def test_a_link_of_another_kind_came_and_the_old_one_went():
    assert len(told(links=(replace(CHAIN.links[0], kind=LinkKind.START_TO_START),))) == 2


def test_stops_and_the_calendar_they_hold_for_are_said():
    assert told(second={"calendar": "site"}, seasons=(SITE,)) == (
        "“施工”由270天改为270天（工地）",
        "停工期改为：工地（冬季停工12月1日至2月28日）",
    )


@given(networks())
def test_a_network_does_not_differ_from_itself(network):
    assert differences(network, network) == ()
