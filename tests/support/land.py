"""Land of an invented district for tests (虚构地块): squares in metres around one place."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import numpy as np

from bihuan.definitions import load
from bihuan.engine import sites

PLANE = sites.Plane(117.0, 36.0)
DAY = date(2026, 11, 26)


def ring(west: float, south: float, width: float, height: float | None = None) -> list[list[float]]:
    """A closed rectangle as degrees, given in metres from the middle of the district."""
    high = width if height is None else height
    corners = [(west, south), (west + width, south), (west + width, south + high), (west, south + high), (west, south)]
    return PLANE.degrees(np.array(corners, dtype=float)).tolist()


def square(west: float, south: float, width: float, height: float | None = None) -> sites.Shape:
    """A rectangle as a shape."""
    return sites.shape_from([[np.array(ring(west, south, width, height))]])


def feature(rings: object, kind: str = "Polygon", **properties: object) -> dict[str, object]:
    """A feature of GeoJSON."""
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": rings}}


def collection(*features: object, **more: object) -> bytes:
    """A file of GeoJSON."""
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def kind(code: str) -> sites.LineKind:
    """A kind of planning line as it ships."""
    found = next(each for each in load("site_lines") if each.code == code)
    return sites.build(found.body, code=found.code, name=found.name)


def line(
    code: str,
    shape: sites.Shape | None = None,
    parcels: frozenset[str] | None = None,
    document: str = "甲府发〔2025〕1号",
) -> sites.Line:
    """A planning line of a kind."""
    of = kind(code)
    return sites.Line(f"{code}-1", of.name, of, document, shape, parcels)


def tolerant(mu: str, metres: str = "0", percent: str = "0") -> sites.LineKind:
    """A kind that must not be touched, with its own tolerance."""
    given = sites.Tolerance(Decimal(mu), Decimal(metres), Decimal(percent))
    return sites.LineKind("wall", "保护范围", "apart", "请避让。", "主管部门", given)
