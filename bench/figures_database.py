"""From the database to a ready cube (取数成立方体): 300 units x 60 indicators x 60 months, 1.08 M rows, one query.

Run: BIHUAN_HOME=/tmp/bench-figures BIHUAN_MODE=test python bench/figures_database.py; with DATABASE_URL on PostgreSQL.
The floor is fetching the same rows with nothing done to them.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from bihuan.apps.figures import queries  # noqa: E402
from bihuan.apps.units.models import Unit  # noqa: E402
from bihuan.base import guards, triggers  # noqa: E402
from bihuan.base.scope import Viewer  # noqa: E402
from bihuan.engine.indicators import MonthSpan  # noqa: E402

UNITS, INDICATORS, YEARS, TIMES = 300, 60, 5, 5
DAY = date(2026, 11, 25)
COLUMNS = (
    "unit_id, indicator, month, basis, level_mantissa, level_decimals, level_unit, level_smallest, growth_mantissa,"
    " growth_decimals, growth_basis, state, version, released_on, source, reporter_name, reason, at, by_name, event_seq"
)


def fill() -> None:
    """Units in a tree and their figures, straight into the tables: the guards are lifted for this one load."""
    call_command("migrate", verbosity=0)
    if Unit.objects.exists():
        return
    root = Unit.objects.add_root({"code": "d", "name": "区", "kind": "district", "began_on": date(2020, 1, 1)})
    rows = [
        Unit(
            path=Unit._get_path(root.path, 2, at),
            depth=2,
            code=f"u{at}",
            name=f"单位{at}",
            kind="town",
            began_on=root.began_on,
        )
        for at in range(1, UNITS)
    ]
    Unit.objects.bulk_create(rows)
    Unit.objects.filter(pk=root.pk).update(numchild=UNITS - 1)
    codes = list(queries.book(DAY).indicators)[:INDICATORS]
    ids = list(Unit.objects.values_list("pk", flat=True))
    first, now = 2022 * 12, datetime.now(UTC)
    figures = (
        (unit, code, first + month, "cumulative", 12345 + month, 2, "hundred_million_yuan", 1234500000000 + month, 56,
         1, "nominal", "flash", 1, DAY, "x", "x", "", now, "x", 1)
        for month in range(YEARS * 12)
        for unit in ids
        for code in codes
    )  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        lift(cursor)
        marks = ", ".join(["%s"] * 20)
        cursor.executemany(f"INSERT INTO figures_observation ({COLUMNS}) VALUES ({marks})", figures)
    triggers.create(connection)


def lift(cursor) -> None:
    for guard in guards._wanted(connection):
        if guard.table == "figures_observation":
            on = f' ON "{guard.table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER IF EXISTS "{guard.table}_{guard.code}"{on}')


def best(work) -> float:
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def floor() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT unit_id, 1, month, level_smallest, growth_mantissa, 1 FROM figures_observation ORDER BY id"
        )
        cursor.fetchall()


def main() -> None:
    fill()
    eyes, book = Viewer.worker(on=DAY), queries.book(DAY)
    codes = list(book.indicators)[:INDICATORS]
    made = queries.cube(eyes, book=book, span=MonthSpan(2022, YEARS), codes=codes)
    print(connection.vendor, "rows:", int((made.states > 1).sum()))
    fetched = best(floor)
    ready = best(lambda: queries.cube(eyes, book=book, span=MonthSpan(2022, YEARS), codes=codes))
    print(f"| {'fetch alone':<14} | {fetched:6.2f} s | 1.00 |")
    print(f"| {'ready cube':<14} | {ready:6.2f} s | {ready / fetched:4.2f} |")


if __name__ == "__main__":
    main()
