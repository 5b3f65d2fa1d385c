"""Names found in a text (名称): each once, the fuller of two forms."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Committees of the democratic parties: 民进某省委 is no fuller form of 某省委.
_OF_PARTY = re.compile("民革|民盟|民建|民进|农工党|致公党|九三学社|台盟")

_SIGNS = re.compile(r"[“”‘’\"'《》\s]")


@dataclass(frozen=True, slots=True)
class Found:
    """A name in the body (名称): where it stands, and its kind."""

    start: int
    end: int
    name: str
    kind: str | None


def once(found: Iterable[Found]) -> list[Found]:
    """Each name once, in the order of the text (去重)."""
    kept: dict[str, Found] = {}
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        kept.setdefault(plain(each.name), each)
    return list(kept.values())


def without_short_forms(found: list[Found], *, from_front: bool = False) -> list[Found]:
    """Those of which no fuller name of the same kind ends so (去简称), or with `from_front` (firms) begins so."""
    parts = {(each.kind, each.name[cut:]): each for each in found for cut in range(1, len(each.name))}
    parts = {key: each for key, each in parts.items() if not _OF_PARTY.match(each.name)}
    if from_front:
        own = [each for each in found if each.kind in ("enterprise", "platform")]
        parts |= {(each.kind, each.name[:cut]): each for each in own for cut in range(1, len(each.name))}
    return [each for each in found if not _is_short_of(each, parts.get((each.kind, each.name)))]


def _is_short_of(each: Found, longer: Found | None) -> bool:
    """Whether a name is a short form; two side by side in a list are two."""
    return longer is not None and not 0 <= longer.start - each.end <= 1


def outermost(found: Iterable[Found]) -> list[Found]:
    """Those over which no longer one stands (取最长)."""
    kept: list[Found] = []
    furthest = -1
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if each.end > furthest:
            kept.append(each)
            furthest = each.end
    return kept


def outside(found: Iterable[Found], others: Iterable[Found]) -> list[Found]:
    """Those that do not stand within another name (不在他名之内): what a firm's name says is not the place's."""
    taken = {place for other in others for place in range(other.start, other.end)}
    return [each for each in found if each.start not in taken]


def plain(name: str) -> str:
    """A name without quotation marks and brackets: what two spellings have in common."""
    return _SIGNS.sub("", name)
