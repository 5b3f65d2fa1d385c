"""A piece of land as a shape (图形): polygons in degrees of CGCS2000, with its area on the ellipsoid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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

    def body(self) -> dict[str, Any]:
        """The shape as the geometry of GeoJSON (存为数据): what is stored, and what `shape_of` reads."""
        return {"type": "MultiPolygon", "coordinates": [_rings(each) for each in self.geometry.geoms]}


def shape_of(body: Mapping[str, Any]) -> Shape:
    """The shape of a stored geometry (由存储的数据还原)."""
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


def joined(shapes: Sequence[Shape]) -> Shape:
    """Several shapes as one piece of land (合并), what lies in two of them counted once."""
    whole = shapely.union_all([each.geometry for each in shapes])
    parts = [each for each in shapely.get_parts(whole) if each.geom_type == "Polygon"]
    return Shape(shapely.MultiPolygon(parts))


def box_around(shapes: Sequence[Shape], *, metres: float) -> tuple[float, float, float, float]:
    """West, south, east, north of shapes and some way around them (外扩范围)."""
    boxes = np.array([each.box for each in shapes])
    west, south = boxes[:, 0].min(), boxes[:, 1].min()
    east, north = boxes[:, 2].max(), boxes[:, 3].max()
    plane = Plane(float(west + east) / 2, float(south + north) / 2)
    corners = plane.metres(np.array([[west, south], [east, north]])) + np.array([[-metres], [metres]])
    (west, south), (east, north) = plane.degrees(corners)
    return float(west), float(south), float(east), float(north)


def frame_of(box: tuple[float, float, float, float]) -> Shape:
    """A box of west, south, east, north as a shape (图幅)."""
    west, south, east, north = box
    return shape_from([[np.array([(west, south), (east, south), (east, north), (west, north), (west, south)])]])


def gap_words(paper: Quantity | None, drawn: Quantity | None, *, percent: Decimal = Decimal(1)) -> str:
    """How far paper and shape lie apart (面积核对); empty where they agree or one is unknown."""
    if paper is None or drawn is None or paper.amount == 0:
        return ""
    gap = (drawn - paper).amount / paper.amount * 100
    if abs(gap) <= percent:
        return ""
    return f"图形面积{drawn}，登记面积{paper}，相差{abs(gap):.1f}%。请核对图形和登记的面积。"


def mu(square_metres: float) -> Quantity:
    """Square metres in mu (换算为亩), with two decimals."""
    return Quantity(Decimal(repr(float(square_metres) / MU)).quantize(Decimal("0.01")), Unit.MU)


def _rings(polygon: Any) -> list[list[list[float]]]:
    return [[list(point[:2]) for point in ring.coords] for ring in (polygon.exterior, *polygon.interiors)]
