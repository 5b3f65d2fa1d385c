"""Readings and candidates as rows: a new reading keeps what was decided where the words still stand (读取入库)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bihuan.apps.documents import models
from bihuan.apps.documents.actions.second import ask_later
from bihuan.apps.documents.mapping import places
from bihuan.apps.documents.mapping.readings import READER
from bihuan.base.actors import Actor

KEPT_COLUMNS = ("encoding", "original", "body", "removed", "kept", "doubts", "runs", "ways", "found", "findings")


def add_reading(document: models.Document, answer: Mapping[str, Any], *, by: Actor, now: datetime) -> models.Reading:
    """Write the child's answer as the document's next reading, and its candidates; old candidates find their place."""
    last = document.readings.order_by("-version").first()
    reading = document.readings.create(
        version=last.version + 1 if last else 1,
        reader=READER,
        made_at=now,
        made_by_name=by.viewer.name,
        **{name: answer[name] for name in KEPT_COLUMNS},
    )
    live = list(document.candidates.all())
    settle(document, live, reading)
    _add_candidates(document, reading, answer["candidates"], beside=live)
    print_anew(document, answer["prints"])
    ask_later(reading, by=by, now=now)
    return reading


def print_anew(document: models.Document, values: Iterable[int]) -> None:
    """Keep the prints of the newest text, by which papers of the same event are found (留存指纹)."""
    document.prints.all().delete()
    rows = [models.Print(document=document, value=value) for value in values]
    models.Print.objects.bulk_create(rows, batch_size=500)
    document.print_count = len(rows)
    document.save(update_fields=["print_count"])


def settle(document: models.Document, candidates: Sequence[models.Candidate], reading: models.Reading) -> None:
    """Find each candidate's words in a new reading; what no longer stands there is marked, not dropped."""
    for row in candidates:
        place = places.nearest(reading.body, row.quote, near=row.start)
        row.is_broken = place is None
        row.reading = reading
        row.start, row.end = place or (row.start, row.end)
    document.candidates.bulk_update(candidates, ["is_broken", "reading", "start", "end"], batch_size=200)


def _add_candidates(
    document: models.Document,
    reading: models.Reading,
    found: Iterable[Mapping[str, Any]],
    *,
    beside: Sequence[models.Candidate],
) -> None:
    """Write the candidates that no earlier one covers."""
    taken = [(row.start, row.end) for row in beside if not row.is_broken]
    new = [each for each in found if not any(each["start"] < end and start < each["end"] for start, end in taken)]
    first = max((row.number for row in beside), default=0) + 1
    rows = [
        models.Candidate(document=document, reading=reading, number=number, **_columns(each))
        for number, each in enumerate(new, start=first)
    ]
    models.Candidate.objects.bulk_create(rows, batch_size=200)


def _columns(found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kind": found["kind"],
        "quote": found["quote"],
        "quote_digest": places.quote_digest(found["quote"]),
        "start": found["start"],
        "end": found["end"],
        "text": found["quote"].strip(),
        "section": found["section"],
        "owners": found["owners"][:300],
        "deadline": found["deadline"][:20],
        "figures": found["figures"],
    }
