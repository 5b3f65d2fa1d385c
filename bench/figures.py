"""How long do a month's close, all series, one edit and the building of the cube take, beside plain numpy and others?

3.6 million cells (300 units x 200 indicators x 60 months) as a district has; --units 1500 for 18 million. The peers do
the same work on the same figures: month out of cumulative, comparable base, nominal growth, two-year average,
completion, gap and rank.

Run: python -m bench.figures [--units 300] [--alone]
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time
from tracemalloc import get_traced_memory, start, stop

import numpy as np

from bihuan.engine import indicators as figures
from bihuan.engine.values import Month, indicator

INDICATORS, YEARS = 200, 5
BODY = {
    "unit": "亿元",
    "measures": ["growth", "level"],
    "accumulates": True,
    "frequency": "month",
    "months": list(range(1, 13)),
    "direction": "more",
    "time_progress": "months",
    "additive": True,
    "growth": "comparable",
    "bureau": "统计局",
}
KINDS = (
    {},
    {},
    {"months": list(range(2, 13))},
    {"months": list(range(2, 13))},
    {"months": [3, 6, 9, 12], "frequency": "quarter"},
    {"accumulates": False, "time_progress": "none"},
)
SEED = np.random.default_rng(2026)


def best(work: Callable[[], object], times: int = 5) -> float:
    """Least processor time of several runs, in milliseconds; all of it runs on one thread."""
    spent = []
    for _ in range(times):
        began = process_time()
        work()
        spent.append(process_time() - began)
    return min(spent) * 1000


def district(units: int) -> tuple[figures.Cube, figures.Targets]:
    """A district of three levels with five years of figures; one cell in fifty is missing."""
    towns = max(units // 30, 1)
    rows: list[tuple[int, int | None]] = [(1, None), *((2 + town, 1) for town in range(towns))]
    rows += [(2 + towns + each, 2 + each % towns) for each in range(units - towns - 1)]
    known = [
        indicator(BODY | {"names": [f"指标{place}"]} | KINDS[place % len(KINDS)], f"i{place}")
        for place in range(INDICATORS)
    ]
    tree, catalogue = figures.unit_tree(rows), figures.catalogue(known)
    asked = figures.Asked(np.ones((units, INDICATORS), bool), figures.due_until(Month(2026, 12), catalogue))
    cube = figures.empty(tree=tree, catalogue=catalogue, span=figures.MonthSpan(2022, YEARS), asked=asked)
    singles = SEED.integers(10**9, 10**11, cube.shape)
    cube.levels[:] = singles.reshape(units, INDICATORS, YEARS, 12).cumsum(axis=3).reshape(cube.shape)
    cube.growth[:] = np.round(SEED.normal(6, 4, cube.shape), 1)
    there = (cube.states == figures.State.MISSING) & (SEED.random(cube.shape) > 0.02)
    cube.states[there] = figures.State.FINAL | 0x30
    cube.levels[~there], cube.growth[~there] = 0, np.nan
    targets = figures.no_targets(cube, figures.time_progress_table(catalogue))
    targets.levels[:] = 12 * 5 * 10**10
    return cube, targets


def groups_of(cube: figures.Cube) -> list[np.ndarray]:
    """One group of peers: all units below the top."""
    return [np.arange(1, len(cube.tree))]


def close_month(cube: figures.Cube, targets: figures.Targets, place: int) -> None:
    """What a month's close derives: all series, sums up the tree, ranks and their change."""
    figures.derive_month(cube, place, targets)
    figures.sums(cube, place)
    now, before = (
        figures.ranks_among(figures.headline(cube, each), groups_of(cube), cube.catalogue.signs)
        for each in (place, place - 1)
    )
    figures.rank_change(before, now)


def plainly(cube: figures.Cube, targets: figures.Targets) -> list[np.ndarray]:
    """The same series as one would write them over whole arrays, without a thought for memory."""
    levels, growth, known = cube.levels, cube.growth, (cube.states & 0x10) != 0
    months = np.arange(len(cube.span))
    earlier = cube.catalogue.earlier[:, months % 12]
    before = np.where(earlier >= 0, months - months % 12 + earlier, 0)[None]
    counted = (earlier >= 0)[None]
    back = np.maximum(months - cube.catalogue.steps_back[:, months % 12], 0)[None]
    wanted = np.repeat(targets.levels, 12, axis=2)
    with np.errstate(invalid="ignore", divide="ignore"):
        has_single = known & (~counted | np.take_along_axis(known, before, axis=2))
        singles = np.where(has_single, levels - np.where(counted, np.take_along_axis(levels, before, axis=2), 0), 0)
        bases = np.where(growth > -100, np.rint(levels / (1 + growth / 100)), 0).astype(np.int64)
        change = growth - np.take_along_axis(growth, back, axis=2)
        two_year, nominal = np.full(cube.shape, np.nan), np.full(cube.shape, np.nan)
        two_year[:, :, 12:] = (np.sqrt((1 + growth[:, :, 12:] / 100) * (1 + growth[:, :, :-12] / 100)) - 1) * 100
        nominal[:, :, 12:] = (levels[:, :, 12:] / levels[:, :, :-12] - 1) * 100
        completion = np.where(known & (wanted > 0), levels / wanted * 100, np.nan)
        gap = completion - targets.table[:, months % 12][None]
    return [singles, has_single, bases, change, two_year, nominal, completion, gap]


def copy_all(cube: figures.Cube, series: figures.Series) -> None:
    """Reading and writing the same inputs and outputs, month by month."""
    outs = [
        figures.in_memory_order(getattr(series, name))
        for name in ("singles", "bases", "two_year", "nominal", "change", "completion", "gap", "has_single")
    ]
    levels, growth, states = (figures.in_memory_order(each) for each in (cube.levels, cube.growth, cube.states))
    for place in range(len(cube.span)):
        outs[0][place], outs[1][place] = levels[place], levels[place]
        outs[3][place], outs[5][place] = levels[place], levels[place]
        outs[2][place], outs[4][place], outs[6][place] = growth[place], growth[place], growth[place]
        outs[7][place] = states[place]


def edit(cube: figures.Cube, targets: figures.Targets, series: figures.Series) -> None:
    """One cell of a unit deep in the tree edited, and its path derived again."""
    at = len(cube.tree) - 1, 0, len(cube.span) - 7
    cube.levels[at] += 1
    for place in figures.rederive(series, cube, at, targets):
        column = slice(at[1], at[1] + 1)
        figures.sums_along(cube, at[0], at[1], place)
        values = cube.growth[:, column, place]
        figures.ranks_among(values, groups_of(cube), cube.catalogue.signs, columns=column)


def write_rows(cube: figures.Cube, path: Path, rows: int) -> int:
    """Observations in SQLite, as the figures app keeps them; the newest months first, up to so many."""
    known = np.argwhere((cube.states & 0x10) != 0)
    known = known[np.argsort(-known[:, 2], kind="stable")][:rows]
    levels, growth = cube.levels[tuple(known.T)].tolist(), cube.growth[tuple(known.T)].tolist()
    first = cube.span.first_year * 12
    with sqlite3.connect(path) as database:
        database.execute("create table observation (unit, indicator, month, level integer, growth real, state)")
        database.executemany(
            "insert into observation values (?, ?, ?, ?, ?, 6)",
            (
                (cube.tree.ids[unit], place, first + month, level, rate)
                for (unit, place, month), level, rate in zip(known.tolist(), levels, growth, strict=True)
            ),
        )
    return len(known)


def read_cube(cube: figures.Cube, path: Path) -> figures.Cube:
    """From SQLite to a ready cube."""
    with sqlite3.connect(path) as database:
        rows = database.execute("select unit, indicator, month, level, growth, state from observation")
        observed = figures.observations(rows)
    asked = figures.Asked(np.ones(cube.shape[:2], bool), figures.due_until(Month(2026, 12), cube.catalogue))
    return figures.build(tree=cube.tree, catalogue=cube.catalogue, span=cube.span, asked=asked, observed=observed)


def measure(units: int, *, peers: bool) -> None:
    """Measure and print one table."""
    cube, targets = district(units)
    cells = cube.levels.size
    cube_bytes = cube.levels.nbytes + cube.growth.nbytes + cube.states.nbytes
    place = len(cube.span) - 7
    print(f"{cells / 1e6:.1f} million cells, the cube {cube_bytes / 1e6:.0f} MB; processor time")
    print(f"one month's close          {best(lambda: close_month(cube, targets, place)):8.1f} ms")
    kept = [figures.derive(cube, targets)]
    derived = best(lambda: figures.derive(cube, targets, out=kept[0]), 3)
    copied = best(lambda: copy_all(cube, kept[0]), 3)
    print(f"all series                 {derived:8.1f} ms   {derived / copied:.2f} x a copy of all ({copied:.1f} ms)")
    plain = best(lambda: plainly(cube, targets), 3)
    print(f"the same, plain numpy      {plain:8.1f} ms   {plain / derived:.2f} x ours")
    block = np.ascontiguousarray(figures.in_memory_order(cube.growth).swapaxes(1, 2)).reshape(-1, units)
    ranked, sorted_ = best(lambda: figures.ranks(block), 3), best(lambda: np.argsort(block, axis=-1), 3)
    print(f"all ranks                  {ranked:8.1f} ms   {ranked / sorted_:.2f} x argsort ({sorted_:.1f} ms)")
    print(f"one edited cell            {best(lambda: edit(cube, targets, kept[0]), 50):8.3f} ms")
    kept.clear()
    start()
    figures.derive(cube, targets)
    print(f"peak memory of all series  {get_traced_memory()[1] / cube_bytes:8.2f} x the cube, beside it")
    stop()
    with tempfile.TemporaryDirectory() as folder:
        rows = write_rows(cube, Path(folder) / "figures.sqlite", 1_080_000)
        read = best(lambda: read_cube(cube, Path(folder) / "figures.sqlite"), 2)
    print(f"from SQLite to the cube    {read:8.1f} ms   {rows} rows")
    if peers:
        from bench.figures_peers import compare

        compare(cube, targets)


def main() -> None:
    """Read the arguments and measure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--units", type=int, default=300)
    asked.add_argument("--alone", action="store_true", help="without pandas, Polars and DuckDB")
    told = asked.parse_args()
    measure(told.units, peers=not told.alone)


if __name__ == "__main__":
    main()
