"""What the head lines and the first sentences say of a document (文件信息): title, days, publisher, place."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bihuan.engine.text.cleaning.clean import Removed
from bihuan.engine.text.cleaning.inline import InlineWords, without_sounds
from bihuan.engine.text.cleaning.simplified import simplify
from bihuan.engine.text.meaning.dates import day_in, signed, whole_day
from bihuan.engine.text.meaning.places import PlaceWords, place
from bihuan.engine.text.reading import Headings

_YEAR = re.compile(r"(20\d\d)年")
_SENTENCE = re.compile("[。；\n]")
_OPENING = 1_200
_FIRST = 6
_WIDE = {ord("０") + digit: str(digit) for digit in range(10)}
_SHORT = 48
_DATED = ("date", "source", "byline", "metadata")
_TITLE_BREAK = re.compile(r"[_|｜]|\s-\s|-(?=[^-]{2,16}$)")


@dataclass(frozen=True)
class HeadWords:
    """How the head of a paper or page speaks (文件信息用语). kicker: who and when, in a line under the title."""

    today: re.Pattern[str]
    source: re.Pattern[str]
    source_label: re.Pattern[str]
    title_label: re.Pattern[str]
    published_label: re.Pattern[str]
    letterhead: re.Pattern[str]
    paper_title: re.Pattern[str]
    title_and_day: re.Pattern[str]
    kicker: re.Pattern[str]
    dateline: re.Pattern[str]
    dateline_day: re.Pattern[str]
    dateline_name: re.Pattern[str]
    standpoint: re.Pattern[str]
    copyright: re.Pattern[str]
    column: re.Pattern[str]
    site_behind: re.Pattern[str]
    medium: re.Pattern[str]
    issuer: re.Pattern[str]
    meets: re.Pattern[str]
    not_held: re.Pattern[str]


def headings(
    removed: Iterable[Removed],
    *,
    body: str,
    facts: Mapping[str, str],
    words: HeadWords,
    inline: InlineWords,
    places: PlaceWords,
) -> Headings:
    """Title, publishing day, publisher, meeting day and place of a document (文件信息).

    Args: facts: what the head of a page states (title, published, publisher, page).
    """
    pieces = list(removed)
    bare = any(piece.kind == "pinyin" and piece.text.strip("（）").isascii() for piece in pieces)
    heads = [
        (piece.kind, without_sounds(simplify(line.strip()), words=inline, bare=bare).translate(_WIDE))
        for piece in pieces
        for line in piece.text.splitlines()
        if line.strip()
    ]
    return _Head(heads, body, facts, words).headings(places)


class _Head:
    """The head lines of one document, asked one fact after another (文首各行)."""

    def __init__(self, heads: list[tuple[str, str]], body: str, facts: Mapping[str, str], words: HeadWords) -> None:
        self._heads, self._body, self._facts, self._words = heads, body, facts, words
        self._first = body.split("\n", 1)[0]
        self._title = self._found_title()
        self._year = self._found_year()

    def headings(self, places: PlaceWords) -> Headings:
        """All that the head says."""
        published = self._published()
        year = int(published[:4]) if published else self._year
        return Headings(
            title=self._title,
            published=published,
            publisher=self._publisher(),
            held=self._held(year=year),
            place=place(self._title or "", body=self._body, words=places),
        )

    def _found_title(self) -> str | None:
        """The title line, else what the paper's own table or the page's head gives."""
        title = next((text for kind, text in self._heads if kind == "title"), None)
        if title is not None and self._words.letterhead.match(title):
            lines = (text for kind, text in self._heads if kind in ("title", "kicker"))
            title = next(filter(self._words.paper_title.match, lines), title)
        if title is not None:
            plain = self._words.column.sub("", " ".join(title.split("\t")))
            of_site = self._words.site_behind.match(plain)
            return of_site["title"] if of_site else plain
        kickers = (text for kind, text in self._heads if kind == "kicker")
        if both := next(filter(None, map(self._words.title_and_day.match, kickers)), None):
            return both["title"]
        labelled = (found["title"] for kind, text in self._heads if (found := self._words.title_label.search(text)))
        if title := next(labelled, None):
            return title
        stated = self._facts.get("title") or _TITLE_BREAK.split(self._facts.get("page", ""))[0]
        return simplify(stated.strip()) or None

    def _found_year(self) -> int | None:
        found = _YEAR.findall(self._title or "") or sorted(_YEAR.findall(self._body[:600]), reverse=True)
        return max(map(int, found)) if found else None

    def _published(self) -> str | None:
        """The page's date line: one that says 发布 before one that says nothing, never the day of today."""
        if stated := whole_day(self._facts.get("published", "")):
            return stated
        heads = [text for kind, text in self._after_title() if kind in _DATED]
        labelled = (whole_day(found["day"]) for text in heads if (found := self._words.published_label.search(text)))
        days = (day for text in heads if (day := whole_day(text)))
        said = next((day for day in labelled if day), None) or next(days, None) or self._dateline_day()
        return said or self._under_title() or self._signed()

    def _after_title(self) -> Iterator[tuple[str, str]]:
        """The head lines without the line of today's day (今天是…星期三), which stands over the title."""
        seen = False
        for kind, text in self._heads:
            seen = seen or kind == "title"
            if seen or not self._words.today.search(text):
                yield kind, text

    def _under_title(self) -> str | None:
        """The day in a line under the title that says who published, and when, or in one with the title itself."""
        own = (whole_day(found["day"]) for found in self._kickers())
        return next(own, None) or next(
            filter(None, (whole_day(text) for kind, text in self._heads if kind == "kicker")), None
        )

    def _kickers(self) -> Iterator[re.Match[str]]:
        for kind, text in self._heads:
            dated = kind == "kicker" or (kind == "date" and not self._words.today.search(text))
            if dated and len(text) <= _SHORT and (found := self._words.kicker.match(text)):
                yield found

    def _signed(self) -> str | None:
        """The day under the text (落款日期), where there is no other."""
        tails = (day for kind, text in self._heads if kind == "tail" and (day := signed(text)))
        return next(tails, None) or signed(self._body)

    def _dateline_day(self) -> str | None:
        found = self._words.dateline_day.match(self._first)
        return day_in(found["day"], year=self._year) if found else None

    def _publisher(self) -> str | None:
        """The named source (the one nearest to the text), else who issued, else the agency, else the site."""
        named = [name for name in self._named_sources() if name]
        named = named or [found["name"] for found in self._kickers() if found["name"]] or self._bare_sources()
        if named or (stated := simplify(self._facts.get("publisher", ""))):
            return named[-1] if named else stated
        for found in (self._words.issuer.match(self._title or ""), self._agency()):
            if found:
                return found["name"]
        tails = (
            form.search(text) for form in (self._words.standpoint, self._words.copyright) for _, text in self._heads
        )
        sites = (self._words.site_behind.match(text) for kind, text in self._heads if kind == "title")
        said = next((found["name"] for found in (*tails, *sites) if found), None)
        return said or simplify(self._facts.get("site", "")) or None

    def _agency(self) -> re.Match[str] | None:
        """The agency of a dateline; 本报 and 本网 name none."""
        return None if self._words.dateline_name.match(self._first) else self._words.dateline.match(self._first)

    def _bare_sources(self) -> list[str]:
        """A medium alone on a line under the title: 某某发布."""
        return [
            text for kind, text in self._heads if kind in ("kicker", "byline") and self._words.medium.fullmatch(text)
        ]

    def _named_sources(self) -> Iterator[str]:
        """Names behind “来源：”, on the same line or alone on the next."""
        lines = [(kind, line) for kind, line in self._heads if kind in (*_DATED, "kicker", "credit")]
        for number, (_, line) in enumerate(lines):
            kind, below = lines[number + 1] if number + 1 < len(lines) else ("", "")
            if found := self._words.source.search(line):
                yield found["name"]
            elif self._words.source_label.search(line) and kind == "source" and not below.endswith(("：", ":")):
                yield below

    def _held(self, *, year: int | None) -> str | None:
        """The day of the meeting: on its own line below the title, else where a first sentence says it was held."""
        for kind, text in self._heads:
            if kind == "meeting" and (day := whole_day(text)):
                return day
        for sentence in _SENTENCE.split(self._body[:_OPENING])[:_FIRST]:
            said = self._words.dateline.sub("", sentence)
            is_of_it = self._words.meets.search(said) and not self._words.not_held.search(said)
            if is_of_it and (day := day_in(said, year=year)):
                return day
        return None
