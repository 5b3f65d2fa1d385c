"""Forecasts see a season and a trend, say how far they may be off, and are measured on the M3 monthly series."""

import csv
from pathlib import Path

import numpy as np
import pytest

from bihuan.engine.indicators import NO_LEVEL, State, month_number
from bihuan.engine.indicators.forecast import (
    chance_of,
    forecast,
    forecast_growth,
    forecast_year,
    growth_history,
    history,
    season_factors,
    trajectory,
)
from bihuan.engine.values import Month
from tests.support.figures import TREE, cube_of

YARDSTICK = "shared/yardsticks/m3_monthly.csv"
M3 = next((each / YARDSTICK for each in Path(__file__).parents if (each / YARDSTICK).exists()), Path(YARDSTICK))
SEASON = np.array([1.4, 0.8, 1.0, 1.1, 0.7, 1.2, 0.9, 1.0, 1.1, 0.9, 0.9])


def yearly_cube(years=5, *, growth=1.06, gap=None, noise=0.0):
    """Investment of one unit: 11 periods a year that grow evenly."""
    chance = np.random.default_rng(7)
    rows = []
    for year in range(years):
        periods = SEASON * 10**9 * growth**year * (1 + noise * chance.standard_normal(11))
        for month, level in zip(range(2, 13), np.cumsum(periods).astype(np.int64), strict=True):
            at = month_number(Month(2022 + year, month))
            if at != gap:
                rows.append((2, 0, at, int(level), float("nan"), State.FINAL))
    return cube_of(rows, first_year=2022, years=years)


def at(cube, year, month):
    return TREE.places[2], 0, cube.span.place(Month(year, month))


def test_the_periods_of_a_year_take_january_and_february_as_one():
    cube = yearly_cube()

    found = history(cube, at(cube, 2026, 6))

    assert (found.per_year, found.passed, len(found.periods)) == (11, 5, 4 * 11 + 5)
    assert found.periods[:11] == pytest.approx(SEASON * 10**9, rel=1e-6)


def test_a_gap_ends_the_history():
    cube = yearly_cube(gap=month_number(Month(2025, 7)))

    assert len(history(cube, at(cube, 2026, 6)).periods) == 4 + 5
    assert history(cube, at(cube, 2025, 7)) is None


def test_a_year_goes_on_straight_or_as_last_year_did():
    cube = yearly_cube()

    found = trajectory(history(cube, at(cube, 2026, 6)), month=6)

    year = SEASON.sum() * 10**9 * 1.06**4
    assert found.by_profile == pytest.approx(year, rel=1e-6)
    assert found.linear == pytest.approx(SEASON[:5].sum() * 10**9 * 1.06**4 * 2, rel=1e-6)


def test_a_steady_year_is_foreseen_within_one_percent():
    cube = yearly_cube(noise=0.01)

    found = forecast_year(history(cube, at(cube, 2026, 6)), target=SEASON.sum() * 10**9 * 1.06**4)

    assert found.total == pytest.approx(SEASON.sum() * 10**9 * 1.06**4, rel=0.01)
    assert found.low < found.total < found.high
    assert 0.05 < found.chance < 0.95
    assert (found.tried, found.error < 2) == (2, True)


def test_a_finished_year_is_certain():
    cube = yearly_cube()

    found = forecast_year(history(cube, at(cube, 2026, 12)), target=1.0)

    assert (found.low, found.high, found.chance) == (found.total, found.total, 1.0)


def test_less_than_two_years_before_tell_no_forecast():
    cube = yearly_cube(years=2)

    assert forecast_year(history(cube, (TREE.places[2], 0, 12 + 5))) is None


def test_too_short_a_series_tells_nothing():
    assert forecast(np.array([1.0, 2.0, 3.0]), ahead=2) is None


def test_a_season_is_found_only_where_there_is_one():
    chance = np.random.default_rng(3)
    seasonal = np.tile(SEASON, 5) * (1 + 0.02 * chance.standard_normal(55))

    assert season_factors(seasonal, 11) == pytest.approx(SEASON / SEASON.mean(), rel=0.05)
    assert season_factors(1 + 0.02 * chance.standard_normal(55), 11).tolist() == [1.0] * 11


def test_a_series_that_falls_below_zero_is_taken_without_season():
    found = forecast(np.array([5.0, -3.0] * 20), ahead=3, season=2)

    assert found.season.tolist() == [1, 1, 1]


@pytest.mark.parametrize(("target", "chance"), [(90, 0.841), (100, 0.5), (110, 0.159)])
def test_the_chance_falls_as_the_target_rises(target, chance):
    assert chance_of(target, total=100, spread=10) == pytest.approx(chance, abs=0.001)


@pytest.mark.skipif(not M3.exists(), reason="the yardsticks are not here")
def test_the_m3_monthly_series_are_forecast_as_well_as_the_published_theta():
    misses, within = [], []
    for row in list(csv.DictReader(M3.read_text(encoding="utf-8").splitlines()))[::7]:
        series, actual = (np.array(row[name].split(), float) for name in ("history", "actual"))
        found = forecast(series, ahead=len(actual))
        misses.append(200 * np.mean(np.abs(actual - found.values) / (np.abs(actual) + np.abs(found.values))))
        within.append(np.abs(actual - found.values) <= 1.2816 * found.spreads)

    assert np.mean(misses) < 14.6
    assert 0.75 < np.mean(within) < 0.85


def growth_cube(rates, *, gap=None):
    """Growth of one unit from February 2022 on, eleven a year, without a level; a gap where asked."""
    months = [Month(2022 + number // 11, 2 + number % 11) for number in range(len(rates))]
    rows = [
        (2, 0, month_number(month), NO_LEVEL, float(rate), State.FINAL)
        for month, rate in zip(months, rates, strict=True)
        if month != gap
    ]
    return cube_of(rows, first_year=2022, years=5)


STEADY = 6 + np.random.default_rng(8).standard_normal(4 * 11 + 5).round(1) * 0.3


def test_a_growth_that_stays_is_foreseen_with_its_interval_and_its_error_in_points():
    cube = growth_cube(STEADY)

    found = forecast_growth(growth_history(cube, at(cube, 2026, 6)), target=6.0)

    assert found.growth == pytest.approx(6, abs=0.4)
    assert found.low < found.growth < found.high
    assert (found.tried, found.error < 1) == (3, True)
    assert 0.05 < found.chance < 0.95


def test_the_error_is_what_the_same_forecast_missed_at_the_same_month():
    jump = np.concatenate([np.full(2 * 11, 5.0), np.full(5, 5.0), np.full(6, 9.0), np.full(11 + 5, 5.0)])
    cube = growth_cube(jump)

    found = forecast_growth(growth_history(cube, at(cube, 2026, 6)))

    assert found.tried == 3
    assert found.error == pytest.approx((4 + 0 + 0) / 3, abs=1.5)


def test_a_growth_is_not_foreseen_from_less_than_a_year():
    cube = growth_cube(STEADY, gap=Month(2025, 8))

    assert len(growth_history(cube, at(cube, 2026, 6)).rates) == 4 + 5
    assert forecast_growth(growth_history(cube, at(cube, 2026, 6))) is None
    assert growth_history(cube, at(cube, 2025, 8)) is None


def test_a_year_that_is_over_grew_as_it_grew():
    cube = growth_cube(STEADY[: 4 * 11])

    found = forecast_growth(growth_history(cube, at(cube, 2025, 12)), target=20)

    assert (found.growth, found.low, found.chance) == (STEADY[43], STEADY[43], 0.0)
