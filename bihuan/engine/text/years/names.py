"""Names that one year's report has and the next has not (框架和产业的更替)."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from bihuan.engine.text.reading import Reading
from bihuan.engine.values import Quote

_ALIKE = 0.55


@dataclass(frozen=True)
class NamedChange:
    """A name that is new, gone, or perhaps changed (名称变化): kind as in `Change`."""

    kind: str
    name: str
    last: Quote | None = None
    this: Quote | None = None
    was: str = ""


def framework_changes(last: Reading, this: Reading) -> Iterator[NamedChange]:
    """Numbered schemes that are new or gone (数字框架的更替)."""
    old = {each.name: each.quote for each in reversed(last.frameworks)}
    new = {each.name: each.quote for each in reversed(this.frameworks)}
    yield from (NamedChange("framework_dropped", name, last=old[name]) for name in old if name not in new)
    yield from (NamedChange("framework_new", name, this=new[name]) for name in new if name not in old)


def industry_changes(last: Reading, this: Reading, *, tails: tuple[str, ...]) -> Iterator[NamedChange]:
    """Industries that are new, gone, or that may have another name now: a question, the most alike first (产业更替)."""
    old, new = _industries(last, tails), _industries(this, tails)
    gone = {bare: named for bare, named in old.items() if bare not in new and bare not in this.body}
    come = {bare: named for bare, named in new.items() if bare not in old and bare not in last.body}
    pairs = sorted((-_alike(was, now), was, now) for was in gone for now in come)
    for unlike, was, now in pairs:
        if -unlike >= _ALIKE and was in gone and now in come:
            (old_name, before), (name, after) = gone.pop(was), come.pop(now)
            yield NamedChange("industry_renamed", name, last=before, this=after, was=old_name)
    yield from (NamedChange("industry_dropped", name, last=quote) for name, quote in gone.values())
    yield from (NamedChange("industry_new", name, this=quote) for name, quote in come.values())


def _alike(first: str, second: str) -> float:
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _industries(reading: Reading, tails: tuple[str, ...]) -> dict[str, tuple[str, Quote]]:
    """Industries by name without its ending, those that a scheme lists too; each with its name and first words."""
    named = [(each.name, each.quote) for each in reading.industries]
    parts = [(scheme.quote, part) for scheme in reading.frameworks for part in scheme.parts]
    named += [(member, quote) for quote, part in parts if "产业" in part.label for member in part.members]
    return {_bare(name, tails): (name, quote) for name, quote in reversed(named)}


def _bare(name: str, tails: tuple[str, ...]) -> str:
    tail = next((each for each in tails if name.endswith(each) and len(name) > len(each) + 1), "")
    return name.removesuffix(tail)
