"""Sample months of projects for the walk over all addresses (see `objects.py`)."""

from __future__ import annotations

from typing import Any

from bihuan.apps.units.models import Person
from tests.support.cast import Cast
from tests.support.project_money import DUE, begun, send, strange_begun

Both = tuple[dict[str, Any], dict[str, Any]]


def begun_projects(cast: Cast, person: Person) -> Both:
    """Projects whose works have begun."""
    return {"project_id": begun(cast).pk}, {"project_id": strange_begun(cast).pk}


def years(cast: Cast, person: Person) -> Both:
    """A year of two begun projects."""
    own, other = begun_projects(cast, person)
    return {**own, "year": DUE.year}, {**other, "year": DUE.year}


def unit_months(cast: Cast, person: Person) -> Both:
    """The month of two units' projects."""
    begun_projects(cast, person)
    return tuple({"unit_id": unit.pk, "month": CODE} for unit in (cast.units.lead, cast.units.stranger))


def month_reports(cast: Cast, person: Person) -> Both:
    """Two reports that were sent."""
    own, other = send(cast, begun(cast)), send(cast, strange_begun(cast), by=cast.stranger_clerk)
    return {"report_id": own.pk}, {"report_id": other.pk}


CODE = f"{DUE.year}-{DUE.month:02}"
month_makers = {
    "begun_project": begun_projects,
    "project_year": years,
    "project_unit_month": unit_months,
    "project_month": month_reports,
}
month_missing: dict[str, dict[str, Any]] = {
    "project_year": {"project_id": 10**9, "year": DUE.year},
    "project_unit_month": {"unit_id": 10**9, "month": CODE},
}
