"""The last day of a deadline as a paper gives it (时限的最后一天)."""

import re
from calendar import monthrange
from datetime import date

_FORM = re.compile(r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")


def last_day(deadline: str) -> date | None:
    """The last day of a period that a reading gives as a deadline; None where it gives none (截止日).

    >>> last_day("2026-Q3"), last_day("2026-02"), last_day("尽快")
    (datetime.date(2026, 9, 30), datetime.date(2026, 2, 28), None)
    """
    said = _FORM.fullmatch(deadline)
    if said is None:
        return None
    year, month = int(said["year"]), _month(said)
    if not (1 <= month <= 12 and year >= 1):
        return None
    days = monthrange(year, month)[1]
    day = int(said["day"]) if said["day"] else days
    return date(year, month, day) if 1 <= day <= days else None


def _month(said: re.Match[str]) -> int:
    if said["quarter"]:
        return int(said["quarter"]) * 3
    return int(said["half"]) * 6 if said["half"] else int(said["month"] or 12)
