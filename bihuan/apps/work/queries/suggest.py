"""Which unit might lead a task, and whether it suits a town's duty list (牵头单位建议)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bihuan.apps.units import queries as units
from bihuan.apps.units.queries import Dutied
from bihuan.apps.work.models import Item
from bihuan.base.scope import Viewer
from bihuan.engine.text.assign import Assigner, town_warning

SHOWN = 3
REMEMBERED = 500
TOWN, BASIC, ASSISTING, TAKEN_BACK = "town", "basic", "assisting", "taken_back"


@dataclass(frozen=True)
class Fit:
    """A unit that might lead, with the reason."""

    unit_id: int
    name: str
    because: str


@dataclass(frozen=True)
class Advice:
    """Units that might lead, whether the first is sure, why, and a warning about the chosen town, if any."""

    fits: tuple[Fit, ...]
    sure: bool
    because: str
    warning: str = ""


def advise_lead(task: str, *, viewer: Viewer, chosen: int | None = None) -> Advice:
    """Advice for one task from duties, names and what this viewer may see of earlier assignments; four queries.

    Args: chosen: the unit that the person has in mind; a town is checked against its duty list (R7).
    """
    known = units.duties_on(viewer.on)
    by_id = {str(unit.unit_id): unit for unit in known}
    found = _assigner(known, viewer).suggest(task)
    fits = tuple(
        Fit(by_id[line.unit].unit_id, by_id[line.unit].name, line.because)
        for line in found.ranked[:SHOWN]
        if line.unit in by_id
    )
    names = {str(unit.unit_id): unit.name for unit in known}
    return Advice(fits, found.sure, _named(found.because, names, fits), _warning(task, by_id.get(str(chosen))))


def _assigner(known: Sequence[Dutied], viewer: Viewer) -> Assigner:
    """Towns are suggested only where the task names them: what they do is in their list, not in their words."""
    led = Item.objects.visible_to(viewer).filter(lead_unit__isnull=False).order_by("-pk")
    history = led.values_list("title", "requirement", "lead_unit_id")[:REMEMBERED]
    towns = {unit.unit_id for unit in known if unit.kind == TOWN}
    return Assigner(
        duties={str(unit.unit_id): _texts(unit) if unit.kind != TOWN else () for unit in known},
        names={str(unit.unit_id): unit.names for unit in known},
        history=[(f"{title}。{text}", str(lead)) for title, text, lead in history if lead not in towns],
    )


def _texts(unit: Dutied) -> list[str]:
    return [text for texts in unit.duties.values() for text in texts]


def _warning(task: str, unit: Dutied | None) -> str:
    if unit is None or unit.kind != TOWN or not unit.duties:
        return ""
    listed = [*unit.duties.get(BASIC, ()), *unit.duties.get(ASSISTING, ())]
    return town_warning(task, listed=listed, taken_back=unit.duties.get(TAKEN_BACK, ())) or ""


def _named(because: str, names: dict[str, str], fits: Sequence[Fit]) -> str:
    """The reason with the names of units in place of their keys."""
    for fit in fits[:2]:
        because = because.replace(f"{fit.unit_id}的职责", f"{names[str(fit.unit_id)]}的职责")
        because = because.replace(f"{fit.unit_id}与", f"{names[str(fit.unit_id)]}与")
    return because
