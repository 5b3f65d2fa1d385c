"""Days, periods and deadlines as texts say them (日期与期限), made whole with the document's year."""

import re
from dataclasses import dataclass

_YEAR = re.compile(r"(20\d\d)\s?年?")
_WHOLE_DAY = re.compile(r"(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})")
# Until the end of this month a paper without a word for the year tells of the one before.
_LOOKING_BACK = 3


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


def years(*, title: str, published: str | None, held: str | None, opening: str) -> Years:
    """The document's years (文件年份): from its date, else its title, else the latest year of its opening."""
    dated = published or held
    named = [int(year) for year in _YEAR.findall(title)]
    is_report = "政府工作报告" in title and named
    if is_report:
        return Years(named[0], named[0] - 1, *_month_and_day(dated))
    spoken = int(dated[:4]) if dated else named[0] if named else _latest(opening)
    return Years(spoken, spoken, *_month_and_day(dated))


def _month_and_day(dated: str | None) -> tuple[int, int] | tuple[()]:
    return (int(dated[5:7]), int(dated[8:10])) if dated else ()


def _latest(text: str) -> int | None:
    found = [int(year) for year in re.findall(r"(20\d\d)年", text)]
    return max(found, default=None)


def whole_day(text: str) -> str | None:
    """The first day with its year in a text (完整日期), as YYYY-MM-DD."""
    found = _WHOLE_DAY.search(text)
    return _iso(found[1], found[2], found[3]) if found else None


def day_in(text: str, *, year: int | None) -> str | None:
    """The first day in a text (日期), its year from the text or else as given; None without one."""
    found = re.search(r"(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日", text)
    if found is None or (found[1] is None and year is None):
        return None
    return _iso(found[1] or str(year), found[2], found[3])


def _iso(year: str, month: str, day: str) -> str | None:
    return f"{year}-{int(month):02}-{int(day):02}" if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 else None
