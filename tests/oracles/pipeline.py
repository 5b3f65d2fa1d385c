"""Rules of projects told as an official would tell them, slowly (项目规则逐条照办)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction


def percent(part: Decimal | None, whole: Decimal | None) -> Fraction | None:
    """A part of a whole in percent, as an exact fraction; nothing where either is not known or there is no whole."""
    if part is None or whole is None or whole <= 0:
        return None
    return Fraction(part) / Fraction(whole) * 100


def yinchuan_progress(done: Fraction | None, time: Fraction | None, earlier: Sequence[str]) -> str:
    """On time green; 10 to 30 points behind yellow, both ends in; more red; a red made good yellow."""
    if done is None or time is None:
        return "grey"
    behind = time - done
    colour = "red" if behind > 30 else "yellow" if behind >= 10 else "green"
    return "yellow" if colour == "green" and "red" in earlier else colour


def yinchuan_start(on: date, planned: date, started: date | None) -> str:
    """Walk the days: each last day of a month on which it was due and not begun counts one month."""
    if started is not None and started <= on:
        return "green"
    months, day = 0, date(planned.year, planned.month, 1)
    while day <= on:
        if (day + timedelta(days=1)).day == 1:
            months += 1
        day += timedelta(days=1)
    return "red" if months >= 3 else "yellow" if months >= 1 else "green"


def yinchuan_statistics(on: date, started: date | None, entered: date | None) -> str:
    """More than a month after the start yellow, more than two red; the same day of a month is not more."""
    if entered is not None and entered <= on:
        return "green"
    if started is None or started > on:
        return "green"
    return "red" if _is_past(started, 2, on) else "yellow" if _is_past(started, 1, on) else "green"


def _is_past(day: date, months: int, on: date) -> bool:
    """Whether a day lies after the same day so many months later, found by walking back from the end of a month."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    number = day.day
    while True:
        try:
            return on > date(year, month, number)
        except ValueError:
            number -= 1


def counted_once(groups: Mapping[str, Sequence[tuple[str, Decimal | None]]]) -> tuple[int, Decimal | None]:
    """Every code once, with the first money that is known of it."""
    seen: dict[str, Decimal | None] = {}
    for projects in groups.values():
        for code, money in projects:
            if seen.get(code) is None:
                seen[code] = money
    known = [money for money in seen.values() if money is not None]
    return len(seen), sum(known, Decimal(0)) if known else None
