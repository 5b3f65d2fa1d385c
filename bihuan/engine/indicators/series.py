"""What follows from the figures of each cell (派生序列): single month, comparable base, averages, completion, gap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np

from bihuan.engine.indicators.catalogue import Catalogue
from bihuan.engine.indicators.cells import HAS_LEVEL
from bihuan.engine.indicators.cube import BoolArray, Cube, FloatArray, IntArray, in_memory_order
from bihuan.engine.indicators.singles import write_singles
from bihuan.engine.indicators.targets import Targets

_ALL = slice(None)


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Series of some months (派生序列), each (units, indicators, months); rates in percent, NaN where not known.

    singles: values of single periods, 0 where `has_single` is false. bases: last year's same period that level and
    growth imply, 0 where none. two_year: average growth of two years. nominal: growth of the published levels, to be
    labelled 名义同比. change: growth less that of the month before, in points. completion: of the year's target.
    gap: completion less time progress, or growth less its target, in points.
    """

    singles: IntArray
    has_single: BoolArray
    bases: IntArray
    two_year: FloatArray
    nominal: FloatArray
    change: FloatArray
    completion: FloatArray
    gap: FloatArray


def derive(cube: Cube, targets: Targets | None = None) -> Series:
    """The series of all months (全部派生序列), month by month so that the work stays in the processor's memory."""
    out = _empty(cube, len(cube.span))
    for place in range(len(cube.span)):
        _derive_month(cube, place, targets, _at(out, place))
    return out


def derive_month(cube: Cube, place: int, targets: Targets | None = None) -> Series:
    """The series of one month (某月派生序列): arrays with one month."""
    out = _empty(cube, 1)
    _derive_month(cube, place, targets, _at(out, 0))
    return out


def rederive(series: Series, cube: Cube, at: tuple[int, int, int], targets: Targets | None = None) -> tuple[int, ...]:
    """Bring the series of all months up to date after one cell was edited (改一格); gives the months touched."""
    unit, indicator, place = at
    touched = tuple(touched_months(cube, indicator, place))
    block = slice(unit, unit + 1), slice(indicator, indicator + 1)
    for month in touched:
        _derive_month(cube, month, targets, _at(series, month, *block), *block)
    return touched


def touched_months(cube: Cube, indicator: int, place: int) -> Iterable[int]:
    """Months whose series a cell enters (受影响月份): its own, the next with a figure, the same a year later."""
    existing = np.flatnonzero(cube.catalogue.exists[indicator])
    own, year = place % 12, place - place % 12
    later = existing[existing > own]
    following = year + int(later[0]) if len(later) else year + 12 + int(existing[0])
    last_year = range(place + 12 - own, place + 24 - own) if own == int(existing[-1]) else (place + 12,)
    return sorted({each for each in (place, following, *last_year) if each < len(cube.span)})


def time_progress_table(catalogue: Catalogue) -> FloatArray:
    """(indicators, 12): time progress by months, half months or days at the end of each month (时序进度表).

    NaN where the indicator tells none, or by a plan or last year's curve.
    """
    at_month_end = np.arange(1, 13) * 100 / 12
    days = np.cumsum([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) * 100 / 365
    none = np.full(12, np.nan)
    table = {"months": at_month_end, "half_months": at_month_end, "days": days}
    return np.array([table.get(each.time_progress, none) for each in catalogue.indicators]).reshape(-1, 12)


def _derive_month(
    cube: Cube, place: int, targets: Targets | None, out: Series, units: slice = _ALL, indicators: slice = _ALL
) -> None:
    with np.errstate(invalid="ignore", divide="ignore"):
        write_singles(cube, place, out.singles, out.has_single, units, indicators)
        _growths(cube, place, out, units, indicators)
        _progress(cube, place, targets, out, units, indicators)


def _growths(cube: Cube, place: int, out: Series, units: slice, indicators: slice) -> None:
    levels, growth = in_memory_order(cube.levels), in_memory_order(cube.growth)
    now, rate = levels[place, units, indicators], growth[place, units, indicators]
    factor = 1 + rate / 100
    implied = np.rint(now / factor)
    out.bases[:] = np.where(factor > 0, implied, 0)
    for column, before in _months_before(cube, place, indicators):
        out.change[:, column] = rate[:, column] - growth[before, units, indicators][:, column]
    if place < 12:
        out.two_year[:], out.nominal[:] = np.nan, np.nan
        return
    both = factor * (1 + growth[place - 12, units, indicators] / 100)
    np.sqrt(np.where(factor > 0, both, np.nan), out=out.two_year)
    out.two_year[:] -= 1
    out.two_year[:] *= 100
    year_before = levels[place - 12, units, indicators]
    np.divide(now, year_before, out=out.nominal)
    out.nominal[:] -= 1
    out.nominal[:] *= 100
    out.nominal[(year_before <= 0) | (now == 0)] = np.nan


def _months_before(cube: Cube, place: int, indicators: slice) -> Iterable[tuple[slice | IntArray, int]]:
    """Columns with the month before that has a figure of theirs, over the turn of the year too."""
    exists = cube.catalogue.exists[indicators]
    steps = np.array([_steps_back(row, place % 12) for row in exists])
    for step in np.unique(steps):
        columns = _ALL if (steps == step).all() else np.flatnonzero(steps == step)
        if place >= step:
            yield columns, place - int(step)


def _steps_back(exists: BoolArray, month: int) -> int:
    return next(step for step in range(1, 13) if exists[(month - step) % 12])


def _progress(cube: Cube, place: int, targets: Targets | None, out: Series, units: slice, indicators: slice) -> None:
    out.completion[:], out.gap[:] = np.nan, np.nan
    if targets is None:
        return
    year = place // 12
    wanted = targets.levels[units, indicators, year]
    known = (cube.states[units, indicators, place] & HAS_LEVEL) != 0
    np.divide(cube.levels[units, indicators, place], wanted, out=out.completion)
    out.completion[:] *= 100
    out.completion[~known | (wanted <= 0)] = np.nan
    np.subtract(out.completion, targets.time_progress(cube, place)[units, indicators], out=out.gap)
    of_growth = targets.growth[units, indicators, year]
    rates = cube.growth[units, indicators, place] - of_growth
    np.copyto(out.gap, rates, where=~np.isnan(of_growth))


def _empty(cube: Cube, months: int) -> Series:
    shape = months, len(cube.tree), len(cube.catalogue)
    kinds = {"singles": np.int64, "bases": np.int64, "has_single": bool}
    made = {each.name: np.empty(shape, kinds.get(each.name, np.float64)) for each in fields(Series)}
    made["change"].fill(np.nan)
    return Series(**{name: array.transpose(1, 2, 0) for name, array in made.items()})


def _at(series: Series, place: int, units: slice = _ALL, indicators: slice = _ALL) -> Series:
    """The arrays of one month of a block, written to in place."""
    return Series(**{each.name: getattr(series, each.name)[units, indicators, place] for each in fields(Series)})
