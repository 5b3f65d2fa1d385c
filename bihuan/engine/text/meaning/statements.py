"""Numbers as statements (数据陈述): each figure with its subject, period and status, read in the order of the text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bihuan.engine.text.meaning.dates import Years
from bihuan.engine.text.meaning.figure_words import FigureWords
from bihuan.engine.text.meaning.figures import Number, numbers
from bihuan.engine.text.meaning.indicators import IndicatorNames
from bihuan.engine.text.meaning.numbers import Mention, NumberWords, mentions
from bihuan.engine.text.meaning.outline import Placed
from bihuan.engine.text.meaning.periods import PeriodWords, Reckoning, Time, standing, time_of, times
from bihuan.engine.text.meaning.subjects import SubjectWords, is_target, own_name, subject
from bihuan.engine.text.reading import Figure, Reading
from bihuan.engine.values import Quote


@dataclass(frozen=True)
class StatementWords:
    """All words that the reading of figures asks for (数据用语)."""

    numbers: NumberWords
    figures: FigureWords
    periods: PeriodWords
    subjects: SubjectWords
    indicators: IndicatorNames


def statements(
    reading: Reading,
    placed: list[Placed],
    *,
    owners: Mapping[int, tuple[str, ...]],
    years: Years,
    place: str | None,
    words: StatementWords,
) -> Iterator[Figure]:
    """All figures of a body (全文数据), each fact once.

    Args: owners: of each task, by the place where its sentence starts.
    """
    own_place = own_name(place, body=reading.body, words=words.subjects)
    stating = _Stating(reading.source, owners, Reckoning(years, words.periods), own_place, words)
    seen: set[tuple[object, ...]] = set()
    for each, found in _with_mentions(placed, mentions(reading.body, words=words.numbers)):
        for figure in stating.figures(each, found):
            key = (figure.name, figure.value, figure.unit, figure.measure, figure.period, figure.subject)
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


class _Stating:
    """Goes through the sentences and keeps the time that holds on in a paragraph."""

    def __init__(
        self,
        source: str,
        owners: Mapping[int, tuple[str, ...]],
        reckoning: Reckoning,
        place: str | None,
        words: StatementWords,
    ) -> None:
        self._source, self._owners, self._place, self._words = source, owners, place, words
        self._reckoning = reckoning
        self._paragraph, self._standing = -1, None

    _standing: Time | None

    def figures(self, each: Placed, found: list[Mention]) -> Iterator[Figure]:
        """The figures of a sentence; headings only restate."""
        if each.sentence.paragraph != self._paragraph:
            self._paragraph, self._standing = each.sentence.paragraph, None
        said = times(each.sentence.text, words=self._words.periods) if found or self._may_open(each) else []
        if found and not each.is_heading:
            yield from self._stated(each, found, said)
        self._standing = standing(said) or self._standing

    def _may_open(self, each: Placed) -> bool:
        """Whether a sentence without numbers may date those after it."""
        return not each.sentence.is_last and any(sign in each.sentence.text[:16] for sign in "年月季")

    def _stated(self, each: Placed, found: list[Mention], said: list[Time]) -> Iterator[Figure]:
        last_end = 0
        for number in numbers(each.sentence, found, words=self._words.figures):
            start = number.mention.start - each.sentence.start
            yield self._figure(each, number, said=said, first_after=min(last_end, start))
            last_end = number.mention.end - each.sentence.start

    def _figure(self, each: Placed, number: Number, *, said: list[Time], first_after: int) -> Figure:
        mention = number.mention
        place = (mention.end if mention.sort == "rank" else mention.start) - each.sentence.start
        time = time_of(place, found=said, first_after=first_after)
        is_aim, period = self._dated(each, number, time, said)
        value = -number.mention.value if number.negative else number.mention.value
        about = subject(
            number,
            each=each,
            place=self._place,
            owners=self._owners.get(each.sentence.start, ()),
            words=self._words.subjects,
        )
        return Figure(
            name=number.name,
            indicator=self._words.indicators.code(number.name, measure=number.measure),
            subject=about,
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
        aims = is_target(
            number,
            each=each,
            is_task=is_task,
            year=year,
            spoken=self._reckoning.years.spoken,
            words=self._words.subjects,
        )
        if number.mention.sort == "crowd":
            return False, None
        if held is None or self._is_out_of_reach(year, aims=aims, is_own=time is not None, is_task=is_task):
            aims = aims or (is_task and time is None and held is not None)
            return aims, self._reckoning.default(is_target=aims)
        return aims, self._reckoning.period(held, is_target=aims, earlier=self._earlier(held, said))

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
        if "now" in held.parts or held.is_never:
            return None
        period = self._reckoning.period(held, is_target=is_target, earlier=self._earlier(held, said))
        return int(period.rpartition("/")[2][:4]) if period else None
