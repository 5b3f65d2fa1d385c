"""A project as what is typed of it, and as the facts that conditions and gates ask for (项目)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from bihuan.apps.projects.models import Project

FACTS = (
    "number",
    "national_code",
    "name",
    "stage",
    "nature",
    "procedure",
    "industry",
    "owner_name",
    "lead_name",
    "town_name",
    "place",
    "content",
    "from_year",
    "to_year",
    "total",
    "fixed_assets",
    "spent_before",
    "entered_statistics_on",
    "suspended_on",
    "terminated_on",
    "environment_class",
    "energy_review",
    "energy_use",
    "electricity_use",
    "carbon",
    "cod",
    "nox",
)


@dataclass(frozen=True, kw_only=True)
class NewProject:
    """What is said of a project registered or changed (项目登记); money in 万元, unknown is None or empty."""

    name: str
    lead_unit_id: int
    town_id: int | None = None
    owner_id: int | None = None
    owner_name: str = ""
    national_code: str = ""
    nature: str = ""
    procedure: str = ""
    industry: str = ""
    place: str = ""
    content: str = ""
    from_year: int | None = None
    to_year: int | None = None
    total: Decimal | None = None
    fixed_assets: Decimal | None = None
    spent_before: Decimal | None = None
    environment_class: str = ""
    energy_review: bool | None = None
    energy_use: Decimal | None = None
    electricity_use: Decimal | None = None
    carbon: Decimal | None = None
    cod: Decimal | None = None
    nox: Decimal | None = None
    source_text: str = ""
    source_document_id: int | None = None
    source_item_id: int | None = None
    note: str = ""


def to_columns(new: NewProject) -> dict[str, Any]:
    """What is said, as columns; an empty national code is None, so that many projects may have none."""
    columns = {each.name: getattr(new, each.name) for each in fields(new)}
    return columns | {"national_code": new.national_code or None}


def facts(project: Project) -> dict[str, object]:
    """The facts of a project for conditions and gates; what is not known is left out."""
    told = {name: getattr(project, name) for name in FACTS}
    known = {name: value for name, value in told.items() if value not in (None, "")}
    if "owner_name" in known:
        known["owner"] = known["owner_name"]
    return known
