"""Which unit of the tree a name means (单位对应): full names and short ones; doubt is shown and left to a person."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class UnitNameWords:
    """How units are called in short (单位简称用语). shorts, ends: what full names say, and the usual short form."""

    shorts: Mapping[str, str]
    ends: Mapping[str, str]
    place: re.Pattern[str]
    end: re.Pattern[str]

    @cached_property
    def full_forms(self) -> re.Pattern[str]:
        """What full names say, the longest first."""
        return re.compile("|".join(sorted(map(re.escape, self.shorts), key=len, reverse=True)))

    @cached_property
    def full_ends(self) -> re.Pattern[str]:
        """How full names end, the longest first."""
        return re.compile(f"(?:{'|'.join(sorted(map(re.escape, self.ends), key=len, reverse=True))})$")

    def short(self, name: str) -> str:
        """A name without its place, in its short form (规范简称).

        Full and short forms of one name give the same: 某某区发展和改革局, 区发改局 and 发改局.
        """
        bare = self.place.sub("", re.sub(r"[\s“”‘’（）()]", "", name))
        ended = self.full_ends.sub(lambda found: self.ends[found.group()], bare)
        return self.full_forms.sub(lambda found: self.shorts[found.group()], ended)


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit that a name may mean (对应单位), and why in one sentence."""

    unit: str
    because: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name may mean (对应结果): `unit` where it is sure; else a person chooses among `candidates`."""

    name: str
    candidates: tuple[UnitMatch, ...]
    is_sure: bool

    @property
    def unit(self) -> str | None:
        """The one unit that is meant; None in doubt."""
        return self.candidates[0].unit if self.is_sure else None


def resolve_unit(name: str, *, units: Mapping[str, Sequence[str]], words: UnitNameWords) -> Resolution:
    """The unit of the tree that a name in a document means (单位对应).

    Args: units: each unit's key with the names it goes by, full and short.
    Returns: sure where one unit alone has the name, in full or in short; several, or a likeness, is doubt.
    """
    for form in (_same, _shortened, _without_end, _abbreviated):
        found = {match.unit: match for match in form(name, units, words)}
        if found:
            sure = len(found) == 1 and form is not _abbreviated
            return Resolution(name, tuple(found.values()), sure)
    return Resolution(name, (), is_sure=False)


def _named(units: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    return ((unit, each) for unit, names in units.items() for each in names)


def _same(name: str, units: Mapping[str, Sequence[str]], words: UnitNameWords) -> Iterator[UnitMatch]:
    for unit, each in _named(units):
        if each == name:
            yield UnitMatch(unit, f"名称与“{each}”相同")


def _shortened(name: str, units: Mapping[str, Sequence[str]], words: UnitNameWords) -> Iterator[UnitMatch]:
    short = words.short(name)
    for unit, each in _named(units):
        if words.short(each) == short:
            yield UnitMatch(unit, f"“{name}”是“{each}”的全称或简称")


def _without_end(name: str, units: Mapping[str, Sequence[str]], words: UnitNameWords) -> Iterator[UnitMatch]:
    """发改 for 发改局."""
    short = words.short(name)
    for unit, each in _named(units):
        if len(short) > 1 and words.end.sub("", words.short(each)) == short:
            yield UnitMatch(unit, f"“{name}”是“{each}”去掉末尾通名的简称")


def _abbreviated(name: str, units: Mapping[str, Sequence[str]], words: UnitNameWords) -> Iterator[UnitMatch]:
    """经发局 for 经济发展局: its characters stand in the name in this order. Never sure."""
    short = words.short(name)
    for unit, each in _named(units):
        signs = iter(words.place.sub("", each))
        if len(short) > 1 and all(sign in signs for sign in short):
            yield UnitMatch(unit, f"“{name}”的字依次见于“{each}”，可能是它的简称，请人工确认")
