"""Numbered schemes (数字框架): 六大生态, “1+3+3+3”, 四个一批, with their parts where the text lists them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from bihuan.engine.text.meaning.cutting import Tokens
from bihuan.engine.text.meaning.framework_parts import SOUGHT, Parts
from bihuan.engine.text.meaning.numbers import ordinal
from bihuan.engine.text.reading import Part
from bihuan.engine.text.scan import Patterns, Scan

_LOOKS = 3
_QUOTES = re.compile("[“”‘’]")


@dataclass(frozen=True)
class FrameworkWords:
    """How schemes are counted and named (数字框架用语).

    set_phrases: what the whole country says is no place's scheme.
    """

    set_phrases: tuple[str, ...]
    counted: re.Pattern[str]
    quoted: re.Pattern[str]
    open_digits: re.Pattern[str]
    bare: re.Pattern[str]
    chains: re.Pattern[str]
    letters_of: re.Pattern[str]
    announced: re.Pattern[str]
    point: re.Pattern[str]
    tiered: re.Pattern[str]

    @property
    def sought(self) -> Patterns:
        """What the shared scan is to look for in a whole body (全文查找的用语)."""
        return self.quoted, self.letters_of, self.open_digits, self.bare, self.chains, *SOUGHT

    @cached_property
    def set_phrase_set(self) -> frozenset[str]:
        """The set phrases as a set."""
        return frozenset(self.set_phrases)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A numbered scheme in a text (框架): its place, count, label and parts.

    listed: members that the text lists beside it in another number than it counts; empty where they agree.
    """

    opens: int
    start: int
    end: int
    name: str
    count: int | None
    label: str | None
    parts: tuple[Part, ...] = ()
    listed: tuple[str, ...] = ()


def frameworks(tokens: Tokens, *, words: FrameworkWords, is_word: Callable[[str], bool]) -> list[Scheme]:
    """The numbered schemes of a text, each once (框架清单); its parts are looked for where it is first named.

    Args: is_word: whether the language has a word; what stands in quotation marks and is one is no scheme (“二人转”).
    """
    kept: dict[str, Scheme] = {}
    looked: Counter[str] = Counter()
    parts = Parts(tokens, tiered=words.tiered, point=words.point)
    for scheme in sorted(_apart(_all(tokens.scan, words)), key=lambda one: one.start):
        if scheme.count is None and len(scheme.name) > len("三保") and is_word(scheme.name):
            continue
        known = kept.get(scheme.name)
        if scheme.name in words.set_phrase_set or words.announced.search(scheme.name) or looked[scheme.name] >= _LOOKS:
            continue
        if known is None or not known.parts:
            looked[scheme.name] += 1
            place = (scheme.opens, scheme.end)
            found = parts.of(place, name=scheme.name, count=scheme.count, label=scheme.label)
            listed = () if found or scheme.count is None else parts.miscounted(place, scheme.count)
            first = known or scheme
            kept[scheme.name] = replace(first, parts=scheme.parts or found, listed=first.listed or listed)
    schemes = _one_of_chains(list(kept.values()))
    return [replace(each, parts=each.parts or _sums(each, schemes)) for each in schemes]


def _all(scan: Scan, words: FrameworkWords) -> Iterator[Scheme]:
    yield from _quoted(scan, words)
    for match in scan.finditer(words.letters_of):
        count = ordinal(match["count"].replace("两", "二"))
        if len(match["letters"]) == count:
            part = Part(count, match["label"], tuple(match["letters"]))
            name = _QUOTES.sub("", match["name"])
            yield Scheme(match.start(), match.start(), match.end(), name, count, match["label"], (part,))
    for match in scan.finditer(words.open_digits):
        yield Scheme(match.start(), match.start(), match.end(), match["name"], None, None)
    yield from _bare(scan, words)


def _apart(found: Iterator[Scheme]) -> Iterator[Scheme]:
    """No two over one place: what was found first stays (“化机锂医数”五大产业赛道, not 五大产业赛道 within it)."""
    taken: set[int] = set()
    for each in found:
        if each.end not in taken:
            taken.update(range(each.start, each.end + 1))
            yield each


def _quoted(scan: Scan, words: FrameworkWords) -> Iterator[Scheme]:
    for match in scan.finditer(words.quoted):
        counted = re.match("([一二三四五六七八九十两]{1,2})(?:个|大|项|条|篇|张|类|支(?!柱|撑|持))(.+)", match["name"])
        count, label = (ordinal(counted[1].replace("两", "二")), counted[2]) if counted else (None, None)
        yield Scheme(match.start(), match.start("name"), match.end("name"), match["name"], count, label)


def _bare(scan: Scan, words: FrameworkWords) -> Iterator[Scheme]:
    for form in (words.bare, words.chains):
        for match in scan.finditer(form):
            groups = match.groupdict()
            label = groups.get("label") or groups.get("article") or groups.get("guard") or groups.get("field")
            count = ordinal(match["count"].replace("两", "二"))
            yield Scheme(match.start(), match.start(), match.end(), _QUOTES.sub("", match["name"]), count, label)


def _sums(scheme: Scheme, others: list[Scheme]) -> tuple[Part, ...]:
    """1+3+3+3: the schemes of the text that count one, three, three and three, in this order, are its parts."""
    digits = [int(digit) for digit in scheme.name.split("+") if digit.isdigit()] if "+" in scheme.name else []
    if len(digits) < 2:
        return ()
    single = sorted((one for one in others if one.count is not None and one.label), key=lambda one: one.start)
    found: list[Part] = []
    place = 0
    for digit in digits:
        while place < len(single) and not _adds(single[place], digit, found):
            place += 1
        if place == len(single):
            return ()
        part = single[place]
        members = part.parts[0].members if part.parts else ()
        found.append(Part(digit, part.label or "", members))
        place += 1
    return tuple(found)


def _adds(scheme: Scheme, digit: int, before: list[Part]) -> bool:
    """Whether a scheme may be the next part: of that number, and not the one before under another name."""
    members = scheme.parts[0].members if scheme.parts else ()
    return scheme.count == digit and not (members and any(part.members == members for part in before))


def _one_of_chains(found: list[Scheme]) -> list[Scheme]:
    """8条产业链 and 8条主导产业链 are one scheme: the shorter name stays."""
    names = {each.name for each in found}
    chains = re.compile("(?P<count>[0-9]+条)(?:重点|主导|优势|特色|支柱)(?P<what>产业链)")
    long = {each.name for each in found if (m := chains.fullmatch(each.name)) and m["count"] + m["what"] in names}
    return [each for each in found if each.name not in long]
