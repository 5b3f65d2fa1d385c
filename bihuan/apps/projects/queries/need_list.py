"""All needs in reach: by factor, by who owes an answer, by project commissioner (要素保障)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from bihuan.apps.projects.mapping.needs import Factor
from bihuan.apps.projects.models import FactorNeed, Project, Role, TeamMember
from bihuan.apps.projects.queries.needs import factor_kinds, is_late
from bihuan.apps.work import queries as work
from bihuan.base.scope import Viewer
from bihuan.engine.pipeline.factors import Asked, FactorSum, sums

State = FactorNeed.State


@dataclass(frozen=True, kw_only=True)
class WantedNeeds:
    """Which needs are asked for (筛选条件); empty is all."""

    factor: str = ""
    unit: int | None = None
    state: str = ""
    member: str = ""
    words: str = ""


@dataclass(frozen=True)
class UnitNeeds:
    """What one unit owes (各单位需答复): open, late, answered and not yet taken, decided."""

    unit_id: int
    name: str
    open: int
    late: int
    answered: int
    decided: int


@dataclass(frozen=True)
class NeedList:
    """Needs as asked for, open and early ones first, with sums by factor and by unit in tree order (要素保障)."""

    rows: list[FactorNeed]
    sums: tuple[FactorSum, ...]
    units: list[UnitNeeds]
    kinds: dict[str, Factor]
    late: frozenset[int]

    @property
    def open(self) -> int:
        """How many wait for an answer or for the project's word."""
        return sum(row.state == State.OPEN for row in self.rows)


@dataclass
class Commissioner:
    """A project commissioner with the projects and their needs (项目专员)."""

    name: str
    unit_name: str
    projects: list[Project] = field(default_factory=list)
    open: int = 0
    late: int = 0


def need_list(wanted: WantedNeeds, viewer: Viewer) -> NeedList:
    """Needs in reach that are asked for; three queries, whatever their number."""
    kinds = factor_kinds(viewer.on)
    rows = _wanted(wanted, viewer)
    found = list(rows.select_related("project", "unit").order_by("due_on", "pk"))
    days = work.due_days(rows.order_by().values("item_id"), viewer)
    late = frozenset(row.pk for row in found if is_late(row, days.get(row.item_id), on=viewer.on))
    shown = [row for row in found if _has_state(row, wanted.state, late)]
    shown.sort(key=lambda row: row.state != State.OPEN)
    counted = [_asked(row, late) for row in shown if row.state != State.WITHDRAWN]
    units = {code: each.kind.unit for code, each in kinds.items()}
    return NeedList(shown, sums(counted, units), _by_unit(shown, late), kinds, late)


def _wanted(wanted: WantedNeeds, viewer: Viewer) -> QuerySet[FactorNeed]:
    plain = {"factor": wanted.factor, "unit_id": wanted.unit}
    rows = FactorNeed.objects.visible_to(viewer).filter(**{name: value for name, value in plain.items() if value})
    for word in wanted.words.split():
        rows = rows.filter(Q(text__icontains=word) | Q(project__name__icontains=word) | Q(project__number=word))
    if wanted.member:
        theirs = TeamMember.objects.inside().filter(role=Role.COMMISSIONER, to_on=None, name=wanted.member)
        rows = rows.filter(project_id__in=theirs.values("project_id"))
    return rows


def _has_state(row: FactorNeed, state: str, late: frozenset[int]) -> bool:
    answered = row.state == State.OPEN and row.decided_at is not None
    holds: Mapping[str, bool] = {
        "": True,
        "open": row.state == State.OPEN and not answered,
        "late": row.pk in late,
        "answered": answered,
        "decided": row.state == State.DECIDED,
        "withdrawn": row.state == State.WITHDRAWN,
    }
    return holds.get(state, True)


def _asked(row: Any, late: frozenset[int]) -> Asked:
    decided = row.state == State.DECIDED
    return Asked(row.factor, row.unit_id, row.amount, row.granted if decided else None, decided, row.pk in late)


def _by_unit(rows: Sequence[FactorNeed], late: frozenset[int]) -> list[UnitNeeds]:
    owed: dict[int, list[FactorNeed]] = {}
    for row in sorted((each for each in rows if each.state != State.WITHDRAWN), key=lambda each: each.unit.path):
        owed.setdefault(row.unit_id, []).append(row)
    return [_unit(unit_id, theirs, late) for unit_id, theirs in owed.items()]


def _unit(unit_id: int, rows: Sequence[FactorNeed], late: frozenset[int]) -> UnitNeeds:
    waiting = [row for row in rows if row.state == State.OPEN]
    answered = sum(row.decided_at is not None for row in waiting)
    overdue = sum(row.pk in late for row in rows)
    decided = len(rows) - len(waiting)
    return UnitNeeds(unit_id, rows[0].unit.name, len(waiting) - answered, overdue, answered, decided)


def answering_units(viewer: Viewer) -> list[tuple[int, str]]:
    """Units that owe or gave an answer to a need in reach, in the order of the tree (答复单位)."""
    rows = FactorNeed.objects.visible_to(viewer).order_by("unit__path").values_list("unit_id", "unit__name")
    return list(dict.fromkeys(rows))


def commissioner_names(viewer: Viewer) -> list[str]:
    """Names of the commissioners of projects in reach (项目专员)."""
    return list(dict.fromkeys(_commissions(viewer).values_list("name", flat=True)))


def commissioners(viewer: Viewer) -> list[Commissioner]:
    """Who looks after which projects, and the open needs of these; by unit and name, not ranked (项目专员)."""
    found: dict[tuple[str, str], Commissioner] = {}
    for row in _commissions(viewer).select_related("project"):
        one = found.setdefault((row.unit_name, row.name), Commissioner(row.name, row.unit_name))
        one.projects.append(row.project)
    by_project = _open_by_project(viewer)
    for one in found.values():
        counts = [by_project.get(project.pk, (0, 0)) for project in one.projects]
        one.open, one.late = sum(each[0] for each in counts), sum(each[1] for each in counts)
    return list(found.values())


def _commissions(viewer: Viewer) -> QuerySet[TeamMember, Any]:
    rows = TeamMember.objects.visible_to(viewer).filter(role=Role.COMMISSIONER, to_on=None)
    return rows.filter(project__terminated_on=None).order_by("unit_name", "name", "project_id")


def _open_by_project(viewer: Viewer) -> dict[int, tuple[int, int]]:
    listed = need_list(WantedNeeds(), viewer)
    counts: dict[int, tuple[int, int]] = {}
    for row in listed.rows:
        if row.state == State.OPEN:
            waiting, late = counts.get(row.project_id, (0, 0))
            counts[row.project_id] = (waiting + 1, late + (row.pk in listed.late))
    return counts
