"""What became of each line of a batch, as the page of results shows it (办理结果)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One row of a batch's results."""

    title: str
    url: str
    is_done: bool
    sentence: str
