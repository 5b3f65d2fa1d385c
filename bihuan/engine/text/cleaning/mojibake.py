"""Characters that an earlier system read wrongly (乱码): found by their look, repaired where the bytes give sense.

A page in GBK that lost the first byte of one character shows a question mark there and reads every later pair one byte
late, until a second byte below 0x80 stands alone as a Latin sign, or a further byte is lost. A run is repaired by
writing its bytes again and putting the lost byte back; where it ends by a lost byte, the character that goes best with
its neighbours is put in if one clearly does. What does not read better then than before stays as it was, marked.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bihuan.engine.text.cleaning.simplified import simplify
from bihuan.engine.text.opening.pairs import PairWords, is_han, is_odd

# A question mark that stands for a lost byte, and what stands behind it up to the next Latin sign.
_SHIFTED = re.compile(r"\?(?P<run>(?:[!-/:-@A-Za-z](?=[^\x00-\x7f]))?[^\x00-\x7f]{0,40})(?P<trail>[@-~]?)")
_LOST = re.compile("\ufffd+|(?:锟斤拷)+|烫烫烫+|屯屯屯+")
_LOST_SIGNS = ("\ufffd", "锟斤拷", "烫烫烫", "屯屯屯")
_PRIVATE = re.compile("[\ue000-\uf8ff]+")
_SPACES = re.compile(r"[\s\u3000]")
_LEADS = range(0x81, 0xFF)
# First bytes of the stops, and how much likelier a stop is to be hit than any one character.
_STOPS = (0xA1, 0xA3)
_STOP = 4.0
_STOP_BEFORE_QUOTE = 9.0
_TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
_MARKS = frozenset("。，、；：？！“”‘’（）《》")
_GAIN = 6.0
_CLEAR = 2.0
_CLEAR_MARK = 1.0
_GUESSED = 1.0
_SURE = 3.0
_UNFILLED = "□"
_QUOTES = 0xA1
_QUOTE = re.compile("[“”]")
_REACH = 3
_MOST = 3_000
# A stop with a quote behind it hardly comes about by chance.
_OPENINGS = ("。“", "。”", "，“", "：“", "！”")
_OPENS = 8.0
_RARE = 7.0


@dataclass(frozen=True, slots=True)
class Mended:
    """A character put right (复原的字) and the stretch of the original that holds its bytes."""

    sign: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Garble:
    """A damaged run of the original (乱码处): its place, the characters put right, none where the bytes do not tell."""

    start: int
    end: int
    mended: tuple[Mended, ...]
    reason: str


def garbles(text: str, *, pairs: PairWords) -> list[Garble]:
    """All damaged runs of a text, in order (乱码清单)."""
    found: list[Garble] = []
    place = tried = 0
    while (match := _SHIFTED.search(text, place)) is not None:
        garble = _Run(text, match, pairs).garble() if tried < _MOST else _unweighed(match)
        tried += 1
        place = max(garble.end if garble else match.start() + 1, match.start() + 1)
        found += [garble] if garble else []
    return sorted(found + [each for each in _lost(text) if not _within(each, found)], key=lambda each: each.start)


def _unweighed(match: re.Match[str]) -> Garble | None:
    """A run of a text with thousands of them, marked only: such a text is better asked for anew."""
    damaged = any(is_odd(sign) for sign in match["run"])
    return Garble(match.start(), match.end(), (), "疑似乱码：全文乱码过多，请对照来源核对") if damaged else None


def _within(garble: Garble, found: list[Garble]) -> bool:
    """Whether a place is part of a run found already; the runs stand in order."""
    place = bisect_left(found, garble.start, key=lambda each: each.end)
    return place < len(found) and (found[place].start < garble.end) and found[place].end > garble.start


def _lost(text: str) -> Iterator[Garble]:
    for found in _LOST.finditer(text) if any(map(text.__contains__, _LOST_SIGNS)) else ():
        yield Garble(found.start(), found.end(), (), "字符在转码时丢失，请对照来源补正")
    for found in _PRIVATE.finditer(text):
        yield Garble(found.start(), found.end(), (), "私有区字符，无法显示，请对照来源补正")


class _Run:
    """One run behind a question mark: its bytes, and what they read as from the lost byte on (一处错位)."""

    def __init__(self, text: str, match: re.Match[str], pairs: PairWords) -> None:
        self._text, self._pairs = text, pairs
        self._start = match.start()
        self._signs = list(_pairs_of_bytes(match["run"]))
        self._trail = match["trail"] if len(self._signs) == len(match["run"]) else ""
        late = b"".join(self._signs)
        self._first = late[:1]
        self._middle = [_read(late[place : place + 2]) for place in range(1, len(late) - 1, 2)]
        self._last = late[1::2]

    def garble(self) -> Garble | None:
        """The run repaired, or marked where it looks damaged and does not come back, or None for a plain question."""
        if not self._signs:
            return self._single(self._trail)
        best = max(self._readings(), key=lambda reading: reading[0], default=None)
        raw = self._score(list(self._raw(0)))
        if best is not None and best[0] - raw >= _GAIN and self._looks_damaged():
            return self._repaired(best[1], best[2])
        length = self._odd_length()
        if not length:
            first = self._text[self._start + 1]
            return self._single(first) if "@" <= first <= "~" else None
        return Garble(self._start, self._start + 1 + length, (), "疑似乱码：编码错位，字节不足以复原，请对照来源核对")

    def _looks_damaged(self) -> bool:
        """Whether a short run holds a sign that is odd or rare; a place name behind a plain question mark does not."""
        run = simplify(self._text[self._start + 1 : self._start + 1 + len(self._signs)])
        return (
            len(run) > 2
            or bool(self._trail)
            or any(is_odd(sign) or self._pairs.rareness(sign) >= _RARE for sign in run)
        )

    def _single(self, trail: str) -> Garble | None:
        """A question mark and a Latin sign between two characters: one character that lost its first byte."""
        end = self._start + 2
        before, after = self._text[self._start - 1 : self._start], self._text[end : end + 1]
        if not (trail and is_han(before[-1:] or " ") and is_han(after[-1:] or " ")):
            return None
        self._first = trail.encode("ascii")
        self._middle = [after]
        sign = self._head()
        if sign == _UNFILLED:
            return Garble(self._start, end, (), "疑似乱码：一个字缺了一个字节，请对照来源核对")
        note = f"一个字缺了一个字节，按上下文补为“{sign}”，请核对"
        return Garble(self._start, end, (Mended(sign, self._start, end),), note)

    def _readings(self) -> Iterator[tuple[float, str, bool]]:
        """The character whose first byte was lost: that which goes best between its neighbours."""
        head = self._head()
        for count in range(1, len(self._signs) + 1):
            middle = self._middle[: count - 1]
            if None in middle:
                return
            text = [head, *(sign or "" for sign in middle)]
            after = list(self._raw(count))
            if count == len(self._signs) and self._trail:
                end = _read(self._last[count - 1 : count] + self._trail.encode("ascii"))
                if end is not None:
                    yield self._score([*text, end, *after[1:]]), "".join([*text, end]), False
                    return
            yield self._score([*text, _UNFILLED, *after]) - _GUESSED, "".join(text), True

    def _head(self) -> str:
        """The character whose first byte was lost: the one that goes best between its neighbours."""
        before = self._text[self._start - 1 : self._start]
        after = (self._middle[0] or "") if self._middle else ""
        stop = _STOP_BEFORE_QUOTE if after in ("“", "”") else _STOP
        fit = self._fitting(before, after)
        return self._clearest((fit(sign) + (stop if sign in _MARKS else 0.0), sign) for sign in _heads(self._first))

    @staticmethod
    def _clearest(scored: Iterable[tuple[float, str]]) -> str:
        """The sign better than all others by enough: by more for a character than for a stop; else a blank."""
        best, second, *_ = *sorted(scored, reverse=True), (0.0, _UNFILLED), (-9.0, _UNFILLED)
        enough = _CLEAR_MARK if best[1] in _MARKS else _CLEAR
        return best[1] if best[0] >= _SURE and best[0] - second[0] >= enough else _UNFILLED

    def _filled(self, before: str, lead: int, after: str) -> str:
        """The character of a lost second byte, where one clearly goes best with its neighbours; else a blank."""
        if lead == _QUOTES:
            return self._quote()
        fit = self._fitting(before, after)
        return self._clearest((fit(sign), sign) for sign in _of_lead(lead))

    def _quote(self) -> str:
        """An opening quote where the next quote behind the run closes; else a blank."""
        found = _QUOTE.search(self._text, self._start)
        return "“" if found and found.group() == "”" else _UNFILLED

    def _fitting(self, before: str, after: str) -> Callable[[str], float]:
        """How well a sign goes with its neighbours, at most one on each side, whatever these are to others."""
        weights, rareness = self._pairs.weights, self._pairs.rareness
        left, right = _simple(before), _simple(after)

        def fit(sign: str) -> float:
            read = _simple(sign)
            rare = -rareness(read)
            return (weights.get(left + read, rare) if left else 0) + (weights.get(read + right, rare) if right else 0)

        return fit

    def _raw(self, count: int) -> Iterator[str]:
        """What stands behind the first signs of the run, as it is."""
        place = self._start + 1 + count
        end = self._start + 1 + len(self._signs) + len(self._trail) + _REACH
        yield from self._text[place:end]

    def _score(self, signs: list[str]) -> float:
        before = self._text[max(0, self._start - 1) : self._start]
        read = "".join(signs)
        opens = _OPENS if read.startswith(_OPENINGS) else 0.0
        return self._pairs.total(simplify(before + read)) + opens

    def _repaired(self, read: str, guessed: bool) -> Garble:
        """The repair, each character with the signs of the original that hold its two bytes."""
        if guessed:
            after = self._text[self._start + 1 + len(read) :][:1]
            read += self._filled(read[-1], self._last[len(read) - 1], after)
        count = len(read) - 1
        end = self._start + 1 + count + (0 if guessed else 1)
        mended = tuple(
            Mended(sign, self._start + place, min(self._start + place + 2, end)) for place, sign in enumerate(read)
        )
        by_context = [read[0]] * is_han(read[0]) + [read[-1]] * (guessed and read[-1] != _UNFILLED)
        note = f"，其中“{'、'.join(by_context)}”缺一个字节，按上下文补出" if by_context else ""
        note += "，□处无法确定" * (_UNFILLED in read)
        return Garble(self._start, end, mended, f"编码错位，已按字节复原为“{read}”{note}，请核对")

    def _odd_length(self) -> int:
        """How much of the run looks damaged: up to its last sign that no paper is written with."""
        run = self._text[self._start + 1 : self._start + 1 + len(self._signs)]
        return max((place for place, sign in enumerate(run, start=1) if is_odd(sign)), default=0)


@lru_cache(maxsize=256)
def _heads(last: bytes) -> tuple[str, ...]:
    """The characters and stops whose second byte is known."""
    pairs = ((lead, _read(bytes([lead]) + last)) for lead in _LEADS)
    return tuple(sign for lead, sign in pairs if sign and (sign in _MARKS if lead in _STOPS else is_han(sign)))


@lru_cache(maxsize=256)
def _of_lead(lead: int) -> tuple[str, ...]:
    """The characters whose first byte is known."""
    return tuple(sign for trail in _TRAILS if (sign := _read(bytes([lead, trail]))) is not None and is_han(sign))


@lru_cache(maxsize=30_000)
def _simple(sign: str) -> str:
    return simplify(sign)


def _pairs_of_bytes(run: str) -> Iterator[bytes]:
    """The two bytes of each sign of a run, up to one that has not two; a Latin sign was wide before it was narrowed."""
    for sign in run:
        wide = chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign
        try:
            written = wide.encode("gb18030")
        except UnicodeEncodeError:
            return
        if len(written) != 2 or _SPACES.match(wide):
            return
        yield written


def _read(pair: bytes) -> str | None:
    """The character of two bytes in GBK; None where there is none, or one that no paper is written with."""
    try:
        sign = pair.decode("gbk")
    except UnicodeDecodeError:
        return None
    return sign if len(sign) == 1 and not is_odd(sign) else None
