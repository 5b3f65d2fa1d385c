"""Targets as arrays (目标数组), beside the cube: a level or a growth of each unit, indicator and year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bihuan.engine.indicators.cube import Cube, FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """Targets of years (年度目标), (units, indicators, years).

    levels: smallest units, 0 where none. growth: percent, NaN where none. table: `time_progress_table` of the
    catalogue. planned: share of the year that own nodes set by each month (units, indicators, months), or None.
    """

    levels: IntArray
    growth: FloatArray
    table: FloatArray
    planned: FloatArray | None = None

    def time_progress(self, cube: Cube, place: int) -> FloatArray:
        """Time progress of one month (某月时序进度), (units, indicators), by what each indicator tells it by."""
        told = np.broadcast_to(np.ascontiguousarray(self.table[:, place % 12]), cube.shape[:2])
        by_year, by_plan = (cube.catalogue.told_apart[word] for word in ("last_year", "plan"))
        if not len(by_year) and not len(by_plan):
            return told
        told = told.copy()
        for column in by_year if place >= 12 else ():
            told[:, column] = _last_year(cube, column, place - 12)
        if self.planned is not None:
            told[:, by_plan] = self.planned[:, by_plan, place]
        return told


def no_targets(cube: Cube, table: FloatArray) -> Targets:
    """Targets of which there are none yet (暂无目标), to be filled in."""
    shape = *cube.shape[:2], cube.span.years
    levels = np.zeros((shape[2], *shape[:2]), np.int64).transpose(1, 2, 0)
    growth = np.full((shape[2], *shape[:2]), np.nan).transpose(1, 2, 0)
    return Targets(levels, growth, table)


def _last_year(cube: Cube, column: int, place: int) -> FloatArray:
    """Share of last year that stood by the same month."""
    december = place - place % 12 + 11
    whole, part = cube.levels[:, column, december], cube.levels[:, column, place]
    known = cube.known[:, column, december] & cube.known[:, column, place] & (whole > 0)
    return np.where(known, part / np.where(known, whole, 1) * 100, np.nan)
