"""Papers of the library that tell of the same event as one in hand, and the two set beside each other (同源文件)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from bihuan.apps.documents import models
from bihuan.apps.documents.mapping import beside as mapping
from bihuan.apps.documents.mapping.places import WHOLE
from bihuan.apps.documents.queries.documents import NoDocument, document, newest_reading, readable
from bihuan.base.scope import Viewer
from bihuan.engine.text import FEWEST, Twin, compared, judged, most_holders

LOOKED_AT = 20
"""How many papers are looked at, those that share most prints."""


@dataclass(frozen=True)
class TwinPaper:
    """A paper that tells of the same event, and why that is thought (同源文件)."""

    document: models.Document
    kind: str
    because: str


@dataclass(frozen=True)
class Beside:
    """Two papers as one: every sentence of both once, and how many of each kind there are (两文对照)."""

    first: models.Document
    second: models.Document
    lines: list[mapping.Line]
    counts: dict[str, int]
    twin: TwinPaper | None
    is_cut: bool


def twins(viewer: Viewer, found: models.Document) -> list[TwinPaper]:
    """Papers that this viewer may read and that tell of the same event, those that share most first.

    Prints that many papers of the library hold (set phrases) count for nothing.
    """
    seen = models.Print.objects.visible_to(viewer)
    values = seen.filter(document=found).values("value")
    papers = readable(viewer).count()
    if (often := most_holders(papers)) < papers:
        held = seen.filter(value__in=values).values("value").annotate(holders=Count("pk"))
        values = held.filter(holders__lte=often).values("value")
    others = readable(viewer).exclude(pk=found.pk).filter(prints__value__in=values)
    rows = others.annotate(shared=Count("prints")).filter(shared__gte=FEWEST).order_by("-shared")[:LOOKED_AT]
    told = [(row, _told(found, row)) for row in rows]
    return [TwinPaper(row, twin.kind, twin.because) for row, twin in told if twin]


def _told(found: models.Document, row: Any) -> Twin[int] | None:
    sizes = (found.print_count, row.print_count)
    return judged(row.pk, row.shared, sizes=sizes, documents=(mapping.headings(found), mapping.headings(row)))


def beside(viewer: Viewer, document_id: int, other_id: int) -> Beside:
    """Two papers set beside each other, every sentence of both once, in the order of the first.

    Raises: NoDocument: one of them is not this viewer's to read, or is not read yet.
    """
    first, second = document(viewer, document_id), document(viewer, other_id)
    readings = [newest_reading(each) for each in (first, second)]
    bodies = [each.body for each in readings if each]
    if len(bodies) < 2 or first.pk == second.pk:
        raise NoDocument
    cut = [body[:WHOLE] for body in bodies]
    lines = mapping.lines(compared(*cut), bodies=(cut[0], cut[1]))
    twin = next((each for each in twins(viewer, first) if each.document.pk == second.pk), None)
    counts = dict(Counter(line.kind for line in lines))
    return Beside(first, second, lines, counts, twin, is_cut=cut != bodies)
