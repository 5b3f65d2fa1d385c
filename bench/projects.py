"""10,000 projects of a year: lamps and totals of its last month, beside a plain loop over rows (make bench-projects).

Both give the same colours and the same sums; that is checked before anything is timed.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import numpy as np

from bihuan.definitions import project_lamps
from bihuan.engine.lamps import COLOURS
from bihuan.engine.pipeline import (
    LAMPS,
    Money,
    ProjectLamps,
    YearArrays,
    bulletin,
    bulletin_of_groups,
    colours_of_year,
    completion,
    month_amount,
    time_progress,
)
from bihuan.engine.values import Month, Quantity, Unit

PROJECTS, MONTHS, UNITS, YEAR = 10_000, 10, 40, 2026
DAY = date(2026, 11, 26)
WAN = Unit.TEN_THOUSAND_YUAN


def district() -> tuple[YearArrays, np.ndarray]:
    """Projects of many units, the tenth month reported."""
    chance = random.Random(6)
    plan = np.array([chance.randrange(50_000, 50_000_000) for _ in range(PROJECTS)], np.int64)
    pace = np.array([chance.randrange(200, 1200) for _ in range(PROJECTS)], np.int64)
    shares = np.array([chance.randrange(600, 1000) for _ in range(PROJECTS)], np.int64)
    ytd = np.stack([plan * pace // 1000 * month // 12 for month in range(1, MONTHS + 1)], axis=1)
    begun = np.array([date(YEAR, 1, 1).toordinal() + chance.randrange(-200, 330) for _ in range(PROJECTS)], np.int64)
    unknown = np.iinfo(np.int64).min
    arrays = YearArrays(
        plan=plan,
        total=plan * 3,
        ytd=ytd,
        paid=ytd * shares[:, None] // 1000,
        planned=np.full((PROJECTS, 12), unknown, np.int64),
        start_due=begun - 20,
        started=np.where(begun > DAY.toordinal(), unknown, begun),
        entered=np.where(pace > 600, begun + 25, unknown),
    )
    return arrays, np.array([chance.randrange(UNITS) for _ in range(PROJECTS)], np.int64)


def wan(hundredths: int) -> Quantity:
    """An amount as the rows of a table give it."""
    return Quantity(Decimal(int(hundredths)) / 100, WAN)


def day(number: int) -> date | None:
    """A day as a row gives it."""
    return None if number < 0 else date.fromordinal(int(number))


def row_by_row(lamps: ProjectLamps, arrays: YearArrays, groups: np.ndarray) -> tuple[dict, tuple]:
    """The plain loop: each project's months lit in turn, then the rows of the bulletin."""
    found = {code: np.zeros(len(arrays.plan), np.int8) for code in LAMPS}
    money: dict[str, list[Money]] = {}
    for row in range(len(arrays.plan)):
        shown: dict[str, list[str]] = {code: [] for code in LAMPS}
        before, plan = None, wan(arrays.plan[row])
        started, entered, due = (day(each[row]) for each in (arrays.started, arrays.entered, arrays.start_due))
        for at in range(arrays.months):
            month, ytd, paid = Month(YEAR, at + 1), wan(arrays.ytd[row, at]), wan(arrays.paid[row, at])
            now = Money(wan(arrays.total[row]), plan, ytd, month_amount(ytd, before=before, month=month))
            before, on = ytd, month.end_on
            lit = {
                "start": lamps.start(on=on, planned_on=due, started_on=started, earlier=shown["start"]),
                "progress": lamps.progress(
                    completion=completion(now), time_progress=time_progress(month), earlier=shown["progress"]
                ),
                "payment": lamps.payment(paid=paid, done=ytd, earlier=shown["payment"]),
                "statistics": lamps.statistics(
                    on=on, started_on=started, entered_on=entered, earlier=shown["statistics"]
                ),
            }
            for code, lamp in lit.items():
                shown[code].append(lamp.colour)
        for code, colours in shown.items():
            found[code][row] = COLOURS.index(colours[-1])
        money.setdefault(f"单位{groups[row]}", []).append(now)
    return found, bulletin(money)


def timed(work: Callable[[], object], times: int) -> float:
    """The best of some runs, in milliseconds of the processor."""
    best = float("inf")
    for _ in range(times):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best * 1000


def main() -> None:
    """Check that both agree, then print one table."""
    lamps = project_lamps(DAY)
    assert lamps is not None
    arrays, groups = district()
    names = [f"单位{number}" for number in range(UNITS)]
    began = time.process_time()
    colours, rows = row_by_row(lamps, arrays, groups)
    loop = (time.process_time() - began) * 1000
    found = colours_of_year(lamps, arrays, year=YEAR)
    assert all(np.array_equal(colours[code], found[code]) for code in LAMPS)
    assert {row.name: row for row in rows} == {row.name: row for row in bulletin_of_groups(arrays, groups, names)}
    print(f"{PROJECTS:,} projects x {MONTHS} months, {UNITS} units; equal colours and sums")
    print(f"| {'way':<34} | {'ms':>9} |")
    print(f"| {'plain loop, lamps and bulletin':<34} | {loop:>9.1f} |")
    print(f"| {'arrays, four lamps':<34} | {timed(lambda: colours_of_year(lamps, arrays, year=YEAR), 7):>9.1f} |")
    print(f"| {'arrays, bulletin by unit':<34} | {timed(lambda: bulletin_of_groups(arrays, groups, names), 7):>9.1f} |")


if __name__ == "__main__":
    main()
