"""A lamp is lit by Ouhai's rule (红黄绿灯)."""

from datetime import date
from decimal import Decimal

import pytest

from bihuan.definitions import lamp_rule
from bihuan.engine.lamps import BadLampRule, NodeMark, build, lamp

DAY = date(2026, 11, 22)
OUHAI = lamp_rule("ouhai", DAY)
YINCHUAN = lamp_rule("yinchuan", DAY)
assert OUHAI is not None
assert YINCHUAN is not None


def ouhai(**known):
    return lamp(OUHAI, **({"day": DAY, "due_on": None} | known))


def test_met_on_time_is_green_by_the_source():
    lit = ouhai(due_on=date(2026, 11, 20), done_on=date(2026, 11, 20))

    assert (lit.colour, lit.shape, lit.word, lit.proposal) == ("green", "circle", "按时完成", False)


def test_missed_is_red_from_the_day_after():
    assert ouhai(due_on=date(2026, 11, 21)).colour == "red"
    assert ouhai(due_on=DAY).colour == "blue"


def test_made_good_later_is_yellow_for_good():
    node = NodeMark("一季度", date(2026, 3, 31), date(2026, 4, 2))

    on_the_way = ouhai(due_on=date(2026, 12, 31), nodes=[node])
    at_the_end = ouhai(due_on=date(2026, 11, 20), done_on=date(2026, 11, 10), nodes=[node])

    assert (on_the_way.colour, at_the_end.colour) == ("yellow", "yellow")
    assert "节点“一季度”应于2026-03-31完成，2026-04-02才完成" in at_the_end.because
    assert "节点逾期后补上亮黄灯" in at_the_end.because


def test_what_was_done_after_the_day_is_not_known_on_the_day():
    due_on, done_on = date(2026, 11, 10), date(2026, 11, 15)

    assert ouhai(day=date(2026, 11, 12), due_on=due_on, done_on=done_on).colour == "red"
    assert ouhai(day=date(2026, 11, 15), due_on=due_on, done_on=done_on).colour == "yellow"


def test_near_its_day_is_blue_and_says_that_this_is_our_proposal():
    lit = ouhai(due_on=date(2026, 11, 25))

    assert (lit.colour, lit.shape, lit.word, lit.proposal) == ("blue", "diamond", "即将到期", True)
    assert "建议规则" in lit.because


def test_the_band_counts_working_days():
    before_the_holiday = date(2026, 9, 30)

    assert ouhai(day=before_the_holiday, due_on=date(2026, 10, 10)).colour == "blue"
    assert ouhai(day=date(2026, 9, 29), due_on=date(2026, 10, 10)).colour == "green"


def test_due_today_says_so():
    assert ouhai(due_on=DAY).word == "今日到期"


def test_without_a_day_it_is_neither_green_nor_red():
    lit = ouhai(done_on=date(2026, 11, 1))

    assert (lit.colour, lit.shape, lit.word) == ("grey", "ring", "暂无")


def test_suspended_is_grey_with_a_shape_of_its_own():
    lit = ouhai(due_on=date(2026, 11, 1), paused=True)

    assert (lit.colour, lit.shape, lit.word, lit.mark) == ("grey", "bars", "挂账", "‖")


def test_an_open_node_is_met_with_its_item():
    node = NodeMark("三季度", date(2026, 9, 30), None)

    assert ouhai(due_on=date(2026, 12, 31), nodes=[node]).colour == "red"
    assert ouhai(due_on=date(2026, 12, 31), nodes=[node], done_on=date(2026, 9, 30)).colour == "green"


def test_every_colour_has_its_own_shape_and_word():
    lit = [
        ouhai(due_on=date(2026, 12, 31)),
        ouhai(due_on=DAY),
        ouhai(due_on=date(2026, 11, 1)),
        ouhai(due_on=date(2026, 11, 1), done_on=date(2026, 11, 2)),
        ouhai(),
        ouhai(due_on=DAY, paused=True),
    ]

    assert len({each.shape for each in lit}) == len(lit)
    assert len({each.mark for each in lit}) == len(lit)
    assert len({each.word for each in lit}) == len(lit)


@pytest.mark.parametrize(
    ("done", "colour"),
    [("66.67", "green"), ("57", "green"), ("56.67", "yellow"), ("36.67", "yellow"), ("36.6699", "red")],
)
def test_yinchuans_bands_are_read_before_rounding(done, colour):
    lit = lamp(YINCHUAN, day=DAY, due_on=None, progress=Decimal(done), time_progress=Decimal("66.67"))

    assert lit.colour == colour


def test_progress_that_is_not_known_lights_nothing():
    assert lamp(YINCHUAN, day=DAY, due_on=None, progress=None, time_progress=Decimal(50)).word == "暂无"


def test_a_rule_that_counts_working_days_asks_for_a_calendar():
    sign = {"colour": "red", "word": "逾期", "rule": "逾期亮红灯"}
    rule = build({"missed": sign, "paused": sign, "bands": [{"before": 1, "unit": "working_days"} | sign]})

    with pytest.raises(ValueError, match="calendar"):
        lamp(rule, day=DAY, due_on=DAY)


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ({"bands": [(3, "working_days"), (1, "working_days")]}, "bands_unordered"),
        ({"bands": [(1, "working_days"), (3, "calendar_days")]}, "bands_mixed"),
        ({"progress": [{"at_least": 0}]}, "gaps_open"),
        ({"progress": [{"at_least": -30}, {"at_least": -10}, {}]}, "gaps_unordered"),
        ({"progress": [{}, {}]}, "gaps_unordered"),
        ({"progress": [{"at_least": 0.00001}, {}]}, "gap_too_fine"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(part, code):
    sign = {"colour": "red", "word": "逾期", "rule": "逾期亮红灯"}
    bands = [{"before": before, "unit": unit} | sign for before, unit in part.pop("bands", [])]

    with pytest.raises(BadLampRule) as refusal:
        build({"missed": sign, "paused": sign, "bands": bands} | part)

    assert code in [finding.code for finding in refusal.value.findings]
