"""Lamps of targets decide their colour before rounding; paces stand beside the best ever reached."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.definitions import lamp_rule
from bihuan.engine.indicators import (
    State,
    TimeProgress,
    growth_lamp,
    level_lamp,
    month_number,
    no_targets,
    paces,
    single_values,
    time_progress_table,
)
from bihuan.engine.lamps import COLOURS, colours_of_gaps, lamp_of_gap
from bihuan.engine.values import Month
from tests.oracles import indicators as oracles
from tests.support.figures import TREE, cube_of, cubes

YINCHUAN = lamp_rule("yinchuan", date(2026, 11, 25))
GROWTH = lamp_rule("growth_gap", date(2026, 11, 25))


@pytest.mark.parametrize(
    ("completed", "colour", "told"),
    [
        ("55", "green", "相差+5个百分点"),
        ("45", "green", "相差-5个百分点"),
        ("40.0000001", "green", "相差-9.9999999个百分点"),
        ("40", "yellow", "相差-10个百分点"),
        ("20", "yellow", "相差-30个百分点"),
        ("19.9999", "red", "相差-30.0001个百分点"),
        ("12.852502583788572", "red", "相差-37.15个百分点"),
    ],
)
def test_the_colour_is_decided_before_rounding(completed, colour, told):
    lamp = level_lamp(YINCHUAN, completed=Decimal(completed), time_progress=Decimal(50), told_by=TimeProgress.MONTHS)

    assert lamp.colour == colour
    assert told in lamp.because


def test_a_lamp_tells_its_reason_in_one_sentence():
    lamp = level_lamp(YINCHUAN, completed=Decimal("65.22"), time_progress=Decimal(50), told_by=TimeProgress.MONTHS)

    assert lamp.because == (
        "完成率65.22%，时序进度50.00%（按月份），相差+15.22个百分点；按规则“完成序时进度亮绿灯”显示“达到序时”。"
    )


@pytest.mark.parametrize(("growth", "colour"), [("7.0", "green"), ("6.9", "yellow"), ("6.0", "yellow"), ("5.9", "red")])
def test_growth_is_set_against_its_target_alone(growth, colour):
    assert growth_lamp(GROWTH, growth=Decimal(growth), target=Decimal("7.0")).colour == colour


def test_what_is_not_known_lights_no_lamp():
    assert growth_lamp(GROWTH, growth=None, target=Decimal(7)) is None
    assert level_lamp(YINCHUAN, completed=None, time_progress=Decimal(50), told_by=TimeProgress.DAYS) is None


@given(st.lists(st.decimals(-60, 60, places=4), min_size=1, max_size=20))
def test_lamps_of_many_gaps_are_those_of_each(gaps):
    codes = colours_of_gaps(YINCHUAN, np.array([float(each) for each in gaps]))

    assert [COLOURS[code] for code in codes] == [lamp_of_gap(YINCHUAN, each, fact="甲").colour for each in gaps]


def test_a_gap_that_is_not_known_is_grey():
    assert COLOURS[colours_of_gaps(YINCHUAN, np.array([float("nan")]))[0]] == "grey"


def test_the_rest_of_the_year_is_set_beside_the_best_ever():
    none = float("nan")
    levels = {(2025, 6): 500, (2025, 12): 1000, (2026, 5): 530, (2026, 6): 610}
    rows = [(2, 1, month_number(Month(*at)), level, none, State.FINAL) for at, level in levels.items()]
    cube = cube_of(rows)
    targets = no_targets(cube, time_progress_table(cube.catalogue))
    targets.levels[:, 1, 1] = 1200

    found = paces(cube, 17, targets=targets, singles=single_values(cube))

    at = TREE.places[2], 1
    assert found.required[at] == pytest.approx((1200 - 610) / 6)
    assert found.best[at] == 80
    assert found.best_rest[at] == pytest.approx(500 / 6)
    assert found.growth[at] == pytest.approx((590 / 500 - 1) * 100)


def test_a_growth_target_goes_through_the_comparable_base():
    levels = {(2025, 6): (500, float("nan")), (2025, 12): (1000, float("nan")), (2026, 6): (530, 6.0)}
    rows = [(2, 1, month_number(Month(*at)), level, growth, 6) for at, (level, growth) in levels.items()]
    cube = cube_of(rows)
    targets = no_targets(cube, time_progress_table(cube.catalogue))
    targets.growth[:, 1, 1] = 8.0

    found = paces(cube, 17, targets=targets, singles=single_values(cube))

    assert found.growth[TREE.places[2], 1] == pytest.approx(10.0)


@given(cubes(), st.integers(0, 23))
def test_paces_agree_with_the_pencil(cube, place):
    targets = no_targets(cube, time_progress_table(cube.catalogue))
    targets.levels[:] = 4 * 10**11

    found = paces(cube, place, targets=targets, singles=single_values(cube))

    for at in np.ndindex(cube.shape[:2]):
        expected = {
            "best": oracles.best_month(cube, *at, place),
            "best_rest": oracles.best_rest(cube, *at, place),
            "growth": oracles.needed_growth(cube, *at, place, 4 * 10**11),
        }
        for name, value in expected.items():
            told = float(getattr(found, name)[at])
            assert (None if np.isnan(told) else told) == pytest.approx(value), (name, at)
