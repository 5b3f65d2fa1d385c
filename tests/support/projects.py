"""Projects for tests: one led by the cast's leading unit in the cast's town."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import Any

from bihuan.apps.projects import actions
from bihuan.apps.projects.models import Project
from bihuan.apps.units.models import Person
from tests.support.builders import DAY, NOW, actor
from tests.support.cast import Cast

NAME = "智能传感器生产线项目"


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
