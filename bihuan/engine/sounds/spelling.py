"""The sounds of a name: the likely reading first, then what else its characters may say (读音)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations, product
from typing import Any

from bihuan.engine.values import Finding

CHINESE = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")
OTHER = re.compile("[a-z0-9]+")
LONGEST, MOST = 14, 24
"""Other readings are worked out for names of so many characters at most, and so many of them."""


class BadSounds(ValueError):
    """A table of readings does not hold; `findings` say where."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(map(str, self.findings)))


@dataclass(frozen=True)
class Spelling:
    """What one may type for a name: whole sounds and first letters, each without blanks.

    main: of the likely reading. others: of further readings of its characters.
    """

    main: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class Sounds:
    """Readings that go before the general ones: of family names, and of words of the place (读音表)."""

    surnames: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]

    def spell(self, name: str, *, is_person: bool = False) -> Spelling:
        """The sounds of a name (读音).

        Args: name: in simplified characters and small letters. is_person: its first characters are a family name.
        """
        syllables = [part for part in self._parts(name) if part[1]]
        likely = self._with_surname(name, [sound for _, sound in syllables], is_person=is_person)
        main = _typed(likely)
        others: dict[str, None] = {}
        if len(name) <= LONGEST:
            for reading in _other_readings([character for character, _ in syllables], likely):
                others |= dict.fromkeys(_typed(reading))
        return Spelling(main, tuple(each for each in others if each not in main))

    def _parts(self, name: str) -> Iterator[tuple[str, str]]:
        """Characters with their likely sounds; letters and digits stand for themselves."""
        place = 0
        for run in CHINESE.finditer(name):
            yield from ((found[0], found[0]) for found in OTHER.finditer(name, place, run.start()))
            yield from zip(run[0], self._run(run[0]), strict=True)
            place = run.end()
        yield from ((found[0], found[0]) for found in OTHER.finditer(name, place))

    @cached_property
    def _known(self) -> re.Pattern[str]:
        """All words of the table at once, longer ones first."""
        return re.compile("|".join(map(re.escape, sorted(self.words, key=len, reverse=True))) or "(?!)")

    def _run(self, run: str) -> list[str]:
        sounds = _sounds(run)
        for found in self._known.finditer(run):
            sounds[found.start() : found.end()] = self.words[found[0]]
        return sounds

    def _with_surname(self, name: str, sounds: list[str], *, is_person: bool) -> list[str]:
        if is_person:
            for length in (2, 1):
                if said := self.surnames.get(name[:length]):
                    return [*said.split(), *sounds[length:]]
        return sounds


def build(body: Mapping[str, Any]) -> Sounds:
    """The table of readings from a definition's body (载入读音表).

    Raises: BadSounds: a word has another number of sounds than characters.
    """
    wrong = [
        Finding(
            "sounds_differ", f"{part}.{word}", f"“{word}”有{len(word)}个字，却写了{len(said.split())}个读音“{said}”。"
        )
        for part in ("surnames", "words")
        for word, said in body[part].items()
        if len(said.split()) != len(word)
    ]
    if wrong:
        raise BadSounds(wrong)
    return Sounds(body["surnames"], {word: tuple(said.split()) for word, said in body["words"].items()})


def _typed(sounds: list[str]) -> tuple[str, ...]:
    """Whole sounds, and first letters; digits stay whole in both, what has no known sound is left out."""
    sounds = [sound for sound in sounds if sound.isascii()]
    letters = "".join(sound if sound.isdigit() else sound[0] for sound in sounds)
    return tuple(dict.fromkeys(each for each in ("".join(sounds), letters) if each))


def _other_readings(characters: list[str], likely: list[str]) -> Iterator[list[str]]:
    """Readings in which one or two characters sound otherwise."""
    choices = {
        place: [each for each in _readings(character) if each != likely[place]]
        for place, character in enumerate(characters)
    }
    several = [place for place, found in choices.items() if found]
    made = 0
    for count in (1, 2):
        for places in combinations(several, count):
            for said in product(*(choices[place] for place in places)):
                if made == MOST:
                    return
                reading = list(likely)
                for place, sound in zip(places, said, strict=True):
                    reading[place] = sound
                made += 1
                yield reading


def _sounds(run: str) -> list[str]:
    """The likely sounds of a run of characters, by the words in it."""
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(run, style=Style.NORMAL, errors=_as_they_are)


def _as_they_are(unknown: str) -> Any:
    """Characters without a known reading, each for itself."""
    return list(unknown)


@lru_cache(maxsize=20_000)
def _readings(character: str) -> tuple[str, ...]:
    """All sounds of one character, the common one first; of letters and digits none."""
    from pypinyin import Style, pinyin

    if not CHINESE.fullmatch(character):
        return ()
    return tuple(dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True, errors=_as_they_are)[0]))
