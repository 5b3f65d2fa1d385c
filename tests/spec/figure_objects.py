"""Sample figures for the walk over all addresses (see `objects.py`)."""

from __future__ import annotations

from typing import Any

from bihuan.apps.figures.models import Sheet
from bihuan.apps.units.models import Person, Unit
from tests.support.cast import Cast
from tests.support.observations import ask, send

Both = tuple[dict[str, Any], dict[str, Any]]
MONTH = {"month": "2026-02"}


def pages(cast: Cast, person: Person) -> Both:
    """A month's sheet of the leading unit, which is asked for figures; one of the stranger's."""

    def asked(unit: Unit) -> dict[str, Any]:
        ask(cast, unit)
        return {"unit_id": unit.pk, **MONTH}

    return asked(cast.units.lead), asked(cast.units.stranger)


def sent(cast: Cast) -> tuple[Sheet, Sheet]:
    """The leading unit's sheet, sent; the stranger's."""
    pages(cast, cast.nobody)
    return send(cast), send(cast, cast.units.stranger, by=cast.stranger_clerk)


def sheets(cast: Cast, person: Person) -> Both:
    own, other = sent(cast)
    return {"sheet_id": own.pk}, {"sheet_id": other.pk}


def cells(cast: Cast, person: Person) -> Both:
    own, other = sent(cast)
    cell = {"code": "exports", **MONTH}
    return {"unit_id": own.unit_id, **cell}, {"unit_id": other.unit_id, **cell}


figure_makers = {
    "figure_cell": cells,
    "figure_month": lambda cast, person: (MONTH, MONTH),
    "figure_page": pages,
    "figure_sheet": sheets,
}
figure_missing = {
    "figure_cell": {"unit_id": 10**9, "code": "exports", **MONTH},
    "figure_page": {"unit_id": 10**9, **MONTH},
}
