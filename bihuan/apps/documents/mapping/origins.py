"""A stretch of a kept reading led back into its file (原件位置)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bihuan.engine.text import Origin, Run, Spot, Stretch, Ways, origin_of


def origin(reading: Any, start: int, end: int) -> Origin:
    """Where a stretch of a reading's body stands in the file: bytes of a text, else pages, paragraphs or cells.

    Args: reading: a row with `runs`, `ways` and `original`.
    """
    return origins(reading, [(start, end)])[0]


def origins(reading: Any, spans: Iterable[tuple[int, int]]) -> list[Origin]:
    """The same for many stretches (逐处回查)."""
    kept = reading.ways
    ways = Ways(
        kept.get("encoding", ""),
        tuple(Stretch(*each) for each in kept.get("stretches", ())),
        tuple(Spot(*each) for each in kept.get("spots", ())),
    )
    runs = tuple(Run(*each) for each in reading.runs)
    return [origin_of(runs, ways, original=reading.original, start=start, end=end) for start, end in spans]
