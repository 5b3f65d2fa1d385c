"""Where the article begins and ends among the lines (正文范围), and what each line outside it is."""

import re
from collections import Counter
from dataclasses import dataclass

from bihuan.engine.text.cleaning.adverts import AdvertWords, is_advert
from bihuan.engine.text.cleaning.furniture import FurnitureWords, furniture, is_menu, paper_facts
from bihuan.engine.text.cleaning.inline import InlineWords, title_end, without_sounds
from bihuan.engine.text.cleaning.lines import Line

_STOP = re.compile("[。；！？!;]")
_ENDED = re.compile("[。！？!：:”）)…]$")
_REPEATED = 20
_BAR = re.compile("[|｜丨]")
_PROSE = 30
_TITLE = 6
_LABELLED = 20
_LONG_PROSE = 120
_TEASER = 20
_HEAD = 40
_CLOSED = ("。", "；", "）", "”")


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
    title_label: re.Pattern[str]


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
        self._texts = [self._plain(line.text) for line in lines]
        self._found = [self._by_form(text) for text in self._texts]
        self._prose = [is_prose(text) for text in self._texts]

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

    def _plain(self, text: str) -> str:
        """A line without sounds and rests of tags."""
        text = without_sounds(text, words=self._words.inline)
        return self._words.inline.tag.sub("", text).strip() if "<" in text or "&" in text else text

    def _by_form(self, text: str) -> str | None:
        if "\t" in text:
            return None
        kind = furniture(text, words=self._words.furniture)
        return kind or ("advert" if is_advert(text, words=self._words.adverts) else None)

    def _mark_values(self) -> None:
        """A label alone on its line (“来源：”) takes the short line after it."""
        for number in range(1, len(self._lines)):
            label = self._found[number - 1] == "source" and self._texts[number - 1].endswith(("：", ":"))
            text = self._texts[number]
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
            text = self._texts[number]
            if (
                self._found[number] is None
                and not self._prose[number]
                and text != self._title
                and not self._is_attached(text)
            ):
                self._found[number] = "links"

    def _is_attached(self, text: str) -> bool:
        return self._words.zones.attached.fullmatch(text) is not None

    def _keep_signatures(self, first: int) -> None:
        """A day under the name of who signs is of the body, as is the one that stands under prose."""
        for number in range(first + 1, len(self._lines)):
            if self._found[number] == "date" and self._words.zones.signed.fullmatch(self._texts[number]):
                follows = number + 1 < len(self._lines) and self._found[number + 1] is None
                if follows or self._is_signed(number):
                    self._found[number] = None

    def _is_signed(self, number: int) -> bool:
        """Whether who signs stands above a day."""
        signs = self._words.zones.signs.fullmatch(self._texts[number - 1])
        return self._found[number - 1] is None and signs is not None

    def _first_prose(self) -> int | None:
        return next((number for number, is_prose in enumerate(self._prose) if is_prose and self._is_open(number)), None)

    def _is_open(self, number: int) -> bool:
        """Whether a line may still be of the body."""
        return self._found[number] is None

    def _with_openings(self, first: int) -> int:
        """The first line of the body: a salutation or a numbered heading just before the prose is of it."""
        open_lines = [number for number in range(first) if self._found[number] is None]
        for number in reversed(open_lines):
            if not self._opens(self._after_title(number, open_lines)):
                break
            first = number
        return first

    def _after_title(self, number: int, open_lines: list[int]) -> str:
        """A line without the title that ran into it, where that stands above on its own."""
        text = self._texts[number]
        likely = [self._texts[above] for above in open_lines[:_HEAD] if above < number]
        ends = (title_end(text, title=title) for title in likely if title[0] == text[:1])
        return text[max(ends, default=0) :]

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
                self._found[number] = self._table_kind(number)
        open_lines = [number for number in range(first) if self._found[number] is None]
        title = None if "title" in self._found[:first] else self._title_line(open_lines)
        for number in open_lines:
            self._found[number] = self._head_kind(number, title=title)

    def _table_kind(self, number: int) -> str | None:
        """What a head line is in the table above a paper, or in a menu: its label, or the value of the label above."""
        text, above = self._texts[number], self._texts[number - 1] if number else ""
        if is_menu(text):
            return "navigation"
        if number and self._found[number - 1] in ("metadata", "date", "source") and above.endswith(("：", ":")):
            return "title" if self._words.zones.title_label.fullmatch(above) else "metadata"
        return paper_facts(text, words=self._words.furniture)

    def _title_line(self, open_lines: list[int]) -> int | None:
        """The line that the page itself states as its title, else the first that may be one."""
        again = Counter(self._texts)
        stated = (number for number in open_lines if self._title and self._texts[number] == self._title)
        likely = (number for number in open_lines if self._may_be_title(self._texts[number], again))
        return next(stated, next(likely, None))

    def _may_be_title(self, text: str, again: Counter[str]) -> bool:
        """Long enough, no kicker, and not a site's short name that stands again at the end of the page."""
        return (
            len(text) >= _TITLE
            and _BAR.search(text) is None
            and self._words.furniture.day.search(text) is None
            and self._words.zones.kicker.fullmatch(text) is None
            and not (len(text) <= 12 and again[text] > 1)
        )

    def _head_kind(self, number: int, *, title: int | None) -> str:
        text = self._texts[number]
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
                listed = self._words.furniture.listed.fullmatch(self._texts[number])
                self._found[number] = "related" if listed else "tail"

    def _last_prose(self) -> int:
        """The last prose line that is not itself an item of a list of articles."""
        listed = self._words.furniture.listed
        prose = (
            number for number in reversed(range(len(self._lines))) if self._prose[number] and self._is_open(number)
        )
        return next((number for number in prose if listed.fullmatch(self._texts[number]) is None), 0)

    def _mark_after_lists(self, last: int) -> None:
        """All that follows the heading of a list of other articles, where no long paragraph stands there."""
        for number in range(last, 0, -1):
            if self._found[number] not in ("related", "comment") or number <= len(self._lines) // 4:
                continue
            after = [each for each in range(number + 1, len(self._lines)) if self._found[each] is None]
            if all(len(self._texts[each]) < _LONG_PROSE for each in after):
                for each in after:
                    self._found[each] = "related"

    def _may_end(self, number: int) -> bool:
        """Whether a short line after the last paragraph is still of the paper."""
        text, zones = self._texts[number], self._words.zones
        if self._words.furniture.listed.fullmatch(text) is not None:
            return False
        return (
            text.endswith(_CLOSED)
            or (len(text) >= _TEASER and _STOP.search(text) is not None and _ENDED.search(text) is not None)
            or "\t" in text
            or (zones.signed.fullmatch(text) is not None and self._is_signed(number))
            or any(form.fullmatch(text) for form in (zones.signs, zones.attached, zones.numbered))
        )
