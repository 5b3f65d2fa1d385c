"""Units named in a cell (单元格里的单位), taken apart by who leads, who answers and who helps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from bihuan.engine.office.cells.words import CellWords, plain

Role = Literal["lead", "responsible", "support"]
ROLES: tuple[Role, ...] = get_args(Role)

_BETWEEN = re.compile(r"[、,;。/|\n]")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_WHOLE_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_SPACES = re.compile(r"[ \t\u3000\u00a0]+")
_EDGES = "、,，.。:： "
_KEPT = str.maketrans("、,;/|", "\ue000\ue001\ue002\ue003\ue004")
_GIVEN_BACK = str.maketrans("\ue000\ue001\ue002\ue003\ue004", "、,;/|")


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit as a cell names it, and how it stands to the item (所列单位)."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class _Forms:
    """How roles are written: before a colon (牵头单位：), behind a name (甲局牵头), in brackets (甲局（牵头）)."""

    roles: dict[str, Role]
    heading: re.Pattern[str]
    behind: re.Pattern[str]
    together: re.Pattern[str] | None
    fillers: re.Pattern[str] | None


def named_units(text: str, *, role: Role, words: CellWords) -> tuple[NamedUnit, ...]:
    """The units of a cell in order (拆分单位), each once. role: that of the column, for names without one of their own.

    甲局（牵头）、乙局 - 牵头：甲局；配合：乙局、丙镇 - 甲局牵头，乙局、丙镇配合 - 甲局会同乙局.
    In a column of lead units, where the cell says itself which of them leads, the others are responsible.
    """
    forms = _forms(words)
    said = _one_line(text)
    if forms.fillers:
        said = forms.fillers.sub("", said).replace("()", "")
    whole = _WHOLE_BRACKETS.fullmatch(said)
    found: dict[str, tuple[str, Role | None]] = {}
    for own, segment in _segments(whole[1] if whole else said, forms=forms):
        for name, its in _of_segment(segment, role=own, forms=forms):
            if name and name not in words.unknown:
                found.setdefault(name, (name, its))
    tells_lead = any(its == "lead" for _, its in found.values())
    unsaid: Role = "responsible" if role == "lead" and tells_lead else role
    return tuple(NamedUnit(name, its or unsaid) for name, its in found.values())


@cache
def _forms(words: CellWords) -> _Forms:
    lists: tuple[tuple[Role, tuple[str, ...]], ...] = (
        ("lead", words.lead),
        ("support", words.support),
        ("responsible", words.responsible),
    )
    roles: dict[str, Role] = {name: role for role, names in lists for name in names}
    every = "|".join(re.escape(name) for name in sorted(roles, key=len, reverse=True))
    tail = "(?:责任)?(?:单位|部门|机关|负责|落实|完成)?"
    return _Forms(
        roles=roles,
        heading=re.compile(rf"({every})(?:责任)?(?:单位|部门|机关)?(?:\([^()]*\))?:"),
        behind=re.compile(rf"由?(?P<name>.+?)(?:\((?P<own>{every}){tail}\)|(?P<all>{every}){tail})"),
        together=_any_of(words.together),
        fillers=_any_of(words.fillers),
    )


def _any_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(map(re.escape, words))) if words else None


def _one_line(text: str) -> str:
    """Lines and names parted by spaces alone as a list; spaces inside a short name (区 财 政 局) go."""
    return "、".join(_spaced(line) for line in text.splitlines() if line.strip()).strip(_EDGES)


def _spaced(line: str) -> str:
    parts = [plain(part) for part in _SPACES.split(line.strip()) if plain(part)]
    return ("、" if all(len(part) > 2 for part in parts) else "").join(parts)


def _segments(text: str, *, forms: _Forms) -> Iterator[tuple[Role | None, str]]:
    """The parts of a cell that stand under one role each; None before the first that is named."""
    first, *others = forms.heading.split(text)
    yield None, first
    for word, segment in zip(others[::2], others[1::2], strict=True):
        yield forms.roles[word], segment


def _of_segment(text: str, *, role: Role | None, forms: _Forms) -> Iterator[tuple[str, Role | None]]:
    """Names of a list. A bare role behind a name holds for those before it too, one in brackets for that name alone."""
    waiting: list[str] = []
    for name in _names(text):
        if lead_and_helper := _together(name, forms):
            yield from ((each, role) for each in waiting)
            waiting, (lead, helper), role = [], lead_and_helper, "support"
            yield lead, "lead"
            yield helper, "support"
        elif (found := forms.behind.fullmatch(name)) and found["all"]:
            yield from ((each, forms.roles[found["all"]]) for each in (*waiting, found["name"]))
            waiting = []
        elif found:
            yield from ((each, role) for each in waiting)
            waiting = []
            yield found["name"], forms.roles[found["own"]]
        else:
            waiting.append(name)
    yield from ((each, role) for each in waiting)


def _names(text: str) -> Iterator[str]:
    """Names between separators; what stands in brackets belongs to the name before them."""
    kept = _IN_BRACKETS.sub(lambda found: found[0].translate(_KEPT), text)
    for part in _BETWEEN.split(kept):
        if name := part.translate(_GIVEN_BACK).strip(_EDGES):
            yield name


def _together(name: str, forms: _Forms) -> tuple[str, str] | None:
    """甲局会同乙局: the first leads, the other helps."""
    found = forms.together.search(name, 1) if forms.together else None
    if found is None or found.end() == len(name):
        return None
    helper = forms.behind.fullmatch(name[found.end() :])
    return name[: found.start()], helper["name"] if helper else name[found.end() :]
