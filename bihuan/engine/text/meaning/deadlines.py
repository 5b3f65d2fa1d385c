"""By when a task is due (期限): a day, a month, a quarter or a year, stated or implied by what papers call it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from bihuan.engine.text.meaning.dates import Years
from bihuan.engine.text.meaning.outline import Placed
from bihuan.engine.text.scan import Patterns
from bihuan.engine.text.words import Forms

_FOURTEENTH_ENDS = 2025


@dataclass(frozen=True)
class DeadlineWords:
    """How papers say by when (期限用语): the forms in their order, and the days of feasts by year."""

    due: Forms
    hints: re.Pattern[str]
    past: re.Pattern[str]
    digits: Mapping[str, str]
    festivals: Mapping[str, str]
    spring_festival: Mapping[str, str]
    dragon_boat: Mapping[str, str]
    mid_autumn: Mapping[str, str]

    @property
    def sought(self) -> Patterns:
        """What the shared scan is to look for in a whole body (全文查找的用语)."""
        return tuple(form for _, form in self.due)

    def festival_on(self, name: str, year: int) -> date | None:
        """The day of a feast (节日日期); None where the definition does not reach that year."""
        lunar = {"春节": self.spring_festival, "端午": self.dragon_boat, "中秋": self.mid_autumn}
        day = lunar[name].get(str(year)) if name in lunar else self.festivals.get(name)
        return date.fromisoformat(f"{year}-{day}") if day else None


def deadline(each: Placed, *, years: Years, words: DeadlineWords) -> str | None:
    """By when a task is due (期限) as YYYY-MM-DD, YYYY-MM, YYYY-Qn or YYYY; None where its sentence does not say."""
    return deadline_of(each.sentence.text, years=years, words=words, has=lambda form: each.search(form) is not None)


def deadline_of(
    text: str, *, years: Years, words: DeadlineWords, has: Callable[[re.Pattern[str]], bool] = lambda form: True
) -> str | None:
    """By when a text says that something is due (期限); as `deadline`. has: whether a form may be found at all."""
    if words.hints.search(text) is None:
        return None
    for sort, form in words.due:
        for found in form.finditer(text) if has(form) else ():
            if not words.past.search(text[: found.start()]):
                said = _SORTS[sort](_Due(found.groupdict(), years, words))
                if said is not None:
                    return said
    return None


_DAYS_OFF = frozenset(
    {"day", "this_day", "festival", "month", "quarter", "half", "year_end", "next_month", "next_quarter"}
)


def is_to_come(each: Placed, *, years: Years, words: DeadlineWords) -> bool:
    """Whether a sentence names a day, month or quarter that is not over when the paper speaks (尚未到期)."""
    text = each.sentence.text
    if years.spoken is None or years.month is None or words.hints.search(text) is None:
        return False
    for sort, form in words.due:
        for found in each.finditer(form) if sort in _DAYS_OFF else ():
            said = (
                None
                if words.past.search(text[: found.start()])
                else _SORTS[sort](_Due(found.groupdict(), years, words))
            )
            if said is not None and _last_month(said) >= (years.spoken, years.month):
                return True
    return False


def _last_month(said: str) -> tuple[int, int]:
    """The last month of a deadline as written: 2026-Q1 is over with March."""
    year, _, rest = said.partition("-")
    return int(year), int(rest[1:]) * 3 if rest.startswith("Q") else int(rest[:2] or 12)


@dataclass(frozen=True)
class _Due:
    """One form as found, with the year and month in which the paper speaks."""

    parts: Mapping[str, str | None]
    years: Years
    words: DeadlineWords

    @property
    def year(self) -> int | None:
        """The year that it names or means; None for one that is over."""
        named = next((self.parts[name] for name in ("year", "other", "opening") if self.parts.get(name)), None)
        spoken = self.years.spoken
        if named:
            return None if spoken is not None and int(named) < spoken else int(named)
        return None if spoken is None else spoken + bool(self.parts.get("next"))

    def number(self, name: str) -> int | None:
        """A number of the form, in Chinese or Arabic numerals."""
        said = self.parts.get(name)
        return None if said is None else int(self.words.digits.get(said, said))

    def month(self, later: int) -> str | None:
        """The month so many months after the one in which the paper speaks."""
        if self.years.spoken is None or self.years.month is None:
            return None
        years, month = divmod(self.years.spoken * 12 + self.years.month - 1 + later, 12)
        return f"{years}-{month + 1:02}"


def _day(due: _Due) -> str | None:
    month, day = due.number("month"), due.number("day")
    if due.year is None or month is None or day is None:
        return None
    return f"{due.year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _this_day(due: _Due) -> str | None:
    month, day = due.month(0), due.number("day")
    return f"{month}-{day:02}" if month and day and 1 <= day <= 31 else None


def _month(due: _Due) -> str | None:
    month = due.number("month")
    return f"{due.year}-{month:02}" if due.year is not None and month is not None and 1 <= month <= 12 else None


def _festival(due: _Due) -> str | None:
    """The day of the feast, of the next one to come: 国庆前 as 10月1日前."""
    name, spoken = due.parts["festival"] or "", due.years.spoken
    if spoken is None:
        return None
    today = date(spoken, due.years.month or 1, due.years.day or 1)
    coming = [day for year in (spoken, spoken + 1) if (day := due.words.festival_on(name, year)) and day > today]
    return coming[0].isoformat() if coming else None


def _months(due: _Due) -> str | None:
    return due.month(6 if due.parts.get("half_year") else due.number("months") or 0)


def _quarter(due: _Due) -> str | None:
    number = due.number("quarter")
    return None if due.year is None or number is None else f"{due.year}-Q{number}"


def _quarters(due: _Due) -> str | None:
    number = due.number("quarters")
    return None if due.year is None or number is None else f"{due.year}-{number * 3:02}"


def _quarter_later(later: int) -> Callable[[_Due], str | None]:
    def quarter(due: _Due) -> str | None:
        month = due.month(later * 3)
        return month and f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"

    return quarter


def _within(due: _Due) -> str | None:
    """三年内 as the year so many years on; 未来三年 counts the year in which the paper speaks."""
    if due.years.spoken is None:
        return None
    years, span = due.number("years"), due.number("span")
    return str(due.years.spoken + years) if years is not None else str(due.years.spoken + (span or 1) - 1)


def _plan_end(due: _Due) -> str | None:
    last = _FOURTEENTH_ENDS + 5 * ((due.number("plan") or 0) - 4)
    return None if due.years.spoken is not None and last < due.years.spoken else str(last)


def _of_year(tail: str, later: int = 0) -> Callable[[_Due], str | None]:
    return lambda due: None if due.year is None else f"{due.year + later}{tail}"


_SORTS: dict[str, Callable[[_Due], str | None]] = {
    "day": _day,
    "this_day": _this_day,
    "festival": _festival,
    "month": _month,
    "next_month": lambda due: due.month(1),
    "this_month": lambda due: due.month(0),
    "months": _months,
    "quarter": _quarter,
    "quarters": _quarters,
    "next_quarter": _quarter_later(1),
    "this_quarter": _quarter_later(0),
    "first_quarter": _of_year("-Q1"),
    "half": _of_year("-06"),
    "year_end": _of_year("-12"),
    "plan_end": _plan_end,
    "within": _within,
    "year": _of_year(""),
    "next_year": _of_year("", later=1),
    "this_year": _of_year(""),
}
