"""The demonstration's land: planning lines, parcels, and checks of projects against them (演示选址)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from django.utils import timezone

from bihuan.apps.projects import actions
from bihuan.base.demonstration import Demonstration
from bihuan.engine import sites

OFFICE = "ducha"
PAPER = "启明区2026年度国有建设用地供应计划（演示）"
LINES_DAYS, PARCELS_DAYS, LATER_DAYS = 200, 150, 20
"""How many days ago lines were put in, parcels, and the last line."""


def make(demonstration: Demonstration) -> None:
    """Lines and parcels, then checks of projects of the library, some of them before the last line came."""
    told = yaml.safe_load((Path(__file__).parent / "land.yaml").read_text("utf-8"))
    making = _Making(demonstration, sites.Plane(*told["place"]))
    for line in told["lines"]:
        making.line(line, days=LINES_DAYS)
    parcels = {each["code"]: making.parcel(each) for each in told["parcels"]}
    making.checks([each for each in told["checks"] if each["days"] > LATER_DAYS], parcels)
    for line in told["later"]:
        making.line(line, days=LATER_DAYS)
    making.checks([each for each in told["checks"] if each["days"] <= LATER_DAYS], parcels)
    lines = len(told["lines"]) + len(told["later"])
    demonstration.say(f"管控线{lines}条，地块{len(parcels)}个，选址核对{len(told['checks'])}次。")


class _Making:
    """One run: who does it, on which ground."""

    def __init__(self, demonstration: Demonstration, plane: sites.Plane) -> None:
        self.demonstration = demonstration
        self.plane = plane

    def line(self, told: dict[str, Any], *, days: int) -> None:
        """A planning line, in force since the year's beginning or, where it is younger, since it came."""
        sides = self._sides(days)
        came = sides["now"].date()
        first = date(self.demonstration.on.year, 1, 1)
        new = actions.NewLine(
            kind=told["kind"],
            name=told["name"],
            document=told["document"],
            from_on=min(first, came) if days == LINES_DAYS else came,
            shape=self._shape(told),
        )
        actions.add_line(new, **sides)

    def parcel(self, told: dict[str, Any]) -> int:
        """A parcel; its number."""
        area = told.get("area")
        new = actions.NewParcel(
            code=told["code"],
            name=told["name"],
            use=told["use"],
            status=told["status"],
            document=PAPER,
            area=None if area is None else Decimal(str(area)),
            town_id=self.demonstration.made["units"][told["town"]].pk,
            shape=self._shape({"pieces": [told["at"]]} if "at" in told else {}),
        )
        return actions.add_parcel(new, **self._sides(PARCELS_DAYS)).pk

    def checks(self, told: list[dict[str, Any]], parcels: dict[str, int]) -> None:
        """Checks of a project each."""
        projects = self.demonstration.made["projects"]
        for each in told:
            project_id = projects[each["project"]].pk
            actions.check_site(project_id, parcel_id=parcels[each["parcel"]], **self._sides(each["days"]))

    def _sides(self, days: int) -> dict[str, Any]:
        now = timezone.make_aware(datetime.combine(self.demonstration.on - timedelta(days=days), time(10)))
        return {"by": self.demonstration.actor_of(OFFICE, now), "now": now}

    def _shape(self, told: dict[str, Any]) -> dict[str, Any] | None:
        rings = [told["ring"]] if "ring" in told else [_corners(*each) for each in told.get("pieces", ())]
        if not rings:
            return None
        shapes = [sites.shape_from([[np.round(self.plane.degrees(_closed(ring)), 8)]]) for ring in rings]
        return sites.joined(shapes).body()


def _corners(east: float, north: float, width: float, height: float, turn: float) -> list[list[float]]:
    """Corners of a rectangle turned about its south-western one."""
    cosine, sine = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    plain = [(0, 0), (width, 0), (width, height), (0, height)]
    return [[east + x * cosine - y * sine, north + x * sine + y * cosine] for x, y in plain]


def _closed(ring: list[list[float]]) -> np.ndarray:
    return np.array([*ring, ring[0]], dtype=float)
