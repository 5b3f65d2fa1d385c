"""Sample projects for the walk over all addresses (see `objects.py`); each room adds its kinds here."""

from __future__ import annotations

from typing import Any

from bihuan.apps.units.models import Person
from tests.support.cast import Cast
from tests.support.needs import raise_need
from tests.support.projects import make_project, strange_project

Both = tuple[dict[str, Any], dict[str, Any]]


def projects(cast: Cast, person: Person) -> Both:
    """A project of the leading unit, and one of the stranger's."""
    return {"project_id": make_project(cast).pk}, {"project_id": strange_project(cast).pk}


def project_needs(cast: Cast, person: Person) -> Both:
    """A need of a project of the leading unit, and one of the stranger's."""
    strange = raise_need(cast, strange_project(cast), by=cast.stranger_head)
    return {"need_id": raise_need(cast).pk}, {"need_id": strange.pk}


project_makers = {"project": projects, "project_need": project_needs}
project_missing: dict[str, dict[str, Any]] = {}
