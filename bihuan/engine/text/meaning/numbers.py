"""Numbers with a unit, thresholds, doublings and ranks (数字与位次), where they stand in a body: one scan a kind."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

_ORDINALS = {sign: value for value, sign in enumerate("一二三四五六七八九十", start=1)}
# How far before a number the first of a range stands, at most.
_RANGE = 16
# What may stand before a minus sign.
_BEFORE_MINUS = tuple("的为是达至到由从")
_CLAUSE_MARKS = "，,。；;\n"
_CLAUSE_END = re.compile(f"[{_CLAUSE_MARKS}]")


@dataclass(frozen=True)
class NumberWords:
    """Units and what else makes a number of digits (数量用语).

    quantity: digits with their unit, by sort. coded: what before digits makes them part of a name. former: the first
    of a range. threshold: 千亿元 after a verb of crossing. thresholds: its value and unit.
    """

    digits: Mapping[str, str]
    thresholds: Mapping[str, str]
    rates: Mapping[str, str]
    quantity: re.Pattern[str]
    crowd: re.Pattern[str]
    crowd_of: re.Pattern[str]
    coded: re.Pattern[str]
    former: re.Pattern[str]
    joins: re.Pattern[str]
    threshold: re.Pattern[str]
    doubled: re.Pattern[str]
    ranked: re.Pattern[str]
    rank: re.Pattern[str]
    measured: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """A number as written (数字): its place in the body, value, unit, and what sort of unit it is."""

    start: int
    end: int
    value: Decimal
    unit: str
    sort: str
    more: bool = False


def mentions(body: str, *, words: NumberWords) -> list[Mention]:
    """All numbers with units, thresholds, doublings and ranks of a body, in order (全部数字)."""
    found = list(_quantities(body, words))
    crowds = words.crowd.finditer(body) if words.crowd_of.search(body) else ()
    found += [_crowd(match) for match in crowds if not _is_coded(body, match.start(), words)]
    found += _thresholds(body, words)
    found += [_doubled(match, words) for match in words.doubled.finditer(body)]
    found += _ranks(body, words)
    return sorted(_apart(found), key=lambda mention: mention.start)


def _apart(found: list[Mention]) -> Iterator[Mention]:
    """No two over one place: the first found stays."""
    taken: set[int] = set()
    for mention in found:
        if mention.start not in taken:
            taken.update(range(mention.start, mention.end))
            yield mention


def _quantities(body: str, words: NumberWords) -> Iterator[Mention]:
    last_end = 0
    for match in words.quantity.finditer(body):
        mention = _quantity(match, words)
        first = _first_of_range(body, match.start(), last_end, words)
        if first is not None:
            yield _former(first, match, mention)
        elif _is_coded(body, match.start(), words):
            continue
        last_end = mention.end
        yield mention


def _first_of_range(body: str, start: int, last_end: int, words: NumberWords) -> re.Match[str] | None:
    """The number before 至 or a dash that stands right before a number (区间的前一个数)."""
    joined = start > last_end and words.joins.match(body, start - 1) is not None
    return words.former.search(body, max(last_end, start - _RANGE), start) if joined else None


def _is_coded(body: str, start: int, words: NumberWords) -> bool:
    return words.coded.search(body, max(0, start - 1), start) is not None and not _is_below_zero(body, start)


def _is_below_zero(body: str, start: int) -> bool:
    """Whether the sign before a number is a minus: 由一季度的-2.2%, not A-2 or 4-6."""
    return body[start - 1 : start] == "-" and body[start - 2 : start - 1] in _BEFORE_MINUS


def _quantity(match: re.Match[str], words: NumberWords) -> Mention:
    value, more = _decimal(match["digits"]), bool(match["more"] or match["more2"])
    start = match.start()
    if _is_below_zero(match.string, start):
        start, value = start - 1, -value
    # The last group of the form is that of the unit.
    sort = match.lastgroup or "money"
    if sort == "rate":
        return Mention(start, match.end(), value, words.rates.get(match[sort], match[sort]), sort, more)
    return Mention(start, match.end(), value, (match["scale"] or "") + (match[sort] or "元"), sort, more)


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _former(first: re.Match[str], match: re.Match[str], mention: Mention) -> Mention:
    """The lower bound of a range takes the unit of the upper one, and its scale where it has none of its own."""
    base = mention.unit.removeprefix(match["scale"] or "")
    scale = first["scale"] or match["scale"] or ""
    end = first.end("scale") if first["scale"] else first.end("digits")
    return Mention(first.start(), end, _decimal(first["digits"]), scale + base, mention.sort)


def _crowd(match: re.Match[str]) -> Mention:
    return Mention(match.start(), match.end(), Decimal(match["digits"]), "万人", "crowd", bool(match["more"]))


def _thresholds(body: str, words: NumberWords) -> Iterator[Mention]:
    """A threshold in Chinese numerals (汉字门槛): 突破千亿元, 迈上两千亿台阶; in a list the last closes it."""
    for match in words.threshold.finditer(body):
        if match["tail"] or body[match.end("scale") : match.end()] or body[match.end() : match.end() + 1] in "、级":
            value, unit = words.thresholds[match["scale"]].split()
            times = Decimal(words.digits[match["digit"]]) if match["digit"] else Decimal(1)
            start = match.start("digit") if match["digit"] else match.start("scale")
            end = match.start("tail") if match["tail"] else match.end()
            yield Mention(start, end, Decimal(value) * times, unit, "money")


def _doubled(match: re.Match[str], words: NumberWords) -> Mention:
    """翻一番 is growth by once, 翻两番 by three times."""
    times = int(words.digits[match["times"]]) if match["times"] else 1
    return Mention(match.start(), match.end(), Decimal(2**times - 1), "倍", "rate")


def _ranks(body: str, words: NumberWords) -> Iterator[Mention]:
    """Ranks after 居 or 列, and those listed after one another (第二、第七、第九)."""
    last_end = -1
    for match in _rank_matches(body, words):
        listed = match["verb"] in ("、", "和")
        if listed and (match.start() != last_end or match["scope"]):
            continue
        plain = match["plain"] is not None or match["verb"] in ("进入", "跃升")
        said = match["sure"] or match["sure2"] or (match["plain"] and _is_of_measure(body, match, words))
        if plain and not said:
            continue
        value = Decimal(1) if match["first"] else Decimal(ordinal(match["nth"] or match["top"]))
        yield Mention(match.start(), match.end(), value, "位", "rank")
        last_end = match.end()


def _is_of_measure(body: str, match: re.Match[str], words: NumberWords) -> bool:
    """Whether 全国第一 ends its clause behind what is measured: 综合算力指数全国第一, not 成为全国第一个."""
    ends = body[match.end() : match.end() + 1] in "，,。；;、\n"
    return ends and words.measured.search(body[max(0, match.start() - 12) : match.start()]) is not None


def _rank_matches(body: str, words: NumberWords) -> Iterator[re.Match[str]]:
    """The forms of a rank in the clauses that hold a sign of one; the others need no scan."""
    end = 0
    for sign in words.ranked.finditer(body):
        if sign.start() >= end:
            start = max(end, 1 + max(body.rfind(mark, end, sign.start()) for mark in _CLAUSE_MARKS))
            stop = _CLAUSE_END.search(body, sign.end())
            end = stop.start() if stop else len(body)
            yield from words.rank.finditer(body, start, end + 1)


def ordinal(text: str) -> int:
    """A small number in Chinese or Arabic numerals (序数).

    >>> ordinal("十三"), ordinal("二十"), ordinal("7")
    (13, 20, 7)
    """
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _ORDINALS.get(text[-1], 0)
    return (_ORDINALS.get(tens, 1) if tens else 1) * 10 + _ORDINALS.get(ones, 0)
