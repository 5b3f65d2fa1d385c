"""The parts of a numbered scheme (框架组成), where the text lists as many as the scheme counts."""

import re
from functools import cached_property

from bihuan.engine.text.meaning.cutting import Tokens
from bihuan.engine.text.meaning.framework_told import Told, pairs_of
from bihuan.engine.text.meaning.numbers import ordinal
from bihuan.engine.text.reading import Part

_NUMERAL = "[一二三四五六七八九十两]"
_ITEM = "[一-龥A-Za-z0-9“”‘’·]{1,16}"
_ROW_AFTER = re.compile(
    rf"(?:[”’](?!的)|(?![”’的]))[^，,。；：（(]{{0,8}}[，,：:（(](?:以|持续|即|分别是|就是|包括|主要是|具体是|就是要)?(?P<names>{_ITEM}(?:、{_ITEM}){{1,14}}?)(?:为(?:引领|重点|抓手|支撑))?[，,。；;）)\n]"
)
_LETTERS = re.compile("[“‘](?P<names>[一-龥]{2,10})[”’]$|(?:[“‘][一-龥][”’]){2,10}$")
_RESPECTS = re.compile(
    rf"[：:]?在?(?P<names>{_ITEM}(?:、{_ITEM}){{1,14}}?)(?<!{_NUMERAL})(?P<count>{_NUMERAL}{{1,2}}|\d{{1,2}})个方面"
)
_SCHEMES = re.compile(f"“{_NUMERAL}个[^”]{{1,8}}”(?:、?“{_NUMERAL}个[^”]{{1,8}}”)+")
_BY_TIER = re.compile(
    f"(?:以|(?<=[，,]))(?P<names>{_ITEM}(?:、{_ITEM}){{0,6}}?)为(?P<tier>主导|新兴|支撑|特色|支柱|先导|优势|配套|未来)(?=[，,的、])"
)
_ADDED = re.compile("“(?P<names>[一-龥]{2,6}(?:[+＋][一-龥]{2,6}){1,7})”")
_BATCHES = re.compile("([一-龥]{2})一批")
_CLOSING = re.compile(f"为(?:引领|重点|抓手|支撑)$|{_NUMERAL}大[一-龥]{{2,6}}$")
_VERB = re.compile(
    r"^.*(?:做大做强|激活|用好|抓牢|打好|锚定|激发|统筹|强化|坚持|实施|推进|充分发挥|聘任|做好|突出|开展|重点攻坚|围绕|聚焦|发挥|构建|形成|的(?=[一-龥]{2})|关于|[”’])(?=.)"
)
_HEAD = re.compile("(?:^|(?<=[。；\n]))要?([一-龥]{2})([一-龥]{3,10})[，,]")
_COUNTED = re.compile(
    rf"(?P<count>(?<!\d)\d{{1,2}}|{_NUMERAL})(?:个|条|大|项|家|张|支|类|篇|处|座)(?P<label>[^，,。；;、：:“”（(\n]{{1,20}})"
)
SOUGHT = (_RESPECTS,)
_NEAR = 220
_BESIDE = 55
_LONGEST = 20
_FEWEST = 2
_FURTHER = 2_000


class Parts:
    """Looks for the members of schemes in one text, in all the ways in which texts list them (组成查找)."""

    def __init__(self, tokens: Tokens, *, tiered: re.Pattern[str], point: re.Pattern[str]) -> None:
        self._tokens, self._text, self._tiered, self._point = tokens, tokens.text, tiered, point
        self._scan = tokens.scan

    @cached_property
    def _heads(self) -> dict[str, list[tuple[str, str]]]:
        """The verb and the name at the head of each sentence, by the name's last two signs."""
        found: dict[str, list[tuple[str, str]]] = {}
        for verb, name in _HEAD.findall(self._text):
            found.setdefault(name[-2:], []).append((verb, name))
        return found

    def of(self, place: tuple[int, int], *, name: str, count: int | None, label: str | None) -> tuple[Part, ...]:
        """The parts of the scheme that stands at a place (组成部分), none where the text does not list them."""
        if len(batches := _BATCHES.findall(name)) > 1:
            return (Part(len(batches), "一批", tuple(batches)),)
        if name.isdigit():
            return self._tiers(place[0], digits=name) or self._by_digit(place[1], digits=name)
        pairs = pairs_of(name) if count is None else []
        if len(pairs) > 1 and (found := tuple(part for pair in pairs for part in self._told.of(*pair, start=place[0]))):
            return found
        if count is None:
            return self._summands(place, name) or (self._labelled(place, *pairs[0]) if len(pairs) == 1 else ())
        return self._labelled(place, count, label) if count > 1 and label else ()

    @cached_property
    def _told(self) -> Told:
        """What the text says a counted thing is (“三链”是…)."""
        return Told(self._text)

    def _by_digit(self, end: int, *, digits: str) -> tuple[Part, ...]:
        """3510: 主攻甲、乙、丙3条产业链，建设5个特色园区，培育10家…的链主企业, one counted thing for each number."""
        found: list[Part] = []
        rest = digits
        for match in _COUNTED.finditer(self._text, end, end + _NEAR):
            said = match["count"].replace("两", "二")
            number = str(int(said) if said.isdigit() else ordinal(said))
            if rest and rest.startswith(number):
                row = self._row_before(match.start())
                members = self._counted(row, int(number), at=match.start() - len(row)) if "、" in row else ()
                found.append(Part(int(number), match["label"].rpartition("的")[2], members))
                rest = rest.removeprefix(number)
        return tuple(found) if found and not rest else ()

    def _labelled(self, place: tuple[int, int], count: int, label: str) -> tuple[Part, ...]:
        """The one part of a scheme that counts things of a label (六大生态): its members, as listed."""
        if said := self._told.of(count, label, start=place[0]):
            return said
        if count < _FEWEST:
            return ()
        for lists in (self._before, self._letters, self._after, self._respects):
            if members := lists(*place, count):
                return (Part(count, label, members),)
        members = self._summed(place[1], count) or self._sharing(count, label)
        members = members or self._led(place[1], count, label) or self._points(place[1], count, label)
        return (Part(count, label, members),) if members else ()

    def miscounted(self, place: tuple[int, int], count: int) -> tuple[str, ...]:
        """The members listed right before a scheme that counts another number of them (数目不符)."""
        row = self._row_before(place[0])
        members = tuple(name for name in row.split("、") if name)
        fits = 3 <= len(members) != count and not row.endswith("等") and len(members) <= 20
        return (self._bare(members[0], place[0] - len(row)), *members[1:]) if fits else ()

    def _tiers(self, place: int, *, digits: str) -> tuple[Part, ...]:
        """342: three leading, four characteristic and two supporting industries, told just before."""
        near = self._text[max(0, place - _NEAR) : place]
        found = [
            Part(ordinal(row["count"].replace("两", "二")), f"{row['tier']}产业", tuple(row["names"].split("、")))
            for row in self._tiered.finditer(near)
        ]
        if not found:
            rows = [(row["tier"], tuple(row["names"].split("、"))) for row in _BY_TIER.finditer(near)]
            found = [Part(len(members), f"{tier}产业", members) for tier, members in rows]
        return tuple(found) if "".join(str(part.count) for part in found) == digits else ()

    def _row_before(self, start: int) -> str:
        return re.split("[，,。；;：:\\n]", self._text[max(0, start - _NEAR) : start])[-1].rstrip("“‘")

    def _before(self, start: int, end: int, count: int) -> tuple[str, ...]:
        """甲、乙、丙三大主导产业."""
        row = self._row_before(start)
        at = start - len(row)
        return self._counted(row, count, at=at) or self._counted(row, count, at=at, joined=True)

    def _counted(self, names: str, count: int, *, at: int, joined: bool = False) -> tuple[str, ...]:
        """The members of a row, if as many as counted, or fewer where it ends with 等; what stands before is cut."""
        whole = names.removesuffix("等")
        split = [name for name in re.split("、|以及|和|与|及" if joined else "、", whole) if name][-count:]
        if not split:
            return ()
        first = at + len(whole) - len("、".join(split)) if not joined else -1
        members = (self._bare(split[0], first), *(_CLOSING.sub("", name.strip("“”‘’")) for name in split[1:]))
        fits = len(members) == count or (whole != names and len(members) >= 2)
        return members if fits and all(0 < len(name) <= _LONGEST for name in members) else ()

    def _bare(self, name: str, place: int) -> str:
        """The first of a row without the words before it."""
        own = _VERB.sub("", _CLOSING.sub("", name.strip("“”‘’")))
        if place >= 0 and own and "和" not in own and (at := self._text.find(own, place, place + len(name) + 4)) >= 0:
            own = self._text[max(at, self._tokens.left(at + len(own))) : at + len(own)] or own
        return own.strip("“”‘’")

    def _letters(self, start: int, end: int, count: int) -> tuple[str, ...]:
        """“融强靓改”四篇文章: a letter each."""
        found = _LETTERS.search(self._text[max(0, start - 40) : start])
        letters = re.sub("[“”‘’]", "", found.group()) if found else ""
        return tuple(letters) if len(letters) == count else ()

    def _after(self, start: int, end: int, count: int) -> tuple[str, ...]:
        """三项保障,持续优化机制、重塑作风、提升能力,…"""
        found = _ROW_AFTER.match(self._text, end)
        return self._counted(found["names"], count, at=-1) if found else ()

    def _respects(self, start: int, end: int, count: int) -> tuple[str, ...]:
        """11个“创新突破”…:在甲、乙、…十一个方面."""
        for found in self._scan.finditer(_RESPECTS, end, end + 2 * _NEAR):
            if ordinal(found["count"].replace("两", "二")) == count:
                members = tuple(found["names"].removeprefix("在").split("、"))
                return members if len(members) == count else ()
        return ()

    def _summands(self, place: tuple[int, int], name: str) -> tuple[Part, ...]:
        """四维一体 beside “机制＋阵地＋队伍＋服务”: as many as its first numeral says."""
        added = _ADDED.search(self._text, max(0, place[0] - _BESIDE), place[1] + _BESIDE)
        members = tuple(re.split("[+＋]", added["names"])) if added else ()
        number = ordinal(name[0].replace("两", "二")) if re.match(_NUMERAL, name) else 0
        return (Part(number, name[1], members),) if number == len(members) > 1 else ()

    def _summed(self, end: int, count: int) -> tuple[str, ...]:
        """五大定位, “两个屏障”、“两个基地”、“一个桥头堡”: schemes in a row that together count as many."""
        for row in _SCHEMES.finditer(self._text, end, end + _NEAR):
            names = re.findall("“([^”]+)”", row.group())
            if sum(ordinal(name[0].replace("两", "二")) for name in names) == count:
                return tuple(names)
        return ()

    def _sharing(self, count: int, label: str) -> tuple[str, ...]:
        """六大生态: as many different names that end so, each after the same verb at the head of a sentence."""
        names: dict[str, dict[str, None]] = {}
        for verb, name in self._heads.get(label[-2:], ()):
            if name.endswith(label) and 2 <= len(name) - len(label) <= 4:
                names.setdefault(verb, {})[name] = None
        return next((tuple(found) for found in names.values() if len(found) == count), ())

    def _led(self, end: int, count: int, label: str) -> tuple[str, ...]:
        """五个聚焦: as many clauses that begin so, each with another object (一要聚焦产业强区)."""
        found = self._told.leads(label, start=end) if len(label) == len("聚焦") else []
        return next((each for each in found if len(each) == count), ())

    def _points(self, end: int, count: int, label: str) -> tuple[str, ...]:
        """一是甲,…二是乙,…: the points that follow, if as many as counted."""
        stop = self._text.find("\n", end)
        stop = len(self._text) if stop < 0 else min(stop, end + _FURTHER)
        members = tuple(found["member"] for found in self._point.finditer(self._text, end, stop))
        if all(label in member for member in members):
            members = tuple(member.partition(label)[0] for member in members)
        return members if len(members) == count and all(members) else ()
