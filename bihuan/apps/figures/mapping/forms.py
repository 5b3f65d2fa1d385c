"""Forms on which figures come in, with their days (报表)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bihuan.definitions import Definition
from bihuan.engine.calendar import Calendar
from bihuan.engine.values import Month


@dataclass(frozen=True)
class FigureForm:
    """One form (报表): its name, the state of what comes in on it, and its days in the month after.

    soon_days: how many days before the day of reporting a sheet counts as due soon. lamps: codes of the rules by which
    targets of an amount and of a growth are lit. order: indicators in the order in which pages list them; others
    follow. towns: those that are asked of towns when the office sets up its collection.
    """

    code: str
    name: str
    source: str
    state: str
    due_day: int
    consolidated_day: int
    decided_day: int
    release_day: int
    soon_days: int
    lamps: dict[str, str]
    order: tuple[str, ...]
    towns: tuple[str, ...]
    calendar: Calendar

    def due_on(self, month: Month) -> date:
        """By which day units report (报送时限); a day of rest gives way to the next working day."""
        return self._day(month, self.due_day)

    def first_due_from(self, day: date) -> Month:
        """The first month whose figures are due on a day or later (当日起应报的首月)."""
        month = Month(day.year, day.month).shifted(-1)
        return month if self.due_on(month) >= day else month.shifted(1)

    def consolidated_on(self, month: Month) -> date:
        """By which day the figures are checked and put together (汇总时限)."""
        return self._day(month, self.consolidated_day)

    def decided_on(self, month: Month) -> date:
        """By which day they are decided and locked (审定时限)."""
        return self._day(month, self.decided_day)

    def released_on(self, month: Month) -> date:
        """The day from which all may read them (发布日期)."""
        return self._day(month, self.release_day)

    def _day(self, month: Month, number: int) -> date:
        after = month.shifted(1)
        day = date(after.year, after.month, number)
        return day if self.calendar.is_working(day) else self.calendar.add_working_days(day, 1)


def to_form(definition: Definition, *, calendar: Calendar) -> FigureForm:
    """A form from its definition."""
    body = definition.body
    days = {
        name: body[name] for name in ("due_day", "consolidated_day", "decided_day", "release_day", "soon_days", "lamps")
    }
    return FigureForm(
        code=definition.code,
        name=definition.name,
        source=definition.source.label,
        state=body["state"],
        order=tuple(body.get("order", ())),
        towns=tuple(body.get("towns", ())),
        calendar=calendar,
        **days,
    )
