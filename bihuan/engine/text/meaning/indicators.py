"""Which indicator a name means (指标对应): by the names of the definitions, whole and never by a part."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bihuan.engine.values import Indicator

_MARKS = re.compile(r"[\s“”‘’\"'（）()]")
_BEFORE = re.compile(
    "^(?:全市|全区|全县|全省|全国|全域|我市|我区|我县|地方|区级|县级|市级|全口径|年度|当年|累计|完成|实现|新增的|其中)+"
)
_AFTER = re.compile(
    "(?:平均|年均)?(?:增速|增幅|增长率|增长|总量|规模|完成额|数量|总数|数|户数|家数|人数|(?:高于|低于|好于|快于).*)$"
)


@dataclass(frozen=True)
class IndicatorNames:
    """The names of all indicators, each with those that bear it (指标名称表)."""

    indicators: tuple[Indicator, ...] = ()
    _by_name: dict[str, tuple[Indicator, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for each in self.indicators:
            for name in dict.fromkeys(map(_plain, each.names)):
                self._by_name[name] = (*self._by_name.get(name, ()), each)

    def code(self, name: str, *, measure: str) -> str | None:
        """The code of the indicator that a name means (指标代码); None where none does, or several do.

        Args: measure: one that the indicator is published in, where several bear the name; ranks are of any.
        """
        meant = self._meant(name)
        if len(meant) > 1 and measure != "rank":
            meant = [each for each in meant if measure in each.measures]
        return meant[0].code if len(meant) == 1 else None

    def _meant(self, name: str) -> list[Indicator]:
        plain = _plain(name)
        for form in _forms(plain):
            if form in self._by_name:
                return list(self._by_name[form])
        return []


def _plain(name: str) -> str:
    return _MARKS.sub("", name)


def _forms(plain: str) -> Iterable[str]:
    """A name as it stands, then without whose it is, then without how it moved."""
    yield plain
    short = _BEFORE.sub("", plain)
    yield short
    yield _AFTER.sub("", plain)
    yield _AFTER.sub("", short)
