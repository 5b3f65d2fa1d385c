"""How much of each site lies in each group of lines (重叠面积), all at once on arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from bihuan.engine.sites.ellipsoid import MU, Floats
from bihuan.engine.sites.groups import LineIndex
from bihuan.engine.sites.shapes import Shape

Booleans = NDArray[np.bool_]
Places = NDArray[np.int64]

_NOISE = 0.01
"""Square metres that cutting may leave of two shapes that only touch."""


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Areas that count, in square metres (重叠面积表): what lies in the lines, or outside of those it must lie in.

    Args: whole: (sites,). areas: (sites, groups). counts: whether it is more than drawing may leave.
    """

    whole: Floats
    areas: Floats
    counts: Booleans


def overlaps(shapes: Sequence[Shape | None], index: LineIndex) -> Overlaps:
    """Areas of sites in lines (求重叠); a site without a shape has none, which the caller knows."""
    size = (len(shapes), len(index.groups))
    flats = _flats(shapes, index)
    whole = np.asarray(shapely.area(flats))
    rows, owners, cuts, inner = _cuts(flats, index)
    areas, narrow = np.zeros(size), np.ones(size, dtype=bool)
    np.add.at(areas, (rows, owners), inner)
    apart = np.array([group.kind.rule != "inside" for group in index.groups], dtype=bool)
    limits = _limits(index)
    kept = apart[owners]
    shares = np.divide(areas, whole[:, None], out=np.zeros(size), where=whole[:, None] > 0) * 100
    _mark_wide(narrow, rows[kept], owners[kept], cuts[kept], shares, limits)
    _turn_outside(areas, narrow, flats, whole, index, limits)
    return Overlaps(whole, areas, _count(areas, whole, narrow, limits))


def _flats(shapes: Sequence[Shape | None], index: LineIndex) -> NDArray[Any]:
    flats = np.full(len(shapes), None, dtype=object)
    drawn = [place for place, shape in enumerate(shapes) if shape is not None]
    if index.plane is None or not drawn:
        return flats
    geometries = np.array([each.geometry for each in shapes if each is not None], dtype=object)
    flats[drawn] = shapely.transform(geometries, index.plane.metres)
    return flats


def _cuts(flats: NDArray[Any], index: LineIndex) -> tuple[Places, Places, NDArray[Any], Floats]:
    """Every meeting of a site and a piece (逐片求交): site, group, what both share, its area."""
    pieces, owners = index.pieces
    rows, which = index.tree.query(flats, predicate="intersects")
    cuts = flats[rows]
    partly = ~shapely.covers(pieces[which], cuts)
    cuts[partly] = shapely.intersection(cuts[partly], pieces[which[partly]])
    return rows, owners[which], cuts, np.asarray(shapely.area(cuts))


def _limits(index: LineIndex) -> Floats:
    """Of each group the tolerances (误差): square metres, metres, percent."""
    given = [group.kind.tolerance for group in index.groups]
    return np.array([[float(each.mu) * MU, float(each.metres), float(each.percent)] for each in given]).reshape(-1, 3)


def _mark_wide(
    narrow: Booleans, rows: Places, owners: Places, cuts: NDArray[Any], shares: Floats, limits: Floats
) -> None:
    """Mark where what is shared is somewhere wider than drawing may leave (标出非狭条)."""
    small = shares[rows, owners] <= limits[owners, 2]
    narrow[rows[~small], owners[~small]] = False
    rows, owners, cuts = rows[small], owners[small], cuts[small]
    wide = ~shapely.is_empty(shapely.buffer(cuts, -limits[owners, 1] / 2, quad_segs=1, join_style="mitre"))
    narrow[rows[wide], owners[wide]] = False


def _turn_outside(
    areas: Floats, narrow: Booleans, flats: NDArray[Any], whole: Floats, index: LineIndex, limits: Floats
) -> None:
    """For lines that a site must lie in, what lies outside (线外面积)."""
    pieces, owners = index.pieces
    for number, group in enumerate(index.groups):
        if group.kind.rule != "inside":
            continue
        own = shapely.union_all(pieces[owners == number])
        outside = np.maximum(whole - areas[:, number], 0.0)
        outside[outside < _NOISE] = 0.0
        areas[:, number] = outside
        some = np.flatnonzero((outside > limits[number, 0]) & (outside <= whole * limits[number, 2] / 100))
        rest = shapely.difference(flats[some], own)
        thin = shapely.is_empty(shapely.buffer(rest, -limits[number, 1] / 2, quad_segs=1, join_style="mitre"))
        narrow[:, number] = False
        narrow[some, number] = thin


def _count(areas: Floats, whole: Floats, narrow: Booleans, limits: Floats) -> Booleans:
    within = narrow & (areas <= np.nan_to_num(whole)[:, None] * limits[:, 2] / 100)
    return np.asarray((areas > limits[:, 0]) & ~within & (areas > _NOISE))
