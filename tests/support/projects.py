"""Projects for tests: one led by the cast's leading unit in the cast's town."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from bihuan.apps.projects import actions
from bihuan.apps.projects.models import Evidence, KeyProject, Programme, Project, SupportUnit, TeamMember
from bihuan.apps.units.models import Person
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.cast import Cast

NAME = "智能传感器生产线项目"
PAPERS = {
    "signed": ("agreement",),
    "started": ("filing", "land", "construction_permit", "piling"),
    "in_production": ("acceptance", "production_proof"),
    "full_capacity": ("capacity_proof",),
}
"""Papers that the shipped gates ask for."""


def make_project(cast: Cast, *, by: Person | None = None, **said: Any) -> Project:
    """A project of the leading unit, registered by its clerk; what is said of it may differ."""
    told = {"name": NAME, "lead_unit_id": cast.units.lead.pk, "town_id": cast.units.town.pk, "total": Decimal(12000)}
    new = actions.NewProject(**{**told, **said})
    return actions.register_project(new, by=actor(by or cast.lead_clerk), now=NOW)


def strange_project(cast: Cast, **said: Any) -> Project:
    """A project that only the uninvolved unit and the offices of the district see."""
    told = {"name": "粮食仓储项目", "lead_unit_id": cast.units.stranger.pk, "town_id": None}
    return make_project(cast, by=cast.stranger_clerk, **{**told, **said})


def as_said(row: Project) -> actions.NewProject:
    """What is said of a project, as its form would send it unchanged."""
    said = {each.name: getattr(row, each.name) for each in fields(actions.NewProject)}
    return actions.NewProject(**said | {"national_code": row.national_code or ""})


def flag(cast: Cast, row: Project, kind: str, *, by: Person | None = None, **said: Any) -> Project:
    """A project suspended, terminated or resumed by its unit."""
    told = actions.Flag(kind, said.get("on", DAY), said.get("words", "资金没有落实"))
    return actions.flag_project(row.pk, told, version=row.version, by=actor(by or cast.lead_clerk), now=NOW)


def put_evidence(row: Project, *, by: Person, code: str = "filing", **said: Any) -> Evidence:
    """A paper of a project with its number, without a file."""
    new = actions.NewEvidence(code, said.get("text", ""), said.get("number", "启发改备〔2026〕1号"))
    return actions.add_evidence(row.pk, new, kept=said.get("kept"), by=actor(by), now=NOW, key=said.get("key", ""))


def put_member(row: Project, *, by: Person, role: str = "leader", **said: Any) -> TeamMember:
    """Somebody on the team of a project."""
    new = actions.NewMember(role=role, **{"name": "顾明远", "from_on": DAY, **said})
    return actions.add_member(row.pk, new, by=actor(by), now=NOW)


def put_support(row: Project, unit_id: int, *, by: Person) -> SupportUnit:
    """A unit that helps with a project."""
    return actions.add_support(row.pk, unit_id, by=actor(by), now=NOW)


def list_project(cast: Cast, row: Project, **said: Any) -> KeyProject:
    """A project on the district's list of the year."""
    told = {"year": DAY.year, "level": "district", "batch": "starting", "source": "区重点项目清单", **said}
    done = actions.put_on_list([row.pk], actions.ListPlace(**told), by=actor(cast.supervisor), now=NOW)
    assert done[0].done, done[0].sentence
    return KeyProject.objects.visible_to(viewer(cast.supervisor)).filter(project=row).latest("pk")


def make_programme(cast: Cast, rows: Iterable[Project] = (), **said: Any) -> Programme:
    """A programme whose paper tells two projects and 20,000 万元, with some projects in it."""
    told = {"name": "老城片区城市更新", "kind": "city_renewal", "source": "城市更新专项规划", "from_year": 2026}
    told |= {"lead_unit_id": cast.units.lead.pk, "told_count": 2, "told_total": Decimal(20000)}
    new = actions.NewProgramme(**{**told, **said})
    by = actor(cast.supervisor)
    programme = actions.add_programme(new, by=by, now=NOW)
    actions.put_in_programme([row.pk for row in rows], programme.code, by=by, now=NOW)
    return programme


def go(row: Project, *stages: str, by: Person, on: date = DAY) -> Project:
    """A project taken through stages, with all papers that their gates ask for."""
    for stage in stages:
        for code in PAPERS.get(stage, ()):
            put_evidence(row, by=by, code=code)
        row.refresh_from_db()
        step = actions.Entering(stage, on)
        actions.enter_stage(row.pk, step, version=row.version, by=actor(by), now=NOW)
    row.refresh_from_db()
    return row
