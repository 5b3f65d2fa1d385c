"""The same series and ranks by pandas, Polars and DuckDB, on the same figures as rows; sums compared."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import duckdb
import numpy as np
import pandas as pd
import polars as pl

from bihuan.engine import indicators as figures

Sums = tuple[int, int, float, int]

SQL = """
create or replace temp table derived as
with before as (
  select *, lag(month) over line as month_before, lag(level) over line as level_before
  from figure window line as (partition by unit, indicator order by month)
)
select f.unit, f.indicator, f.month,
  case when f.earlier < 0 then f.level when f.month_before = f.earlier then f.level - f.level_before end as single,
  cast(round_even(f.level / (f.growth + 100) * 100, 0) as bigint) as base,
  f.level / nullif(y.level, 0) * 100 - 100 as nominal,
  sqrt((f.growth + 100) * (y.growth + 100)) - 100 as two_year,
  f.level / f.target * 100 as completion,
  f.level / f.target * 100 - f.passed as gap,
  rank() over (partition by f.indicator, f.month order by f.growth desc) as place
from before f left join figure y on y.unit = f.unit and y.indicator = f.indicator and y.month = f.month - 12
"""


def columns(cube: figures.Cube, targets: figures.Targets) -> dict[str, np.ndarray]:
    """Figures that are there as rows, with all that a series asks for beside each."""
    unit, indicator, month = np.nonzero((cube.states & 0x10) != 0)
    at = unit, indicator, month
    earlier = cube.catalogue.earlier[indicator, month % 12]
    return {
        "unit": unit,
        "indicator": indicator,
        "month": month,
        "level": cube.levels[at],
        "growth": cube.growth[at],
        "earlier": np.where(earlier >= 0, month - month % 12 + earlier, -1),
        "target": targets.levels[unit, indicator, month // 12].astype(float),
        "passed": targets.table[indicator, month % 12],
    }


def compare(cube: figures.Cube, targets: figures.Targets) -> None:
    """Print the times of all, and stop where sums differ."""
    rows = columns(cube, targets)
    told: dict[str, tuple[float, Sums]] = {"bihuan": _timed(lambda: _ours(cube, targets))}
    told["polars"] = _timed(_polars(pl.DataFrame(rows)))
    told["duckdb"] = _timed(_duckdb(pl.DataFrame(rows)))
    told["pandas"] = _timed(_pandas(pd.DataFrame(rows)))
    fastest = min(spent for name, (spent, _) in told.items() if name != "bihuan")
    for name, (spent, sums) in told.items():
        print(f"{name:8} {spent:8.2f} s   {spent / told['bihuan'][0]:6.1f} x ours   sums {sums}")
    print(f"the fastest of the others takes {fastest / told['bihuan'][0]:.1f} times as long")
    exact = {(single, places) for single, _, _, places in (sums for _, sums in told.values())}
    if len(exact) > 1 or not np.allclose([sums[1:3] for _, sums in told.values()], told["bihuan"][1][1:3], rtol=1e-9):
        raise SystemExit("the sums differ")


Work = Callable[[], Callable[[], Sums]]


def _timed(work: Work) -> tuple[float, Sums]:
    """Processor time of the work, all threads; its sums are counted afterwards."""
    began = process_time()
    sums = work()
    spent = process_time() - began
    return spent, sums()


def _ours(cube: figures.Cube, targets: figures.Targets) -> Callable[[], Sums]:
    series = figures.derive(cube, targets)
    growth = figures.in_memory_order(cube.growth)
    places = [figures.ranks(np.ascontiguousarray(month.T)) for month in growth]
    known = (cube.states & 0x10) != 0
    return lambda: (
        int(series.singles.sum()),
        int(series.bases[known].sum()),
        float(np.nansum(series.two_year)),
        int(sum(int(place.sum(dtype=np.int64)) for place in places)),
    )


def _polars(frame: pl.DataFrame) -> Work:
    return lambda: _by_polars(frame)


def _by_polars(frame: pl.DataFrame) -> Callable[[], Sums]:
    line = ["unit", "indicator"]
    year = frame.lazy().select(
        *line, pl.col("month") + 12, pl.col("level").alias("was"), pl.col("growth").alias("grew")
    )
    derived = (
        frame.lazy()
        .with_columns(
            pl.col("month").shift().over(line).alias("month_before"),
            pl.col("level").shift().over(line).alias("level_before"),
        )
        .join(year, on=[*line, "month"], how="left")
        .select(
            *line,
            "month",
            pl.when(pl.col("earlier") < 0)
            .then(pl.col("level"))
            .when(pl.col("month_before") == pl.col("earlier"))
            .then(pl.col("level") - pl.col("level_before"))
            .alias("single"),
            (pl.col("level") / (pl.col("growth") + 100) * 100).round().cast(pl.Int64).alias("base"),
            (pl.col("level") / pl.col("was") * 100 - 100).alias("nominal"),
            (((pl.col("growth") + 100) * (pl.col("grew") + 100)).sqrt() - 100).alias("two_year"),
            (pl.col("level") / pl.col("target") * 100).alias("completion"),
            (pl.col("level") / pl.col("target") * 100 - pl.col("passed")).alias("gap"),
            pl.col("growth").rank("min", descending=True).over(["indicator", "month"]).alias("place"),
        )
        .collect()
    )
    sums = derived.select(pl.col("single", "base", "two_year").sum(), pl.col("place").cast(pl.Int64).sum()).row(0)
    return lambda: (int(sums[0]), int(sums[1]), float(sums[2]), int(sums[3]))


def _duckdb(frame: pl.DataFrame) -> Work:
    database = duckdb.connect()
    database.register("rows_given", frame.to_arrow())
    database.execute("create table figure as select * from rows_given")

    def work() -> Callable[[], Sums]:
        database.execute(SQL)
        return sums

    def sums() -> Sums:
        found = database.execute("select sum(single), sum(base), sum(two_year), sum(place) from derived").fetchone()
        assert found is not None
        return int(found[0]), int(found[1]), float(found[2]), int(found[3])

    return work


def _pandas(frame: pd.DataFrame) -> Work:
    return lambda: _by_pandas(frame)


def _by_pandas(frame: pd.DataFrame) -> Callable[[], Sums]:
    line = frame.groupby(["unit", "indicator"], sort=False)
    year = frame[["unit", "indicator", "month", "level", "growth"]].rename(columns={"level": "was", "growth": "grew"})
    year["month"] += 12
    both = frame.merge(year, on=["unit", "indicator", "month"], how="left")
    follows = line["month"].shift() == frame["earlier"]
    alone = frame["level"] - line["level"].shift()
    derived = pd.DataFrame(
        {
            "single": np.where(frame["earlier"] < 0, frame["level"], np.where(follows, alone, np.nan)),
            "base": np.rint(frame["level"] / (frame["growth"] + 100) * 100).astype(np.int64),
            "nominal": frame["level"] / both["was"] * 100 - 100,
            "two_year": np.sqrt((frame["growth"] + 100) * (both["grew"] + 100)) - 100,
            "completion": frame["level"] / frame["target"] * 100,
            "gap": frame["level"] / frame["target"] * 100 - frame["passed"],
            "place": frame.groupby(["indicator", "month"], sort=False)["growth"].rank(method="min", ascending=False),
        }
    )
    return lambda: (
        int(derived["single"].dropna().astype(np.int64).sum()),
        int(derived["base"].sum()),
        float(derived["two_year"].sum()),
        int(derived["place"].sum()),
    )
