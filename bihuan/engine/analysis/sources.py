"""The list of sources of a report (数据来源): every number that it prints, where it is from or how it was got."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bihuan.engine.analysis.numbers import printed_numbers
from bihuan.engine.values import Month


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the figures (单元格) in the version that was read; `version` is the row's own number, None: none."""

    unit: int
    indicator: str
    month: Month
    version: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of the list (来源条目): what a number is, as printed, and whence.

    value: as printed, rounded. unit: its label, empty for a bare number. is_signed: whether the words before it must
    say the same direction (增长、下降). whence: who reported it, or how it was computed. cells: what it rests on.
    """

    number: int
    what: str
    value: Decimal
    unit: str
    whence: str
    is_signed: bool = False
    cells: tuple[Cell, ...] = ()

    @property
    def shown(self) -> str:
        """As the list prints it: -1.2%."""
        return f"{self.value:,f}{self.unit}"


class Sources:
    """Collects the entries as sentences are composed (来源登记); the same number is entered once."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, Decimal, str], Source] = {}
        self._taken: list[int] = []

    def cite(
        self,
        what: str,
        value: Decimal,
        unit: str,
        *,
        whence: str,
        signed: bool = False,
        cells: Iterable[Cell] = (),
    ) -> str:
        """Enter a number and give it as it is printed, without its sign where words say the direction (引用)."""
        key = what, value, unit
        if key not in self._entries:
            self._entries[key] = Source(len(self._entries) + 1, what, value, unit, whence, signed, tuple(cells))
        self._taken.append(self._entries[key].number)
        return f"{abs(value) if signed else value:f}{unit}"

    def quote(self, words: str, *, what: str, whence: str) -> str:
        """Words that were written elsewhere, as they are; their numbers are entered as quoted (引文)."""
        for found in printed_numbers(words):
            self.cite(f"{what}原文“{found.text}”", abs(found.value), found.unit, whence=whence)
        return words

    def taken(self) -> tuple[int, ...]:
        """Numbers of the entries cited since this was last asked, each once (本段来源)."""
        found, self._taken = tuple(dict.fromkeys(self._taken)), []
        return found

    def entries(self) -> tuple[Source, ...]:
        """The whole list in the order of first mention (来源表)."""
        return tuple(self._entries.values())
