"""The industries that a place names as its own to develop (产业), with their tier where the text gives it.

Known by what closes or opens a list of them (等三大主导产业, 以…为主导), by a verb of development before a name of a
sector, or by 产业 at the end of a name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bihuan.engine.text.meaning.cutting import Cutter, Tokens
from bihuan.engine.text.meaning.named import Found, once
from bihuan.engine.text.meaning.numbers import ordinal
from bihuan.engine.text.scan import Patterns
from bihuan.engine.text.words import any_of

_SUFFIX = "产业"
_KINDS = frozenset(
    ("行业", "产业", "产业链", "产业集群", "专业市场", "特色农业", "现代农业", "现代服务业", "生产性服务业")
)
_TRADES = frozenset(("制造业", "服务业", "农业", "加工业", "种植业", "养殖业"))
_JOINED = re.compile("[和及]")
_JOINED_OR_LISTED = re.compile("[、和与及]")


@dataclass(frozen=True)
class IndustryWords:
    """How industries are named (产业用语).

    sectors: names of sectors by the national classes. closed: a list before what it is a list of. led: 以…为主导.
    """

    sectors: tuple[str, ...]
    tiers: Mapping[str, str]
    closed: re.Pattern[str]
    closed_fields: re.Pattern[str]
    closed_trades: re.Pattern[str]
    closed_services: re.Pattern[str]
    aimed_row: re.Pattern[str]
    chained: re.Pattern[str]
    chaired: re.Pattern[str]
    goods_row: re.Pattern[str]
    closed_firms: re.Pattern[str]
    closes: re.Pattern[str]
    led: re.Pattern[str]
    told: re.Pattern[str]
    develops: re.Pattern[str]
    developed: re.Pattern[str]
    single: re.Pattern[str]
    everywhere: re.Pattern[str]
    becomes: re.Pattern[str]
    becoming: re.Pattern[str]
    quoted: re.Pattern[str]
    suffixed: re.Pattern[str]
    scale: re.Pattern[str]
    generic: re.Pattern[str]
    verbs_before: re.Pattern[str]

    @property
    def sought(self) -> Patterns:
        """What the shared scan is to look for in a whole body (全文查找的用语)."""
        lists = (
            self.told,
            self.closes,
            self.led,
            self.closed,
            self.closed_fields,
            self.closed_services,
            self.closed_trades,
            self.closed_firms,
            self.aimed_row,
            self.chained,
            self.chaired,
            self.goods_row,
        )
        return *lists, self.after_verb, self.single, self.becomes, self.becoming, self.everywhere, self.quoted

    @cached_property
    def closings(self) -> Patterns:
        """Rows by what closes them."""
        services = self.closed_services, self.closed_trades, self.closed_firms
        return self.led, self.closed, self.closed_fields, *services

    @cached_property
    def item(self) -> re.Pattern[str]:
        """One sector, with up to four characters that say which of its kind (铝基新材料), or two joined by 与."""
        one = f"(?:(?:(?![和与及])[一-龥]){{0,4}}?{any_of(self.sectors)}|{self.suffixed.pattern})"
        return re.compile(f"{one}(?:与{one})?(?:产业)?")

    @cached_property
    def after_verb(self) -> re.Pattern[str]:
        """A verb of development, then names of sectors (发展某某、某某)."""
        item = self.item.pattern
        return re.compile(
            f"(?:{self.develops.pattern})“?(?P<names>{item}(?:[、和及]{item}){{0,12}}){self.developed.pattern}"
        )

    @cached_property
    def sector(self) -> re.Pattern[str]:
        """A name that begins or ends with that of a sector."""
        names = any_of(self.sectors)
        return re.compile(f"^{names}|{names}$|^(?:{self.suffixed.pattern})$")

    @cached_property
    def ending(self) -> re.Pattern[str]:
        """A name of a sector before 产业, behind the place that has it: 某市新一代电子信息产业."""
        return re.compile(f"(?P<name>{any_of(each for each in self.sectors if len(each) > 4)})产业$")

    @cached_property
    def any_ending(self) -> re.Pattern[str]:
        """A name of any sector before 产业, behind words that name none: 优化葡萄酒产业."""
        return re.compile(f"(?P<name>{any_of(self.sectors)})产业$")

    @cached_property
    def joined(self) -> tuple[str, ...]:
        """The names of sectors that hold 和 or 及."""
        return tuple(each for each in self.sectors if _JOINED.search(each))

    @cached_property
    def known(self) -> frozenset[str]:
        """The names of sectors as a set."""
        return frozenset(self.sectors)


def industries(tokens: Tokens, *, title: str, cutter: Cutter, words: IndustryWords) -> list[Found]:
    """The industries of a text, each once (产业清单); in a paper on emerging ones those without a tier are such."""
    finder = _Finder(tokens, cutter, words)
    found = once(
        _with_tiers([*finder.lists(), *finder.chains(), *finder.goods(), *finder.after_verbs(), *finder.singles()])
    )
    if "新兴产业" in title:
        found = [each if each.kind else Found(each.start, each.end, each.name, "emerging") for each in found]
    names = {each.name for each in found}
    return [each for each in found if not _is_told_by(each.name, names)]


def _is_told_by(name: str, names: set[str]) -> bool:
    """Whether a trade is told by another name of the text: 泵阀产业 by 泵阀 or 泵阀制造."""
    stem = name.removesuffix(_SUFFIX)
    return stem != name and any(stem + what in names for what in ("", "制造", "加工", "装备"))


def _with_tiers(found: Iterable[Found]) -> Iterator[Found]:
    """Each with the tier that any mention of it gives."""
    every = list(found)
    tiers = {each.name: each.kind for each in reversed(every) if each.kind is not None}
    return (Found(each.start, each.end, each.name, tiers.get(each.name)) for each in every)


class _Finder:
    """Looks for industries in one text."""

    def __init__(self, tokens: Tokens, cutter: Cutter, words: IndustryWords) -> None:
        self._tokens, self._text, self._cutter, self._words = tokens, tokens.text, cutter, words
        self._scan = tokens.scan

    def lists(self) -> Iterator[Found]:
        """甲、乙、丙三大主导产业; 以甲、乙为主导."""
        words = self._words
        for match in self._scan.finditer(words.told):
            yield from self._members(match)
        for match in self._scan.finditer(words.aimed_row):
            members = list(self._members(match))
            if len(members) > 1 and self._is_row(match, members):
                yield from members
        for start, end in self._tokens.clauses(words.closes):
            for form in words.closings:
                for match in self._scan.finditer(form, start, end):
                    members = list(self._members(match))
                    if self._is_row(match, members):
                        yield from members

    def chains(self) -> Iterator[Found]:
        """甲链、乙链、丙链; 某某产业链链长."""
        for form in (self._words.chained, self._words.chaired):
            for match in self._scan.finditer(form):
                place = match.start("names")
                for number, part in enumerate(_JOINED_OR_LISTED.split(match["names"])):
                    end = place + len(part.removesuffix("链"))
                    start = self._first(place, end) if number == 0 else place
                    if end - start >= len("乳业") and not self._words.generic.search(self._text[start:end]):
                        yield Found(start, end, self._text[start:end], "chain")
                    place += len(part) + 1

    def goods(self) -> Iterator[Found]:
        """香菇、毛竹是当家的; 黄芪种植: what the land yields, where it is grown or worked."""
        for match in self._scan.finditer(self._words.goods_row):
            place = match.start("names")
            for part in _JOINED_OR_LISTED.split(match["names"]):
                yield Found(place, place + len(part), part, None)
                place += len(part) + 1

    def _is_row(self, match: re.Match[str], members: list[Found]) -> bool:
        """Whether what stands before 产业 is a row of industries: more than one, or one that is a known sector."""
        if len(members) > 1:
            row = match["names"].split("、")
            names_them = match.groupdict().get("kind") in _KINDS and len(members) == len(row) > 1
            if not all(map(self._is_thing, members)):
                return False
            return names_them or sum(map(self._is_sector, row)) * 2 >= len(members)
        said = match.groupdict()
        closed = said.get("etc") or said.get("count") or said.get("tier")
        return len(members) == 1 and bool(closed) and members[0].name in self._words.known

    def _is_thing(self, each: Found) -> bool:
        """Whether a name ends with a noun and holds no 的: no 资源集约, 开放包容."""
        tag = self._tokens.tags[self._tokens.at(each.end - 1)]
        return "的" not in each.name and (
            each.name.isascii() or tag[0] in "nljgbi" or tag in ("vn", "an") or self._is_sector(each.name)
        )

    def _is_sector(self, name: str) -> bool:
        return self._is_of_county(name) or self._words.sector.search(name) is not None

    def _members(self, match: re.Match[str]) -> Iterator[Found]:
        groups = match.groupdict()
        tier = "chain" if groups.get("kind") == "产业链" else self._words.tiers.get(groups.get("tier") or "")
        place = match.start("names")
        split = self._split(match["names"], count=groups.get("count"))
        for number, name in enumerate(split):
            start, end = place, place + len(name)
            if number == 0:
                start = self._first(place, end)
            elif self._is_of_county(name):
                start += 2
            whole = self._text[start:end]
            own = self._words.scale.sub("", whole)
            start += whole.index(own)
            end = start + len(own)
            whole_trade = len(split) > 1 and own in _TRADES
            whole_trade = whole_trade or own in self._words.known
            if len(own) >= 2 and (whole_trade or not self._words.generic.search(own)):
                yield Found(start, end, own, tier)
            elif len(own) == 1 and len(split) > 2:
                return
            place += len(name) + 1

    def _first(self, place: int, end: int) -> int:
        """Where the first of a list begins: after the verb before it."""
        left = self._tokens.left(end) if end < len(self._text) else place
        opens = place == 0 or not "一" <= self._text[place - 1] <= "龥"
        start = place if opens and self._text[left - 1 : left] in ("及", "和", "与") else max(place, left)
        verbs = self._words.verbs_before.match(self._text[start:end])
        start = start + verbs.end() if verbs and end - start - verbs.end() >= 2 else start
        if self._text[start] in "省市区县" and end - start > 3 and self._text[start:end] not in self._words.known:
            start += 1
        whole = self._text[place:end].removesuffix(_SUFFIX)
        known = next((first for first in range(len(whole)) if whole[first:] in self._words.known), len(whole)) + place
        start = min(start, known)
        return start + 2 if self._is_of_county(self._text[start:end]) else start

    def _is_of_county(self, name: str) -> bool:
        """Whether a name begins with the short name of a county: 某县装备制造."""
        return len(name) >= 4 and name[:2] in self._cutter.counties and name not in self._words.known

    def _split(self, names: str, *, count: str | None) -> list[str]:
        """The members of a list; 和 parts the last two, unless the list then has more than the text counts."""
        parts = names.split("、")
        whole = any(parts[-1].endswith(each) for each in self._words.joined)
        last = [parts[-1]] if whole else _JOINED.split(parts[-1], maxsplit=1)
        counted = ordinal(count.replace("两", "二")) if count else None
        if len(last) == 2 and all(len(each) >= 2 for each in last) and counted != len(parts):
            return parts[:-1] + last
        return parts

    def after_verbs(self) -> Iterator[Found]:
        """发展甲、乙: names of sectors after a verb of development."""
        for match in self._scan.finditer(self._words.after_verb):
            place = match.start("names")
            for number, name in enumerate(self._items(match["names"])):
                start, end = place, place + len(name)
                place = end + 1
                if number == 0:
                    start = self._first(start, end)
                own = self._text[start:end]
                plain = own in self._words.known or not self._words.generic.search(own)
                if plain and self._is_sector(own.removesuffix(_SUFFIX)):
                    yield Found(start, start + len(self._named(own)), self._named(own), self._tier(own))

    def _items(self, names: str) -> Iterator[str]:
        """The sectors of a row; one whose name holds 和 stays whole."""
        for part in names.split("、"):
            whole = self._words.item.fullmatch(part) is not None
            yield from [part] if whole else _JOINED.split(part)

    @staticmethod
    def _named(name: str) -> str:
        """A long name without 产业 behind it: 有色金属产业 is 有色金属, but 文旅产业 stays."""
        return (
            name.removesuffix(_SUFFIX)
            if len(name) > 2 * len(_SUFFIX) and "新兴" not in name and "未来" not in name
            else name
        )

    def singles(self) -> Iterator[Found]:
        """某某产业, 某某制造业, where the name before is more than a general word."""
        for match in self._scan.finditer(self._words.single):
            start = max(match.start(), self._first(match.start(), match.end()))
            own = self._text[start : match.end()]
            stem = re.sub("(?:产业|制造业|服务业)$", "", own)
            known = self._words.ending.search(own)
            if not self._is_name(own, stem) and "、" not in own:
                known = self._words.any_ending.search(own)
            if known and known.start() > 0 and known["name"] != own:
                start, own, stem = start + known.start("name"), own[known.start("name") :], known["name"]
            places = self._tokens.tags[self._tokens.at(start)][:2] in ("ns", "nr")
            if len(stem) >= 2 and own.endswith((_SUFFIX, "加工业")) and not places and self._is_name(own, stem):
                name = self._named(own)
                yield Found(start, start + len(name), name, self._tier(own))

        for match in self._tokens.within(self._words.becomes, ends=self._words.becoming):
            yield from self._becoming(match)

        for match in self._scan.finditer(self._words.everywhere):
            yield Found(match.start(), match.end(), match.group(), self._tier(match.group()))

        for match in self._scan.finditer(self._words.quoted):
            yield Found(match.start("name"), match.end("name"), match["name"], None)

    def _becoming(self, match: re.Match[str]) -> Iterator[Found]:
        """甲、乙成长为支柱产业: known sectors that have become one."""
        place = match.start("names")
        for name in _JOINED_OR_LISTED.split(match["names"]):
            start = max(place, self._first(place, place + len(name)))
            own = self._text[start : place + len(name)]
            if own in self._words.known:
                yield Found(start, start + len(own), own, self._words.tiers.get(match["tier"] or ""))
            place += len(name) + 1

    def _is_name(self, own: str, stem: str) -> bool:
        return not self._words.generic.search(own) and not self._words.generic.search(stem)

    def _tier(self, name: str) -> str | None:
        return "emerging" if name in ("战略性新兴产业", "战略新兴产业", "未来产业") else None
