"""Parcels of land: the list with its conditions, the page of one, both with their map (地块)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString

from bihuan.apps.projects import mapping
from bihuan.apps.projects.models import Parcel
from bihuan.apps.projects.queries.lines import BORDER, line_index, lines_on
from bihuan.base.scope import Viewer
from bihuan.engine import sites
from bihuan.engine.values import Quantity

TONES: dict[str, str] = {"ok": "done", "told": "open", "breach": "wait", "unknown": "plain"}
"""Tone of each outcome on a page; red is for what is overdue alone."""
LINE_LOOKS: dict[sites.Rule, sites.Look] = {"inside": "border", "apart": "wall", "told": "limit"}
"""How a line looks on the map, by what it asks."""


@dataclass(frozen=True)
class ParcelPage:
    """A parcel with all that its page says."""

    row: Parcel
    drawn_area: Quantity | None
    gap: str
    answers: list[dict[str, Any]]
    picture: SafeString


@dataclass(frozen=True)
class StatusCount:
    """How many parcels of a status there are, and how much land; area None where none is known."""

    code: str
    word: str
    count: int
    area: Decimal | None


def parcels(viewer: Viewer, asked: Mapping[str, Any] | None = None) -> QuerySet[Parcel]:
    """Parcels that meet the conditions of the list (地块)."""
    found = Parcel.objects.visible_to(viewer).order_by("code")
    asked = asked or {}
    if words := asked.get("q"):
        found = found.filter(Q(code__icontains=words) | Q(name__icontains=words))
    exact = {"use": "use", "status": "status", "town": "town_id"}
    found = found.filter(**{column: asked[name] for name, column in exact.items() if asked.get(name)})
    if (least := asked.get("least")) is not None:
        found = found.filter(area__gte=least)
    if (most := asked.get("most")) is not None:
        found = found.filter(area__lte=most)
    return found


def parcel(parcel_id: int, viewer: Viewer) -> Parcel:
    """One parcel; else it does not exist."""
    rows = Parcel.objects.visible_to(viewer).select_related("registrar_unit")
    found: Parcel | None = rows.filter(pk=parcel_id).first()
    if found is None:
        raise Http404
    return found


def parcels_called(codes: Iterable[str], viewer: Viewer) -> dict[str, Parcel]:
    """Parcels of these codes, by code."""
    rows = Parcel.objects.visible_to(viewer).filter(code__in=list(codes))
    return {row.code: row for row in rows}


def uses_of_land(viewer: Viewer) -> list[str]:
    """Uses that stand at parcels, each once (用地性质)."""
    return list(Parcel.objects.visible_to(viewer).order_by("use").values_list("use", flat=True).distinct())


def status_counts(found: QuerySet[Parcel]) -> list[StatusCount]:
    """Parcels by status, in the order of the statuses."""
    rows = found.order_by().values("status").annotate(count=Count("pk"), whole=Sum("area"))
    by_code = {row["status"]: row for row in rows}
    return [
        StatusCount(code, str(word), by_code[code]["count"], by_code[code]["whole"])
        for code, word in Parcel.Status.choices
        if code in by_code
    ]


def keeps_parcel(viewer: Viewer, row: Parcel) -> bool:
    """Whether a parcel is this viewer's to change: its town's, or of the unit that registered it."""
    return viewer.sees_all or bool({row.town_id, row.registrar_unit_id} & set(viewer.unit_ids))


def parcel_page(row: Parcel, viewer: Viewer) -> ParcelPage:
    """All that the page of a parcel says."""
    site = mapping.to_site(row)
    index = line_index(viewer, viewer.on)
    answers = sites.check_all([site], index).answers(0)
    drawn = site.shape.area if site.shape else None
    gap = sites.gap_words(mapping.in_mu(row.area), drawn)
    return ParcelPage(row, drawn, gap, shown_answers(map(mapping.kept, answers)), _map_of_one(row, site.shape, index))


def shown_answers(found: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Kept answers with the word and tone that pages show."""
    return [{**each, "tone": TONES[each["outcome"]], "word": sites.OUTCOMES[each["outcome"]]} for each in found]


def map_of_parcels(rows: Iterable[Parcel], viewer: Viewer) -> SafeString:
    """The map of a page of the list: its parcels, and the district's border where it is registered."""
    shapes = [(row, shape) for row in rows if (shape := mapping.to_shape(row.shape)) is not None]
    if not shapes:
        return SafeString()
    border = [mapping.to_shape(row.shape) for row in lines_on(viewer, viewer.on).filter(kind=BORDER)]
    drawn = [sites.Drawn(each, "border", "行政区域界线") for each in border if each is not None]
    drawn += [_drawn(row, shape) for row, shape in shapes]
    picture = sites.map_svg(drawn, says=f"地块示意图，画出{len(shapes)}个地块", around=[shape for _, shape in shapes])
    return SafeString(picture)


def _drawn(row: Parcel, shape: sites.Shape) -> sites.Drawn:
    href = reverse("projects:parcel", kwargs={"parcel_id": row.pk})
    return sites.Drawn(shape, mapping.LOOKS.get(row.status, "taken"), row.name, href, row.code)


def _map_of_one(row: Parcel, shape: sites.Shape | None, index: sites.LineIndex) -> SafeString:
    return SafeString() if shape is None else map_of_site(shape, row.name, index)


def map_of_site(shape: sites.Shape, name: str, index: sites.LineIndex) -> SafeString:
    """A site among the lines around it (地块与管控线示意图)."""
    west, south, east, north = sites.box_around([shape], metres=1_000)
    near = [
        sites.Drawn(line.shape, LINE_LOOKS[group.kind.rule], line.name, label=line.name)
        for group in index.groups
        for line in group.lines
        if line.shape is not None and _meet(line.shape.box, (west, south, east, north))
    ]
    own = sites.Drawn(shape, "chosen", name, label=name)
    frame = sites.frame_of((west, south, east, north))
    return SafeString(sites.map_svg([own, *near], says=f"{name}与附近管控线示意图", around=[frame]))


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def map_of_lines(rows: Iterable[tuple[str, sites.Shape]], rule: sites.Rule, *, says: str) -> SafeString:
    """Shapes of one planning line (管控线示意图)."""
    drawn = [sites.Drawn(shape, LINE_LOOKS[rule], name) for name, shape in rows]
    return SafeString(sites.map_svg(drawn, says=says))
