"""The people whom a document names (人员), each with the role beside the name."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bihuan.engine.text.scan import Patterns, Scan

_REACH = 40


@dataclass(frozen=True)
class PeopleWords:
    """How people are named beside their roles (人员用语).

    name: a surname and what may follow it. another: one more name under the role just read. before_title: 某书记.
    not_names: what begins like a surname and is none.
    """

    name: re.Pattern[str]
    after_role: re.Pattern[str]
    bare: re.Pattern[str]
    another: re.Pattern[str]
    before_title: re.Pattern[str]
    listed: re.Pattern[str]
    led: re.Pattern[str]
    no_role: re.Pattern[str]
    present: re.Pattern[str]
    speaks: re.Pattern[str]
    role_start: re.Pattern[str]
    joined: re.Pattern[str]
    leading: re.Pattern[str]
    not_names: re.Pattern[str]
    reporters: re.Pattern[str]

    @property
    def sought(self) -> Patterns:
        """What the shared scan is to look for in a whole body (全文查找的用语)."""
        return self.bare, self.before_title, self.listed, self.led, self.present, self.speaks


@dataclass(frozen=True, slots=True)
class Person:
    """A name in a text (人名): where it stands, and the role beside it."""

    start: int
    end: int
    name: str
    role: str | None
    is_of_group: bool = False


def people(scan: Scan, *, words: PeopleWords, is_word: Callable[[str], bool]) -> list[Person]:
    """The people of a scanned text, each once, with the first role given (人员清单).

    Args: is_word: whether the general dictionary has a word; what is one is no name.
    """
    finder = _Finder(scan, words, is_word)
    found = sorted(
        [*finder.with_roles(), *finder.before_titles(), *finder.listed(), *finder.without_roles()],
        key=lambda person: person.start,
    )
    kept: dict[str, Person] = {}
    for person in found:
        known = kept.get(person.name)
        if known is None:
            kept[person.name] = person
        elif person.role and (known.role is None or (known.is_of_group and not person.is_of_group)):
            kept[person.name] = replace(person, start=known.start, end=known.end)
    return list(kept.values())


class _Finder:
    """Looks for names of people in one text."""

    def __init__(self, scan: Scan, words: PeopleWords, is_word: Callable[[str], bool]) -> None:
        self._scan, self._text, self._words, self._is_word = scan, scan.text, words, is_word

    def with_roles(self) -> Iterator[Person]:
        """区委书记王某某强调: the role stands before the name, and before more names that follow."""
        place = floor = 0
        while found := next(self._scan.finditer(self._words.bare, place), None):
            place = found.end("role")
            found = self._words.after_role.match(self._text, found.start()) or self._unfollowed(found)
            if found is None or self._words.not_names.search(found["name"]):
                continue
            role = self._role(found.end("role"), floor=floor)
            floor = found.end("name")
            if not self._words.reporters.search(role):
                place = floor
                yield self._person(found, role)
                for more in self._others(floor, role):
                    place = floor = more.end
                    yield more

    def _unfollowed(self, found: re.Match[str]) -> re.Match[str] | None:
        """A name behind which no usual word stands: only where no word of the language begins within it."""
        start, name = found.start("name"), found["name"]
        crossing = [self._text[start + cut : start + cut + 2] for cut in range(len(name) + 1)]
        if len(name) < 3 or any(map(self._is_word, crossing[:2])):
            return None
        return (
            found if not self._is_word(crossing[2]) else self._words.bare.match(self._text[: start + 2], found.start())
        )

    def _others(self, place: int, role: str) -> Iterator[Person]:
        """副主任甲某、乙某分别通报: the role holds for those named after it."""
        while (found := self._words.another.match(self._text, place)) and not self._words.not_names.search(
            found["name"]
        ):
            place = found.end("name")
            yield self._person(found, role)

    @staticmethod
    def _person(found: re.Match[str], role: str) -> Person:
        name = found["name"].replace(" ", "").replace("\u3000", "")
        return Person(found.start("name"), found.end("name"), name, role)

    def _role(self, end: int, *, floor: int) -> str:
        """The whole role: its clause, and the one before where that ends with a title too."""
        start = end
        while start > floor and not self._words.role_start.match(self._text[start - 1]):
            start -= 1
        role = self._text[start:end].lstrip("、和及")
        joined = self._words.joined.search(self._text[max(floor, start - _REACH) : start])
        if joined:
            role = joined["role"] + self._text[start - 1] + role
        while (shorter := self._words.leading.sub("", role)) != role:
            role = shorter
        return role

    def before_titles(self) -> Iterator[Person]:
        """习近平总书记: the title stands behind the name."""
        for found in self._scan.finditer(self._words.before_title):
            if found["leader"]:
                yield Person(found.start("leader"), found.end("leader"), found["leader"], found["chief"])
            elif not self._words.not_names.search(found["name"]) and found["name"][-1] != found["role"].lstrip("副")[0]:
                yield self._person(found, found["role"])

    def listed(self) -> Iterator[Person]:
        """甲某、乙某、丙某等区领导: one role for all."""
        for form in (self._words.listed, self._words.led):
            for found in self._scan.finditer(form):
                place = found.start("names")
                for name in found["names"].split("、"):
                    if not self._words.not_names.search(name):
                        plain = name.replace(" ", "").replace("\u3000", "")
                        role = self._words.no_role.sub("", found["role"].removeprefix("等"))
                        yield Person(place, place + len(name), plain, role or None, is_of_group=True)
                    place += len(name) + 1

    def without_roles(self) -> Iterator[Person]:
        """甲某、乙某、丙某参加会议; 甲某指出: named, with no role beside the name."""
        for found in self._scan.finditer(self._words.present):
            place = found.start("names")
            for name in found["names"].split("、"):
                if not self._words.not_names.search(name):
                    yield Person(place, place + len(name), name, None, is_of_group=True)
                place += len(name) + 1
        for found in self._scan.finditer(self._words.speaks):
            if not self._is_common(found["name"]):
                yield Person(found.start("name"), found.end("name"), found["name"], None)

    def _is_common(self, name: str) -> bool:
        """Whether what looks like a name is made of words."""
        return self._words.not_names.search(name) is not None or self._is_word(name) or self._is_word(name[:2])
