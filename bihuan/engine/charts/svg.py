"""A drawing as SVG (网页图形); colours are attributes, so that no style of the page is needed."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from bihuan.engine.charts.drawing import COLOURS, WIDTH, Bar, Dot, Drawing, Line, Mark, Words


def svg(picture: Drawing) -> str:
    """The drawing as an SVG element (网页图形), said in words for those who do not see it."""
    marks = "".join(map(_mark, picture.marks))
    box = f"0 0 {picture.width:g} {picture.height:g}"
    name = "drawing" if picture.width == WIDTH else "drawing-small"
    return f'<svg class="{name}" viewBox="{box}" role="img" aria-label={quoteattr(picture.says)}>{marks}</svg>'


def _mark(mark: Mark) -> str:
    match mark:
        case Line():
            points = " ".join(f"{x:g},{y:g}" for x, y in mark.points)
            dashes = ' stroke-dasharray="4 3"' if mark.is_dashed else ""
            stroke = f'fill="none" stroke="#{COLOURS[mark.tone]}" stroke-width="{mark.weight:g}"{dashes}'
            return f'<polyline points="{points}" {stroke}/>'
        case Bar():
            size = f'width="{mark.width:g}" height="{mark.height:g}"'
            return f'<rect x="{mark.x:g}" y="{mark.y:g}" {size} fill="#{COLOURS[mark.tone]}"/>'
        case Dot():
            look = f'fill="#ffffff" stroke="#{COLOURS[mark.tone]}" stroke-width="2"'
            return f'<circle cx="{mark.x:g}" cy="{mark.y:g}" r="{mark.radius:g}" {look}/>'
        case Words():
            at = f'x="{mark.x:g}" y="{mark.y:g}" text-anchor="{mark.anchor}" font-size="{mark.size:g}"'
            return f'<text {at} fill="#{COLOURS[mark.tone]}">{escape(mark.text)}</text>'
