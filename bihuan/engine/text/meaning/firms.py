"""Firms known by what a list of them is called, or by a brand before the word for a trade (企业字号)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bihuan.engine.text.meaning.body_words import BodyWords
from bihuan.engine.text.meaning.cutting import Cutter, Tokens
from bihuan.engine.text.meaning.named import Found

_SIGNS = "“”‘’()（）0123456789-· "
_STOPS = "，。；：、\n"
_FIRMS = "企业"


def firms(*, tokens: Tokens, cutter: Cutter, words: BodyWords) -> Iterator[Found]:
    """The firms of a text that bear no 公司 or 集团 in their names (企业简称)."""
    finder = _Finder(tokens, cutter, words)
    yield from finder.listed()
    yield from finder.branded()


class _Finder:
    """Looks for firms in one text."""

    def __init__(self, tokens: Tokens, cutter: Cutter, words: BodyWords) -> None:
        self._tokens, self._text, self._cutter, self._words = tokens, tokens.text, cutter, words
        self._scan = tokens.scan

    def listed(self) -> Iterator[Found]:
        """甲、乙、丙等企业: firms known by what the list is called, where their names are no common words."""
        for match in self._firms():
            members = list(self._members(match))
            good = [each for each in members if self._is_firm(each) or not self._words.no_firm.search(each.name)]
            if good and sum(self._is_firm(each) for each in good) * 2 >= len(members):
                yield from good
        for match in self._tokens.within(self._words.projects, ends=self._words.projects_end):
            yield from self._of_projects(match)
        for match in self._scan.finditer(self._words.national):
            yield Found(match.start(), match.end(), match.group(), "enterprise")
        for match in self._scan.finditer(self._words.pushed):
            members = list(self._members(match))
            if all(self._is_firm(each) and not self._is_region(each) for each in members):
                yield from members

    def _firms(self) -> Iterator[re.Match[str]]:
        """The rows of firms; beyond the last 企业 of a clause there is none."""
        for start, end in self._tokens.clauses(self._words.firm_ends):
            last = self._text.rfind(_FIRMS, start, end) + len(_FIRMS)
            # One sign more, so that 企业家 is seen to be none.
            yield from self._scan.finditer(self._words.firms, start, last + 1)

    def _of_projects(self, match: re.Match[str]) -> Iterator[Found]:
        """甲二期、乙、丙等9个项目投产: firms, where one of the row is surely one and none a common word."""
        short = [
            replace(each, end=each.start + len(own), name=own)
            for each in self._members(match)
            if (own := self._words.phase.sub("", each.name))
        ]
        fits = all(2 <= len(each.name) <= 5 and not self._cutter.is_common(each.name) for each in short)
        if fits and any(map(self._is_firm, short)):
            yield from (each for each in short if not self._is_region(each))

    def branded(self) -> Iterator[Found]:
        """某某药业, 某某光电: a name that no dictionary has, before the word for a trade."""
        tokens = self._tokens
        for match in self._scan.finditer(self._words.branded):
            start = tokens.left(match.start(), limit=4)
            brand = self._words.lead.sub("", self._text[start : match.start()])
            start = match.start() - len(brand)
            numbers = range(tokens.at(start), tokens.at(match.start() - 1) + 1)
            marks = [
                self._cutter.is_strange(tokens.words[number]) or tokens.tags[number][:2] in ("nr", "nz", "ns")
                for number in numbers
            ]
            marks.append(len(numbers) == len(brand) == 2)
            plain = brand in self._cutter.counties or self._words.no_firm.search(brand) is not None
            if 2 <= len(brand) <= 4 and any(marks) and not plain:
                yield Found(start, match.end(), brand + match.group(), "enterprise")

    def _members(self, match: re.Match[str]) -> Iterator[Found]:
        place = match.start("names")
        for number, name in enumerate(re.split("[、和与]", match["names"])):
            end = place + len(name)
            start = max(place, self._tokens.left(end)) if number == 0 and end < len(self._text) else place
            if start == place + 1 and self._text[place - 1 : place] in _STOPS and self._text[place] in "超过达":
                start = place
            own = self._text[start:end].strip(_SIGNS)
            if len(own) > 1:
                yield Found(end - len(own), end, own, "enterprise")
            place = end + 1

    def _is_region(self, each: Found) -> bool:
        return self._tokens.tags[self._tokens.at(each.end - 1)] == "ns"

    def _is_firm(self, each: Found) -> bool:
        numbers = range(self._tokens.at(each.start), self._tokens.at(each.end - 1) + 1)
        tags = [self._tokens.tags[number][:2] for number in numbers]
        return any(map(self._is_strange, numbers)) or "nr" in tags or "nz" in tags or tags == ["ns"]

    def _is_strange(self, number: int) -> bool:
        return self._cutter.is_strange(self._tokens.words[number])
