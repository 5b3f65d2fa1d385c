"""Lines on a desk that a test puts there itself."""

from __future__ import annotations

from bihuan.base.registries import Matter


class TodoLines:
    """These lines to do, nothing in the other tabs."""

    def __init__(self, lines: list[Matter]) -> None:
        self.lines = lines

    def count(self, tab: str, group: str = "") -> int:
        """How many."""
        return len(self.find(tab, len(self.lines), group))

    def find(self, tab: str, limit: int, group: str = "") -> list[Matter]:
        """The first of them."""
        return [line for line in self.lines if tab == "todo" and group in ("", line.group)][:limit]
