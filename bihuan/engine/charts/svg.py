"""A drawing as SVG (网页图形); colours are attributes, so that no style of the page is needed."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from xml.sax.saxutils import escape, quoteattr

from bihuan.engine.charts.drawing import COLOURS, Bar, Dot, Drawing, Line, Look, Mark, Shape, Words

_CLASSES: dict[Look, str] = {
    "plain": "drawing",
    "small": "drawing-small",
    "wide": "drawing-wide",
    "strip": "drawing-strip",
}


def svg(picture: Drawing) -> str:
    """The drawing as an SVG element (网页图形), said in words for those who do not see it.

    Marks of one look that follow each other share it in a group, so that a page of many drawings stays light.
    """
    runs = groupby(map(_mark, picture.marks), itemgetter(0))
    marks = "".join(f"<g {look}>{''.join(form for _, form in run)}</g>" for look, run in runs)
    box = f"0 0 {picture.width:g} {picture.height:g}"
    name = _CLASSES[picture.look]
    return f'<svg class="{name}" viewBox="{box}" role="img" aria-label={quoteattr(picture.says)}>{marks}</svg>'


def _mark(mark: Mark) -> tuple[str, str]:
    """How a mark looks, and its form."""
    colour = f"#{COLOURS[mark.tone]}"
    match mark:
        case Line():
            dashes = ' stroke-dasharray="4 3"' if mark.is_dashed else ""
            stroke = f'fill="none" stroke="{colour}" stroke-width="{mark.weight:g}"{dashes}'
            return stroke, f'<polyline points="{_points(mark)}"/>'
        case Bar():
            size = f'width="{mark.width:g}" height="{mark.height:g}"'
            return _fill(mark, colour), _said("rect", f'x="{mark.x:g}" y="{mark.y:g}" {size}', mark.says)
        case Shape():
            return _fill(mark, colour), _said("polygon", f'points="{_points(mark)}"', mark.says)
        case Dot():
            look = f'fill="#ffffff" stroke="{colour}" stroke-width="2"'
            return look, f'<circle cx="{mark.x:g}" cy="{mark.y:g}" r="{mark.radius:g}"/>'
        case Words():
            strong = ' font-weight="bold"' if mark.is_strong else ""
            look = f'text-anchor="{mark.anchor}" font-size="{mark.size:g}"{strong} fill="{colour}"'
            told = f"<title>{escape(mark.says)}</title>" if mark.says else ""
            return look, f'<text x="{mark.x:g}" y="{mark.y:g}">{told}{escape(mark.text)}</text>'


def _points(mark: Line | Shape) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in mark.points)


def _fill(mark: Bar | Shape, colour: str) -> str:
    if mark.is_hollow:
        return f'fill="#ffffff" stroke="{colour}" stroke-width="{mark.weight:g}"'
    return f'fill="{colour}"'


def _said(tag: str, form: str, says: str) -> str:
    return f"<{tag} {form}><title>{escape(says)}</title></{tag}>" if says else f"<{tag} {form}/>"
