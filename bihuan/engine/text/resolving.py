"""Names of bodies led to the units of a directory (单位对应): what a paper calls 投促局 is one unit, several, or none.

Nothing is guessed: a name that several units may bear, or that only looks like one, is a doubt for a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bihuan.engine.text.meaning.unit_names import Resolution, UnitNameWords, resolve_unit

_LISTED = 3


@dataclass(frozen=True)
class Resolved:
    """What a name leads to (对应结果).

    units: one where it is clear, several or one with a doubt, none where nothing fits. doubt: the sentence for a
    person; empty where it is clear.
    """

    name: str
    units: tuple[int, ...]
    doubt: str = ""

    @property
    def unit(self) -> int | None:
        """The unit where there is no doubt."""
        return self.units[0] if self.units and not self.doubt else None


@dataclass(frozen=True)
class UnitNames:
    """The names that the units of a directory go by (单位名称表): unit -> full name first, then others."""

    names: Mapping[int, tuple[str, ...]]
    words: UnitNameWords
    _known: dict[str, Resolved] = field(default_factory=dict, init=False, repr=False, compare=False)

    def resolve(self, name: str) -> Resolved:
        """The unit that a paper means by a name (对应单位); each name is looked for once."""
        if name not in self._known:
            units = {str(unit): tuple(filter(None, names)) for unit, names in self.names.items()}
            self._known[name] = self._told(resolve_unit(name, units=units, words=self.words))
        return self._known[name]

    def _told(self, found: Resolution) -> Resolved:
        units = tuple(int(match.unit) for match in found.candidates)
        if found.is_sure:
            return Resolved(found.name, units[:1])
        if not units:
            return Resolved(found.name, (), f"没有找到“{found.name}”对应的单位，请选定。")
        listed = "或".join(self.names[unit][0] for unit in units[:_LISTED])
        what = "的简称，请核对" if len(units) == 1 else "，请选定"
        return Resolved(found.name, units, f"“{found.name}”可能是{listed}{what}。")
