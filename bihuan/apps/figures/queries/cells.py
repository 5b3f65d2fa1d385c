"""What stands in a cell, or why nothing does (单元格): missing, not due, not released and zero are four things."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bihuan.apps.figures.models import FigureState, Observation, SheetState
from bihuan.apps.figures.queries.book import Book
from bihuan.apps.figures.queries.figures import Key
from bihuan.apps.figures.queries.sheets import no_month
from bihuan.engine.indicators import State
from bihuan.engine.values import Quantity

UNCHECKED = (SheetState.SUBMITTED, SheetState.RETURNED, SheetState.REOPENED, SheetState.DRAFT)


NO_MONTH = "本月无数"
"""What a cell says where the indicator has no figure in such a month."""


@dataclass(frozen=True)
class Shown:
    """One cell as every page shows it (显示): the figure as entered, or the word for its lack and why."""

    row: Observation | None
    state: State
    word: str
    why: str = ""

    @property
    def level(self) -> Quantity | None:
        """The level, as entered."""
        return self.row.level if self.row else None

    @property
    def growth(self) -> Decimal | None:
        """The growth in percent, as published."""
        return self.row.growth if self.row else None

    @property
    def is_unchecked(self) -> bool:
        """Whether its sheet was not approved yet (待审)."""
        return self.row is not None and getattr(self.row, "sheet_state", None) in UNCHECKED

    @property
    def is_corrected(self) -> bool:
        """Whether another version stood here before (更正)."""
        return self.row is not None and self.row.version > 1


@dataclass(frozen=True)
class Around:
    """What cells are read from: figures that stand, those that wait for their day, and who is asked (读取范围)."""

    stands: Mapping[Key, Observation]
    waiting: Mapping[Key, date]
    asked: Collection[tuple[int, str]]
    book: Book

    def cell(self, key: Key) -> Shown:
        """The cell of a unit, indicator and month."""
        unit_id, code, month = key
        if (row := self.stands.get(key)) is not None:
            return Shown(row, State[row.state.upper()], FigureState(row.state).label)
        if (day := self.waiting.get(key)) is not None:
            return Shown(None, State.EMBARGOED, State.EMBARGOED.word, f"{day:%Y-%m-%d}发布")
        indicator = self.book.indicators[code]
        if month.month not in indicator.months:
            return Shown(None, State.NOT_DUE, NO_MONTH, no_month(indicator, month))
        if (unit_id, code) not in self.asked:
            return Shown(None, State.NOT_DUE, State.NOT_DUE.word, "没有单位填报这项数")
        due_on = self.book.form.due_on(month)
        if self.book.day <= due_on:
            return Shown(None, State.NOT_DUE, "未到报送日", f"{due_on:%Y-%m-%d}前报送")
        return Shown(None, State.MISSING, State.MISSING.word, f"应于{due_on:%Y-%m-%d}前报送")
