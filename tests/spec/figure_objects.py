"""Sample figures for the walk over all addresses (see `objects.py`); each kind has a month of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bihuan.apps.figures import actions
from bihuan.apps.figures.models import Assignment, Observation, Sheet, SheetImport
from bihuan.apps.units.models import Person, Unit
from bihuan.base import files
from bihuan.base.scope import Viewer
from bihuan.engine.values import Month
from tests.support.builders import DAY, actor
from tests.support.cast import Cast
from tests.support.measures import REVENUE, put_measure
from tests.support.observations import FORM, LATER, approve, ask, send, typed_for
from tests.support.targets import YEAR, drafted, planned, set_one

Both = tuple[dict[str, Any], dict[str, Any]]
EYES = Viewer.worker(on=DAY)
FILLED, SENT, SHOWN, HELD, CORRECTED, BROUGHT = (Month(2026, number) for number in (2, 3, 4, 5, 6, 7))


def asked(cast: Cast) -> tuple[Unit, Unit]:
    """The leading unit and the stranger's, both asked for figures."""
    both = cast.units.lead, cast.units.stranger
    if not Assignment.objects.visible_to(EYES).filter(reporter__in=both).exists():
        for unit in both:
            ask(cast, unit)
    return both


def sent(cast: Cast, month: Month) -> tuple[Sheet, Sheet]:
    """Both units' sheets of a month, sent."""
    lead, stranger = asked(cast)
    return send(cast, lead, month=month), send(cast, stranger, by=cast.stranger_clerk, month=month)


def held(cast: Cast, month: Month) -> tuple[Observation, Observation]:
    """A figure of both units in an approved month."""
    rows = Observation.objects.visible_to(EYES)
    return tuple(rows.get(sheet=approve(cast, sheet), indicator="exports") for sheet in sent(cast, month))


def pages(cast: Cast, person: Person) -> Both:
    """A month's sheet of the leading unit; one of the stranger's."""
    return tuple({"unit_id": unit.pk, "month": code(FILLED)} for unit in asked(cast))


def units(cast: Cast, person: Person) -> Both:
    return tuple({"unit_id": unit.pk} for unit in asked(cast))


def sheets(cast: Cast, person: Person) -> Both:
    return tuple({"sheet_id": sheet.pk} for sheet in sent(cast, SENT))


def cells(cast: Cast, person: Person) -> Both:
    cell = {"code": "exports", "month": code(SHOWN)}
    return tuple({"unit_id": sheet.unit_id, **cell} for sheet in sent(cast, SHOWN))


def observations(cast: Cast, person: Person) -> Both:
    return tuple({"observation_id": row.pk} for row in held(cast, HELD))


def corrections(cast: Cast, person: Person) -> Both:
    """A correction with its paper that the leading unit asks for; one of the stranger's."""

    def wanted(row: Observation, by: Person) -> dict[str, Any]:
        paper = files.keep(b"paper", name="说明.txt")
        said = {"level": "13", "growth": "6"}
        sides = {"reason": "填错", "paper": paper, "by": actor(by), "now": LATER}
        return {"correction_id": actions.ask_correction(row.pk, said, **sides).pk}

    own, other = held(cast, CORRECTED)
    return wanted(own, cast.lead_clerk), wanted(other, cast.stranger_clerk)


def imports(cast: Cast, person: Person) -> Both:
    """A filled template that the leading unit brought; one of the stranger's."""

    def brought(unit: Unit, by: Person) -> dict[str, Any]:
        file, typed = files.keep(b"template", name="填报表.xlsx"), typed_for(unit)
        sheet = actions.save_draft(unit.pk, typed, month=BROUGHT, form=FORM, by=actor(by), now=LATER)
        said = {"path": file.path, "digest": file.sha256, "name": file.name, "size": file.size, "at": LATER}
        line = {"name": "出口总额", "typed": {"level": "1"}, "stood": {}, "findings": ["“三”不是数字"], "news": False}
        found = {"rows": [line], "new": 0, "wrong": 1, "left": 0}
        return {"import_id": SheetImport.objects.create(sheet=sheet, found=found, **said).pk}

    lead, stranger = asked(cast)
    return brought(lead, cast.lead_clerk), brought(stranger, cast.stranger_clerk)


def targets(cast: Cast, person: Person) -> Both:
    """A target of the leading unit; one of the stranger's."""
    return tuple({"target_id": set_one(cast, unit).target_id} for unit in (cast.units.lead, cast.units.stranger))


def letters(cast: Cast, person: Person) -> Both:
    """The leading unit's letter, drafted; one of the stranger's."""
    return tuple({"letter_id": drafted(cast, unit).pk} for unit in (cast.units.lead, cast.units.stranger))


def doublings(cast: Cast, person: Person) -> Both:
    """A plan of the leading unit; one of the stranger's."""
    return tuple({"doubling_id": planned(cast, unit).pk} for unit in (cast.units.lead, cast.units.stranger))


def code(month: Month) -> str:
    return f"{month.year}-{month.month:02}"


def measures(cast: Cast, person: Person) -> Both:
    """A measure of the library for an indicator that the leading unit answers for."""
    asked(cast)
    ask(cast, codes=("electricity_use",), owner=cast.units.lead, month=Month(2040, 1))
    found = {"measure_id": put_measure(cast, replace(REVENUE, indicator="electricity_use")).pk}
    return found, found


figure_makers = {
    "figure_stage": lambda cast, person: ({"code": "opening"}, {"code": "opening"}),
    "measure": measures,
    "correction": corrections,
    "figure_cell": cells,
    "figure_import": imports,
    "figure_indicator": lambda cast, person: ({"code": "exports"}, {"code": "exports"}),
    "figure_month": lambda cast, person: ({"month": code(FILLED)}, {"month": code(FILLED)}),
    "figure_page": pages,
    "figure_sheet": sheets,
    "figure_unit": units,
    "doubling": doublings,
    "letter": letters,
    "letter_unit": lambda cast, person: ({"unit_id": cast.units.lead.pk, "year": YEAR},) * 2,
    "observation": observations,
    "target": targets,
}
figure_missing = {
    "figure_stage": {"code": "none"},
    "letter_unit": {"unit_id": 10**9, "year": YEAR},
    "figure_cell": {"unit_id": 10**9, "code": "exports", "month": code(SHOWN)},
    "figure_indicator": {"code": "none"},
    "figure_page": {"unit_id": 10**9, "month": code(FILLED)},
}
