"""A small map of shapes as SVG (示意图): outlines on one plane, a scale and a north arrow; no tiles, no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import shapely

from bihuan.engine.charts.drawing import room
from bihuan.engine.sites.shapes import Shape, flat, plane_of

Look = Literal["free", "planned", "taken", "idle", "chosen", "wall", "limit", "border"]

_LOOKS: dict[Look, tuple[str, str, str]] = {
    "free": ("#cfe6d6", "#2e7d4f", ""),
    "planned": ("#cfe0ec", "#0b5a8a", ""),
    "taken": ("#dfe4e8", "#53616d", ""),
    "idle": ("#f3e2bd", "#b87a00", ""),
    "chosen": ("#e3d6ee", "#6a3d8f", ""),
    "wall": ("none", "#b3261e", "6 3"),
    "limit": ("none", "#b87a00", "2 3"),
    "border": ("none", "#53616d", ""),
}
WIDTH, HEIGHT, _MARGIN = 640.0, 420.0, 14.0
SIZE = 12.0
_SMALL = 4_000_000.0
"""Square metres under which names keep off a shape."""
_Box = tuple[float, float, float, float]
_STEPS = (20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape on the map (图上图形): its look, its name, where a click leads, what is written on it; empty: nothing."""

    shape: Shape
    look: Look
    name: str
    href: str = ""
    label: str = ""


def map_svg(drawn: Sequence[Drawn], *, says: str, around: Sequence[Shape] = ()) -> str:
    """The map as an SVG element (示意图); empty text where nothing is drawn.

    Args: around: shapes that the map is cut to; all where none are given.
    """
    framing = list(around) or [each.shape for each in drawn]
    plane = plane_of(framing)
    if plane is None:
        return ""
    frame = _Frame.of(shapely.total_bounds(flat(framing, plane)))
    flats = _clipped(flat([each.shape for each in drawn], plane), frame)
    outlines = "".join(_outline(each, geometry, frame) for each, geometry in zip(drawn, flats, strict=True))
    names = "".join(_names(drawn, flats, frame))
    box, role = f"0 0 {WIDTH:g} {HEIGHT:g}", "group" if any(each.href for each in drawn) else "img"
    head = f'<svg class="site-map" viewBox="{box}" role="{role}" aria-label={quoteattr(says)}>'
    return f"{head}{outlines}{names}{_scale(frame)}{_north()}</svg>"


def _clipped(flats: Sequence[Any], frame: _Frame) -> list[Any]:
    """What of the shapes is on the paper and a little beyond, so that a long line costs no more than it shows."""
    edge = 4 / frame.scale
    east, south = frame.west + WIDTH / frame.scale, frame.north - HEIGHT / frame.scale
    return list(shapely.clip_by_rect(flats, frame.west - edge, south - edge, east + edge, frame.north + edge))


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the plane lies on the paper (图幅)."""

    west: float
    north: float
    scale: float

    @classmethod
    def of(cls, bounds: Any) -> _Frame:
        west, south, east, north = map(float, bounds)
        wide, high = max(east - west, 1.0), max(north - south, 1.0)
        scale = min((WIDTH - 2 * _MARGIN) / wide, (HEIGHT - 2 * _MARGIN) / high)
        left = west - (WIDTH / scale - wide) / 2
        return cls(left, north + (HEIGHT / scale - high) / 2, scale)

    def paper(self, metres: Any) -> Any:
        """Points on the paper (图上坐标), to a tenth."""
        points = np.asarray(metres)[:, :2]
        return np.round(np.column_stack((points[:, 0] - self.west, self.north - points[:, 1])) * self.scale, 1)


def _outline(each: Drawn, geometry: Any, frame: _Frame) -> str:
    fill, stroke, dashes = _LOOKS[each.look]
    thin = shapely.simplify(geometry, 0.4 / frame.scale)
    parts = [part for part in shapely.get_parts(thin) if part.geom_type == "Polygon"]
    path = "".join(_ring(ring, frame) for part in parts for ring in (part.exterior, *part.interiors))
    if not path:
        return ""
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    look = f'fill="{fill}" fill-rule="evenodd" stroke="{stroke}" stroke-width="1.5"{dash}'
    mark = f'<path d="{path}" {look}><title>{escape(each.name)}</title></path>'
    return f"<a href={quoteattr(each.href)} aria-label={quoteattr(each.name)}>{mark}</a>" if each.href else mark


def _ring(ring: Any, frame: _Frame) -> str:
    points = frame.paper(ring.coords)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points[:-1]) + "Z"


def _names(drawn: Sequence[Drawn], flats: Sequence[Any], frame: _Frame) -> Iterator[str]:
    """Names where there is room (注记): beside the shape, on the side that is free; none where none is."""
    taken = [_box_on_paper(geometry, frame) for geometry in flats if not geometry.is_empty and geometry.area < _SMALL]
    for each, geometry in zip(drawn, flats, strict=True):
        if not each.label or geometry.is_empty:
            continue
        for place in _places(each.label, _box_on_paper(geometry, frame)):
            if _is_on_paper(place) and not any(_meet(place, other) for other in taken):
                taken.append(place)
                yield _name(each.label, place)
                break


def _box_on_paper(geometry: Any, frame: _Frame) -> _Box:
    west, south, east, north = geometry.bounds
    (left, top), (right, foot) = frame.paper([(west, north), (east, south)])
    return float(left), float(top), float(right), float(foot)


def _places(label: str, box: _Box) -> Iterator[_Box]:
    """Boxes in which a name could stand: right, left, above, below."""
    wide, (left, top, right, foot) = room(label, SIZE), box
    middle = (top + foot) / 2
    yield right + 4, middle - SIZE / 2, right + 4 + wide, middle + SIZE / 2
    yield left - 4 - wide, middle - SIZE / 2, left - 4, middle + SIZE / 2
    centre = (left + right) / 2
    yield centre - wide / 2, top - SIZE - 3, centre + wide / 2, top - 3
    yield centre - wide / 2, foot + 3, centre + wide / 2, foot + SIZE + 3


def _is_on_paper(place: _Box) -> bool:
    return place[0] >= 2 and place[1] >= 2 and place[2] <= WIDTH - 2 and place[3] <= HEIGHT - 24


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _name(label: str, place: _Box) -> str:
    x, y = place[0], place[3] - 3
    halo = 'translate="no" paint-order="stroke" stroke="#ffffff" stroke-width="3"'
    look = f'font-size="{SIZE:g}" fill="#1b2733" {halo}'
    return f'<text x="{x:g}" y="{y:g}" {look}>{escape(label)}</text>'


def _scale(frame: _Frame) -> str:
    metres = max((step for step in _STEPS if step * frame.scale <= WIDTH / 4), default=_STEPS[0])
    left, foot = _MARGIN, HEIGHT - 10
    right = left + metres * frame.scale
    words = f"{metres}米" if metres < 1000 else f"{metres // 1000}公里"
    bar = f"M{left:g} {foot - 5:g}V{foot:g}H{right:g}V{foot - 5:g}"
    line = f'<path d="{bar}" fill="none" stroke="#1b2733" stroke-width="1.5"/>'
    return f'{line}<text x="{right + 6:g}" y="{foot:g}" font-size="12" fill="#1b2733">{words}</text>'


def _north() -> str:
    x, y = WIDTH - 20, 34
    arrow = f'<path d="M{x:g} {y - 18:g}L{x + 5:g} {y - 4:g}H{x - 5:g}Z" fill="#1b2733"/>'
    look = 'text-anchor="middle" font-size="12" fill="#1b2733" paint-order="stroke" stroke="#ffffff" stroke-width="3"'
    return f'{arrow}<text x="{x:g}" y="{y + 8:g}" {look}>北</text>'
