"""The management tools that a document names (抓手): libraries, lists, mechanisms, teams, letters, plans, campaigns.

A tool is found by the word that ends its name; what stands before it, back to the verb that sets it up, is its name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bihuan.engine.text.meaning.cutting import Tokens
from bihuan.engine.text.meaning.named import Found, once, outermost, without_short_forms
from bihuan.engine.text.meaning.numbers import ordinal
from bihuan.engine.text.scan import Patterns

_JOINS = "、和与及"
_QUOTED, _OVER = 14, 6
_CUTS = re.compile("[“”，,。；、]")
_SIGNS = "“”‘’()（）、 "
_LONGEST = 44
_SHORTEST = 3
_SETS_GOING = re.compile("推动|推进|创新|推出|开展|实施|”")
_GOING = re.compile("实施|开展|推行")


@dataclass(frozen=True)
class InstrumentWords:
    """How tools are named (抓手用语): the words that end their names, kind by kind, and what is too general."""

    stores: re.Pattern[str]
    lists: re.Pattern[str]
    mechanisms: re.Pattern[str]
    methods: re.Pattern[str]
    teams: re.Pattern[str]
    letters: re.Pattern[str]
    slips: re.Pattern[str]
    charts: re.Pattern[str]
    papers: re.Pattern[str]
    campaigns: re.Pattern[str]
    platforms: re.Pattern[str]
    quoted: re.Pattern[str]
    joined: re.Pattern[str]
    services: re.Pattern[str]
    one_matter: re.Pattern[str]
    numbered: re.Pattern[str]
    book: re.Pattern[str]
    not_tool: re.Pattern[str]
    kind_by_end: re.Pattern[str]
    listed: re.Pattern[str]
    listed_ends: re.Pattern[str]
    counted: re.Pattern[str]
    counted_ends: re.Pattern[str]
    draws_up: re.Pattern[str]
    head_inside: re.Pattern[str]
    generic: re.Pattern[str]
    set_up: re.Pattern[str]
    bare: re.Pattern[str]
    trim: re.Pattern[str]
    founds: re.Pattern[str]

    @property
    def sought(self) -> Patterns:
        """What the shared scan is to look for in a whole body (全文查找的用语)."""
        ends = (self.stores, self.lists, self.mechanisms, self.methods, self.teams, self.letters, self.campaigns)
        others = (
            self.platforms,
            self.charts,
            self.slips,
            self.papers,
            self.set_up,
            self.quoted,
            self.joined,
            self.services,
            self.one_matter,
            self.book,
        )
        return *ends, *others, self.listed, self.listed_ends, self.counted, self.counted_ends

    def kind(self, name: str) -> str | None:
        """What sort of tool a name says it is (抓手类别)."""
        found = self.kind_by_end.search(name)
        return found.lastgroup if found else None


def instruments(tokens: Tokens, *, words: InstrumentWords) -> list[Found]:
    """The tools of a text, each once (抓手清单)."""
    finder = _Finder(tokens, words)
    found = [
        *finder.listed(),
        *finder.counted(),
        *finder.services(),
        *finder.quoted(),
        *finder.books(),
        *finder.by_form(),
        *finder.papers(),
    ]
    return without_short_forms(_without_places(once(outermost(found)), tokens))


def _without_places(found: list[Found], tokens: Tokens) -> list[Found]:
    """Without a tool told for a place (某县强基工程) where it is also told by its own name alone (强基工程)."""
    names = {each.name for each in found}

    def is_told_for_place(each: Found) -> bool:
        own = next((each.name[cut:] for cut in range(2, len(each.name) - 3) if each.name[cut:] in names), None)
        return own is not None and tokens.tags[tokens.at(each.start)] == "ns"

    return [each for each in found if not is_told_for_place(each)]


class _Finder:
    """Looks for tools in one text."""

    def __init__(self, tokens: Tokens, words: InstrumentWords) -> None:
        self._tokens, self._text, self._words = tokens, tokens.text, words
        self._scan = tokens.scan

    def by_form(self) -> Iterator[Found]:
        """Tools by the word that ends their name."""
        words = self._words
        forms = (
            ("library", words.stores),
            ("list", words.lists),
            ("mechanism", words.mechanisms),
            ("team", words.teams),
            ("letter", words.letters),
            ("campaign", words.campaigns),
            ("platform", words.platforms),
        )
        for kind, form in forms:
            for match in self._scan.finditer(form):
                yield from self._named(self._left(match), match.end(), kind)
        for match in self._scan.finditer(words.set_up):
            yield Found(match.end() - 2, match.end(), match.group()[-2:], words.kind(match.group()))
        for match in self._scan.finditer(words.charts):
            yield from self._named(self._tokens.left(match.start(), limit=3), match.end(), "plan")
        for kind, form in (("mechanism", words.methods), ("letter", words.slips)):
            for match in self._scan.finditer(form):
                yield from self._named(match.start(), match.end(), kind)

    def _left(self, match: re.Match[str]) -> int:
        """Where the name before its last word begins: also over what is listed before it, back to its verb."""
        if match.group() == "机制" and (founded := self._founded(match)) is not None:
            return founded
        start = reached = self._tokens.left(match.start())
        if start == match.start() and match.group() in ("行动", "机制"):
            return start
        if self._text[match.start() - 1] == "”":
            return max(start, self._text.rfind("“", 0, match.start()))
        while reached > 1 and self._text[reached - 1] in self._joins(match, reached):
            further = self._tokens.left(reached - 1)
            segment = self._text[further : reached - 1]
            if (
                len(segment) < 2
                or self._words.head_inside.search(segment)
                or any(map(str.isdigit, segment + self._text[reached : match.start()]))
            ):
                return start
            reached = further
        return reached if self._follows_verb(reached) and match.end() - reached <= _LONGEST else start

    def _founded(self, match: re.Match[str]) -> int | None:
        """Behind the verb that sets a mechanism up in its clause, where the words right before it are no name."""
        near = self._tokens.left(match.start())
        window = self._text[max(0, match.start() - _LONGEST) : match.start()]
        clause = re.split(r"[，,。；;：:\n！？]", window)[-1]
        founds = list(self._words.founds.finditer(clause))
        if not founds:
            return None
        start = match.start() - len(clause) + founds[-1].end()
        name, said = self._text[start : match.start()], self._text[near : match.end()]
        short = near > start and (
            self._words.generic.search(said) or self._text[near - 1] in "等的促抓" or len(said) <= 4
        )
        holds = self._words.head_inside.search(re.split("[、和与及]", name)[0]) or "机制" in name
        return start if short and len(name) >= 3 and not holds else None

    def _joins(self, match: re.Match[str], reached: int) -> str:
        """What may join parts of a name: 的 only before what is no name by itself (帮扶的工作机制)."""
        general = self._words.generic.search(self._text[reached : match.end()]) is not None
        return _JOINS + "的" if general and match.group() == "机制" else _JOINS

    def _follows_verb(self, place: int) -> bool:
        if place == 0:
            return False
        tokens, number = self._tokens, self._tokens.at(place - 1)
        return tokens.words[number] in tokens.rules.founding_set or tokens.is_verbal(number)

    def _named(self, start: int, end: int, kind: str) -> Iterator[Found]:
        """A name between two places, cleared of what stands around it, if it is more than general."""
        quoted = self._text[end : end + 1] == "”" and self._text[start - 1 : start] == "“"
        if quoted and kind == "list":
            start, end = self._tokens.left(start - 1), end + 1
        elif quoted:
            start, end = start - 1, end + 1
        if not quoted and self._text[end : end + 1] == "”":
            start = self._opening(start, end)
        name = self._text[start:end]
        while (shorter := self._words.trim.sub("", name.lstrip("、 ）)"))) != name:
            name = shorter
        whole = self._text[start - 1 : start] == "“" and len(name) == end - start
        if self._text[end : end + 1] in ("”", "’") and "“" not in name and not whole:
            return
        plain = name.strip(_SIGNS)
        if len(plain) >= _SHORTEST and not self._words.generic.search(plain):
            yield Found(end - len(name), end, _shown(name), kind)

    def _opening(self, start: int, end: int) -> int:
        """Where a name begins that ends a short quotation: with it, over a word or two (“未开工清单”)."""
        opens = self._text.rfind("“", max(start - _OVER, end - _QUOTED, 0), start + 1)
        tokens = self._tokens
        verbs = any(tokens.words[number] in tokens.rules.founding_set for number in tokens.between(opens + 1, start))
        return opens + 1 if opens >= 0 and not verbs and not _CUTS.search(self._text, opens + 1, end) else start

    def papers(self) -> Iterator[Found]:
        """Plans and measures that somebody draws up, named without marks: 制定某某行动方案, “十五五”规划."""
        for match in self._scan.finditer(self._words.papers):
            window = self._text[max(0, match.start() - _LONGEST) : match.start()]
            clause = re.split(r"[，,。；;：:\n《》！？]", window)[-1]
            drawn = self._words.draws_up.search(clause)
            quoted = clause.rfind("“") if clause.endswith("”") else -1
            if quoted >= 0:
                yield from self._named(match.start() - len(clause) + quoted, match.end(), "plan")
            elif (
                drawn
                and not re.search("的|关于|对(?!接)", clause[drawn.end() :])
                and clause[drawn.end() :]
                and len(clause) - drawn.end() >= 4
            ):
                start = match.start() - len(clause) + drawn.end()
                yield from self._named(max(start, self._after_head(start, match.start())), match.end(), "plan")

    def _after_head(self, start: int, end: int) -> int:
        """After another tool that stands before in the same clause: 工作方案和实施计划."""
        cut = -1
        for number in self._tokens.between(start, end):
            word = self._tokens.words[number]
            if word in ("、", "和", "及", "与", "或") and self._words.head_inside.search(
                self._text[start : self._tokens.starts[number]]
            ):
                cut = self._tokens.starts[number] + len(word)
        return cut

    def quoted(self) -> Iterator[Found]:
        """“某某”行动, 实施“某某”, “某某库”: known by the word after the quotation, by its last word, or by its verb."""
        for match in self._scan.finditer(self._words.quoted):
            tail = match["tail"] or ""
            tail = "" if tail.endswith("活动") and self._words.kind(match["name"]) is not None else tail
            start = match.start("name")
            if not self._words.numbered.search(match["name"]):
                start = max(start, self._tokens.left(match.end("name"))) if not tail else start
            elif not tail:
                start = self._tokens.left(start - 1)
            if tail == "平台" or (not tail and self._words.kind(match["name"]) == "list"):
                start = self._tokens.left(start - 1) if start == match.start("name") else start
            end = match.end("tail") if tail else match.end("name")
            name = self._text[start:end] if start >= match.start("name") else self._text[start : end + (not tail)]
            kind = self._words.kind(name.strip(_SIGNS))
            if kind is None and self._is_set_going(match):
                kind, name, end = "campaign", match["name"], match.end("name")
            if kind is not None and not self._words.generic.search(name):
                yield Found(end - len(name) if start >= match.start("name") else start, end, _shown(name), kind)
        for match in self._scan.finditer(self._words.joined):
            yield Found(match.start("name"), match.end("name"), match["name"], "platform")

    def _is_set_going(self, match: re.Match[str]) -> bool:
        """A quoted name without a word for its kind that is carried out: 开展“某某”, 利用“某某”等活动."""
        ahead = self._text[match.end() : match.end() + 1]
        near = _GOING.search(self._text, max(0, match.start("name") - 6), match.start("name") - 1)
        verb, plain = near.group() if near else match["verb"], re.fullmatch("[一-龥]{4}", match["name"]) is not None
        alone = verb in ("实施", "开展", "推行") or (plain and verb in ("推动", "推进"))
        alone = alone and (not ahead or ahead in "，,。；、和及与")
        listed = "、" in match["name"] or self._words.numbered.search(match["name"]) is not None
        return bool(match["after"] or alone) and not listed

    def services(self) -> Iterator[Found]:
        """创新“同标准受理”“多证联办”, X“一件事”改革: ways of doing things without a word for their kind."""
        for match in self._scan.finditer(self._words.services):
            place = match.start("row")
            for name in re.findall("“([^”]+)”", match["row"]):
                place = self._text.index(name, place)
                if not self._words.numbered.search(name) and not self._words.generic.search(name):
                    yield Found(place, place + len(name), name, self._words.kind(name) or "mechanism")
        for match in self._scan.finditer(self._words.one_matter):
            start = self._tokens.left(match.start())
            cut = [found.end() for found in _SETS_GOING.finditer(self._text, start, match.start())]
            start = cut[-1] if cut else start
            if match.start() - start >= len("园区"):
                yield Found(start, match.end(), self._text[start : match.end()], "mechanism")

    def books(self) -> Iterator[Found]:
        """《某某工作方案》."""
        for match in self._scan.finditer(self._words.book):
            bare = re.sub(r"[（(][^（()）]*[）)]$", "", match["name"])
            if not self._words.not_tool.search(bare) and (kind := self._words.kind(bare)) is not None:
                yield Found(match.start("name"), match.end("name"), match["name"], kind)

    def counted(self) -> Iterator[Found]:
        """交办、督办、销号三本台账: as many as counted, the head word belongs to each."""
        for match in self._tokens.within(self._words.counted, ends=self._words.counted_ends):
            names = re.split("[、和与及]", match["names"])
            place = match.start("names")
            if len(names) != ordinal(match["count"].replace("两", "二")):
                continue
            for number, part in enumerate(names):
                begin = max(place, self._tokens.left(place + len(part))) if number == 0 else place
                end = place + len(part) if number < len(names) - 1 else match.end()
                name = self._text[begin : place + len(part)] + match["head"]
                yield Found(begin, end, name, self._words.kind(match["head"]))
                place += len(part) + 1

    def listed(self) -> Iterator[Found]:
        """甲培育、乙培育和丙需求等清单: the head word belongs to each."""
        for match in self._tokens.within(self._words.listed, ends=self._words.listed_ends):
            place = match.start("names")
            for number, part in enumerate(re.split("(、|以及|和|与|及)", match["names"])):
                begin = max(place, self._tokens.left(place + len(part))) if number == 0 else place
                name = self._text[begin : place + len(part)]
                if len(part) >= 3:
                    yield Found(begin, place + len(part), name + match["head"], self._words.kind(match["head"]))
                place += len(part)


def _shown(name: str) -> str:
    """A name without the quotation marks that open it or were cut in two: “育苗”工程 is 育苗工程."""
    if name.startswith("“") or name.count("“") != name.count("”"):
        return name.replace("“", "", 1).replace("”", "", 1)
    return name
