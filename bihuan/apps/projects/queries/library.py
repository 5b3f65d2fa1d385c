"""The library of projects as it is asked for: conditions, order, totals by stage (项目库)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When

from bihuan.apps.projects.models import KeyProject, Programme, ProgrammeProject, Project, Role, TeamMember
from bihuan.apps.projects.queries.stages import stages
from bihuan.base.scope import Viewer
from bihuan.engine.pipeline import Stage

FLAGS: dict[str, tuple[str, Q]] = {
    "running": ("正常推进", Q(suspended_on=None, terminated_on=None)),
    "in_statistics": ("已纳统", Q(entered_statistics_on__isnull=False)),
    "not_in_statistics": ("未纳统", Q(entered_statistics_on=None, terminated_on=None)),
    "suspended": ("暂停", Q(suspended_on__isnull=False)),
    "terminated": ("终止", Q(terminated_on__isnull=False)),
    "no_total": ("总投资暂无", Q(total=None)),
    "no_leader": (
        "没有责任领导",
        ~Q(pk__in=TeamMember.objects.inside().filter(role=Role.LEADER, to_on=None).values("project_id")),
    ),
}
"""Flags that one may ask for: word and condition."""
WORDS = ("name", "number", "national_code", "owner_name", "content", "place")
SORTS = {
    "name": "name",
    "number": "number",
    "lead": "lead_name",
    "town": "town_name",
    "total": "total",
    "stage": "rank",
}
"""What the list may be ordered by."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked of the library; every condition may stay open (筛选条件)."""

    words: str = ""
    stages: tuple[str, ...] = ()
    unit: int | None = None
    town: int | None = None
    nature: str = ""
    year: int | None = None
    level: str = ""
    batch: str = ""
    programme: int | None = None
    flags: tuple[str, ...] = ()
    total_from: Decimal | None = None
    total_to: Decimal | None = None
    leader: str = ""
    sort: str = ""


@dataclass(frozen=True)
class StageCount:
    """How many projects stand in a stage, and their money (阶段一批). total: 万元, None where no one's is known.

    unknown: how many of them have no total. ended: terminated ones, which are counted in no other number here.
    """

    stage: Stage
    count: int = 0
    total: Decimal | None = None
    unknown: int = 0
    ended: int = 0


@dataclass(frozen=True)
class Summary:
    """What is asked for, told in numbers; each project once (合计)."""

    stages: tuple[StageCount, ...]
    whole: StageCount


def library(wanted: Wanted, viewer: Viewer, *, with_stages: bool = True) -> QuerySet[Project]:
    """Projects in reach that are asked for, in the order that is asked for (项目清单)."""
    rows = Project.objects.visible_to(viewer).filter(_conditions(wanted))
    if with_stages and wanted.stages:
        rows = rows.filter(stage__in=wanted.stages)
    return _ordered(rows, wanted.sort, viewer.on)


def _conditions(wanted: Wanted) -> Q:
    found = Q()
    for word in wanted.words.split():
        found &= reduce(or_, (Q(**{f"{column}__icontains": word}) for column in WORDS))
    plain = {
        "lead_unit_id": wanted.unit,
        "town_id": wanted.town,
        "nature": wanted.nature,
        "total__gte": wanted.total_from,
        "total__lte": wanted.total_to,
    }
    found &= Q(**{name: value for name, value in plain.items() if value not in (None, "")})
    for flag in wanted.flags:
        found &= FLAGS[flag][1]
    return found & _on_lists(wanted) & _in_teams(wanted)


def _on_lists(wanted: Wanted) -> Q:
    listed = {"year": wanted.year, "level": wanted.level, "batch": wanted.batch}
    asked = {name: value for name, value in listed.items() if value}
    found = Q(pk__in=KeyProject.objects.inside().filter(off_on=None, **asked).values("project_id")) if asked else Q()
    if wanted.programme:
        members = ProgrammeProject.objects.inside().filter(programme_id=wanted.programme, to_on=None)
        found &= Q(pk__in=members.values("project_id"))
    return found


def _in_teams(wanted: Wanted) -> Q:
    if not wanted.leader:
        return Q()
    led = TeamMember.objects.inside().filter(role=Role.LEADER, to_on=None, name=wanted.leader)
    return Q(pk__in=led.values("project_id"))


def _ordered(rows: QuerySet[Project], sort: str, on: date) -> QuerySet[Project]:
    column = SORTS.get(sort.removeprefix("-"))
    if column is None:
        return rows.order_by("-pk")
    if column == "rank":
        places = [When(stage=stage.code, then=Value(place)) for place, stage in enumerate(stages(on))]
        rows = rows.annotate(rank=Case(*places, default=Value(len(places)), output_field=IntegerField()))
    back = sort.startswith("-")
    key = F(column).desc(nulls_last=True) if back else F(column).asc(nulls_last=True)
    return rows.order_by(key, "-pk")


def summary(wanted: Wanted, viewer: Viewer, among: Sequence[Stage] | None = None) -> Summary:
    """Counts and money by stage of what is asked for, whatever stages are; `whole` of the stages asked for.

    Terminated projects stay in the list and out of the sums, unless they are what is asked for.
    among: the stages in force, where they are in hand.
    """
    live = Q() if "terminated" in wanted.flags else Q(terminated_on=None)
    grouped = (
        library(wanted, viewer, with_stages=False)
        .order_by()
        .values_list("stage")
        .annotate(
            counted=Count("pk", filter=live),
            money=Sum("total", filter=live),
            unknown=Count("pk", filter=live & Q(total=None)),
            ended=Count("pk", filter=~live) if live else Value(0),
        )
    )
    found = {code: numbers for code, *numbers in grouped}
    by_stage = tuple(StageCount(stage, *found.get(stage.code, (0, None, 0, 0))) for stage in among or stages(viewer.on))
    asked = [each for each in by_stage if not wanted.stages or each.stage.code in wanted.stages]
    return Summary(by_stage, _whole(asked))


def _whole(parts: Sequence[StageCount]) -> StageCount:
    known = [each.total for each in parts if each.total is not None]
    return StageCount(
        Stage("whole", "合计", ""),
        sum(each.count for each in parts),
        sum(known, Decimal(0)) if known else None,
        sum(each.unknown for each in parts),
        sum(each.ended for each in parts),
    )


def leaders_of(rows: Sequence[Project]) -> dict[int, str]:
    """Project -> the leader who answers for it now; one query (责任领导)."""
    members = TeamMember.objects.of(rows).filter(role=Role.LEADER, to_on=None)
    return dict(members.values_list("project_id", "name"))


def lists_of(rows: Sequence[Project], year: int) -> dict[int, list[KeyProject]]:
    """Project -> the lists of a year that it stands on; one query (重点清单)."""
    found: dict[int, list[KeyProject]] = {}
    for row in KeyProject.objects.of(rows).filter(year=year, off_on=None):
        found.setdefault(row.project_id, []).append(row)
    return found


@dataclass(frozen=True)
class Choices:
    """What the conditions may be chosen from: only what projects in reach have (可选条件)."""

    units: list[tuple[int, str]]
    towns: list[tuple[int, str]]
    leaders: list[str]
    years: list[int]
    programmes: list[Programme]


def choices(viewer: Viewer) -> Choices:
    """Units, towns, leaders, years of lists and programmes of projects in reach; five queries."""
    return Choices(
        units=_pairs(viewer, "lead_unit_id", "lead_name"),
        towns=_pairs(viewer, "town_id", "town_name"),
        leaders=list(_rows(TeamMember, viewer, role=Role.LEADER, to_on=None).values_list("name", flat=True)),
        years=list(_rows(KeyProject, viewer, off_on=None).values_list("year", flat=True))[::-1],
        programmes=list(Programme.objects.visible_to(viewer).filter(ended_on=None)),
    )


def _pairs(viewer: Viewer, *columns: str) -> list[tuple[int, str]]:
    rows = Project.objects.visible_to(viewer).exclude(**{columns[0]: None}).order_by(*columns)
    return list(dict(rows.values_list(*columns).distinct()).items())


def _rows(model: Any, viewer: Viewer, **condition: object) -> QuerySet[Any]:
    column = "name" if model is TeamMember else "year"
    rows: QuerySet[Any] = model.objects.visible_to(viewer).filter(**condition).order_by(column)
    return rows.values(column).distinct()
