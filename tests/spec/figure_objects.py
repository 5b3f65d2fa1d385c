"""Sample figures for the walk over all addresses (see `objects.py`)."""

from __future__ import annotations

from typing import Any

from bihuan.apps.figures import actions
from bihuan.apps.figures.models import Observation, Sheet, SheetImport
from bihuan.apps.units.models import Person, Unit
from bihuan.base import files
from bihuan.base.scope import Viewer
from tests.support.builders import DAY, actor
from tests.support.cast import Cast
from tests.support.observations import FEBRUARY, FORM, LATER, approve, ask, send, typed_for

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


def held(cast: Cast) -> tuple[Observation, Observation]:
    """A figure of the leading unit in an approved month; one of the stranger's."""
    sheets_sent = sent(cast)
    for sheet in sheets_sent:
        approve(cast, sheet)
    rows = Observation.objects.visible_to(Viewer.worker(on=DAY))
    return tuple(rows.get(sheet=sheet, indicator="exports") for sheet in sheets_sent)


def observations(cast: Cast, person: Person) -> Both:
    own, other = held(cast)
    return {"observation_id": own.pk}, {"observation_id": other.pk}


def corrections(cast: Cast, person: Person) -> Both:
    """A correction with its paper that the leading unit asks for; one of the stranger's."""

    def asked(row: Observation, by: Person) -> dict[str, Any]:
        paper = files.keep(b"paper", name="说明.txt")
        said = {"level": "13", "growth": "6"}
        return {
            "correction_id": actions.ask_correction(
                row.pk, said, reason="填错", paper=paper, by=actor(by), now=LATER
            ).pk
        }

    own, other = held(cast)
    return asked(own, cast.lead_clerk), asked(other, cast.stranger_clerk)


def imports(cast: Cast, person: Person) -> Both:
    """A filled template that the leading unit brought; one of the stranger's."""

    def brought(unit: Unit, by: Person) -> dict[str, Any]:
        file, typed = files.keep(b"template", name="填报表.xlsx"), typed_for(unit)
        sheet = actions.save_draft(unit.pk, typed, month=FEBRUARY, form=FORM, by=actor(by), now=LATER)
        said = {"path": file.path, "digest": file.sha256, "name": file.name, "size": file.size, "at": LATER}
        found = {"rows": [], "new": 0, "wrong": 0, "left": 0}
        return {"import_id": SheetImport.objects.create(sheet=sheet, found=found, **said).pk}

    pages(cast, person)
    return brought(cast.units.lead, cast.lead_clerk), brought(cast.units.stranger, cast.stranger_clerk)


figure_makers = {
    "figure_import": imports,
    "correction": corrections,
    "observation": observations,
    "figure_indicator": lambda cast, person: ({"code": "exports"}, {"code": "exports"}),
    "figure_cell": cells,
    "figure_month": lambda cast, person: (MONTH, MONTH),
    "figure_page": pages,
    "figure_sheet": sheets,
}
figure_missing = {
    "figure_indicator": {"code": "none"},
    "figure_cell": {"unit_id": 10**9, "code": "exports", **MONTH},
    "figure_page": {"unit_id": 10**9, **MONTH},
}
