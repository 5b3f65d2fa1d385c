"""All that the page of one document shows (文件页)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bihuan.apps.documents import models
from bihuan.apps.documents.mapping import places
from bihuan.apps.documents.mapping.history import Line, lines
from bihuan.apps.documents.mapping.origins import origins
from bihuan.apps.documents.mapping.second import Both
from bihuan.apps.documents.queries.candidates import candidates_of, counts, review_minutes
from bihuan.apps.documents.queries.deciding import Deciding, deciding
from bihuan.apps.documents.queries.documents import document, newest_reading
from bihuan.apps.documents.queries.second import both_readers
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.definitions import language
from bihuan.engine.text import Origin, UnitNames

LISTED = 400
SHOWN = (models.State.OPEN, models.State.ACCEPTED, models.State.REJECTED, models.State.MERGED)


@dataclass(frozen=True)
class RemovedPiece:
    """A piece that the reader took out, with the reason; `is_kept` once a person put it back."""

    number: int
    start: int
    end: int
    text: str
    reason: str
    is_kept: bool = False


@dataclass(frozen=True)
class DoubtShown:
    """Characters of the body that may be wrong: as shown, as the file has them, and why (存疑文字)."""

    start: int
    end: int
    text: str
    was: str
    reason: str
    parts: str

    @property
    def is_mended(self) -> bool:
        """Whether other characters are shown than the file has."""
        return self.text != self.was


@dataclass(frozen=True)
class Page:
    """One document with its newest reading, candidates and what was removed."""

    document: models.Document
    reading: models.Reading | None
    candidates: list[models.Candidate] = field(default_factory=list)
    chosen: models.Candidate | None = None
    paragraphs: list[list[places.Piece]] = field(default_factory=list)
    removed: list[RemovedPiece] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    minutes: float | None = None
    both: Both | None = None
    doubts: list[DoubtShown] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    deciding: Deciding = field(default_factory=Deciding)
    names: UnitNames = field(default_factory=lambda: UnitNames({}, language().unit_names))
    is_part: bool = False
    may_decide: bool = False
    may_put_back: bool = False

    @property
    def listed(self) -> list[models.Candidate]:
        """The candidates that the list shows: all, or of very many those around the one in hand."""
        if len(self.candidates) <= LISTED or self.chosen is None:
            return self.candidates[:LISTED]
        place = next((number for number, row in enumerate(self.candidates) if row.pk == self.chosen.pk), 0)
        return self.candidates[max(0, place - LISTED // 2) : place + LISTED // 2]

    @property
    def broken(self) -> list[models.Candidate]:
        """Candidates whose words no longer stand in the text."""
        return [row for row in self.candidates if row.is_broken]


def page(viewer: Viewer, document_id: int, *, at: int | None = None, here: tuple[int, int] | None = None) -> Page:
    """The page of a document.

    Args: at: the candidate to show; the first open one else. here: a stretch of the body that a link leads to.
    Raises: NoDocument.
    """
    found = document(viewer, document_id)
    reading = newest_reading(found)
    if reading is None:
        return Page(found, None, may_put_back=may_change(viewer, found))
    rows = candidates_of(found, reading=reading)
    names = units.names_of_units(viewer.on)
    doubts = _doubts(reading)
    removed, chosen = _removed(reading), _chosen(rows, at)
    shown = places.stretch(reading.body, near=here[0] if here else chosen.start if chosen else 0)
    return Page(
        found,
        reading,
        candidates=rows,
        chosen=chosen,
        is_part=shown != (0, len(reading.body)),
        paragraphs=_paragraphs(reading, rows, removed, doubts=doubts, here=here, shown=shown),
        removed=removed + _kept(reading, len(removed)),
        counts=counts(rows),
        minutes=review_minutes(rows),
        both=both_readers(rows, reading),
        doubts=doubts,
        tables=_tables(reading),
        deciding=deciding(rows, reading=reading, names=names),
        names=names,
        may_decide=units.may(viewer, "candidate.decide"),
        may_put_back=may_change(viewer, found),
    )


def may_change(viewer: Viewer, found: models.Document) -> bool:
    """Whether this viewer may put pieces back and choose the encoding: who decides, or who brought the document."""
    if units.may(viewer, "candidate.decide"):
        return True
    reach = units.right(viewer, "document.add")
    return reach == "all" or (reach != "no" and found.unit_id in viewer.unit_ids)


def _chosen(rows: Sequence[models.Candidate], at: int | None) -> models.Candidate | None:
    asked = next((row for row in rows if row.pk == at), None)
    first_open = next((row for row in rows if row.state == models.State.OPEN), None)
    return asked or first_open or (rows[0] if rows else None)


def _removed(reading: models.Reading) -> list[RemovedPiece]:
    return [
        RemovedPiece(number, piece["span"][0], piece["span"][1], piece["text"], piece["reason"])
        for number, piece in enumerate(reading.removed, start=1)
    ]


def _doubts(reading: models.Reading) -> list[DoubtShown]:
    spans = [(doubt["span"][0], doubt["span"][1]) for doubt in reading.doubts]
    if not spans:
        return []
    found = zip(reading.doubts, spans, origins(reading, spans), strict=True)
    return [_doubt(reading, span, place, doubt["reason"]) for doubt, span, place in found]


def _doubt(reading: models.Reading, span: places.Span, place: Origin, reason: str) -> DoubtShown:
    start, end = span
    was, parts = reading.original[place.start : place.end], "、".join(place.parts)
    return DoubtShown(start, end, reading.body[start:end], was, reason, parts)


def _said(each: DoubtShown) -> str:
    """What is said of a doubt where it stands."""
    return f"{each.reason}；原件此处为“{each.was}”" if each.is_mended else each.reason


def _tables(reading: models.Reading) -> list[list[list[str]]]:
    """The tables of a Word or Excel file, in the words of the original."""
    tables = reading.found.get("tables", ())
    return [[[reading.original[start:end] for start, end in row] for row in rows] for rows in tables]


def _kept(reading: models.Reading, before: int) -> list[RemovedPiece]:
    return [
        RemovedPiece(number, start, end, text=reading.original[start:end], reason="已放回正文", is_kept=True)
        for number, (start, end) in enumerate(reading.kept, start=before + 1)
    ]


def _paragraphs(
    reading: models.Reading,
    rows: Sequence[models.Candidate],
    removed: Sequence[RemovedPiece],
    *,
    doubts: Sequence[DoubtShown],
    here: tuple[int, int] | None,
    shown: places.Span,
) -> list[list[places.Piece]]:
    """The shown stretch of the body with its candidates, doubts and gaps."""
    marks: list[places.Mark] = [
        places.Mark(row.start, row.end, "candidate", row) for row in rows if row.state in SHOWN and not row.is_broken
    ]
    marks += [places.Mark(each.start, each.end, "doubt", _said(each)) for each in doubts]
    if here and here[0] < here[1]:
        marks.append(places.Mark(*here, kind="here"))
    length = len(reading.body)
    gaps = [(places.gap_in_body(reading.runs, each.start, length=length), each.number) for each in removed]
    first, last = shown
    near = [(place - first, number) for place, number in gaps if first <= place <= last]
    return places.paragraphs(reading.body[first:last], marks=places.shifted(marks, shown), gaps=near)


def history(found: models.Document, rows: Sequence[models.Candidate]) -> list[Line]:
    """Everything done to a document and its candidates, oldest first; the caller was allowed to see it."""
    events = [*units.timeline("document", [found.pk]), *units.timeline("candidate", [row.pk for row in rows])]
    return lines(sorted(events, key=lambda event: event.seq), choices=dict(models.Sort.choices))
