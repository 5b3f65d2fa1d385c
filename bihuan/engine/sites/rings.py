"""Checks of the rings of a polygon (界址线检查): each fault a sentence with the place and the remedy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from bihuan.engine.sites.ellipsoid import Floats
from bihuan.engine.sites.shapes import DECIMALS, Shape, geometry_from
from bihuan.engine.sites.systems import System, in_degrees, lies_in
from bihuan.engine.values import Finding

MOST_POINTS = 200_000
_SMALLEST = 1.0
"""Square metres under which a shape is a slip of the pen."""
_REASONS = (
    ("Self-intersection", "crosses_itself", "界址线自相交", "请在制图软件中改正相交处"),
    ("Ring Self-intersection", "crosses_itself", "界址线与自己相接", "请在制图软件中拆成几个图形或改正相接处"),
    ("Hole lies outside shell", "hole_outside", "挖空部分在地块之外", "请删去或移入地块内"),
    ("Holes are nested", "holes_nested", "挖空部分互相套叠", "请合并挖空部分"),
    ("Interior is disconnected", "cut_apart", "挖空部分把地块切成互不相连的几块", "请拆成几个多边形"),
    ("Nested shells", "doubled", "几个多边形互相套叠", "请合并，或把里面的改为挖空"),
    ("Duplicate Rings", "doubled", "同一条界址线出现两次", "请删去重复的一条"),
)


def shape_or_finding(
    polygons: Any, *, system: System, around: tuple[float, float, float, float], at: str
) -> Shape | Finding:
    """A shape of the coordinates of a MultiPolygon (由坐标成图), or the first thing that is wrong with them."""
    rings = _points(polygons, at)
    if isinstance(rings, Finding):
        return rings
    placed = _placed(rings, system, at)
    if isinstance(placed, Finding):
        return placed
    if not all(lies_in(ring, around) for polygon in placed for ring in polygon[:1]):
        return _outside(placed[0][0][0], at)
    return _valid(placed, at)


def _points(polygons: Any, at: str) -> list[list[Floats]] | Finding:
    if (
        not isinstance(polygons, Sequence)
        or not polygons
        or not all(isinstance(each, list) and each for each in polygons)
    ):
        return Finding("empty", at, "没有坐标，是空图形。请补画，或从文件中删去。")
    found: list[list[Floats]] = []
    count = 0
    for rings in polygons:
        read = [_ring(ring, at) for ring in rings]
        wrong = next((each for each in read if isinstance(each, Finding)), None)
        if wrong is not None:
            return wrong
        found.append([each for each in read if not isinstance(each, Finding)])
        count += sum(len(each) for each in found[-1])
    if count > MOST_POINTS:
        return Finding("too_fine", at, f"有{count}个界址点，超过{MOST_POINTS}个。请简化图形，或拆成几个。")
    return found


def _ring(ring: Any, at: str) -> Floats | Finding:
    try:
        points = np.array([(each[0], each[1]) for each in ring], dtype=float).reshape(-1, 2)
    except (TypeError, ValueError, IndexError, KeyError, OverflowError):
        return Finding("bad_coordinates", at, "坐标不是成对的数字。请用制图软件重新导出GeoJSON。")
    if not np.isfinite(points).all():
        return Finding("bad_coordinates", at, "坐标中有不是数字的值。请用制图软件重新导出GeoJSON。")
    if not len(points):
        return Finding("empty", at, "没有坐标，是空图形。请补画，或从文件中删去。")
    if (points[0] != points[-1]).any():
        return Finding("unclosed", at, "界址线没有闭合：首尾两点的坐标不同。请让最后一点与第一点相同，重新导出。")
    if len(points) < 4:
        return Finding("too_few", at, "界址点不足三个，围不成面。请补全界址点。")
    return points


def _placed(rings: list[list[Floats]], system: System, at: str) -> list[list[Floats]] | Finding:
    placed: list[list[Floats]] = []
    for polygon in rings:
        done = [in_degrees(ring, system, at) for ring in polygon]
        wrong = next((each for each in done if isinstance(each, Finding)), None)
        if wrong is not None:
            return wrong
        placed.append([np.round(each, DECIMALS) for each in done if not isinstance(each, Finding)])
    return placed


def _outside(point: Floats, at: str) -> Finding:
    where = f"东经{point[0]:.4f}度、北纬{point[1]:.4f}度"
    return Finding("outside", at, f"在本地范围之外（{where}）。请核对坐标系、带号和中央经线。")


def _valid(polygons: list[list[Floats]], at: str) -> Shape | Finding:
    geometry = geometry_from(polygons)
    if not geometry.is_valid:
        return _fault(shapely.is_valid_reason(geometry), at)
    shape = Shape(geometry)
    if shapely.transform(geometry, shape.plane.metres).area < _SMALLEST:
        return Finding("no_area", at, "面积不足1平方米，不是地块。请核对坐标，或从文件中删去。")
    return shape


def _fault(reason: str, at: str) -> Finding:
    code, words, remedy = next(
        (rest for start, *rest in _REASONS if reason.startswith(start)),
        ("invalid", "界址线有误", "请在制图软件中检查图形"),
    )
    place = re.search(r"\[(-?[\d.]+) (-?[\d.]+)", reason)
    where = f"（在东经{float(place.group(1)):.6f}度、北纬{float(place.group(2)):.6f}度附近）" if place else ""
    return Finding(code, at, f"{words}{where}。{remedy}，重新导出。")
