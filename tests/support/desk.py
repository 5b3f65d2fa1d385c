"""Lines on a desk that a test puts there itself."""

from __future__ import annotations

from bihuan.base.registries import Matter


class TodoLines:
    """These lines to do, nothing in the other tabs."""

    def __init__(self, lines: list[Matter]) -> None:
        self.lines = lines

    def count(self, tab: str) -> int:
        """How many."""
        return len(self.lines) if tab == "todo" else 0

    def find(self, tab: str, limit: int) -> list[Matter]:
        """The first of them."""
        return self.lines[:limit] if tab == "todo" else []
