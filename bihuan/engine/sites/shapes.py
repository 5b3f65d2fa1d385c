"""A piece of land as a shape (图形): polygons in degrees of CGCS2000, with its area on the ellipsoid."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import shapely

from bihuan.engine.sites.ellipsoid import MU, Floats
from bihuan.engine.sites.planes import Plane
from bihuan.engine.values import Quantity, Unit

DECIMALS = 8
"""Decimals of a degree that are kept: a millimetre."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A piece of land (图形): a valid shape of one or more polygons, longitude first."""

    geometry: shapely.MultiPolygon

    def __post_init__(self) -> None:
        if self.geometry.is_empty or not self.geometry.is_valid:
            raise ValueError("a shape is valid and not empty; read it through the reader")

    @property
    def middle(self) -> tuple[float, float]:
        """Longitude and latitude of a point inside (内点)."""
        point = shapely.point_on_surface(self.geometry)
        return point.x, point.y

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north (外包框)."""
        west, south, east, north = self.geometry.bounds
        return west, south, east, north

    @property
    def plane(self) -> Plane:
        """The plane of this place (当地等积平面)."""
        west, south, east, north = self.box
        return Plane((west + east) / 2, (south + north) / 2)

    @property
    def area(self) -> Quantity:
        """Area on the ellipsoid (面积), in mu with two decimals."""
        return mu(flat([self], self.plane)[0].area)

    def text(self) -> str:
        """The shape as the geometry of GeoJSON (存为文本): what is stored, and what `shape_of` reads."""
        body = {"type": "MultiPolygon", "coordinates": [_rings(each) for each in self.geometry.geoms]}
        return json.dumps(body, separators=(",", ":"))


def shape_of(text: str) -> Shape:
    """The shape of a stored text (由存储的文本还原)."""
    body = json.loads(text)
    return shape_from([[np.array(ring, dtype=float) for ring in rings] for rings in body["coordinates"]])


def shape_from(polygons: Sequence[Sequence[Floats]]) -> Shape:
    """A shape of rings of points (由坐标串成图): of each polygon its outer ring first, then its holes."""
    return Shape(geometry_from(polygons))


def geometry_from(polygons: Sequence[Sequence[Floats]]) -> shapely.MultiPolygon:
    """The same, valid or not (未检查的图形)."""
    return shapely.MultiPolygon([shapely.Polygon(rings[0], list(rings[1:])) for rings in polygons])


def flat(shapes: Sequence[Shape], plane: Plane) -> list[Any]:
    """Shapes as geometries of a plane (投影到平面)."""
    return list(shapely.transform([each.geometry for each in shapes], plane.metres)) if shapes else []


def plane_of(shapes: Sequence[Shape]) -> Plane | None:
    """One plane for many shapes (共用的等积平面); None where there are none."""
    if not shapes:
        return None
    boxes = np.array([each.box for each in shapes])
    return Plane(
        float(boxes[:, 0].min() + boxes[:, 2].max()) / 2,
        float(boxes[:, 1].min() + boxes[:, 3].max()) / 2,
    )


def mu(square_metres: float) -> Quantity:
    """Square metres in mu (换算为亩), with two decimals."""
    return Quantity(Decimal(repr(float(square_metres) / MU)).quantize(Decimal("0.01")), Unit.MU)


def _rings(polygon: Any) -> list[list[list[float]]]:
    return [[list(point[:2]) for point in ring.coords] for ring in (polygon.exterior, *polygon.interiors)]
