"""What in a month's figures may be worth a look (数据核对): it notes, in neutral words, and never blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from bihuan.engine.indicators.cells import from_level, smallest_per
from bihuan.engine.indicators.checks.limits import Limits, Note
from bihuan.engine.indicators.computed import computed
from bihuan.engine.indicators.cube import BoolArray, Cube, FloatArray, IntArray
from bihuan.engine.indicators.progress import shown
from bihuan.engine.indicators.singles import single_values_of
from bihuan.engine.indicators.sums import sums
from bihuan.engine.indicators.targets import Targets
from bihuan.engine.values import Quantity, Unit


@dataclass(frozen=True, slots=True, eq=False)
class _Month:
    """The month that is looked at, with what all checks ask for."""

    cube: Cube
    place: int
    limits: Limits
    targets: Targets | None

    @property
    def levels(self) -> IntArray:
        return self.cube.levels[:, :, self.place]

    @property
    def known(self) -> BoolArray:
        return self.cube.known[:, :, self.place]

    def told(self, level: int, indicator: int) -> Quantity:
        return from_level(level, self.cube.catalogue.indicators[indicator].unit)

    def note(self, code: str, at: tuple[int, int], sentence: str, proposal: Quantity | None = None) -> Note:
        return Note(code, self.cube.tree.ids[at[0]], self.cube.catalogue.indicators[at[1]].code, sentence, proposal)


def notes(cube: Cube, place: int, *, limits: Limits, targets: Targets | None = None) -> tuple[Note, ...]:
    """What may be worth a look in a month (某月核对提示), by kind of check, then unit and indicator."""
    month = _Month(cube, place, limits, targets)
    with np.errstate(invalid="ignore", divide="ignore"):
        return tuple(note for check in _CHECKS for note in check(month))


def _unit_slips(month: _Month) -> Iterator[Note]:
    """A figure that is some ten thousand times another of its kind: the unit may have been mistaken."""
    reference = _reference(month)
    ratio = month.levels / np.where(reference > 0, reference, np.nan)
    for at in _places(month.known & ((ratio > 1000) | ((ratio > 0) & (ratio < 0.001)))):
        factor = _slip(float(ratio[at]), month.limits)
        indicator = month.cube.catalogue.indicators[at[1]]
        meant = None if factor is None else _meant(month.levels[at], factor, indicator.unit)
        if meant is not None:
            told, comparable = month.told(month.levels[at], at[1]), month.told(reference[at], at[1])
            sentence = (
                f"填的是{told}，约为可比数{comparable}的{_times(float(ratio[at]))}倍，可能是计量单位填错。"
                f"如原意是{meant}，请改正；如无误，请说明。"
            )
            yield month.note("unit_slip", at, sentence, meant)


def _sum_gaps(month: _Month) -> Iterator[Note]:
    found = sums(month.cube, month.place)
    apart = found.compared & (np.abs(found.gap) * 100 > month.limits.sum_gap * np.abs(month.levels))
    for at in _places(apart):
        sentence = (
            f"本级填{month.told(month.levels[at], at[1])}，下级合计{month.told(found.total[at], at[1])}，"
            f"相差{month.told(abs(found.gap[at]), at[1])}。两者可以不等，请核对或说明。"
        )
        yield month.note("sum_gap", at, sentence)


def _formula_gaps(month: _Month) -> Iterator[Note]:
    values, given = computed(month.cube, month.place)
    gap = np.abs(values - month.levels)
    apart = given & month.known & (gap * 100 > month.limits.sum_gap * np.abs(month.levels))
    for at in _places(apart):
        formula = month.cube.catalogue.indicators[at[1]].formula
        sentence = (
            f"填的是{month.told(month.levels[at], at[1])}，按“{_words(month, formula)}”推算是"
            f"{month.told(values[at], at[1])}。请核对各分项或说明。"
        )
        yield month.note("formula_gap", at, sentence)


def _jumps(month: _Month) -> Iterator[Note]:
    if month.place < 12:
        return
    now, known = single_values_of(month.cube, month.place)
    before, known_before = single_values_of(month.cube, month.place - 12)
    ratio = now / np.where(before > 0, before, np.nan)
    far = (ratio > month.limits.jump) | (ratio < 1 / month.limits.jump)
    slipped = (ratio > 1000) | ((ratio > 0) & (ratio < 0.001))
    for at in _places(known & known_before & (now > 0) & far & ~slipped):
        sentence = (
            f"当期{month.told(now[at], at[1])}，上年同期{month.told(before[at], at[1])}，是其{shown(ratio[at])}倍，"
            "变动较大。请核对；如属实，请说明原因。"
        )
        yield month.note("jump", at, sentence)


def _falls(month: _Month) -> Iterator[Note]:
    now, known = single_values_of(month.cube, month.place)
    accumulates = month.cube.catalogue.accumulates & ~_are_rates(month.cube)
    for at in _places(known & accumulates & (now < 0) & (month.levels >= 0)):
        sentence = (
            f"本月累计{month.told(month.levels[at], at[1])}，比上期累计少{month.told(-now[at], at[1])}。"
            "累计数一般只增不减，如因前期修订，请说明。"
        )
        yield month.note("falls", at, sentence)


def _growth_against_levels(month: _Month) -> Iterator[Note]:
    if month.place < 12:
        return
    before = month.cube.levels[:, :, month.place - 12]
    both = month.known & month.cube.known[:, :, month.place - 12] & (before > 0)
    growth: FloatArray = month.cube.growth[:, :, month.place]
    nominal = (month.levels / np.where(before > 0, before, 1) - 1) * 100
    for at in _places(both & (np.abs(nominal - growth) > month.limits.growth_gap)):
        sentence = (
            f"公布增速{shown(growth[at], 1)}%，两年总量之比为{shown(nominal[at], 1)}%（名义）。"
            "可比口径、价格因素都会使两者不同；差距较大，请核对或说明口径。"
        )
        yield month.note("growth_against_levels", at, sentence)


def _equal_to_target(month: _Month) -> Iterator[Note]:
    """An amount that is its target, or a year's growth that is; what is counted one by one may well be equal."""
    if month.targets is None:
        return
    year = month.place // 12
    wanted = month.targets.levels[:, :, year]
    amounts = np.array([smallest_per(each.unit) > 1 for each in month.cube.catalogue.indicators], bool)
    for at in _places(month.known & amounts & (wanted > 0) & (month.levels == wanted)):
        yield month.note("equal_to_target", at, _equal_words(str(month.told(month.levels[at], at[1]))))
    growth = month.cube.growth[:, :, month.place]
    if month.place % 12 == 11:
        for at in _places(growth == month.targets.growth[:, :, year]):
            yield month.note("equal_to_target", at, _equal_words(f"增速{growth[at]:g}%"))


def _equal_words(told: str) -> str:
    return f"填的是{told}，与目标数分毫不差。请核对数据来源；如属实，请说明。"


def _over_hundred(month: _Month) -> Iterator[Note]:
    known = month.cube.catalogue.indicators
    shares = np.array(["share" in each.measures and each.unit is Unit.PERCENT for each in known], bool)
    hundred = 100 * 10**8
    for at in _places(month.known & shares & (month.levels > hundred)):
        sentence = f"占比填{month.told(month.levels[at], at[1])}，超过100%。请核对分子分母的口径。"
        yield month.note("over_hundred", at, sentence)


_CHECKS: tuple[Callable[[_Month], Iterator[Note]], ...] = (
    _unit_slips,
    _sum_gaps,
    _formula_gaps,
    _jumps,
    _falls,
    _growth_against_levels,
    _equal_to_target,
    _over_hundred,
)


def _reference(month: _Month) -> IntArray:
    """Last year's same period, or else the period before in this year; 0 where neither is known."""
    cube, place = month.cube, month.place
    nothing = np.zeros(cube.shape[:2], np.int64)
    year_before = np.where(cube.known[:, :, place - 12], cube.levels[:, :, place - 12], 0) if place >= 12 else nothing
    earlier = cube.catalogue.earlier[:, place % 12]
    counted = np.flatnonzero(earlier >= 0)
    months = place - place % 12 + earlier[counted]
    in_year = nothing.copy()
    in_year[:, counted] = cube.levels[:, counted, months]
    return np.where(year_before > 0, year_before, in_year)


def _slip(ratio: float, limits: Limits) -> float | None:
    """The factor of two units that a ratio lies near, within half and double."""
    both = [factor for slip in limits.slips for factor in (float(slip), 1 / slip)]
    return next((factor for factor in both if 0.5 <= ratio / factor <= 2), None)


def _times(ratio: float) -> str:
    return shown(ratio, 0) if ratio > 1 else f"1/{shown(1 / ratio, 0)}"


def _meant(level: int, factor: float, unit: Unit) -> Quantity | None:
    """The same digits in the unit that may have been meant; None where there is none such."""
    told = from_level(int(level), unit)
    wanted = float(unit.factor) / factor
    found = [each for each in Unit if each.dimension == unit.dimension and abs(float(each.factor) / wanted - 1) < 1e-9]
    return Quantity(told.amount, found[0]) if found else None


def _words(month: _Month, formula: str | None) -> str:
    """A formula with the names of its indicators."""
    names = {each.code: each.label for each in month.cube.catalogue.indicators}
    return " ".join(names.get(each, each) for each in (formula or "").replace("(", "( ").replace(")", " )").split())


def _are_rates(cube: Cube) -> BoolArray:
    return np.array([each.unit.dimension in ("比率", "倍") for each in cube.catalogue.indicators], bool)


def _places(found: BoolArray) -> Iterator[tuple[int, int]]:
    for unit, indicator in np.argwhere(found):
        yield int(unit), int(indicator)
