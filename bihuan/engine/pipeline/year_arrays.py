"""Lamps and totals of many projects at once (批量亮灯与合计): the same rules over arrays of a year's months."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from bihuan.engine.lamps import COLOURS, Lamp, Sign
from bihuan.engine.pipeline.bulletin import BulletinRow
from bihuan.engine.pipeline.money import share, time_progress
from bihuan.engine.pipeline.project_lamps import After, ProjectLamps
from bihuan.engine.values import Month, Quantity, Unit

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
CodeArray = NDArray[np.int8]
BoolArray = NDArray[np.bool_]

UNKNOWN = int(np.iinfo(np.int64).min)
"""Stands for an amount or a day that is not known."""
SCALE = 2
"""Amounts are whole hundredths of 万元."""
_NEAR = 1e-9
_GREEN, _RED, _GREY = (np.int8(COLOURS.index(colour)) for colour in ("green", "red", "grey"))
_FIRST_DAY = 719_163  # 1 January 1970 as a day number


@dataclass(frozen=True, slots=True)
class YearArrays:
    """Projects by months, January to the one that is asked (项目年度数组).

    Amounts are whole hundredths of 万元, days are day numbers, `UNKNOWN` where not known. plan, total: a project each.
    ytd, paid: a project a row, a month a column. planned: sums by each month and by December last, where a plan tells
    its months; all unknown where it does not. start_due: any day of the month of the planned start.
    """

    plan: IntArray
    total: IntArray
    ytd: IntArray
    paid: IntArray
    planned: IntArray
    start_due: IntArray
    started: IntArray
    entered: IntArray

    @property
    def months(self) -> int:
        """How many months there are (月数)."""
        return int(self.ytd.shape[1])


def colours_of_year(lamps: ProjectLamps, projects: YearArrays, *, year: int) -> dict[str, CodeArray]:
    """Colours of the last month as places in `COLOURS`, by lamp (批量亮灯); each equal to that of `ProjectLamps`.

    The months before count: a red made good stays as the rule says. A lamp that the rule has not is left out.
    """
    ends = [Month(year, month).end_on.toordinal() for month in range(1, projects.months + 1)]
    by_month: dict[str, list[CodeArray]] = {}
    if lamps.start_rule is not None:
        by_month["start"] = [_start(lamps, projects, end) for end in ends]
    if lamps.bands:
        by_month["progress"] = [_progress(lamps, projects, Month(year, at + 1)) for at in range(projects.months)]
    if lamps.payment_rule is not None:
        by_month["payment"] = [_payment(lamps, projects, at) for at in range(projects.months)]
    if lamps.statistics_rule is not None:
        by_month["statistics"] = [_statistics(lamps, projects, end) for end in ends]
    return {code: _remembering(lamps, colours) for code, colours in by_month.items()}


def _remembering(lamps: ProjectLamps, colours: Sequence[CodeArray]) -> CodeArray:
    """The last month's colours, a green after a red being made good."""
    last = colours[-1]
    if len(colours) == 1:
        return last
    was_red = np.any(np.stack(colours[:-1]) == _RED, axis=0)
    return np.where((last == _GREEN) & was_red, _code(lamps.made_good), last).astype(np.int8)


def _start(lamps: ProjectLamps, projects: YearArrays, end: int) -> CodeArray:
    rule = lamps.start_rule
    assert rule is not None, "asked only where the rule has it"
    begun = (projects.started != UNKNOWN) & (projects.started <= end)
    due = projects.start_due != UNKNOWN
    running = _month_numbers(np.array([end])) - _month_numbers(np.where(due, projects.start_due, end)) + 1
    codes = _of_months(rule.late, running, _code(rule.ahead))
    return _chosen([(begun, _code(rule.met)), (~due, _code(lamps.unknown))], codes)


def _statistics(lamps: ProjectLamps, projects: YearArrays, end: int) -> CodeArray:
    rule = lamps.statistics_rule
    assert rule is not None, "asked only where the rule has it"
    done = (projects.entered != UNKNOWN) & (projects.entered <= end)
    begun = (projects.started != UNKNOWN) & (projects.started <= end)
    started = np.where(begun, projects.started, end)
    codes = np.full(len(started), _code(rule.ahead), np.int8)
    for late in rule.late:
        codes = np.where(begun & (end > _months_after(started, late.months)), _code(late.sign), codes)
    return _chosen([(done, _code(rule.met))], codes)


def _progress(lamps: ProjectLamps, projects: YearArrays, month: Month) -> CodeArray:
    at = month.month - 1
    done, known = _percent(projects.ytd[:, at], projects.plan)
    by_plan, tells = _percent(projects.planned[:, at], projects.planned[:, -1])
    has_months = np.any(projects.planned != UNKNOWN, axis=1)
    gap = done - np.where(has_months, by_plan, month.month * 100 / 12)
    known &= tells | ~has_months
    codes = np.full(len(gap), _code(lamps.bands[-1].sign), np.int8)
    near = np.zeros(len(gap), bool)
    for band in reversed(lamps.bands[:-1]):
        bound = float(band.bound or 0)
        codes = np.where(gap >= bound, _code(band.sign), codes)
        near |= np.abs(gap - bound) < _NEAR
    codes = np.where(known, codes, _code(lamps.unknown)).astype(np.int8)
    return _exactly(codes, near & known, lambda row: _progress_of(lamps, projects, month, row))


def _progress_of(lamps: ProjectLamps, projects: YearArrays, month: Month, row: int) -> Lamp | None:
    planned = {at + 1: amount for at in (month.month - 1,) if (amount := quantity(projects.planned[row, at]))}
    if whole := quantity(projects.planned[row, -1]):
        planned[12] = whole
    done = share(quantity(projects.ytd[row, month.month - 1]), quantity(projects.plan[row]))
    return lamps.progress(completion=done, time_progress=time_progress(month, planned))


def _payment(lamps: ProjectLamps, projects: YearArrays, at: int) -> CodeArray:
    rule = lamps.payment_rule
    assert rule is not None, "asked only where the rule has it"
    part, known = _percent(projects.paid[:, at], projects.ytd[:, at])
    if rule.share_of_done is None:
        return np.full(len(part), _code(lamps.unknown), np.int8)
    wanted = float(rule.share_of_done)
    codes = np.where(part >= wanted, _code(rule.met), _code(rule.short))
    codes = np.where(known, codes, _code(lamps.unknown)).astype(np.int8)
    near = known & (np.abs(part - wanted) < _NEAR)

    def of(row: int) -> Lamp | None:
        return lamps.payment(paid=quantity(projects.paid[row, at]), done=quantity(projects.ytd[row, at]))

    return _exactly(codes, near, of)


def _exactly(codes: CodeArray, near: BoolArray, lamp_of: Callable[[int], Lamp | None]) -> CodeArray:
    """Rows at the edge of a band are lit one by one, in exact decimals."""
    for row in np.flatnonzero(near).tolist():
        lamp = lamp_of(row)
        assert lamp is not None, "the rule has this lamp"
        codes[row] = COLOURS.index(lamp.colour)
    return codes


def _percent(part: IntArray, whole: IntArray) -> tuple[FloatArray, BoolArray]:
    """A part of a whole in percent, and where that can be told."""
    known = (part != UNKNOWN) & (whole != UNKNOWN) & (whole > 0)
    shares = np.where(known, part, 0) * 100.0 / np.where(known, whole, 1)
    return shares, known


def _chosen(cases: Sequence[tuple[BoolArray, np.int8]], otherwise: CodeArray) -> CodeArray:
    return np.select([holds for holds, _ in cases], [code for _, code in cases], otherwise).astype(np.int8)


def _of_months(late: Sequence[After], running: IntArray, otherwise: np.int8) -> CodeArray:
    codes = np.full(len(running), otherwise, np.int8)
    for each in late:
        codes = np.where(running >= each.months, _code(each.sign), codes)
    return codes


def _code(sign: Sign) -> np.int8:
    return np.int8(sign.code)


def _month_numbers(days: IntArray) -> IntArray:
    return (days - _FIRST_DAY).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _months_after(days: IntArray, months: int) -> IntArray:
    """The same day so many months later; the last of the month where it has no such day."""
    dates = (days - _FIRST_DAY).astype("datetime64[D]")
    first = dates.astype("datetime64[M]")
    day = (dates - first.astype("datetime64[D]")).astype(np.int64)
    then = first + np.timedelta64(months, "M")
    length = ((then + np.timedelta64(1, "M")).astype("datetime64[D]") - then.astype("datetime64[D]")).astype(np.int64)
    begun: IntArray = then.astype("datetime64[D]").astype(np.int64)
    return begun + np.minimum(day, length - 1) + _FIRST_DAY


def quantity(hundredths: int | np.int64) -> Quantity | None:
    """An amount of an array as a quantity of 万元 (还原数量)."""
    if hundredths == UNKNOWN:
        return None
    return Quantity(Decimal(int(hundredths)).scaleb(-SCALE), Unit.TEN_THOUSAND_YUAN)


def bulletin_of_groups(projects: YearArrays, groups: IntArray, names: Sequence[str]) -> tuple[BulletinRow, ...]:
    """Rows of a bulletin by group from the lowest completion up (批量通报); equal to `bulletin` of each group.

    Args: groups: the place in `names` of each project's group.
    """
    last = projects.ytd[:, -1]
    both = (last != UNKNOWN) & (projects.plan != UNKNOWN)
    month = month_amounts(projects)
    sums = {
        name: _sums(values, groups, len(names))
        for name, values in (
            ("total", projects.total),
            ("annual_plan", projects.plan),
            ("ytd", last),
            ("month", month),
            ("done", np.where(both, last, UNKNOWN)),
            ("planned", np.where(both, projects.plan, UNKNOWN)),
        )
    }
    numbers, known = np.bincount(groups, minlength=len(names)), np.bincount(groups[both], minlength=len(names))
    rows = [
        BulletinRow(
            name=name,
            number=int(numbers[at]),
            total=sums["total"][at],
            annual_plan=sums["annual_plan"][at],
            ytd=sums["ytd"][at],
            month=sums["month"][at],
            completion=share(sums["done"][at], sums["planned"][at]),
            unknown=int(numbers[at] - known[at]),
        )
        for at, name in enumerate(names)
    ]
    return tuple(sorted(rows, key=lambda row: (row.completion is None, row.completion or Decimal(0))))


def month_amounts(projects: YearArrays) -> IntArray:
    """What was done in the last month alone (本月完成); unknown after a month left out."""
    last = projects.ytd[:, -1]
    if projects.months == 1:
        return last
    before = projects.ytd[:, -2]
    return np.where((last == UNKNOWN) | (before == UNKNOWN), UNKNOWN, last - np.where(before == UNKNOWN, 0, before))


def _sums(values: IntArray, groups: IntArray, number: int) -> list[Quantity | None]:
    """Exact sums of what is known by group; None where nothing is."""
    known = values != UNKNOWN
    found = np.zeros(number, np.int64)
    np.add.at(found, groups[known], values[known])
    some = np.bincount(groups[known], minlength=number)
    return [quantity(amount) if count else None for amount, count in zip(found.tolist(), some.tolist(), strict=True)]
