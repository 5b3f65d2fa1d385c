"""Totals in which a project counts once (不重复合计), though it stands in two programmes or two chains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bihuan.engine.pipeline.balance import total
from bihuan.engine.values import Quantity


@dataclass(frozen=True, slots=True)
class Counted:
    """A project as it is counted (计入的项目): by its code, with its money where known."""

    code: str
    money: Quantity | None


@dataclass(frozen=True, slots=True)
class Total:
    """So many projects and so much money (合计): money of those known, and how many are not."""

    number: int
    money: Quantity | None
    unknown: int


@dataclass(frozen=True, slots=True)
class Twice:
    """A project that stands in several groups (重复的项目), counted in each of them and once in the whole."""

    code: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Each group, the whole with every project once, what is in several groups (合计与重复).

    disputed: projects whose money is not the same in all their groups; the first counts.
    """

    groups: Mapping[str, Total]
    whole: Total
    twice: tuple[Twice, ...]
    disputed: tuple[str, ...]


def counted_once(groups: Mapping[str, Iterable[Counted]]) -> Totals:
    """Number and money of projects by group and in the whole (不重复合计)."""
    kept = {name: _by_code(projects) for name, projects in groups.items()}
    once: dict[str, Counted] = {}
    where: dict[str, list[str]] = {}
    disputed: dict[str, None] = {}
    for name, projects in kept.items():
        for code, project in projects.items():
            where.setdefault(code, []).append(name)
            first = once.get(code)
            if first is not None and None not in (first.money, project.money) and first.money != project.money:
                disputed[code] = None
            if first is None or first.money is None:
                once[code] = project
    twice = tuple(Twice(code, tuple(names)) for code, names in where.items() if len(names) > 1)
    return Totals({name: _total(each) for name, each in kept.items()}, _total(once), twice, tuple(disputed))


def _by_code(projects: Iterable[Counted]) -> dict[str, Counted]:
    found: dict[str, Counted] = {}
    for project in projects:
        if project.code not in found or found[project.code].money is None:
            found[project.code] = project
    return found


def _total(projects: Mapping[str, Counted]) -> Total:
    money = [project.money for project in projects.values()]
    return Total(len(money), total(money), money.count(None))
