"""What follows from the figures of each cell (派生序列): single month, comparable base, averages, completion, gap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np

from bihuan.engine.indicators.catalogue import Catalogue, inside
from bihuan.engine.indicators.cells import HAS_LEVEL
from bihuan.engine.indicators.cube import BoolArray, Cube, FloatArray, IntArray, in_memory_order
from bihuan.engine.indicators.singles import write_singles
from bihuan.engine.indicators.targets import Targets

_ALL = slice(None)
_CELLS = 2**16
"""So many cells of a month are worked on at a time, so that a year of them stays in the processor's memory."""


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


def derive(cube: Cube, targets: Targets | None = None, *, out: Series | None = None) -> Series:
    """The series of all months (全部派生序列), some units at a time and month by month.

    Args: out: series of the same cube to write over, so that no memory is asked for anew.
    """
    out = _empty(cube, len(cube.span)) if out is None else out
    step = max(_CELLS // max(len(cube.catalogue), 1), 1)
    for start in range(0, len(cube.tree), step):
        units = slice(start, start + step)
        block = _Block(cube, units)
        for year in range(cube.span.years):
            wanted = _wanted(targets, year, units)
            for place in range(year * 12, year * 12 + 12):
                _derive_month(block, place, wanted, _at(out, place, units))
    return out


def derive_month(cube: Cube, place: int, targets: Targets | None = None) -> Series:
    """The series of one month (某月派生序列): arrays with one month."""
    out = _empty(cube, 1)
    _derive_month(_Block(cube), place, _wanted(targets, place // 12), _at(out, 0))
    return out


def rederive(series: Series, cube: Cube, at: tuple[int, int, int], targets: Targets | None = None) -> tuple[int, ...]:
    """Bring the series of all months up to date after one cell was edited (改一格); gives the months touched."""
    unit, indicator, place = at
    touched = tuple(touched_months(cube, indicator, place))
    block = slice(unit, unit + 1), slice(indicator, indicator + 1)
    for month in touched:
        wanted = _wanted(targets, month // 12, *block)
        _derive_month(_Block(cube, *block), month, wanted, _at(series, month, *block))
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


@dataclass(frozen=True, slots=True, eq=False)
class _Wanted:
    """Targets of one year of a block: a hundredth of each level, NaN where none, and growth, None where none is."""

    targets: Targets
    hundredth: FloatArray
    growth: FloatArray | None


def _wanted(targets: Targets | None, year: int, units: slice = _ALL, indicators: slice = _ALL) -> _Wanted | None:
    if targets is None:
        return None
    levels, growth = targets.levels[units, indicators, year], targets.growth[units, indicators, year]
    hundredth = np.where(levels > 0, levels / 100, np.nan)
    return _Wanted(targets, hundredth, None if np.isnan(growth).all() else growth)


_KEPT = 13
"""So many months are kept at hand: this one, and the year before it."""


class _Block:
    """Some units and indicators of a cube, month by month, in memory that is used again and again."""

    def __init__(self, cube: Cube, units: slice = _ALL, indicators: slice = _ALL) -> None:
        self.cube, self.units, self.indicators = cube, units, indicators
        shape = in_memory_order(cube.growth)[0, units, indicators].shape
        months = min(_KEPT, len(cube.span))
        self._levels, self._factors = np.empty((months, *shape)), np.empty((months, *shape))
        self._places = [-1] * months
        self.spare = np.empty(shape)

    def levels(self, place: int) -> FloatArray:
        """Levels of a month, NaN where none is known."""
        return self._levels[self._kept(place)]

    def factor(self, place: int) -> FloatArray:
        """100 and the growth of a month."""
        return self._factors[self._kept(place)]

    def growth(self, place: int) -> FloatArray:
        """Growth of a month in percent."""
        return in_memory_order(self.cube.growth)[place, self.units, self.indicators]

    def _kept(self, place: int) -> int:
        """Where a month is kept, made if it is not yet."""
        at = place % len(self._places)
        if self._places[at] != place:
            cell = place, self.units, self.indicators
            unknown = (in_memory_order(self.cube.states)[cell] & HAS_LEVEL) == 0
            self._levels[at] = in_memory_order(self.cube.levels)[cell]
            np.copyto(self._levels[at], np.nan, where=unknown)
            np.add(self.growth(place), 100, out=self._factors[at])
            self._places[at] = place
        return at


def _derive_month(block: _Block, place: int, wanted: _Wanted | None, out: Series) -> None:
    now, factor = block.levels(place), block.factor(place)
    with np.errstate(invalid="ignore", divide="ignore"):
        if (lost := factor <= 0).any():
            factor = np.where(lost, np.nan, factor)
        write_singles(block.cube, place, out.singles, out.has_single, block.units, block.indicators)
        _bases(np.divide(now, factor, out=block.spare), out)
        _change(block, place, out)
        if place < 12:
            out.two_year[:], out.nominal[:] = np.nan, np.nan
        else:
            _two_years(factor, block.factor(place - 12), out)
            _nominal(now, block.levels(place - 12), out)
        _progress(block, place, wanted, out)


def _bases(implied: FloatArray, out: Series) -> None:
    implied *= 100
    np.rint(implied, out=implied)
    np.copyto(implied, 0, where=np.isnan(implied))
    np.copyto(out.bases, implied, casting="unsafe")


def _two_years(factor: FloatArray, before: FloatArray, out: Series) -> None:
    np.multiply(factor, before, out=out.two_year)
    np.sqrt(out.two_year, out=out.two_year)
    out.two_year[:] -= 100


def _nominal(now: FloatArray, before: FloatArray, out: Series) -> None:
    np.divide(now, before, out=out.nominal)
    out.nominal[:] *= 100
    out.nominal[:] -= 100
    if (none := before <= 0).any():
        np.copyto(out.nominal, np.nan, where=none)


def _change(block: _Block, place: int, out: Series) -> None:
    """Nearly all are counted from the month before; only the columns of the others are looked at again."""
    if place == 0:
        return
    rate = block.growth(place)
    np.subtract(rate, block.growth(place - 1), out=out.change)
    for step, columns in inside(block.cube.catalogue.turns[place % 12].stepped, block.indicators):
        before = block.growth(place - step)[:, columns] if place >= step else np.nan
        out.change[:, columns] = rate[:, columns] - before


def _progress(block: _Block, place: int, wanted: _Wanted | None, out: Series) -> None:
    if wanted is None:
        out.completion[:], out.gap[:] = np.nan, np.nan
        return
    np.divide(block.levels(place), wanted.hundredth, out=out.completion)
    passed = wanted.targets.time_progress(block.cube, place)
    np.subtract(out.completion, passed[block.units, block.indicators], out=out.gap)
    if wanted.growth is not None:
        np.copyto(out.gap, block.growth(place) - wanted.growth, where=~np.isnan(wanted.growth))


def _empty(cube: Cube, months: int) -> Series:
    shape = months, len(cube.tree), len(cube.catalogue)
    kinds = {"singles": np.int64, "bases": np.int64, "has_single": bool}
    made = {each.name: np.empty(shape, kinds.get(each.name, np.float64)) for each in fields(Series)}
    made["change"].fill(np.nan)
    return Series(**{name: array.transpose(1, 2, 0) for name, array in made.items()})


def _at(series: Series, place: int, units: slice = _ALL, indicators: slice = _ALL) -> Series:
    """The arrays of one month of a block, written to in place."""
    return Series(**{each.name: getattr(series, each.name)[units, indicators, place] for each in fields(Series)})
