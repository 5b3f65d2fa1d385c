"""A small map of shapes as SVG (示意图): outlines on one plane, a scale and a north arrow; no tiles, no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import shapely

from bihuan.engine.sites.shapes import Shape, flat, plane_of

Look = Literal["free", "planned", "taken", "idle", "chosen", "wall", "limit", "border"]

_LOOKS: dict[Look, tuple[str, str, str]] = {
    "free": ("#cfe6d6", "#2e7d4f", ""),
    "planned": ("#cfe0ec", "#0b5a8a", ""),
    "taken": ("#dfe4e8", "#53616d", ""),
    "idle": ("#f3e2bd", "#b87a00", ""),
    "chosen": ("#f6c9c5", "#b3261e", ""),
    "wall": ("none", "#b3261e", "6 3"),
    "limit": ("none", "#b87a00", "2 3"),
    "border": ("none", "#53616d", ""),
}
WIDTH, HEIGHT, _MARGIN = 640.0, 420.0, 14.0
_STEPS = (20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape on the map (图上图形): its look, its name, where a click leads (nowhere if empty), whether to name it."""

    shape: Shape
    look: Look
    name: str
    href: str = ""
    is_named: bool = False


def map_svg(drawn: Sequence[Drawn], *, says: str, around: Sequence[Shape] = ()) -> str:
    """The map as an SVG element (示意图); empty text where nothing is drawn.

    Args: around: shapes that the map is cut to; all where none are given.
    """
    framing = list(around) or [each.shape for each in drawn]
    plane = plane_of(framing)
    if plane is None:
        return ""
    frame = _Frame.of(shapely.total_bounds(flat(framing, plane)))
    flats = flat([each.shape for each in drawn], plane)
    outlines = "".join(_outline(each, geometry, frame) for each, geometry in zip(drawn, flats, strict=True))
    names = "".join(_name(each, geometry, frame) for each, geometry in zip(drawn, flats, strict=True) if each.is_named)
    box = f"0 0 {WIDTH:g} {HEIGHT:g}"
    head = f'<svg class="site-map" viewBox="{box}" role="img" aria-label={quoteattr(says)}>'
    return f"{head}{outlines}{names}{_scale(frame)}{_north()}</svg>"


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
    path = "".join(_ring(ring, frame) for part in shapely.get_parts(thin) for ring in (part.exterior, *part.interiors))
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    look = f'fill="{fill}" fill-rule="evenodd" stroke="{stroke}" stroke-width="1.5"{dash}'
    mark = f'<path d="{path}" {look}><title>{escape(each.name)}</title></path>'
    return f"<a href={quoteattr(each.href)} aria-label={quoteattr(each.name)}>{mark}</a>" if each.href else mark


def _ring(ring: Any, frame: _Frame) -> str:
    points = frame.paper(ring.coords)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points[:-1]) + "Z"


def _name(each: Drawn, geometry: Any, frame: _Frame) -> str:
    point = shapely.point_on_surface(geometry)
    (x, y), *_ = frame.paper([(point.x, point.y)])
    halo = 'paint-order="stroke" stroke="#ffffff" stroke-width="3"'
    look = f'text-anchor="middle" font-size="12" fill="#1b2733" {halo}'
    return f'<text x="{x:g}" y="{y + 4:g}" {look}>{escape(each.name)}</text>'


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
    return f'{arrow}<text x="{x:g}" y="{y + 8:g}" text-anchor="middle" font-size="12" fill="#1b2733">北</text>'
