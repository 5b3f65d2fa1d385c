"""Numbers as statements (数据陈述): each figure with its subject, period and status, read in the order of the text."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bihuan.engine.text.meaning.dates import Years
from bihuan.engine.text.meaning.deadlines import DeadlineWords, is_to_come
from bihuan.engine.text.meaning.figure_words import FigureWords
from bihuan.engine.text.meaning.figures import Number, numbers
from bihuan.engine.text.meaning.indicators import IndicatorNames
from bihuan.engine.text.meaning.moods import Verdict
from bihuan.engine.text.meaning.numbers import Mention, NumberWords, mentions
from bihuan.engine.text.meaning.outline import Placed
from bihuan.engine.text.meaning.periods import (
    PeriodWords,
    Reckoning,
    Time,
    aimed,
    standing,
    time_of,
    times,
    times_in,
    titled,
)
from bihuan.engine.text.meaning.relatives import RelativeWords, relations
from bihuan.engine.text.meaning.spans import Spans
from bihuan.engine.text.meaning.subjects import (
    Setting,
    SubjectWords,
    is_cost_of_object,
    is_target,
    own_name,
    own_object,
    subject,
)
from bihuan.engine.text.reading import Figure, Headings, Reading, Relative
from bihuan.engine.values import Quote

# A sign of a time that may hold on.
_DATES = re.compile("[年月季五]")
# In these months no figure of the year itself is out yet.
_EARLY = 2
_CLAUSE = re.compile("[，,；;]")


@dataclass(frozen=True)
class StatementWords:
    """All words that the reading of figures asks for (数据用语)."""

    numbers: NumberWords
    figures: FigureWords
    periods: PeriodWords
    deadlines: DeadlineWords
    subjects: SubjectWords
    relatives: RelativeWords
    indicators: IndicatorNames


@dataclass(frozen=True)
class Known:
    """What is known of the sentences, by the place where each starts (已知): owners of tasks, the mood of all."""

    owners: Mapping[int, tuple[str, ...]]
    moods: Mapping[int, Verdict]


def statements(
    reading: Reading,
    placed: list[Placed],
    *,
    known: Known,
    years: Years,
    document: Headings,
    words: StatementWords,
) -> Iterator[Figure | Relative]:
    """All figures of a body (全文数据), each fact once."""
    title = document.title or ""
    reckoning = Reckoning(
        years,
        words.periods,
        titled=titled(title, body=reading.body, years=years, words=words.periods),
        aimed=aimed(title, years=years, words=words.periods),
    )
    own_place = own_name(document.place, body=reading.body, words=words.subjects)
    stating = _Stating(reading.source, known, reckoning, own_place, words)
    stating.begin(placed, title=title)
    seen: set[tuple[object, ...]] = set()
    for each, found in _with_mentions(placed, mentions(reading.body, words=words.numbers)):
        for figure in stating.figures(each, found):
            if isinstance(figure, Relative):
                yield figure
                continue
            given = figure.quote.start if words.subjects.given.search(figure.name) else None
            key = (figure.name, figure.value, figure.unit, figure.measure, figure.period, figure.subject, given)
            if key not in seen:
                seen.add(key)
                yield figure


def _with_mentions(placed: list[Placed], found: list[Mention]) -> Iterator[tuple[Placed, list[Mention]]]:
    """Each sentence with the numbers that stand in it."""
    place = 0
    for each in placed:
        inside = []
        while place < len(found) and found[place].start < each.sentence.end:
            if found[place].start >= each.sentence.start:
                inside.append(found[place])
            place += 1
        yield each, inside


def _nearness(time: Time | None, place: int, each: Placed) -> str:
    """Where the time of a number stands: in its own clause, before in its sentence, or nowhere there."""
    if time is None:
        return "none"
    return "before" if _CLAUSE.search(each.sentence.text, time.end, place) else "near"


class _Stating:
    """Goes through the sentences and keeps the time that holds on in a paragraph."""

    def __init__(
        self,
        source: str,
        known: Known,
        reckoning: Reckoning,
        place: str | None,
        words: StatementWords,
    ) -> None:
        self._source, self._place, self._words = source, place, words
        self._owners, self._moods = known.owners, known.moods
        self._reckoning = reckoning
        self._paragraph, self._has_plan = -1, False
        self._directing: set[int] = set()
        self._standing: Time | None = None
        self._after_task = False
        self._dues: dict[int, bool] = {}
        self._looks_back = False
        self._spans = Spans(words.subjects)
        self._sections: dict[str, Time | None] = {}

    def begin(self, placed: list[Placed], *, title: str) -> None:
        """Note what the whole document says of its numbers: a plan for several years, paragraphs that mostly direct."""
        years = any(time.named_year for time in times(title, words=self._words.periods))
        self._has_plan = self._words.subjects.plan.search(title) is not None and not years
        plain = [each.sentence for each in placed if not each.is_heading and not each.sentence.is_note]
        tasks = Counter(sentence.paragraph for sentence in plain if sentence.start in self._owners)
        whole = Counter(sentence.paragraph for sentence in plain)
        self._directing = {paragraph for paragraph, number in tasks.items() if number * 2 > whole[paragraph]}

    def figures(self, each: Placed, found: list[Mention]) -> Iterator[Figure | Relative]:
        """The figures of a sentence; headings only restate."""
        if each.sentence.paragraph != self._paragraph:
            self._paragraph, self._after_task = each.sentence.paragraph, False
            held = self._standing
            goes_on = held is not None and (held.opens or not held.is_toward)
            goes_on = goes_on and self._words.subjects.goes_on.match(each.sentence.text) is not None
            if not goes_on:
                self._standing = self._of_section(each) if each.section else None
                self._looks_back = False
        said = times_in(each, words=self._words.periods) if found or self._may_open(each) else []
        if found and not each.is_heading:
            yield from self._stated(each, found, said)
        if not each.is_heading:
            yield from self._relatives(each, said)
        self._standing = self._stands_on(said) if said else self._standing
        is_task = each.sentence.start in self._owners
        self._after_task = is_task or (self._goes_on_directing(each) and not each.is_heading)

    def _stands_on(self, said: list[Time]) -> Time | None:
        """The time that holds on after a sentence; a year to reach gives way to one that is over (去年实现…)."""
        held = self._standing
        past = next((time for time in said if time.parts.keys() & {"past", "older"}), None)
        overtaken = past if held is not None and held.is_toward else None
        return standing(said) or overtaken or held

    def _of_section(self, each: Placed) -> Time | None:
        """The year that a heading over a sentence names (一、2025年工作回顾)."""
        for heading in reversed(each.section):
            if heading not in self._sections:
                named = [time for time in times(heading, words=self._words.periods) if time.named_year]
                self._sections[heading] = named[0] if len(named) == 1 else None
            if found := self._sections[heading]:
                return found
        return None

    def _may_open(self, each: Placed) -> bool:
        """Whether a sentence without numbers may date those after it."""
        return _DATES.search(each.sentence.text, 0, 16) is not None

    def _stated(self, each: Placed, found: list[Mention], said: list[Time]) -> Iterator[Figure]:
        last_end = 0
        for number in numbers(each.sentence, found, words=self._words.figures):
            start = number.mention.start - each.sentence.start
            yield self._figure(each, number, said=said, first_after=min(last_end, start))
            last_end = number.mention.end - each.sentence.start

    def _relatives(self, each: Placed, said: list[Time]) -> Iterator[Relative]:
        """What the sentence sets against other places without a number."""
        for found in relations(each, words=self._words.relatives, names=self._words.figures):
            start, end = each.sentence.start + found.start, each.sentence.start + found.end
            number = Number(
                Mention(end, end, Decimal(0), "", "relative"), each.sentence, found.name, "growth", found.left
            )
            time = time_of(found.start, text=each.sentence.text, found=said, first_after=0)
            is_aim, period = self._dated(each, number, time, said)
            yield Relative(
                name=found.name,
                indicator=self._words.indicators.code(found.name, measure="growth"),
                relation=found.relation,
                than=found.than,
                subject=self._place,
                period=period,
                status="target" if is_aim else "actual",
                quote=Quote(self._source, each.sentence.start, each.sentence.end, each.sentence.text),
                at=(start, end),
            )

    def _figure(self, each: Placed, number: Number, *, said: list[Time], first_after: int) -> Figure:
        mention = number.mention
        place = (mention.end if mention.sort == "rank" else mention.start) - each.sentence.start
        time = time_of(place, text=each.sentence.text, found=said, first_after=first_after)
        is_aim, period = self._dated(each, number, time, said)
        if not is_aim:
            period = self._spans.period(number, period, span=self._span(), own=_nearness(time, place, each))
        value = -number.mention.value if number.negative else number.mention.value
        about = subject(
            number,
            each=each,
            place=self._place,
            owners=self._owners.get(each.sentence.start, ()),
            words=self._words.subjects,
        )
        added = f"新增{number.name}"
        thing = own_object(number, words=self._words.subjects)
        name = thing[1] if thing else number.name
        return Figure(
            name=name,
            indicator=(added in number.left and self._words.indicators.code(added, measure=number.measure))
            or self._words.indicators.code(name, measure=number.measure),
            subject=thing[0] if thing else about,
            period=period,
            value=value,
            unit=number.mention.unit,
            measure=number.measure,
            status="target" if is_aim else "actual",
            bound=number.bound,
            base=number.base,
            quote=Quote(self._source, each.sentence.start, each.sentence.end, each.sentence.text),
            at=(number.mention.start, number.mention.end),
        )

    def _dated(self, each: Placed, number: Number, time: Time | None, said: list[Time]) -> tuple[bool, str | None]:
        """Whether a number is a target, and its period: its own time, else the one that holds on, else the default."""
        is_task = each.sentence.start in self._owners
        held = time or self._standing
        year = self._ending_year(held, said, is_target=is_task) if held else None
        directing = each.sentence.paragraph in self._directing or self._goes_on_directing(each)
        mood = self._moods[each.sentence.start]
        due, spoken = self._is_due(each, time), self._reckoning.years.spoken
        setting = Setting(each, is_task, mood.turns, due, directing, year, spoken)
        aims = is_target(number, setting, words=self._words.subjects)
        if number.mention.sort == "crowd" or self._words.subjects.given.search(number.name):
            return is_task and number.mention.sort != "crowd", None
        if self._is_of_no_year(number, time, is_aim=aims):
            return aims and not self._is_known_already(number), None
        if held is None and not aims and (year_of_fact := self._year_of_fact(each, number)) is not None:
            return False, year_of_fact
        if held is None or self._is_out_of_reach(year, aims=aims, is_own=time is not None, is_task=is_task):
            aims = aims or (is_task and time is None and held is not None)
            return aims, None if aims and self._has_plan else self._reckoning.default(is_target=aims)
        if aims and time is None and held.is_within_year:
            return aims, self._reckoning.default(is_target=True)
        return aims, self._reckoning.period(held, is_target=aims, earlier=self._earlier(held, said))

    def _span(self) -> str | None:
        """The years of which the paragraph tells (这五年, “十四五”时期), if it tells of several."""
        held = self._standing
        several = held is not None and held.parts.keys() & {"plan", "lately", "since"}
        return self._reckoning.period(held, is_target=False) if held is not None and several else None

    def _goes_on_directing(self, each: Placed) -> bool:
        """Whether a sentence that begins with a verb follows a task in its paragraph."""
        return self._after_task and self._words.subjects.directs.match(each.sentence.text) is not None

    def _is_due(self, each: Placed, time: Time | None) -> bool:
        """Whether a sentence names a day to come and does not merely foresee, or says early in a year 今年."""
        if time is not None and time.parts.keys() == {"this"} and (self._reckoning.years.month or 12) <= _EARLY:
            return True
        if each.sentence.start not in self._dues:
            foreseen = self._words.subjects.foreseen.search(each.sentence.text) is not None
            to_come = is_to_come(each, years=self._reckoning.years, words=self._words.deadlines)
            self._dues = {each.sentence.start: to_come and not foreseen}
        return self._dues[each.sentence.start]

    def _is_of_no_year(self, number: Number, time: Time | None, *, is_aim: bool) -> bool:
        """What a project costs in all, once it is only to come, and what a change starts from."""
        words = self._words.subjects
        starts = time is None and words.from_before.search(number.left) is not None
        return starts or (time is None and is_aim and words.total.search(number.name) is not None)

    def _is_known_already(self, number: Number) -> bool:
        """What a project costs in all, and what a change starts from, are facts also among aims."""
        words = self._words.subjects
        return words.from_before.search(number.left) is not None or is_cost_of_object(number, words=words)

    def _year_of_fact(self, each: Placed, number: Number) -> str | None:
        """The year of an undated fact: of the meeting for who came, of the last for what only a whole year gives."""
        years = self._reckoning.years
        if number.measure == "count" and self._words.subjects.attends.search(each.sentence.text):
            return None if years.reported is None else str(years.reported)
        return str(years.last_whole) if self._is_of_last_year(number) else None

    def _is_of_last_year(self, number: Number) -> bool:
        """Whether an undated fact is the year's that has just ended: early in a year, what only a whole year gives."""
        years = self._reckoning.years
        if self._reckoning.titled is not None or years.last_whole == years.reported or (years.month or 12) > _EARLY:
            return False
        is_of_year = number.measure in ("level", "growth") and number.mention.sort in ("money", "rate")
        self._looks_back = self._looks_back or (
            is_of_year and bool(self._words.indicators.code(number.name, measure=number.measure))
        )
        return self._looks_back

    def _is_out_of_reach(self, year: int | None, *, aims: bool, is_own: bool, is_task: bool) -> bool:
        """Whether a stated time is not the number's: a year to come for a fact, or one that is over for a task."""
        spoken = self._reckoning.years.spoken
        if year is None or spoken is None:
            return False
        return (year > spoken and not aims) or (year < spoken and is_task and not is_own)

    def _earlier(self, held: Time, said: list[Time]) -> list[Time]:
        """The times before one, the one that holds on in the paragraph first."""
        inside = [time for time in said if time.end <= held.start] if held in said else []
        return ([self._standing] if self._standing else []) + inside

    def _ending_year(self, held: Time, said: list[Time], *, is_target: bool) -> int | None:
        """The year in which a stated time ends; None for 目前 and for times that name no year."""
        if held.is_never or held.parts.keys() & {"now", "whole"} or held.is_bare:
            return None
        period = self._reckoning.period(held, is_target=is_target, earlier=self._earlier(held, said))
        return int(period.rpartition("/")[2][:4]) if period else None
