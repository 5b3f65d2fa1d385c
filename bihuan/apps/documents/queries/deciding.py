"""What a document still asks a person to decide: sure tasks of one unit together, all others one by one (待决定数)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bihuan.apps.documents import models
from bihuan.apps.documents.queries.candidates import candidates_of
from bihuan.apps.documents.queries.documents import document, newest_reading
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.engine.text import Resolved, UnitNames

TOGETHER = 10
"""Sentences that one decision may take: all of them fit on one screen and are read before it."""


@dataclass(frozen=True)
class Group:
    """Tasks that the text gives to one unit without doubt, to be taken together once all were read (成组核定)."""

    unit_id: int
    unit_name: str
    rows: list[models.Candidate]


@dataclass(frozen=True)
class Deciding:
    """The decisions that are asked for: one a group, one a sentence that stands alone."""

    groups: list[Group] = field(default_factory=list)
    singles: list[models.Candidate] = field(default_factory=list)

    @property
    def asked(self) -> int:
        """How many decisions are asked for (需要决定的次数)."""
        return len(self.groups) + len(self.singles)

    @property
    def grouped(self) -> int:
        """How many sentences the groups hold."""
        return sum(len(group.rows) for group in self.groups)


def deciding_of(viewer: Viewer, document_id: int) -> tuple[models.Document, Deciding]:
    """A document with the decisions that it asks for.

    Raises: NoDocument.
    """
    found = document(viewer, document_id)
    reading = newest_reading(found)
    if reading is None:
        return found, Deciding()
    rows = candidates_of(found, reading=reading)
    return found, deciding(rows, reading=reading, names=units.names_of_units(viewer.on))


def deciding(rows: Iterable[models.Candidate], *, reading: models.Reading, names: UnitNames) -> Deciding:
    """The open candidates, those that the reader is sure of by unit, ten at most together."""
    doubts = [tuple(doubt["span"]) for doubt in reading.doubts]
    by_unit: dict[int, list[models.Candidate]] = {}
    singles = []
    for row in rows:
        if row.state != models.State.OPEN:
            continue
        unit_id = _sure_lead(row, doubts, names)
        if unit_id is None:
            singles.append(row)
        else:
            by_unit.setdefault(unit_id, []).append(row)
    alone = {unit_id for unit_id, own in by_unit.items() if len(own) == 1}
    singles += [by_unit[unit_id][0] for unit_id in alone]
    groups = [
        Group(unit_id, names.names[unit_id][0], own[first : first + TOGETHER])
        for unit_id, own in by_unit.items()
        for first in range(0, len(own), TOGETHER)
        if unit_id not in alone
    ]
    return Deciding(groups, sorted(singles, key=lambda row: (row.start, row.number)))


def _sure_lead(row: models.Candidate, doubts: Sequence[tuple[int, int]], names: UnitNames) -> int | None:
    """The unit that leads a task of which nothing is in doubt: its kind, its words, every body that it names."""
    is_doubtful = any(row.start < end and start < row.end for start, end in doubts)
    if row.kind == models.Kind.TARGET or row.is_broken or is_doubtful:
        return None
    bodies = bodies_of(row, names)
    return bodies[0].unit if bodies and all(each.unit is not None for each in bodies) else None


def bodies_of(row: models.Candidate, names: UnitNames) -> list[Resolved]:
    """The bodies to which a sentence gives its work, each led to a unit or with its doubt; the first leads."""
    return [names.resolve(name) for name in dict.fromkeys(row.owners.split("、")) if name]
