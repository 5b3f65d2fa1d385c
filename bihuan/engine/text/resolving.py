"""Names of bodies led to the units of a directory (单位对应): what a paper calls 投促局 is one unit, several, or none.

Nothing is guessed: a name that several units may bear, or that only looks like one, is a doubt for a person.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
_HEADS = ("全", "本", "市", "区", "县", "州", "镇", "街道")
_LEAST = 2


@dataclass(frozen=True)
class Resolved(Generic[Key]):
    """What a name leads to (对应结果).

    units: one where it is clear, several or one with a doubt, none where nothing fits. doubt: the sentence for a
    person; empty where it is clear.
    """

    name: str
    units: tuple[Key, ...]
    doubt: str = ""

    @property
    def unit(self) -> Key | None:
        """The unit where there is no doubt."""
        return self.units[0] if self.units and not self.doubt else None


@dataclass(frozen=True)
class UnitNames(Generic[Key]):
    """The names that units go by (单位名称表): unit -> full name first, then short and former names.

    district: the name of the district, which a paper may set before that of a unit (某某区工信局).
    """

    names: Mapping[Key, tuple[str, ...]]
    district: str = ""
    _bearers: dict[str, list[Key]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        bearers: dict[str, list[Key]] = {}
        for unit, names in self.names.items():
            for form in dict.fromkeys(each for name in names if name for each in (name, _bare(name))):
                bearers.setdefault(form, []).append(unit)
        object.__setattr__(self, "_bearers", bearers)

    def resolve(self, name: str) -> Resolved[Key]:
        """The unit that a paper means by a name (对应单位).

        >>> UnitNames({1: ("区投资促进局", "区投促局"), 2: ("区住房和城乡建设局",)}).resolve("投促局").unit
        1
        """
        said = name.removeprefix(self.district[:-1]) if name.startswith(self.district[:-1]) else name
        for form in dict.fromkeys((name, said, _bare(said))):
            if bearers := self._bearers.get(form):
                return self._told(name, bearers)
        return self._alike(name, _bare(said))

    def _told(self, name: str, bearers: list[Key]) -> Resolved[Key]:
        if len(bearers) == 1:
            return Resolved(name, (bearers[0],))
        return Resolved(name, tuple(bearers), f"“{name}”可能是{self._listed(bearers)}，请选定。")

    def _alike(self, name: str, bare: str) -> Resolved[Key]:
        """Units of whose name this may be a short form: its signs in their order, the first and the last the same."""
        fits = [unit for unit, names in self.names.items() if any(_shortens(bare, _bare(each)) for each in names)]
        if not fits:
            return Resolved(name, (), f"没有找到“{name}”对应的单位，请选定。")
        if len(fits) == 1:
            return Resolved(name, (fits[0],), f"“{name}”可能是{self._listed(fits)}的简称，请核对。")
        return Resolved(name, tuple(fits), f"“{name}”可能是{self._listed(fits)}，请选定。")

    def _listed(self, units: Iterable[Key]) -> str:
        return "或".join(self.names[unit][0] for unit in list(units)[:3])


def _bare(name: str) -> str:
    """A name without what every unit of a district bears before it (去掉区、市等字头)."""
    for head in _HEADS:
        if name.startswith(head) and len(name) > len(head) + _LEAST:
            return name.removeprefix(head)
    return name


def _shortens(short: str, full: str) -> bool:
    if len(short) < _LEAST + 1 or len(short) >= len(full) or short[0] != full[0] or short[-1] != full[-1]:
        return False
    signs = iter(full)
    return all(sign in signs for sign in short)
