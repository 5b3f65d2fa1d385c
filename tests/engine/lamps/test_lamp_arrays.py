"""Lamps of many items at once are each item's lamp, and Ouhai's rule as told (批量亮灯)."""

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bihuan.definitions import calendar, lamp_rule
from bihuan.engine.lamps import COLOURS, NO_DAY, NodeArrays, NodeMark, colours, lamp
from tests.oracles.lamps import ouhai_colour

DAY = date(2026, 10, 9)
RULES = [lamp_rule(code, DAY) for code in ("ouhai", "suqian", "yinchuan")]
NEAR_DAYS = st.integers(-15, 15).map(lambda step: DAY + timedelta(days=step))
MAYBE_DAYS = st.none() | NEAR_DAYS
PERCENT = st.none() | st.decimals(0, 120, places=2)
ITEMS = st.lists(
    st.fixed_dictionaries(
        {
            "due_on": MAYBE_DAYS,
            "done_on": MAYBE_DAYS,
            "nodes": st.lists(st.builds(NodeMark, st.just("节点"), MAYBE_DAYS, MAYBE_DAYS), max_size=3),
            "progress": PERCENT,
            "time_progress": PERCENT,
            "paused": st.booleans(),
        }
    ),
    max_size=8,
)


def numbers(days):
    return np.array([NO_DAY if day is None else day.toordinal() for day in days], dtype=np.int64)


def scaled(percents):
    return np.array([NO_DAY if each is None else int(each * 10_000) for each in percents], dtype=np.int64)


def nodes_of(items):
    flat = [(place, node) for place, item in enumerate(items) for node in item["nodes"]]
    return NodeArrays(
        item=np.array([place for place, _ in flat], dtype=np.int64),
        due=numbers(node.due_on for _, node in flat),
        done=numbers(node.done_on for _, node in flat),
    )


@given(ITEMS, st.sampled_from(RULES))
def test_the_colours_of_many_are_the_lamp_of_each(items, rule):
    codes = colours(
        rule,
        day=DAY,
        due=numbers(item["due_on"] for item in items),
        done=numbers(item["done_on"] for item in items),
        nodes=nodes_of(items),
        progress=scaled(item["progress"] for item in items),
        time_progress=scaled(item["time_progress"] for item in items),
        paused=np.array([item["paused"] for item in items], dtype=bool),
    )

    assert [COLOURS[code] for code in codes] == [lamp(rule, day=DAY, **item).colour for item in items]


@given(ITEMS)
def test_ouhais_lamp_is_ouhais_rule_as_told(items):
    for item in items:
        nodes = [(node.due_on, node.done_on) for node in item["nodes"]]
        told = ouhai_colour(calendar(), DAY, (item["due_on"], item["done_on"]), nodes, paused=item["paused"])

        assert lamp(RULES[0], day=DAY, **item).colour == told


@given(NEAR_DAYS, MAYBE_DAYS, st.integers(1, 30))
def test_a_later_due_day_never_lights_a_graver_lamp(due_on, done_on, later):
    lit = lamp(RULES[0], day=DAY, due_on=due_on, done_on=done_on)
    extended = lamp(RULES[0], day=DAY, due_on=due_on + timedelta(days=later), done_on=done_on)

    assert COLOURS.index(extended.colour) <= COLOURS.index(lit.colour)


@given(st.decimals(-40, 40, places=2), st.decimals(0, 5, places=2))
def test_more_progress_never_lights_a_graver_lamp(gap, more):
    time_progress = Decimal(60)
    less = lamp(RULES[2], day=DAY, due_on=None, progress=time_progress + gap, time_progress=time_progress)
    ahead = lamp(RULES[2], day=DAY, due_on=None, progress=time_progress + gap + more, time_progress=time_progress)

    assert COLOURS.index(ahead.colour) <= COLOURS.index(less.colour)


def test_an_extension_granted_later_leaves_the_lamp_of_the_day_before_it():
    """The due day is an argument: whoever asks for the 15th passes the day as it was known on the 15th."""
    known_on_the_15th, known_on_the_20th = date(2026, 10, 12), date(2026, 10, 30)

    assert lamp(RULES[0], day=date(2026, 10, 15), due_on=known_on_the_15th).colour == "red"
    assert lamp(RULES[0], day=date(2026, 10, 20), due_on=known_on_the_20th).colour == "green"
