"""How far do forecasts miss, and do they say so themselves? On the 1,428 monthly series of the M3 competition.

Reads shared/yardsticks above this folder, or the folder given; the series are never committed.
Run: python -m bench.forecast [FOLDER]
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from bihuan.engine.indicators.forecast import Forecast, chance_of, forecast

YEAR = 12
LIMIT_SMAPE, LIMIT_MS = 14.2, 2.0


@dataclass(frozen=True)
class Tried:
    """One series, what came, and what was foreseen."""

    series: np.ndarray
    actual: np.ndarray
    found: Forecast


def folder() -> Path:
    """Where the yardsticks lie."""
    if len(sys.argv) > 1:
        return Path(sys.argv[1])
    places = [each / "shared" / "yardsticks" for each in Path(__file__).resolve().parents]
    return next((each for each in places if (each / "m3_monthly.csv").exists()), Path())


def read(path: Path) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Series with what came after."""
    with (path / "m3_monthly.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield np.array(row["history"].split(), float), np.array(row["actual"].split(), float)


def smape(actual: np.ndarray, told: np.ndarray) -> float:
    """The competition's measure."""
    return float(200 * np.mean(np.abs(actual - told) / (np.abs(actual) + np.abs(told))))


def of_year(each: Tried) -> tuple[float, float, float]:
    """Total of the next twelve months, told, its spread, and what came."""
    first = Forecast(each.found.values[:YEAR], each.found.spread, each.found.weight, each.found.season[:YEAR])
    return float(first.values.sum()), first.spread_of_sum, float(each.actual[:YEAR].sum())


def coverage(tried: Sequence[Tried]) -> tuple[float, float]:
    """How often the 80 % interval held: of single months, and of the year."""
    months = [np.abs(each.actual - each.found.values) <= 1.2816 * each.found.spreads for each in tried]
    years = [abs(told - came) <= 1.2816 * spread for told, spread, came in map(of_year, tried)]
    return float(np.mean(months)) * 100, float(np.mean(years)) * 100


def calibration(tried: Sequence[Tried]) -> Iterator[tuple[str, int, float, float]]:
    """Chances told of reaching a target, by decile, and how often it was reached; targets spread over the likely."""
    chances, reached = [], []
    for told, spread, came in map(of_year, tried):
        for step in np.linspace(-1.6, 1.6, 9):
            target = told + step * spread
            chances.append(chance_of(target, total=told, spread=spread))
            reached.append(came >= target)
    told_all, came_all = np.array(chances), np.array(reached)
    for decile in range(10):
        within = (told_all >= decile / 10) & (told_all < (decile + 1) / 10)
        if within.any():
            name = f"{decile * 10}-{decile * 10 + 10} %"
            yield name, int(within.sum()), told_all[within].mean() * 100, came_all[within].mean() * 100


def main() -> None:
    """Measure and print."""
    path = folder()
    if not (path / "m3_monthly.csv").exists():
        raise SystemExit("the yardsticks are not here: python -m bench.forecast FOLDER")
    known = list(read(path))
    forecast(known[0][0], ahead=18)
    began = perf_counter()
    found = [forecast(series, ahead=len(actual)) for series, actual in known]
    spent = (perf_counter() - began) / len(known) * 1000
    tried = [Tried(*each, told) for each, told in zip(known, found, strict=True) if told is not None]
    missed = float(np.mean([smape(each.actual, each.found.values) for each in tried]))
    print(
        f"series {len(tried)}   sMAPE {missed:.2f} (limit {LIMIT_SMAPE})   {spent:.2f} ms a series (limit {LIMIT_MS})"
    )
    with (path / "m3_published.csv").open(encoding="utf-8") as lines:
        published = sorted(csv.DictReader(lines), key=lambda row: float(row["smape_h1_18"]))
    print("published: " + ", ".join(f"{row['method']} {row['smape_h1_18']}" for row in published[:8]))
    for name, some in (("all", tried), ("not tuned on", tried[1::2])):
        months, years = coverage(some)
        print(f"80 % interval held, {name}: single months {months:.1f} %, sum of twelve {years:.1f} %")
    print("chance told   cases   mean told   reached")
    for name, cases, told, came in calibration(tried):
        print(f"{name:>11} {cases:7d} {told:10.1f} % {came:7.1f} %")
    if missed > LIMIT_SMAPE or spent > LIMIT_MS:
        raise SystemExit("over the limit")


if __name__ == "__main__":
    main()
