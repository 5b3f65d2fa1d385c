"""Last year's report and this year's side by side (两年对照)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from bihuan.apps.documents import models
from bihuan.apps.documents.mapping import years as mapping
from bihuan.apps.documents.queries.documents import NoDocument, document, newest_reading, readable
from bihuan.base.scope import Viewer
from bihuan.definitions import language
from bihuan.engine.text import Reading, two_years, year_before

OFFERED = 60
STANDING = (models.State.OPEN, models.State.ACCEPTED)


@dataclass(frozen=True)
class TwoYears:
    """A report beside that of the year before: the papers offered, and what changed by kind."""

    this: models.Document
    last: models.Document | None
    offered: list[models.Document]
    groups: list[mapping.Group] = field(default_factory=list)

    @property
    def asked(self) -> int:
        """Names that may have changed, on which nobody has said anything yet."""
        return sum(1 for group in self.groups if group.code == "renamed" for row in group.rows if row.answer is None)


def years(viewer: Viewer, document_id: int, *, last_id: int | None = None) -> TwoYears:
    """A report beside an earlier one: the one asked for, else the one of the same sort nearest to a year before.

    Raises: NoDocument: one of them is not this viewer's to read, or is not read yet.
    """
    this = document(viewer, document_id)
    offered = _offered(viewer, this)
    last = document(viewer, last_id) if last_id else _nearest(this, offered)
    if last is None:
        return TwoYears(this, None, offered)
    if last.pk == this.pk:
        raise NoDocument
    changes = two_years(_read(last), _read(this), words=language().years)
    answers = {(row.was, row.name): row for row in this.renamings.all()}
    return TwoYears(this, last, offered, mapping.groups(changes, answers=answers))


def _offered(viewer: Viewer, this: models.Document) -> list[models.Document]:
    """Other read papers, those of the same sort first, the newest first."""
    rows = readable(viewer).exclude(pk=this.pk).exclude(readings=None).order_by("-held_on", "-published_on", "-pk")
    return sorted(rows.distinct()[:OFFERED], key=lambda row: row.kind != this.kind)


def _nearest(this: models.Document, offered: Iterable[models.Document]) -> models.Document | None:
    """The paper of the same sort whose day is nearest to a year before; None where none is from about that time."""
    day = _day(this)
    same = [(row, before) for row in offered if row.kind == this.kind and (before := _day(row))]
    return year_before(day, same) if day else None


def _day(row: models.Document) -> date | None:
    return row.held_on or row.published_on


def _read(row: models.Document) -> Reading:
    reading = newest_reading(row)
    if reading is None:
        raise NoDocument
    tasks = row.candidates.filter(
        kind__in=[models.Kind.TASK, models.Kind.PLEDGE], state__in=STANDING, is_broken=False
    ).order_by("start", "number")
    return mapping.to_reading(reading, tasks)
