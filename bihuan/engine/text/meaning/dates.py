"""Days, periods and deadlines as texts say them (日期与期限), made whole with the document's year."""

import re
from dataclasses import dataclass

_YEAR = re.compile(r"(20\d\d)\s?年?")
_WHOLE_DAY = re.compile(r"(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})")
# Until the end of this month a paper without a word for the year tells of the one before.
_LOOKING_BACK = 3
_DIGITS = "○一二三四五六七八九"
_WRITTEN_DAY = re.compile(
    "(二[〇○零][〇○零一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_SIGNED = re.compile(
    r"^\s*((?:20\d\d|二[〇○零]..)年(?:\d{1,2}|[一二十三四五六七八九]{1,2})月(?:\d{1,2}|[一二十三四五六七八九]{1,3})日)\s*$",
    re.MULTILINE,
)
_TAIL = 1_500
_OPENING = 600


@dataclass(frozen=True)
class Years:
    """The years that a document's relative words mean (年份基准): when it speaks, and of which year it reports."""

    spoken: int | None
    reported: int | None
    month: int | None = None
    day: int | None = None

    @property
    def last_whole(self) -> int | None:
        """The year that 全年 means in a report (报告的全年): the one before, early in a year."""
        if self.spoken is None or self.reported != self.spoken:
            return self.reported
        return self.spoken - (self.month is not None and self.month <= _LOOKING_BACK)


def years(*, title: str, published: str | None, held: str | None, body: str) -> Years:
    """The document's years (文件年份): from its date, else its title, the plan that begins, or its opening."""
    dated = published or held
    named = [int(year) for year in _YEAR.findall(title)]
    if "政府工作报告" in title and (named or dated):
        year = named[0] if named else int((dated or "")[:4])
        return Years(year, year - 1, *_month_and_day(dated))
    spoken = int(dated[:4]) if dated else named[0] if named else _plan_year(body) or _latest(body[:_OPENING])
    return Years(spoken, spoken, *_month_and_day(dated))


def signed(body: str) -> str | None:
    """The day that stands on a line of its own (落款日期), the last one, as YYYY-MM-DD."""
    found = _SIGNED.findall(body[-_TAIL:])
    return whole_day(found[-1]) if found else None


def _month_and_day(dated: str | None) -> tuple[int, int] | tuple[()]:
    return (int(dated[5:7]), int(dated[8:10])) if dated else ()


def _plan_year(body: str) -> int | None:
    """The year that a text calls the first or last of a five-year plan (开局之年、收官之年)."""
    found = _PLAN_YEAR.search(body)
    if found is None:
        return None
    first = 2021 + 5 * (_DIGITS.index(found[1]) - 4)
    return first if found[2] == "开局" else first + 4


_PLAN_YEAR = re.compile("今年是[^。]{0,12}十([一二三四五六七八])五[^。]{0,8}?(开局|收官)之年")
_NOT_TO_COME = re.compile(r"(?<![到至-])(20\d\d)年")


def _latest(text: str) -> int | None:
    found = [int(year) for year in _NOT_TO_COME.findall(text)]
    return max(found, default=None)


def whole_day(text: str) -> str | None:
    """The first day with its year in a text (完整日期), as YYYY-MM-DD.

    >>> whole_day("二〇二六年一月二十日")
    '2026-01-20'
    """
    if found := _WHOLE_DAY.search(text):
        return _iso(found[1], found[2], found[3])
    written = _WRITTEN_DAY.search(text)
    if written is None:
        return None
    year = "".join(str(_DIGITS.index(sign) % 10) for sign in written[1].replace("〇", "○").replace("零", "○"))
    return _iso(year, str(_small(written[2])), str(_small(written[3])))


def _small(text: str) -> int:
    """A number under a hundred in Chinese numerals: 二十一."""
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.index(tens or "一") if ten else 0) * 10 + (_DIGITS.index(ones) if ones else 0)


def day_in(text: str, *, year: int | None) -> str | None:
    """The first day in a text (日期), its year from the text or else as given; None without one."""
    found = re.search(r"(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日", text)
    if found is None or (found[1] is None and year is None):
        return None
    return _iso(found[1] or str(year), found[2], found[3])


def _iso(year: str, month: str, day: str) -> str | None:
    return f"{year}-{int(month):02}-{int(day):02}" if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 else None
