"""The targets that a document names, beside those that were set from it (文中目标)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bihuan.apps.documents import queries as documents
from bihuan.apps.figures.mapping import Said, said_targets
from bihuan.apps.figures.queries.book import Book
from bihuan.apps.figures.queries.month import district_id
from bihuan.apps.figures.queries.targets import target_versions
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer

LEFT = ("rejected", "merged", "split")
"""States of candidates whose words count no longer, or count in another candidate."""


@dataclass(frozen=True)
class SaidLine:
    """One target figure with its sentence's candidate (文中目标一行).

    unit_id: who the sentence gives it to, else the district. set_as: targets that were set from this sentence for the
    same indicator.
    """

    said: Said
    candidate: Any
    unit_id: int | None
    set_as: list[Any]


@dataclass(frozen=True)
class SaidPage:
    """A document's targets, in the order of the text."""

    document: Any
    lines: list[SaidLine]

    @property
    def waiting(self) -> int:
        """How many were not set yet."""
        return sum(not line.set_as for line in self.lines)


def said_page(viewer: Viewer, document_id: int, *, rules: Book) -> SaidPage:
    """The target figures of a document that stand in candidates which were not dropped.

    Raises: NoDocument: not for this viewer's eyes.
    """
    document = documents.document(viewer, document_id)
    reading = documents.newest_reading(document)
    if reading is None:
        return SaidPage(document, [])
    candidates = [row for row in documents.candidates_of(document, reading=reading) if row.state not in LEFT]
    rows = target_versions(viewer).filter(document_id=document_id)
    done: dict[tuple[int | None, str], list[Any]] = {}
    for row in rows:
        done.setdefault((row.candidate_id, row.target.indicator), []).append(row)
    names, district = units.names_of_units(viewer.on), district_id(viewer.on)
    lines = []
    for said in said_targets(reading.found.get("figures", []), indicators=rules.indicators):
        row = next((one for one in candidates if not one.is_broken and one.start <= said.start < one.end), None)
        if row is None:
            continue
        bodies = [each.unit for each in documents.bodies_of(row, names)]
        unit_id = bodies[0] if bodies and bodies[0] is not None else district
        code = said.indicator.code if said.indicator else ""
        lines.append(SaidLine(said, row, unit_id, done.get((row.pk, code), []) if code else []))
    return SaidPage(document, lines)
