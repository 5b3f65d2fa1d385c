"""Where the article begins and ends among the lines (正文范围), and what each line outside it is."""

import re
from collections import Counter
from dataclasses import dataclass

from bihuan.engine.text.cleaning.adverts import AdvertWords, is_advert
from bihuan.engine.text.cleaning.furniture import FurnitureWords, furniture, paper_facts
from bihuan.engine.text.cleaning.inline import InlineWords, without_sounds
from bihuan.engine.text.cleaning.lines import Line

_STOP = re.compile("[。；！？!;]")
_ENDED = re.compile("[。！？!：:”）)…]$")
_REPEATED = 20
_PROSE = 30
_TITLE = 6
_LABELLED = 20
_LONG_PROSE = 120
_LINKED = 0.8


@dataclass(frozen=True)
class ZoneWords:
    """How papers begin and end (正文起止用语)."""

    salutation: re.Pattern[str]
    numbered: re.Pattern[str]
    speaker: re.Pattern[str]
    signed: re.Pattern[str]
    signs: re.Pattern[str]
    attached: re.Pattern[str]
    kicker: re.Pattern[str]


@dataclass(frozen=True)
class LineWords:
    """All that tells the kinds of whole lines (行的用语)."""

    furniture: FurnitureWords
    adverts: AdvertWords
    inline: InlineWords
    zones: ZoneWords


def kinds(
    lines: list[Line], *, words: LineWords, linked: frozenset[int] = frozenset(), title: str = ""
) -> list[str | None]:
    """For each line the kind of noise that it is (行的类别), None for a line of the body.

    Args: linked: numbers of lines that a page shows as links. title: as the page's head states it, if it does.
    """
    return _Zones(lines, words, linked, title).kinds()


def is_prose(text: str) -> bool:
    """Whether a line reads as running text (成段文字) and not as a heading or a label."""
    return len(text) >= _PROSE and (_STOP.search(text) is not None or text.count("，") + text.count(",") >= 2)


class _Zones:
    """The lines of one text and what becomes of each (分区)."""

    def __init__(self, lines: list[Line], words: LineWords, linked: frozenset[int], title: str) -> None:
        self._lines, self._words, self._linked, self._title = lines, words, linked, title
        self._found = [self._by_form(line) for line in lines]

    def kinds(self) -> list[str | None]:
        """The kinds, found from the surest to the least sure."""
        self._mark_values()
        self._mark_repeats()
        self._mark_links()
        first = self._first_prose()
        if first is None:
            return self._found
        self._keep_signatures(first)
        self._mark_head(self._with_openings(first))
        self._mark_tail()
        return self._found

    def _by_form(self, line: Line) -> str | None:
        if "\t" in line.text:
            return None
        text = without_sounds(line.text, words=self._words.inline)
        kind = furniture(text, words=self._words.furniture)
        return kind or ("advert" if is_advert(text, words=self._words.adverts) else None)

    def _mark_values(self) -> None:
        """A label alone on its line (“来源：”) takes the short line after it."""
        for number in range(1, len(self._lines)):
            label = self._found[number - 1] == "source" and self._lines[number - 1].text.endswith(("：", ":"))
            text = self._lines[number].text
            if label and self._found[number] in (None, "byline") and len(text) <= _LABELLED and text[0] != "□":
                self._found[number] = "source"

    def _mark_repeats(self) -> None:
        """Long lines seen before, and short ones that follow a repeated line."""
        seen: set[str] = set()
        following = False
        for number, line in enumerate(self._lines):
            if self._found[number] is not None or "\t" in line.text:
                continue
            letters = line.letters
            repeated = letters in seen and (len(letters) >= _REPEATED or following)
            if repeated:
                self._found[number] = "repeat"
            following = repeated
            seen.add(letters)

    def _mark_links(self) -> None:
        """Short lines that a page shows as links, save what may be its title."""
        for number in self._linked:
            text = self._lines[number].text
            if (
                self._found[number] is None
                and not is_prose(text)
                and text != self._title
                and not self._is_attached(text)
            ):
                self._found[number] = "links"

    def _is_attached(self, text: str) -> bool:
        return self._words.zones.attached.fullmatch(text) is not None

    def _keep_signatures(self, first: int) -> None:
        """A day under the name of who signs is of the body, as is the one that stands under prose."""
        for number in range(first + 1, len(self._lines)):
            if self._found[number] == "date" and self._words.zones.signed.fullmatch(self._lines[number].text):
                above = self._lines[number - 1].text
                signs = self._found[number - 1] is None and self._words.zones.signs.fullmatch(above) is not None
                follows = number + 1 < len(self._lines) and self._found[number + 1] is None
                if signs or follows:
                    self._found[number] = None

    def _first_prose(self) -> int | None:
        prose = (
            number for number, line in enumerate(self._lines) if self._found[number] is None and is_prose(line.text)
        )
        return next(prose, None)

    def _with_openings(self, first: int) -> int:
        """The first line of the body: a salutation or a numbered heading just before the prose is of it."""
        while first > 0 and self._found[first - 1] is None and self._opens(self._lines[first - 1].text):
            first -= 1
        return first

    def _opens(self, text: str) -> bool:
        zones = self._words.zones
        return (
            zones.salutation.fullmatch(text) is not None
            or zones.numbered.fullmatch(text) is not None
            or bool(_STOP.search(text) and _ENDED.search(text))
            or "\t" in text
        )

    def _mark_head(self, first: int) -> None:
        """Lines above the body: the table of a paper, site name, title, what stands above or below it."""
        for number in range(first):
            if self._found[number] is None:
                self._found[number] = paper_facts(self._lines[number].text, words=self._words.furniture)
        open_lines = [number for number in range(first) if self._found[number] is None]
        title = self._title_line(open_lines)
        for number in open_lines:
            self._found[number] = self._head_kind(number, title=title)

    def _title_line(self, open_lines: list[int]) -> int | None:
        """The line that the page itself states as its title, else the first that may be one."""
        again = Counter(line.text for line in self._lines)
        stated = (number for number in open_lines if self._title and self._lines[number].text == self._title)
        likely = (number for number in open_lines if self._may_be_title(self._lines[number].text, again))
        return next(stated, next(likely, None))

    def _may_be_title(self, text: str, again: Counter[str]) -> bool:
        """Long enough, no kicker, and not a site's short name that stands again at the end of the page."""
        return (
            len(text) >= _TITLE
            and self._words.zones.kicker.fullmatch(text) is None
            and not (len(text) <= 12 and again[text] > 1)
        )

    def _head_kind(self, number: int, *, title: int | None) -> str:
        text = self._lines[number].text
        if number == title:
            return "title"
        if title is not None and number > title and self._words.zones.speaker.fullmatch(text):
            return "byline"
        return "site" if title is not None and number < title and len(text) < _TITLE else "kicker"

    def _mark_tail(self) -> None:
        """What stands after the last paragraph and is neither signature, attachment nor a sentence."""
        last = self._last_prose()
        self._mark_after_lists(last)
        last = self._last_prose()
        ended = False
        for number in range(last + 1, len(self._lines)):
            ended = ended or self._found[number] in self._words.furniture.starts_tail
            if self._found[number] is None and (ended or not self._may_end(number)):
                listed = self._words.furniture.listed.fullmatch(self._lines[number].text)
                self._found[number] = "related" if listed else "tail"

    def _last_prose(self) -> int:
        """The last prose line that is not itself an item of a list of articles."""
        prose = [
            number
            for number, line in enumerate(self._lines)
            if self._found[number] is None
            and is_prose(line.text)
            and self._words.furniture.listed.fullmatch(line.text) is None
        ]
        return prose[-1] if prose else 0

    def _mark_after_lists(self, last: int) -> None:
        """All that follows the heading of a list of other articles, where no long paragraph stands there."""
        for number in range(last, 0, -1):
            if self._found[number] not in ("related", "comment") or number <= len(self._lines) // 4:
                continue
            after = [each for each in range(number + 1, len(self._lines)) if self._found[each] is None]
            if all(len(self._lines[each].text) < _LONG_PROSE for each in after):
                for each in after:
                    self._found[each] = "related"

    def _may_end(self, number: int) -> bool:
        """Whether a short line after the last paragraph is still of the paper."""
        text, zones = self._lines[number].text, self._words.zones
        return (
            (_STOP.search(text) is not None and _ENDED.search(text) is not None)
            or "\t" in text
            or any(form.fullmatch(text) for form in (zones.signed, zones.signs, zones.attached, zones.numbered))
        )
