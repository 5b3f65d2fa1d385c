"""Lamps of many items at once (批量亮灯): the same rule over arrays of day numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bihuan.engine.lamps.lamp_rules import GAP_SCALE, Band, LampRule
from bihuan.engine.lamps.signs import COLOURS, Sign

IntArray = NDArray[np.int64]
CodeArray = NDArray[np.int8]
BoolArray = NDArray[np.bool_]

NO_DAY = int(np.iinfo(np.int64).max)
"""Stands for a day that is not there: not done, no due day, progress not known."""

_GREY = np.int8(COLOURS.index("grey"))


@dataclass(frozen=True, slots=True)
class NodeArrays:
    """Nodes of many items (节点), flat: the place of each one's item, its due day and the day it was met."""

    item: IntArray
    due: IntArray
    done: IntArray

    def __post_init__(self) -> None:
        if not len(self.item) == len(self.due) == len(self.done):
            raise ValueError("nodes are three arrays of one length")


def colours(  # noqa: PLR0913 as `lamp`
    rule: LampRule,
    *,
    day: date,
    due: IntArray,
    done: IntArray,
    nodes: NodeArrays | None = None,
    progress: IntArray | None = None,
    time_progress: IntArray | None = None,
    paused: BoolArray | None = None,
) -> CodeArray:
    """Colours of many items on a day (批量亮灯), as places in `COLOURS`; each equal to that of `lamp`.

    Args: due, done: day numbers (`date.toordinal`), `NO_DAY` where there is none. progress, time_progress: whole
        ten-thousandths of a percentage point, `NO_DAY` where not known.
    """
    today = day.toordinal()
    done = np.where(done > today, NO_DAY, done)
    codes = _of_marks(rule, due, done, today)
    if nodes is not None:
        node_done = np.where(nodes.done == NO_DAY, done[nodes.item], nodes.done)
        np.maximum.at(codes, nodes.item, _of_marks(rule, nodes.due, node_done, today))
    if progress is not None and time_progress is not None and rule.gaps:
        np.maximum(codes, _of_progress(rule, progress, time_progress, done), out=codes)
    if paused is not None:
        codes[paused & (done == NO_DAY)] = rule.paused.code
    return codes


def colours_of_gaps(rule: LampRule, gaps: NDArray[np.float64]) -> CodeArray:
    """Colours of many progress gaps (批量进度灯) in percentage points, NaN where not known, as places in `COLOURS`.

    Noise of floating point below a thousand-millionth of a point is taken off, nothing is rounded to what is shown.
    """
    exact, codes = np.round(gaps, 9), np.full(gaps.shape, _GREY)
    for band in reversed(rule.gaps):
        bound = None if band.bound is None else float(band.bound)
        reached = ~np.isnan(exact) if bound is None else (exact > bound) | (band.inclusive & (exact == bound))
        _show(codes, reached, band.sign)
    return codes


def _of_marks(rule: LampRule, due: IntArray, done: IntArray, today: int) -> CodeArray:
    codes = np.full(len(due), _GREY)
    known = due != NO_DAY
    open_ = known & (done > today)
    _show(codes, known & ~open_ & (done <= due), rule.met)
    _show(codes, known & ~open_ & (done > due), rule.late)
    _show(codes, open_ & (due < today), rule.missed)
    ahead = open_ & (due >= today)
    _show(codes, ahead, rule.ahead)
    for band in reversed(rule.bands):
        near = ahead.copy()
        near[ahead] = _band_start(rule, band, due[ahead]) <= today
        _show(codes, near, band.sign)
    return codes


def _of_progress(rule: LampRule, progress: IntArray, time_progress: IntArray, done: IntArray) -> CodeArray:
    codes = np.full(len(done), _GREY)
    known = (progress != NO_DAY) & (time_progress != NO_DAY) & (done == NO_DAY)
    gap = np.where(known, progress, 0) - np.where(known, time_progress, 0)
    for band in reversed(rule.gaps):
        bound = None if band.bound is None else int(band.bound * GAP_SCALE)
        reached = known if bound is None else known & ((gap > bound) | (band.inclusive & (gap == bound)))
        _show(codes, reached, band.sign)
    return codes


def _show(codes: CodeArray, where: BoolArray, sign: Sign | None) -> None:
    codes[where] = _GREY if sign is None else sign.code


def _band_start(rule: LampRule, band: Band, due: IntArray) -> IntArray:
    if band.before.unit == "working_days":
        return rule.working_days.add_working_days_all(due, -band.before.amount)
    return due - band.before.amount
