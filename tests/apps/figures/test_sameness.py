"""One number in every place that shows it: pages, the unit's page, files, the template of the next month (A22)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from random import Random
from typing import Any

import openpyxl
import pytest

from bihuan.engine.values import Month, Quantity
from bihuan.engine.values import Unit as Measure
from tests.support.observations import ask, push

pytestmark = pytest.mark.django_db
BILLION = Measure.HUNDRED_MILLION_YUAN
CODES = ("exports", "imports", "tax_revenue", "deposits")
MONTHS = tuple(Month(2025, number) for number in range(2, 12, 2))


def cells_of(content: bytes) -> list[str]:
    """Every cell of a file, numbers with the decimals that their format shows and thousands."""
    book = openpyxl.load_workbook(BytesIO(content))
    return [_shown(cell) for page in book.worksheets for row in page.iter_rows() for cell in row]


def _shown(cell: Any) -> str:
    if not isinstance(cell.value, int | float):
        return str(cell.value or "")
    return f"{cell.value:,.{len(cell.number_format.partition('.')[2])}f}"


def places(unit: Any, code: str, month: Month) -> dict[str, Callable[[Any], list[str] | str]]:
    """Each place in which a cell's number stands, as a way to read it."""
    at, after = f"{month.year}-{month.month:02}", month.shifted(1)
    table, later = f"?month={at}&unit={unit.pk}", f"{after.year}-{after.month:02}"

    def page(url: str) -> Callable[[Any], str]:
        return lambda client: client.get(url).content.decode()

    def file(url: str) -> Callable[[Any], list[str]]:
        return lambda client: cells_of(client.post(url, {"all": "1"}).content)

    def template(client: Any) -> list[str]:
        return " ".join(cells_of(client.get(f"/figures/fill/{unit.pk}/{later}/template/").content)).split()

    return {
        "month": page(f"/figures/{table}"),
        "cell": page(f"/figures/cell/{unit.pk}/{code}/{at}/"),
        "indicator": page(f"/figures/indicator/{code}/?month={at}"),
        "sheet of the next month": page(f"/figures/fill/{unit.pk}/{later}/"),
        "month file": file(f"/figures/export/{table}"),
        "indicator file": file(f"/figures/indicator/{code}/export/?month={at}"),
        "template of the next month": template,
    }


def same_everywhere(cast: Any, client: Any, count: int) -> None:
    """So many random cells, each looked for in every place."""
    chance = Random(22)
    units = (cast.units.lead, cast.units.town)
    for unit in units:
        ask(cast, unit, codes=CODES)
    every = [(unit, code, month) for unit in units for code in CODES for month in MONTHS]
    known = {}
    for unit, code, month in every:
        number = Decimal(chance.randrange(1, 10**7)).scaleb(-chance.randrange(1, 3))
        push(unit, code, month, level=Quantity(number, BILLION), growth=Decimal("5.6"), by=cast.statistician)
        known[unit.pk, code, month] = f"{number:,f}"

    for unit, code, month in (chance.choice(every) for _ in range(count)):
        for name, read in places(unit, code, month).items():
            assert known[unit.pk, code, month] in read(client), (name, unit, code, month)


def test_a_few_cells_are_the_same_everywhere(cast, client_of):
    same_everywhere(cast, client_of(cast.supervisor), 3)


@pytest.mark.drill
def test_two_hundred_cells_are_the_same_everywhere(cast, client_of):
    same_everywhere(cast, client_of(cast.supervisor), 200)
