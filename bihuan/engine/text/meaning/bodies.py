"""The organisations that a document names (机构): party, government, departments, towns, zones, platforms, firms.

An organisation is found by the word that ends its name (局, 街道, 有限公司); its front by the words before it; and it
counts where something makes it this one and no kind of it: a place, a name, a level, a known field of work.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from bihuan.engine.text.meaning.body_words import BodyWords
from bihuan.engine.text.meaning.cutting import Cutter, Tokens
from bihuan.engine.text.meaning.firms import firms
from bihuan.engine.text.meaning.named import Found, once, without_short_forms

_WHOLE = re.compile("党中央|国务院|中共中央|中央(?:书记处|军委|纪委|政治局|办公厅)")
_AREA = re.compile("^[一-龥]{2,}?(?:自治县|[市区县旗])(?=[一-龥]+(?:镇|乡|街道|街道办事处|街道办)$)")
_JOINS = "、，,和与及 "
_STOPS = "，。；：、\n"
_OF_PROVINCE = re.compile("(?:省|自治区)$")
_BELOW = re.compile("^或?[市县区](?![一-龥]{0,3}[省市区县])")
_TWICE = re.compile(r"^([一-龥]{2,3})(?=\1[省市])")
_SIGNS = "“”‘’()（）0123456789-· "
_LONGEST = {"party": 9, "government": 16, "department": 22, "town": 12, "zone": 22, "platform": 26, "other": 20}
_LEVELS = frozenset(("省", "市", "区", "县", "州", "旗", "镇", "乡", "国家", "自治区"))
_TITLE = 80
_RUN = re.compile("(?:^|[^一-龥])(?P<run>[一-龥]{2,3})$")
_OF_OFFICE = ("党工委", "工委", "管委会")
_NEEDS_NAME = frozenset(
    ("基地", "实验室", "研究院", "研究所", "综合体", "孵化器", "众创空间", "加速器", "示范园", "农业园")
)
_GENERIC = ("各", "两级", "全区", "全市", "全县", "本级")
_FULL = (
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("高新技术产业开发区", "高新区"),
    ("人民政府", "政府"),
    ("街道办事处", "街道"),
)


def bodies(tokens: Tokens, *, place: str | None, cutter: Cutter, words: BodyWords) -> list[Found]:
    """The organisations of a text, the fuller of two forms of a name (机构清单).

    Args: place: of the document; in a province's paper 市发展改革委 is any city's and none.
    """
    found = _Finder(tokens, cutter, words).all()
    below = _OF_PROVINCE.search(place or "") is not None
    return [each for each in found if not (below and each.kind == "department" and _BELOW.match(each.name))]


class _Finder:
    """Looks for one kind after another in one text."""

    def __init__(self, tokens: Tokens, cutter: Cutter, words: BodyWords) -> None:
        self._tokens, self._text, self._cutter, self._words = tokens, tokens.text, cutter, words
        self._scan = tokens.scan
        self._lent: set[str] = set()

    def all(self) -> list[Found]:
        """Every organisation once."""
        found = [
            *self._offices("party", self._words.party),
            *self._offices("government", self._words.government),
            *self._offices("government", self._words.congress),
            *self._offices("other", self._words.consultative),
            *self._offices("other", self._words.masses),
            *self._departments(),
            *self._towns(),
            *self._named("zone", self._words.zone),
            *self._named("platform", self._words.platform),
            *self._named("enterprise", self._words.enterprise),
            *self._named("other", self._words.other),
            *firms(tokens=self._tokens, cutter=self._cutter, words=self._words),
            *self._acting(),
        ]
        said = [each for each in found if not self._is_titled(each)]
        return _fullest(self._completed(without_short_forms(once(_not_within(said)), from_front=True)))

    def _acting(self) -> Iterator[Found]:
        """住建、资规4月底前办结: departments by what they are for, where they act."""
        for match in self._scan.finditer(self._words.acting):
            yield Found(match.start("name"), match.end("name"), match["name"], "department")

    def _is_titled(self, each: Found) -> bool:
        """Whether a name only stands within the name of a paper (《…》)."""
        opens = self._text.rfind("《", max(0, each.start - _TITLE), each.start)
        return opens >= 0 and "》" not in self._text[opens : each.start]

    def _offices(self, kind: str, form: re.Pattern[str]) -> Iterator[Found]:
        """区委, 某某区政府, 管委会: with the place before it, if one is named."""
        for match in self._scan.finditer(form):
            start = match.start() if _WHOLE.match(match.group()) else self._place_before(match.start())
            if self._words.of_town.search(self._text[max(0, start - 2) : start]):
                continue
            if start == match.start() and self._words.generic_before.search(self._text[max(0, start - 14) : start]):
                continue
            name = self._words.lead.sub("", self._text[start : match.end()])
            if self._is_of_meeting(match.end()):
                self._lent.add(name)
            elif name not in ("人民政府", "管理委员会") and not name.startswith(_GENERIC):
                yield Found(match.end() - len(name), match.end(), name, kind)

    def _completed(self, found: list[Found]) -> list[Found]:
        """区委 where the text names it in full only within a meeting's name: 某某区委."""
        fuller = {name[-2:]: name for name in sorted(self._lent, key=len) if len(name) > 2}
        return [
            replace(each, name=fuller[each.name]) if each.kind == "party" and each.name in fuller else each
            for each in found
        ]

    def _is_of_meeting(self, end: int) -> bool:
        """Whether an office only lends its name to a meeting: 区委经济工作会议, 省委、市委经济工作会议."""
        ahead = self._text[end : end + 24]
        return self._words.meeting.match(ahead) is not None or self._words.listed_meeting.match(ahead) is not None

    def _place_before(self, place: int) -> int:
        """Where the places and levels begin that stand directly before a place in the text."""
        tokens = self._tokens
        number = tokens.at(place)
        start = place
        if tokens.starts[number] < place:
            whole = tokens.words[number]
            if not (self._is_place(number) or tokens.tags[number] == "nt" or whole[-1:] in _LEVELS):
                return place
            start = tokens.starts[number]
        for step in range(number - 1, max(-1, number - 5), -1):
            of_county = self._text[start : start + 1] in _LEVELS and tokens.words[step] in self._cutter.counties
            if not self._is_place(step) and not of_county:
                break
            start = tokens.starts[step]
        return start

    def _is_place(self, number: int) -> bool:
        word, tag = self._tokens.words[number], self._tokens.tags[number]
        if self._tokens.is_outside(number):
            return False
        if word[-1] in "委办" or word.endswith("政府"):
            return False
        return word in _LEVELS or tag[:2] in ("ns", "nr", "nz") or word == "中共" or self._cutter.is_strange(word)

    def _departments(self) -> Iterator[Found]:
        """区工信局; in a list the level goes on: 区工信局、投促局."""
        prefix, last = "", -1
        for match in self._tokens.within(self._words.department, ends=self._words.department_ends):
            follows = match.start() - last <= 9 and self._text[last : last + 1] in _JOINS and last > 0
            start = self._department_start(match, listed=follows)
            if start is None:
                continue
            bare = start == match.start() and match.group()[0] not in _LEVELS
            name = _TWICE.sub("", self._words.lead.sub("", self._text[start : match.end()].strip(_SIGNS)))
            if bare:
                before = self._text[max(0, start - 14) : start]
                if self._words.generic_before.search(before):
                    continue
                shares = follows and len(prefix) == 1 and not name.startswith(("国家", "中国"))
                shared = prefix if shares else ""
            else:
                prefix, shared = self._level_of(name), ""
            last = match.end()
            if 2 < len(name) <= _LONGEST["department"]:
                yield Found(match.end() - len(name), match.end(), shared + name, "department")

    def _department_start(self, match: re.Match[str], *, listed: bool) -> int | None:
        """Where a department's name begins; None for what is none: no place, no level, no known field."""
        if match.group().startswith(_OF_OFFICE):
            return match.start()
        known = match.group().startswith((*self._words.functions, *_LEVELS)) or match.group().endswith("海关")
        if match.group()[2:] == "海关" and match.group()[:2] not in self._cutter.cities:
            return None
        if known:
            start = self._place_before(match.start())
            before = self._text[max(0, start - 14) : start]
            within = start != match.start() and self._words.generic_before.search(before) is not None
            headed = self._text.startswith(("主任", "书记", "负责人"), match.end())
            of_level = match.group()[0] in _LEVELS
            named = of_level or start != match.start() or match.group()[-1] in "局委厅署部关队" or headed
            return None if within or not named else start
        tokens = self._tokens
        start = tokens.left(match.start(), limit=8)
        range_ = tokens.between(start, match.start())
        first = tokens.at(start)
        named = len(range_) > 0 and (listed or tokens.tags[first] == "ns" or tokens.words[first] in _LEVELS)
        return (
            start if named and not self._words.generic_before.search(self._text[max(0, start - 14) : start]) else None
        )

    @staticmethod
    def _level_of(name: str) -> str:
        """The level that the others of a list share with their first."""
        found = re.match("[一-龥]{0,6}?(?:省|市|区|县|州|旗)", name)
        return found.group() if found else ""

    def _towns(self) -> Iterator[Found]:
        """某某街道, 某某镇, without the county before it."""
        for match in self._scan.finditer(self._words.town):
            start = self._run_before(match.start()) or self._tokens.left(match.start(), limit=5)
            whole = self._words.lead.sub("", self._text[start : match.end()].strip(_SIGNS))
            name = _AREA.sub("", whole)
            own = name.removesuffix(match.group())
            if not 1 <= len(own) <= 4 or self._words.kind_of_town.search(own):
                continue
            if name != whole or self._is_own(match.end() - len(name), match.start(), match):
                yield Found(match.end() - len(name), match.end(), name, "town")

    def _run_before(self, place: int) -> int | None:
        """Where two or three characters between a sign and 镇 begin, if none of them is a word outside names."""
        found = _RUN.search(self._text, max(0, place - 4), place)
        if found is None or found.end() != place:
            return None
        numbers = self._tokens.between(found.start("run"), place)
        plain = any(self._tokens.words[n] in self._tokens.rules.outer_set for n in numbers)
        return None if plain or not numbers or self._is_noun(numbers) else found.start("run")

    def _is_own(self, start: int, place: int, match: re.Match[str]) -> bool:
        """Whether the words before 镇 or 街道 are a name and not a kind: 特色小镇, 乡镇."""
        tokens = self._tokens
        numbers = tokens.between(start, place)
        if not numbers:
            number = tokens.at(start)
            word = tokens.words[number]
            return tokens.tags[number][:2] in ("ns", "nr", "nz") or not self._cutter.is_common(word)
        if any(tokens.words[number] in self._words.common_set for number in numbers):
            return False
        own = place - start
        beside = self._words.listed_bodies
        if own >= 2 and (beside.search(self._text[max(0, start - 4) : start]) or beside.match(self._text, match.end())):
            return True
        named = any(self._is_place(number) for number in numbers)
        listed = self._text[start - 1 : start] in ("、", "，", ",", "\n", "和", "与", "在", "") or start == 0
        return named or (listed and match.group() != "乡" and own >= 2 and not self._is_noun(numbers))

    def _is_noun(self, numbers: range) -> bool:
        return all(
            self._tokens.tags[number] in ("n", "vn", "v", "a", "b") and len(self._tokens.words[number]) > 1
            for number in numbers
        )

    def _named(self, kind: str, form: re.Pattern[str]) -> Iterator[Found]:
        """What has a name of its own before the word for its kind."""
        for match in self._scan.finditer(form):
            start = self._tokens.left(match.start())
            whole = self._text[start : match.end()]
            name = self._words.lead.sub("", whole.strip("“”‘’、 "))
            if name[:1] in "()（）" or whole.count("”") > whole.count("“") or len(name) > _LONGEST.get(kind, 30):
                continue
            start = match.end() - len(name)
            if self._is_aimed_at(name, start) or self._words.counted_after.match(self._text, match.end()):
                continue
            if self._is_particular(start, match, kind) and not self._words.generic_before.search(
                self._text[max(0, start - 14) : start]
            ):
                yield Found(start, match.end(), name, kind)
                yield from self._before_suffix(start, match, kind)

    def _is_aimed_at(self, name: str, start: int) -> bool:
        """Whether a name is what a place wants to become (国际消费中心), or no name of one body."""
        aims = self._words.aims.search(self._text[max(0, start - 24) : start])
        return self._words.aimed.search(name) is not None or (
            aims is not None and self._words.aimed_at.search(name) is not None
        )

    def _before_suffix(self, start: int, match: re.Match[str], kind: str) -> Iterator[Found]:
        """甲、乙、丙证券交易所: the places listed before share what follows the last."""
        tokens = self._tokens
        first = tokens.at(start)
        listed = self._words.firm_places.search(self._text[max(0, start - 24) : start]) if kind == "other" else None
        if listed is None or tokens.tags[first] != "ns" or tokens.starts[first] != start:
            return
        rest = self._text[start + len(tokens.words[first]) : match.end()]
        place = start - len(listed["places"])
        for name in listed["places"].split("、")[:-1]:
            if tokens.tags[tokens.at(place)] == "ns":
                yield Found(place, place + len(name), name + rest, kind)
            place += len(name) + 1

    def _is_particular(self, start: int, match: re.Match[str], kind: str) -> bool:
        """Whether a name says which one it is."""
        tokens, place = self._tokens, match.start()
        over = tokens.at(place)
        numbers = [*tokens.between(start, place), *([over] if tokens.starts[over] < place else [])]
        own = [number for number in dict.fromkeys(numbers) if tokens.words[number] not in self._words.common_set]
        aims = self._words.goal_before.search(self._text[max(0, start - 4) : start]) is not None
        named_whole = tokens.tags[over] == "nt" and tokens.starts[over] < place
        if named_whole and (match.group() == "大学" or not self._cutter.is_common(match.group())):
            return True
        if match.group() in _NEEDS_NAME:
            return any(tokens.tags[number][:2] in ("ns", "nr", "nz", "nt") for number in own)
        if match.group() == "大学" and any(tokens.tags[number][0] == "v" for number in own):
            return False
        if any(self._is_place(number) and tokens.words[number] not in _LEVELS for number in own):
            return not (aims and kind == "zone")
        return not aims and self._is_told_apart(start, match, kind, has_own=bool(own))

    def _is_told_apart(self, start: int, match: re.Match[str], kind: str, *, has_own: bool) -> bool:
        """Whether common words say enough: 公共法律服务中心, “一站式”调解中心, 幸福社区 in a list."""
        long, text = match.start() - start, self._text
        if match.group() == "社区":
            return long >= 2 and (not start or text[start - 1] in "、，,。；和与\n ")
        if kind == "platform":
            public = self._words.public.fullmatch(text[start : match.end()]) is not None
            enough = has_own and long >= (4 if match.group() == "中心" else 2)
            return public or "“" in text[start : match.start()] or enough
        if kind == "enterprise":
            legal = match.group().endswith("有限公司") and long >= 4
            return legal or (long >= 3 and text[start] in _LEVELS)
        return kind == "other" and long >= 3 and has_own


def _not_within(found: list[Found]) -> Iterator[Found]:
    """Those that do not stand within a longer one: the company of a town is not the town."""
    longest: dict[int, Found] = {}
    for each in found:
        known = longest.get(each.end)
        if known is None or each.start < known.start:
            longest[each.end] = each
    furthest = -1
    for each in sorted(longest.values(), key=lambda one: (one.start, -one.end)):
        if each.end > furthest:
            yield each
            furthest = each.end


def _fullest(found: list[Found]) -> list[Found]:
    """One entry where a body is named in full and in short: 经济开发区 and 经开区, 党中央 and 中共中央."""
    names = {each.name for each in found}
    shorter = set()
    for name in names:
        for full, short in _FULL:
            if full in name and name.replace(full, short) in names:
                shorter.add(name.replace(full, short))
    if "党中央" in names:
        shorter.add("中共中央")
    return [each for each in found if each.name not in shorter]
