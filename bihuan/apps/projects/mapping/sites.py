"""Land and planning lines as engine values and back (选址)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bihuan import definitions
from bihuan.apps.projects.models import Parcel, PlanningLine
from bihuan.engine import sites
from bihuan.engine.values import Quantity, Unit

FREE: dict[str, bool] = {
    Parcel.Status.RESERVED: True,
    Parcel.Status.PLANNED: True,
    Parcel.Status.IDLE: True,
    Parcel.Status.SUPPLIED: False,
}
"""Whether a parcel of a status can still be had."""
LOOKS: dict[str, sites.Look] = {
    Parcel.Status.RESERVED: "free",
    Parcel.Status.PLANNED: "planned",
    Parcel.Status.IDLE: "idle",
    Parcel.Status.SUPPLIED: "taken",
}
"""How a parcel of a status looks on the map."""


@dataclass(frozen=True, kw_only=True)
class NewParcel:
    """What is said of a parcel (地块登记); area in mu, unknown is None or empty; shape as GeoJSON's geometry."""

    code: str
    name: str
    use: str
    status: str
    document: str
    area: Decimal | None = None
    town_id: int | None = None
    note: str = ""
    shape: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class NewLine:
    """What is said of a planning line (管控线登记): a shape, or codes of parcels; an empty list says there are none."""

    kind: str
    name: str
    document: str
    from_on: Any
    to_on: Any = None
    parcels: tuple[str, ...] = ()
    shape: Mapping[str, Any] | None = None


def to_shape(body: Mapping[str, Any] | None) -> sites.Shape | None:
    """A stored geometry as a shape."""
    return sites.shape_of(body) if body else None


def one_shape(bodies: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Several stored geometries as one."""
    return sites.joined([sites.shape_of(body) for body in bodies]).body()


def to_kind(entry: definitions.Definition) -> sites.LineKind:
    """A kind of planning line, as its definition says."""
    return sites.build(entry.body, code=entry.code, name=entry.name)


def to_line(row: PlanningLine, kinds: Mapping[str, sites.LineKind]) -> sites.Line:
    """A planning line; without a shape its list holds, even where it is empty."""
    shape = to_shape(row.shape)
    parcels = frozenset(row.parcels) if row.parcels or shape is None else None
    kind = kinds[row.kind]
    return sites.Line(str(row.pk), row.name, kind, row.document, shape, parcels, row.from_on, row.to_on)


def to_site(row: Parcel) -> sites.Site:
    """A parcel as it is checked."""
    return sites.Site(row.code, to_shape(row.shape))


def in_mu(area: Any) -> Quantity | None:
    """A column in mu as a quantity."""
    return None if area is None else Quantity(area, Unit.MU)


def area_of(row: Parcel, shape: sites.Shape | None) -> Quantity | None:
    """The area on paper; where there is none, that of the shape."""
    return in_mu(row.area) or (shape.area if shape else None)


def to_candidate(row: Parcel, site: sites.Site, answers: tuple[sites.Answer, ...]) -> sites.Candidate:
    """A parcel as it is compared for a project."""
    return sites.Candidate(row.code, row.use or None, area_of(row, site.shape), FREE.get(row.status), answers)


def kept(answer: sites.Answer) -> dict[str, Any]:
    """What is kept of an answer: in words and numbers, with the documents it rests on."""
    return {
        "kind": answer.kind.code,
        "name": answer.lines[0].name if len(answer.lines) == 1 else answer.kind.name,
        "rule": answer.kind.rule_words,
        "outcome": answer.outcome,
        "sentence": answer.sentence,
        "area": None if answer.area is None else str(answer.area.amount),
        "percent": None if answer.percent is None else str(answer.percent),
        "documents": list(answer.documents),
        "lines": [int(line.code) for line in answer.lines],
    }
