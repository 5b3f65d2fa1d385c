"""Candidates, and how the review of a document goes (条目)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from bihuan.apps.documents import models
from bihuan.apps.documents.mapping.origins import origin
from bihuan.apps.documents.queries.documents import readable
from bihuan.base.refusals import Refusal
from bihuan.base.scope import ScopedQuerySet, Viewer
from bihuan.engine.calendar import time_spent

LONGEST_LOOK = timedelta(minutes=5)


class NoCandidate(Refusal):
    """There is no such candidate for this viewer."""

    status = 404

    def __init__(self) -> None:
        super().__init__("没有找到这个条目，可能已移走，或不在您的查看范围内。")


def candidates(viewer: Viewer, ids: Iterable[int]) -> ScopedQuerySet:
    """These candidates, as far as this viewer may read their documents, in the order of the text."""
    rows = models.Candidate.objects.visible_to(viewer).filter(pk__in=list(ids), document__in=readable(viewer))
    return rows.select_related("document").order_by("document_id", "start", "number")


def candidate(viewer: Viewer, candidate_id: int) -> models.Candidate:
    """One candidate with its document.

    Raises: NoCandidate.
    """
    found = candidates(viewer, [candidate_id]).first()
    if found is None:
        raise NoCandidate
    return found


def candidates_of(document: models.Document, *, reading: models.Reading | None = None) -> list[models.Candidate]:
    """All candidates of a document that the viewer was shown, in the order of the text.

    Args: reading: one that is in hand, so that its candidates need not fetch it.
    """
    rows = list(document.candidates.order_by("start", "number"))
    for row in rows:
        if reading and row.reading_id == reading.pk:
            row.reading = reading
    return rows


def next_open(found: models.Candidate) -> models.Candidate | None:
    """The next candidate to decide after this one, from the start again at the end; None when all are decided."""
    rows = found.document.candidates.filter(state=models.State.OPEN).exclude(pk=found.pk).order_by("start", "number")
    later = [row for row in rows if (row.start, row.number) > (found.start, found.number)]
    return later[0] if later else rows[0] if rows else None


def counts(rows: Iterable[models.Candidate]) -> dict[str, int]:
    """How many candidates stand in each state, under the state's code; all of them under `all`."""
    found = Counter(row.state for row in rows)
    return {**{state.value: found[state.value] for state in models.State}, "all": found.total()}


def parts_of_file(row: models.Candidate) -> tuple[str, ...]:
    """The pages, paragraphs or cells of the original file where a candidate's words stand; none for a text or page."""
    reading = row.reading
    return () if row.is_broken or not reading.ways.get("spots") else origin(reading, row.start, row.end).parts


def review_minutes(rows: Iterable[models.Candidate]) -> float | None:
    """Minutes that deciding a document's candidates took so far, pauses over five minutes left out.

    Measured for the document, never for a person. None before the second decision.
    """
    spent = time_spent((row.decided_at for row in rows if row.decided_at), longest=LONGEST_LOOK)
    return None if spent is None else round(spent / timedelta(minutes=1), 1)
