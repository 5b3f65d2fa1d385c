"""Sample projects for the walk over all addresses (see `objects.py`); each room adds its kinds here."""

from __future__ import annotations

from typing import Any

from bihuan.apps.units.models import Person
from tests.support.cast import Cast
from tests.support.land import square
from tests.support.needs import raise_need
from tests.support.parcels import put_line, put_parcel
from tests.support.projects import make_project, strange_project

Both = tuple[dict[str, Any], dict[str, Any]]


def projects(cast: Cast, person: Person) -> Both:
    """A project of the leading unit, and one of the stranger's."""
    return {"project_id": make_project(cast).pk}, {"project_id": strange_project(cast).pk}


def project_needs(cast: Cast, person: Person) -> Both:
    """A need of a project of the leading unit, and one of the stranger's."""
    strange = raise_need(cast, strange_project(cast), by=cast.stranger_head)
    return {"need_id": raise_need(cast).pk}, {"need_id": strange.pk}


def parcels(cast: Cast, person: Person) -> Both:
    """A parcel that the leading unit registered; land is shown to all whose work it is."""
    row = {"parcel_id": put_parcel(cast, name="北片一号地").pk}
    return row, row


def lines(cast: Cast, person: Person) -> Both:
    """A planning line that the leading unit registered."""
    said = {"name": "青河河道管理范围", "document": "河道划定公告", "shape": square(50, 0, 400).body()}
    row = {"line_id": put_line(cast, "river_range", **said).pk}
    return row, row


project_makers = {"project": projects, "project_need": project_needs, "parcel": parcels, "line": lines}
project_missing: dict[str, dict[str, Any]] = {}
