"""Parcels and planning lines for tests, on the ground of `tests.support.land`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from bihuan.apps.projects import actions
from bihuan.apps.projects.models import Parcel, PlanningLine
from bihuan.apps.units.models import Person
from tests.support.builders import DAY, NOW, actor
from tests.support.cast import Cast
from tests.support.land import square

PAPER = "区储〔2026〕3号"


def put_parcel(cast: Cast, code: str = "DK-01", *, by: Person | None = None, **said: Any) -> Parcel:
    """A parcel of 15 mu in the cast's town, registered by the leading unit's clerk."""
    told = {
        "code": code,
        "name": f"{code}号地",
        "use": "工业用地",
        "status": "reserved",
        "document": PAPER,
        "area": Decimal(15),
        "town_id": cast.units.town.pk,
        "shape": square(0, 0, 100).body(),
    }
    new = actions.NewParcel(**{**told, **said})
    return actions.add_parcel(new, by=actor(by or cast.lead_clerk), now=NOW)


def put_line(cast: Cast, kind: str, *, by: Person | None = None, **said: Any) -> PlanningLine:
    """A planning line in force since the year's beginning, registered by the leading unit's clerk."""
    told = {"kind": kind, "name": f"{kind}一号", "document": f"{kind}划定方案", "from_on": date(DAY.year, 1, 1)}
    new = actions.NewLine(**{**told, **said})
    return actions.add_line(new, by=actor(by or cast.lead_clerk), now=NOW)
