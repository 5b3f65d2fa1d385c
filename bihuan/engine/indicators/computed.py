"""Figures that follow from others by formula (公式推算), shown beside what was reported and never in its place."""

from __future__ import annotations

import numpy as np

from bihuan.engine.indicators.catalogue import Catalogue
from bihuan.engine.indicators.cells import smallest_per
from bihuan.engine.indicators.cube import BoolArray, Cube, FloatArray, IntArray
from bihuan.engine.indicators.formulas import Formula, Term, formula


def computed(cube: Cube, place: int) -> tuple[IntArray, BoolArray]:
    """Levels of one month by formula (某月公式推算), (units, indicators), and where all that they need is known.

    Sums are exact; a quotient is rounded to the smallest unit. 0 where not known.
    """
    return computed_of(cube.levels[:, :, place], known=cube.known[:, :, place], catalogue=cube.catalogue)


def computed_of(levels: IntArray, *, known: BoolArray, catalogue: Catalogue) -> tuple[IntArray, BoolArray]:
    """`computed` of (units, indicators) levels and where they are known."""
    values, given = np.zeros_like(levels), np.zeros_like(known)
    for at, each in formulas_of(catalogue):
        needed = [catalogue.places[name] for name in each.names]
        values[:, at], defined = _value(at, each, levels, catalogue)
        given[:, at] = known[:, needed].all(axis=1) & defined
    return values * given, given


def formulas_of(catalogue: Catalogue) -> list[tuple[int, Formula]]:
    """Place and formula of each indicator whose formula's parts are all in the catalogue (可推算的指标)."""
    parsed = [(at, formula(each.formula)) for at, each in enumerate(catalogue.indicators) if each.formula is not None]
    return [(at, each) for at, each in parsed if all(name in catalogue.places for name in each.names)]


def _value(at: int, parsed: Formula, levels: IntArray, catalogue: Catalogue) -> tuple[IntArray, BoolArray]:
    above = _added(parsed.above, levels, catalogue)
    if not parsed.below:
        return above, np.ones(len(above), bool)
    below = _added(parsed.below, levels, catalogue)
    defined = below != 0
    quotient: FloatArray = above / np.where(defined, below, 1) * _factor(at, parsed, catalogue)
    return np.rint(quotient).astype(np.int64), defined


def _added(terms: tuple[Term, ...], levels: IntArray, catalogue: Catalogue) -> IntArray:
    total = np.zeros(len(levels), np.int64)
    for sign, name in terms:
        total += sign * levels[:, catalogue.places[name]]
    return total


def _factor(at: int, parsed: Formula, catalogue: Catalogue) -> float:
    """Smallest units of the result in one smallest unit of the upper over one of the lower sum."""
    unit = catalogue.indicators[at].unit
    above, below = (catalogue.indicators[catalogue.places[side[0][1]]].unit for side in (parsed.above, parsed.below))
    scale = float(smallest_per(unit) / unit.factor)
    if above.dimension == below.dimension:
        return scale * (100 if unit.dimension == "比率" else 1)
    return scale / (float(smallest_per(above) / above.factor) / float(smallest_per(below) / below.factor))
