"""Columns of a table matched with known ones (认栏目): by earlier answers, by name, with the contents as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bihuan.engine.office.cells.days import DayContext
from bihuan.engine.office.cells.reading import CellContext, read_cell
from bihuan.engine.office.cells.words import Raw, is_blank, shown, tidy
from bihuan.engine.office.tables.headings import Heading
from bihuan.engine.office.tables.known import KnownColumn, KnownColumns, heading_key, heading_unit
from bihuan.engine.office.tables.questions import DROP, KEEP, Answers, Choice, Question
from bihuan.engine.office.tables.spread import Spread
from bihuan.engine.values import Finding, Unit

Because = Literal["answered", "name", "asked"]
SAMPLE, ENOUGH = 200, 3
_TELLING = ("day", "deadline", "amount", "number", "percent", "phones", "credit_code", "money_range", "yes_no")
"""Ways of reading whose cells show by themselves whether the column is what its name says."""
_SHOWS_ITSELF = ("day", "deadline", "phones", "credit_code")


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a table (表中一栏): where it stands, its heading, and the known column that it is.

    known: None where it is none of them. is_kept: an unknown column that is kept as it stands.
    unit: of measure, as the heading says or the known column has it.
    """

    place: int
    heading: str
    key: str
    known: KnownColumn | None
    because: Because
    unit: Unit | None = None
    is_kept: bool = True

    @property
    def code(self) -> str | None:
        """Code of the known column (栏目代码)."""
        return None if self.known is None else self.known.code


@dataclass(frozen=True, slots=True)
class Matched:
    """All columns of a table, and what has to be asked about them (认栏结果)."""

    columns: tuple[TableColumn, ...]
    questions: tuple[Question, ...]


def match_columns(
    sheet: Spread, heading: Heading, body: Sequence[int], *, known: KnownColumns, answers: Answers, days: DayContext
) -> Matched:
    """Each column with a heading or with contents, matched or asked about (认栏目). body: rows that are entries."""
    matcher = _Matcher(sheet, heading, body, known, answers, days)
    columns = matcher.columns()
    return Matched(tuple(columns), tuple(matcher.questions))


class _Matcher:
    """The matching of one table, with what it has to ask."""

    def __init__(
        self,
        sheet: Spread,
        heading: Heading,
        body: Sequence[int],
        known: KnownColumns,
        answers: Answers,
        days: DayContext,
    ) -> None:
        self._sheet, self._heading, self._known, self._answers = sheet, heading, known, answers
        self._sample = body if len(body) <= SAMPLE else body[:: len(body) // SAMPLE + 1]
        self._context = CellContext(known.words, days)
        self.questions: list[Question] = []
        self._taken: dict[str, str] = {}

    def columns(self) -> list[TableColumn]:
        """All columns in order."""
        places = [place for place in range(self._width()) if place in self._heading.paths or self._has_contents(place)]
        found: dict[int, TableColumn] = {}
        for settle in (self._answered, self._named, self._asked):
            for place in places:
                if place not in found and (column := settle(place)) is not None:
                    found[place] = column
        return [found[place] for place in places]

    def _answered(self, place: int) -> TableColumn | None:
        """A column that an earlier answer settles."""
        heading, key = self._names(place)
        answer = self._answers.get(f"column:{key}", "")
        if answer in {KEEP, DROP}:
            return TableColumn(place, heading, key, None, "answered", is_kept=answer == KEEP)
        known = self._known.by_code.get(answer)
        if known is None or known.code in self._taken:
            return None
        return self._column(place, known, "answered")

    def _named(self, place: int) -> TableColumn | None:
        """A column that its name settles, unless its contents deny it or another has that name."""
        known = self._by_name(self._heading.paths.get(place, ()))
        if known is None or known.code in self._taken or self._denies(place, known):
            return None
        return self._column(place, known, "name")

    def _column(self, place: int, known: KnownColumn, because: Because) -> TableColumn:
        heading, key = self._names(place)
        if known.reads != "nothing":
            self._taken[known.code] = heading
        return TableColumn(place, heading, key, known, because, heading_unit(heading) or known.unit)

    def _by_name(self, path: tuple[str, ...]) -> KnownColumn | None:
        """The known column that the whole heading names, or its last line under a heading that may stand over it."""
        if not path:
            return None
        keys = [heading_key(text) for text in path]
        if whole := self._known.by_name.get("".join(keys)):
            return whole
        last = self._known.by_name.get(keys[-1])
        if last is None or len(keys) == 1:
            return last
        over = keys[-2]
        is_told = over in last.under or self._known.by_name.get(over) is last
        return last if is_told or (not last.under and over not in self._known.by_name) else None

    def _denies(self, place: int, column: KnownColumn) -> bool:
        """Whether the contents say that a column is not what its name says."""
        if column.reads not in _TELLING:
            return False
        good, all_ = self._readable(place, column.reads)
        return all_ >= ENOUGH and good * 2 < all_

    def _readable(self, place: int, reads: str) -> tuple[int, int]:
        """How many of the sampled cells can be read so, of how many."""
        cells = [raw for raw in self._cells(place) if not is_blank(raw) and tidy(raw) not in self._known.words.unknown]
        read = [read_cell(raw, reads=reads, at="", context=self._context) for raw in cells]
        return sum(value is not None and not _is_wrong(value) for value in read), len(cells)

    def _asked(self, place: int) -> TableColumn:
        heading, key = self._names(place)
        path = self._heading.paths.get(place, ())
        named = self._by_name(path)
        suggestion = self._suggested(place, key, named)
        self.questions.append(
            Question(
                key=f"column:{key}",
                at=self._sheet.at(self._heading.bottom, place),
                sentence=self._sentence(place, heading, named),
                choices=tuple(self._choices()),
                suggestion=suggestion,
                is_pressing=named is not None,
            )
        )
        return TableColumn(place, heading, key, None, "asked", heading_unit(heading))

    def _sentence(self, place: int, heading: str, named: KnownColumn | None) -> str:
        examples = "、".join(dict.fromkeys(shown(raw) for raw in self._cells(place) if not is_blank(raw)).keys())
        like = f"（内容如：{examples[:40]}）" if examples else ""
        if named is not None and named.code in self._taken and self._taken[named.code] != heading:
            return f"“{heading}”和“{self._taken[named.code]}”都像“{named.word}”，请选定哪一栏是{like}。"
        if named is not None and named.code in self._taken:
            return f"有两栏都叫“{heading}”，请选定这一栏是什么{like}。"
        if named is not None:
            return f"“{heading}”一栏的内容大多不像“{named.word}”，请核对这一栏是什么{like}。"
        if not heading:
            return f"第{place + 1}列没有表头，请选定是什么{like}。"
        return f"不认识“{heading}”一栏，请选定对应哪一栏，或按原样保留{like}。"

    def _suggested(self, place: int, key: str, named: KnownColumn | None) -> str | None:
        """The likeliest answer: what the heading has in it, else what the contents show, where it is one alone."""
        if named is not None:
            return None if named.code in self._taken else named.code
        free = [
            column for column in self._known.columns if column.code not in self._taken and column.reads != "nothing"
        ]
        overlaps = {column.code: _overlap(key, column) for column in free}
        longest = max(overlaps.values(), default=0)
        likely = [code for code, overlap in overlaps.items() if overlap == longest] if longest >= 2 else []
        if not likely:
            likely = [
                column.code for column in free if column.reads in _SHOWS_ITSELF and self._shows(place, column.reads)
            ]
        return likely[0] if len(likely) == 1 else None

    def _shows(self, place: int, reads: str) -> bool:
        good, all_ = self._readable(place, reads)
        return all_ >= ENOUGH and good * 5 >= all_ * 4

    def _choices(self) -> Iterator[Choice]:
        for column in self._known.columns:
            if column.code not in self._taken or column.reads == "nothing":
                yield Choice(column.code, column.word)
        yield Choice(KEEP, "按原样保留")
        yield Choice(DROP, "不导入")

    def _names(self, place: int) -> tuple[str, str]:
        """The heading as shown, and for comparing; a column without one goes by its letters."""
        path = self._heading.paths.get(place, ())
        key = "/".join(heading_key(text) for text in path) or f"#{place + 1}"
        return "／".join(text.replace("\n", "") for text in path), key

    def _cells(self, place: int) -> Iterable[Raw]:
        return (self._sheet.cell(row, place) for row in self._sample)

    def _has_contents(self, place: int) -> bool:
        return any(not is_blank(raw) for raw in self._cells(place))

    def _width(self) -> int:
        longest = max((len(self._sheet.rows[row]) for row in self._sample if row < len(self._sheet.rows)), default=0)
        return max([longest, *(place + 1 for place in self._heading.paths)])


def _is_wrong(value: object) -> bool:
    return isinstance(value, Finding)


def _overlap(key: str, column: KnownColumn) -> int:
    """How many characters of a heading are a name of the column, or the other way round."""
    names = (*column.names, heading_key(column.word))
    return max((min(len(name), len(key)) for name in names if name in key or key in name), default=0)


def by_code(columns: Iterable[TableColumn]) -> Mapping[str, TableColumn]:
    """The matched columns by their code (按代码找栏)."""
    return {column.code: column for column in columns if column.code is not None}
