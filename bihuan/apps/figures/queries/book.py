"""The rules of figures, read once a request (指标规则)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bihuan.apps.figures.mapping import FigureForm, to_form
from bihuan.apps.units import queries as units
from bihuan.engine import lamps
from bihuan.engine.indicators import Catalogue, catalogue
from bihuan.engine.lamps import LampRule
from bihuan.engine.office.cells import CellWords, cell_words
from bihuan.engine.values import Indicator, Month, indicator

MONTHLY = "monthly"
_KINDS = ("indicators", "figure_forms", "holidays", "lamps", "ledger_columns")


@dataclass(frozen=True)
class Book:
    """Indicators, forms and calendar in force on a day (当日规则)."""

    day: date
    indicators: dict[str, Indicator]
    forms: dict[str, FigureForm]
    words: CellWords
    lamps: dict[str, LampRule]

    @cached_property
    def catalogue(self) -> Catalogue:
        """The indicators in the order of the cube."""
        return catalogue(self.indicators.values())

    @property
    def form(self) -> FigureForm:
        """The monthly form."""
        return self.forms[MONTHLY]

    def ordered(self, codes: Iterable[str]) -> list[Indicator]:
        """Known indicators in the order in which pages list them, parts after their whole."""
        places = {code: place for place, code in enumerate(self.form.order)}
        last = len(places)
        return sorted(
            (self.indicators[code] for code in set(codes) if code in self.indicators),
            key=lambda one: (places.get(one.code, last), one.bureau, one.label),
        )

    def label(self, code: str) -> str:
        """Name of an indicator; the code of one that is no longer defined."""
        return self.indicators[code].label if code in self.indicators else code

    def month_due(self) -> Month:
        """The month whose figures are due next, or were due last (应报月份): the one before this day's."""
        return Month(self.day.year, self.day.month).shifted(-1)


def book(day: date) -> Book:
    """Read the rules of a day in one query."""
    rows = units.definitions_until(_KINDS, on=day)
    found = {kind: {each.code: each for each in rows[kind] if each.holds_on(day)} for kind in _KINDS}
    calendar = units.working_calendar(on=day)
    columns = found["ledger_columns"]["standard"]
    return Book(
        day=day,
        indicators={code: indicator(each.body, code) for code, each in found["indicators"].items()},
        forms={code: to_form(each, calendar=calendar) for code, each in found["figure_forms"].items()},
        words=cell_words(columns.body["cells"]),
        lamps={code: lamps.build(each.body, calendar=calendar) for code, each in found["lamps"].items()},
    )
