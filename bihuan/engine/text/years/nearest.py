"""Which earlier report stands a year before one (上一年的报告)."""

from collections.abc import Hashable, Iterable
from datetime import date
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
_YEAR = 365
_FROM, _TO = 180, 600
"""Days before, in which a conference of the year before may lie: they are held from November to March."""


def year_before(day: date, papers: Iterable[tuple[Key, date]]) -> Key | None:
    """The paper whose day lies nearest to a year before a day (上一年的一份); None where none is from about that time.

    >>> year_before(date(2026, 1, 15), [("a", date(2025, 1, 8)), ("b", date(2025, 12, 20)), ("c", date(2024, 1, 9))])
    'a'
    >>> year_before(date(2026, 1, 15), [("b", date(2025, 12, 20))]) is None
    True
    """
    ages = [((day - before).days, key) for key, before in papers]
    likely = [(abs(age - _YEAR), place, key) for place, (age, key) in enumerate(ages) if _FROM <= age <= _TO]
    return min(likely, key=lambda each: each[:2])[2] if likely else None
