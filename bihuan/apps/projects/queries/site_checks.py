"""Which parcels fit a project, and the checks of its site that were kept (选址比选、核对)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from bihuan.apps.projects import mapping
from bihuan.apps.projects.models import FactorNeed, Parcel, Project, SiteCheck
from bihuan.apps.projects.queries.lines import line_index, lines_on
from bihuan.apps.projects.queries.parcels import TONES, shown_answers
from bihuan.base.scope import Viewer
from bihuan.engine import sites
from bihuan.engine.values import Quantity

LAND = "land"
"""Code of the factor that is land."""
FIT_TONES = {"fits": "done", "unsure": "open", "unfit": "plain"}
SHOWN = 30


@dataclass(frozen=True)
class FitLine:
    """A parcel of the ranking."""

    row: Parcel
    area: Quantity | None
    fit: sites.Fit

    @property
    def tone(self) -> str:
        """Tone of the verdict on a page."""
        return FIT_TONES[self.fit.verdict]


@dataclass(frozen=True)
class ShownCheck:
    """A check that was kept, as pages show it; changed: what became of the lines since, in words."""

    row: SiteCheck
    site: str
    found: list[dict[str, Any]]
    counts: list[tuple[str, str, int]]
    changed: str


def land_needed(project: Project, viewer: Viewer) -> Decimal | None:
    """How much land the project has asked for, in mu; None where it has not (用地需求)."""
    rows = FactorNeed.objects.visible_to(viewer).filter(project=project, factor=LAND)
    asked: Decimal | None = rows.exclude(state=FactorNeed.State.WITHDRAWN).aggregate(whole=Sum("amount"))["whole"]
    return asked


def fits_for(need: sites.SiteNeed, viewer: Viewer, *, town_id: int | None = None) -> list[FitLine]:
    """All parcels, the best for a need first (地块比选)."""
    rows = Parcel.objects.visible_to(viewer).order_by("code")
    rows = rows.filter(town_id=town_id) if town_id else rows
    given = {row.code: (row, mapping.to_site(row)) for row in rows}
    checked = sites.check_all([site for _, site in given.values()], line_index(viewer, viewer.on))
    candidates = [
        mapping.to_candidate(row, site, checked.answers(place)) for place, (row, site) in enumerate(given.values())
    ]
    by_code = {each.code: each for each in candidates}
    return [FitLine(given[fit.code][0], by_code[fit.code].area, fit) for fit in sites.fits(need, candidates)]


def checks_of(project: Project, viewer: Viewer) -> QuerySet[SiteCheck]:
    """Checks of a project's site, the newest first (选址核对)."""
    return SiteCheck.objects.visible_to(viewer).filter(project=project).select_related("parcel").order_by("-pk")


def shown_checks(project: Project, viewer: Viewer, *, most: int | None = None) -> list[ShownCheck]:
    """The same as pages show them, each told whether lines changed since."""
    rows = list(checks_of(project, viewer)[:most])
    if not rows:
        return []
    now = line_names(viewer, viewer.on)
    return [_shown(row, now) for row in rows]


def line_names(viewer: Viewer, on: date) -> dict[str, str]:
    """Names of the lines in force on a day, by number."""
    return {str(pk): name for pk, name in lines_on(viewer, on).values_list("pk", "name")}


def _shown(row: SiteCheck, now: Mapping[str, str]) -> ShownCheck:
    found = shown_answers(row.found)
    counts = [
        (word, TONES[code], number)
        for code, word in sites.OUTCOMES.items()
        if (number := sum(each["outcome"] == code for each in row.found))
    ]
    site = str(row.parcel) if row.parcel else "登记的用地范围"
    return ShownCheck(row, site, found, counts, _changed(row.rules.get("lines", {}), now))


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    """What became of the lines since a check (管控线变化)."""
    added = [name for number, name in now.items() if number not in before]
    ended = [name for number, name in before.items() if number not in now]
    said = [f"新增{'、'.join(added)}"] if added else []
    said += [f"失效{'、'.join(ended)}"] if ended else []
    return f"核对以后管控线有变化：{'；'.join(said)}。请重新核对。" if said else ""
