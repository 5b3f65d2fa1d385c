"""The period of a number (报告期) as a value: 1-5月份 is January to May of the year that the text is about.

Periods are written as the annotation schema has them: `2026`, `2026-05`, `2026-01/2026-05`, `2021/2025`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bihuan.engine.text.meaning.dates import Years
from bihuan.engine.text.meaning.outline import Placed
from bihuan.engine.text.scan import Patterns, Scanner
from bihuan.engine.values import Month, Period, Quarter, YearToDate

# How early in a sentence a time stands that also holds for the sentences after it in its paragraph.
_OPENING = 14
# How far before a time the words stand that say how it is meant (截至, 力争, 比).
_NEAR = 12
_FIRST_WORDS = 200
# The fourteenth five-year plan began in 2021.
_FOURTEENTH = 2021
_CLAUSE = re.compile("[，,；;]")


@dataclass(frozen=True)
class PeriodWords:
    """How papers say periods (报告期用语). said: every form, with a group for each part. digits: Chinese numerals."""

    digits: Mapping[str, str]
    about: re.Pattern[str]
    said: re.Pattern[str]
    compared: re.Pattern[str]
    starting: re.Pattern[str]
    base_after: re.Pattern[str]
    due: re.Pattern[str]
    until: re.Pattern[str]
    toward: re.Pattern[str]
    opens: re.Pattern[str]

    @property
    def sought(self) -> Patterns:
        """What the shared scan is to look for in a whole body (全文查找的用语)."""
        return (self.said,)

    @cached_property
    def scanner(self) -> Scanner:
        """A scan for times alone, of what is no part of a body: titles, headings."""
        return Scanner(self.sought)


@dataclass(frozen=True)
class Time:
    """A time as a sentence says it (时间说法): its place there and the parts of its form."""

    start: int
    end: int
    parts: Mapping[str, str]
    starts_move: bool
    opens: bool
    is_due: bool = False
    is_toward: bool = False

    @property
    def is_never(self) -> bool:
        """近年来, 每年: a time that names no period."""
        return "never" in self.parts

    @property
    def is_bare(self) -> bool:
        """Months or a quarter without a year."""
        return not self.parts.keys() - (_MONTH_PARTS | {"half", "sure"})

    @property
    def is_within_year(self) -> bool:
        """Months, a quarter or a half: what is to be done in them says nothing of the next sentence."""
        return bool(self.parts.keys() & (_MONTH_PARTS | {"half"}))

    @cached_property
    def named_year(self) -> int | None:
        """The year that it names in digits (写明的年份)."""
        return int(self.parts["year"]) if "year" in self.parts else None


def times(text: str, *, words: PeriodWords, said: Iterable[re.Match[str]] | None = None) -> list[Time]:
    """All times of a text in order (文中时间), without days and without what a growth is only compared with.

    Args: said: the matches of `words.said` in the text, where it is a piece of one that was scanned.
    """
    said = words.scanner.scan(text).finditer(words.said) if said is None else said
    return [found for match in said if (found := _time(text, match, words))]


def times_in(each: Placed, *, words: PeriodWords) -> list[Time]:
    """All times of a sentence in order (句内时间)."""
    return times(each.sentence.text, words=words, said=each.finditer(words.said))


def _time(text: str, match: re.Match[str], words: PeriodWords) -> Time | None:
    if match["day"] is not None:
        return None
    parts = {name: value for name, value in match.groupdict().items() if value is not None}
    start, end = match.span()
    before = max(0, start - _NEAR), start
    opens = words.opens.search(text, *before) is not None
    if words.compared.search(text, *before) or words.base_after.match(text, end):
        return None
    if "month" in parts and not ("sure" in parts or opens or len(parts) > 1):
        return None
    if "month" in parts and words.until.search(text, *before):
        parts = {name: value for name, value in parts.items() if name not in ("month", "sure")} | {
            "months": parts["month"]
        }
    return Time(
        start,
        end,
        parts,
        starts_move=words.starting.search(text, *before) is not None or "before" in parts,
        opens=opens,
        is_due=words.due.match(text, end) is not None,
        is_toward=words.toward.search(text, *before) is not None,
    )


def time_of(place: int, *, text: str, found: Iterable[Time], first_after: int) -> Time | None:
    """The time that holds for a number (管辖的时间): the last before it.

    Args: first_after: where the number before it ends; “由上年…” holds for the number after it alone. “6月底前”
    holds to the end of its clause.
    """
    before = [
        time
        for time in found
        if time.end <= place
        and not (time.starts_move and time.start < first_after)
        and not (time.is_due and _CLAUSE.search(text, time.end, place))
    ]
    return before[-1] if before else None


def standing(found: Iterable[Time]) -> Time | None:
    """The time that holds on in the paragraph (承前的时间): one that opens the sentence, else a year to reach."""
    known = [time for time in found if not time.is_due]
    opening = next((time for time in known if time.opens and time.start <= _OPENING), None)
    return opening or next((time for time in reversed(known) if time.is_toward and time.named_year), None)


@dataclass(frozen=True)
class Reckoning:
    """From times as said to periods (推算报告期), with the years that the document's words mean."""

    years: Years
    words: PeriodWords
    titled: str | None = None
    aimed: str | None = None

    def default(self, *, is_target: bool) -> str | None:
        """The period of a number without any time (默认报告期): a fact's is the title's, 1-10月经济运行情况."""
        if self.titled is not None and not is_target:
            return self.titled
        if self.aimed is not None and is_target:
            return self.aimed
        year = self._year_meant(is_target=is_target)
        return None if year is None else str(year)

    def period(self, time: Time, *, is_target: bool, earlier: Iterable[Time] = ()) -> str | None:
        """The period that a time means (报告期); None where it names none.

        Args: earlier: times before it, the nearest last, which may name its year.
        """
        parts = time.parts
        if time.is_never:
            return None
        if "now" in parts:
            return self.default(is_target=is_target)
        if "from" in parts:
            return f"{parts['from']}/{parts['until']}"
        is_target = is_target or time.is_due
        if "plan" in parts:
            return self._plan(parts)
        if spans := parts.keys() & {"lately", "since", "running", "coming", "using", "during"}:
            return self._span(spans.pop(), parts)
        year = self._year(parts, earlier=list(earlier), is_target=is_target)
        return None if year is None else _within(year, parts, self.words.digits)

    def _year_meant(self, *, is_target: bool) -> int | None:
        return self.years.spoken if is_target else self.years.reported

    def _year(self, parts: Mapping[str, str], *, earlier: list[Time], is_target: bool) -> int | None:
        if "year" in parts:
            return int(parts["year"])
        named = next((time.named_year for time in reversed(earlier) if time.named_year), None)
        meant = self._year_meant(is_target=is_target)
        if "before" in parts:
            year = named or meant
            return None if year is None else year - 1
        shift = {"this": 0, "past": -1, "older": -2, "next": 1}.get(next(iter(parts), ""))
        if shift is not None:
            return None if self.years.spoken is None else self.years.spoken + shift
        if "whole" in parts:
            usual = meant if is_target else self.years.last_whole
            return named if named is not None and (usual is None or named <= usual) else usual
        return named or self._year_of_months(parts, earlier=earlier, is_target=is_target)

    def _year_of_months(self, parts: Mapping[str, str], *, earlier: list[Time], is_target: bool) -> int | None:
        """Months without a year: the year of the time before them, else the last one in which they were over."""
        for time in reversed(earlier):
            if time.parts.keys() & {"this", "past", "next", "older"}:
                return self._year(time.parts, earlier=[], is_target=is_target)
        meant, last = self._year_meant(is_target=is_target), _months(parts, self.words.digits)
        is_over = self.years.month is None or last is None or last[1] <= self.years.month
        if meant is None or is_target or is_over or meant != self.years.spoken:
            return meant
        return meant - 1

    def _plan(self, parts: Mapping[str, str]) -> str:
        """“十四五” as years."""
        first = _FOURTEENTH + 5 * (int(self.words.digits[parts["plan"]]) - 4)
        part = parts["part"]
        if part in ("末", "期末", "收官之年"):
            return str(first + 4)
        if part == "开局之年":
            return str(first)
        if part == "以来" and self.years.reported is not None and first <= self.years.reported:
            return f"{first}/{min(self.years.reported, first + 4)}"
        return f"{first}/{first + 4}"

    def _span(self, sort: str, parts: Mapping[str, str]) -> str | None:
        """Years up to the one reported, or from the one spoken in on."""
        said = parts[sort]
        number = int(self.words.digits.get(said, said) if not said.isdigit() else said)
        if sort in ("coming", "using", "during"):
            first = self.years.spoken
            return None if first is None else f"{first}/{first + number - 1}"
        last = self.years.last_whole
        if last is None or number == 1:
            return None if last is None else str(last)
        return f"{last - number + 1}/{last}"


def titled(title: str, *, body: str = "", years: Years, words: PeriodWords) -> str | None:
    """The period that a report's title names (标题中的报告期): months, a quarter, or a year that is over.

    Args: body: whose first words may name the months that a meeting went through.
    """
    found = times(title, words=words)
    about = words.about.search(body[:_FIRST_WORDS])
    if about is not None and not any(time.parts.keys() & (_MONTH_PARTS | {"half"}) for time in found):
        found = times(about.group(), words=words) + found
    within = [time for time in found if time.parts.keys() & (_MONTH_PARTS | {"half"})]
    if within:
        return Reckoning(years, words).period(within[0], is_target=False)
    over = [time.named_year for time in found if time.named_year and time.named_year < (years.reported or 0)]
    return str(over[0]) if over else None


def aimed(title: str, *, years: Years, words: PeriodWords) -> str | None:
    """The year to come that a title names (标题中的目标年): 2026年工作要点, written in 2025."""
    named = [time.named_year for time in times(title, words=words) if time.named_year]
    return str(named[0]) if len(named) == 1 and years.spoken is not None and named[0] > years.spoken else None


def _within(year: int, parts: Mapping[str, str], digits: Mapping[str, str]) -> str:
    months = _months(parts, digits)
    if months is None:
        return str(year)
    first, last = months
    return f"{year}-{first:02}" if first == last else f"{year}-{first:02}/{year}-{last:02}"


def _months(parts: Mapping[str, str], digits: Mapping[str, str]) -> tuple[int, int] | None:
    """First and last month of a time within a year; None for the whole year or what is no month."""
    number = {name: _number(value, digits) for name, value in parts.items() if name in _MONTH_PARTS}
    if "last" in number:
        months = number["first"], number["last"]
    elif "quarters" in number:
        months = 1, number["quarters"] * 3
    elif "quarter" in number:
        months = number["quarter"] * 3 - 2, number["quarter"] * 3
    elif "half" in parts:
        months = (1, 6) if parts["half"] == "上" else (7, 12)
    elif "months" in number:
        months = 1, number["months"]
    elif "month" in number:
        months = number["month"], number["month"]
    else:
        return None
    return months if 1 <= months[0] <= months[1] <= 12 else None


_MONTH_PARTS = frozenset({"first", "last", "quarters", "quarter", "months", "month"})


def _number(said: str, digits: Mapping[str, str]) -> int:
    return int(digits.get(said, said))


def period_value(period: str | None) -> Period | None:
    """A period as a value of the engine (报告期的值); None where it spans years or is not known.

    >>> period_value("2026-01/2026-05")
    YearToDate(year=2026, month=5)
    >>> period_value("2026-04/2026-06"), period_value("2026-05")
    (Quarter(year=2026, quarter=2), Month(year=2026, month=5))
    """
    found = _WRITTEN.fullmatch(period or "")
    if found is None:
        return None
    year, first, last = int(found["year"]), int(found["first"] or 1), int(found["last"] or found["first"] or 12)
    if found["first"] and not found["last"]:
        return Month(year, first)
    if first == 1:
        return YearToDate(year, last)
    return Quarter(year, last // 3) if last % 3 == 0 and first == last - 2 else None


_WRITTEN = re.compile(r"(?P<year>\d{4})(?:-(?P<first>\d\d)(?:/(?P=year)-(?P<last>\d\d))?)?")
