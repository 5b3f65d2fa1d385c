"""Sample projects for the walk over all addresses (see `objects.py`); each room adds its kinds here."""

from __future__ import annotations

from typing import Any

from bihuan.apps.units.models import Person
from tests.support.cast import Cast
from tests.support.projects import make_project, strange_project

Both = tuple[dict[str, Any], dict[str, Any]]


def projects(cast: Cast, person: Person) -> Both:
    """A project of the leading unit, and one of the stranger's."""
    return {"project_id": make_project(cast).pk}, {"project_id": strange_project(cast).pk}


project_makers = {"project": projects}
project_missing: dict[str, dict[str, Any]] = {}
