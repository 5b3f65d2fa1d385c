"""Days, periods and deadlines as texts say them (日期与期限), made whole with the document's year."""

import re
from dataclasses import dataclass

_YEAR = re.compile(r"(20\d\d)\s?年?")
_DAY = re.compile(r"(?:(20\d\d)\s?[-/.年]\s?)?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?:日|(?=\D|$))")
_CHINESE = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WHOLE_DAY = re.compile(r"(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})")
_PERIOD = re.compile(
    r"(?=[\d今本去上前明全一二三四])(?:(?P<year>20\d\d)年?|(?P<this>今年|本年)|(?P<last>去年)|(?P<before>上年|前年)|(?P<next>明年))?(?:全年)?"
    r"(?:(?P<first>\d{1,2})[-—~至](?P<to>\d{1,2})月份?|(?P<half>上半年)|前(?P<quarters>[二三])季度|(?P<quarter>[一二三四])季度)?"
)
_DEADLINES = (
    ("day", re.compile(r"(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日(?:之?前|以前|止)")),
    ("month", re.compile(r"(?:(20\d\d)年)?(\d{1,2})月(?:底|末|份)?(?:之?前|以前)")),
    ("quarter", re.compile(r"(?:(20\d\d)年)?([一二三四])季度(?!以来)")),
    ("year_end", re.compile(r"(?:(20\d\d)年|今年)?年?(?:底|末)(?:之?前|以前)|(?:(20\d\d)年|今年)底(?:之?前)?")),
    ("year", re.compile(r"(?:到|至|力争|在)(20\d\d)年(?!代)|(20\d\d)年(?:底)?(?:达到|实现|完成|前)")),
    ("this_year", re.compile("今年(?!以来)|(?<!明年)全年|年内|本年度")),
)


@dataclass(frozen=True)
class Years:
    """The years that a document's relative words mean (年份基准): when it speaks, and of which year it reports."""

    spoken: int | None
    reported: int | None


def years(*, title: str, published: str | None, held: str | None, opening: str) -> Years:
    """The document's years (文件年份): from its date, else its title, else the latest year of its opening."""
    dated = published or held
    named = [int(year) for year in _YEAR.findall(title)]
    spoken = int(dated[:4]) if dated else named[0] if named else _latest(opening)
    is_report = "政府工作报告" in title and named
    return Years(spoken, named[0] - 1 if is_report else spoken)


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


def period(before: str, *, near: str, years: Years) -> str | None:
    """The period of a number (报告期) from the words before it, else the year of which the document reports.

    Args: before: the sentence up to the number. near: its part for this number alone, for which 上年 holds.
    """
    matches = [match for match in _PERIOD.finditer(before) if match.group()]
    named = next((int(match["year"]) for match in reversed(matches) if match["year"]), years.reported)
    for found in reversed(matches):
        if found["before"] and found.start() < len(before) - len(near):
            continue
        if year := _period_year(found, years, named=named):
            return _with_months(year, found)
    return None if years.reported is None else str(years.reported)


def _period_year(found: re.Match[str], years: Years, *, named: int | None) -> int | None:
    if found["year"]:
        return int(found["year"])
    if found["before"]:
        return None if named is None else named - 1
    if years.spoken is None or found.group() == "全年":
        return years.reported
    return years.spoken + bool(found["next"]) - bool(found["last"])


def _with_months(year: int, found: re.Match[str]) -> str:
    if found["to"] and 1 <= int(found["first"]) <= int(found["to"]) <= 12:
        return f"{year}-{int(found['first']):02}/{year}-{int(found['to']):02}"
    last = 6 if found["half"] else 0
    if found["quarters"]:
        last = _CHINESE[found["quarters"]] * 3
    if found["quarter"]:
        first = _CHINESE[found["quarter"]] * 3 - 2
        return f"{year}-{first:02}/{year}-{first + 2:02}"
    return f"{year}-01/{year}-{last:02}" if last else str(year)


def deadline(text: str, *, years: Years) -> str | None:
    """By when a task is due (期限): a day, a month, a quarter or a year; None where the text does not say."""
    for sort, form in _DEADLINES:
        if found := form.search(text):
            return _deadline(sort, found, year=years.spoken)
    return None


def _deadline(sort: str, found: re.Match[str], *, year: int | None) -> str | None:
    parts = found.groups()
    own = next((part for part in parts if part and len(part) == 4), None)
    said = own or (str(year) if year is not None else None)
    if said is None:
        return None
    if sort == "day":
        return _iso(said, parts[1], parts[2])
    if sort == "month":
        return f"{said}-{int(parts[1]):02}" if 1 <= int(parts[1]) <= 12 else None
    return said + {"quarter": f"-Q{_CHINESE.get(parts[1] or '', 1)}" if len(parts) > 1 else "", "year_end": "-12"}.get(
        sort, ""
    )
