"""A drawing as SVG (网页图形); colours are attributes, so that no style of the page is needed."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from bihuan.engine.charts.drawing import COLOURS, Bar, Dot, Drawing, Line, Look, Mark, Shape, Words

_CLASSES: dict[Look, str] = {
    "plain": "drawing",
    "small": "drawing-small",
    "wide": "drawing-wide",
    "strip": "drawing-strip",
}


def svg(picture: Drawing) -> str:
    """The drawing as an SVG element (网页图形), said in words for those who do not see it."""
    marks = "".join(map(_mark, picture.marks))
    box = f"0 0 {picture.width:g} {picture.height:g}"
    name = _CLASSES[picture.look]
    return f'<svg class="{name}" viewBox="{box}" role="img" aria-label={quoteattr(picture.says)}>{marks}</svg>'


def _mark(mark: Mark) -> str:
    match mark:
        case Line():
            dashes = ' stroke-dasharray="4 3"' if mark.is_dashed else ""
            stroke = f'fill="none" stroke="#{COLOURS[mark.tone]}" stroke-width="{mark.weight:g}"{dashes}'
            return f'<polyline points="{_points(mark)}" {stroke}/>'
        case Bar():
            size = f'width="{mark.width:g}" height="{mark.height:g}"'
            return _said("rect", f'x="{mark.x:g}" y="{mark.y:g}" {size} {_look(mark)}', mark.says)
        case Shape():
            return _said("polygon", f'points="{_points(mark)}" {_look(mark)}', mark.says)
        case Dot():
            look = f'fill="#ffffff" stroke="#{COLOURS[mark.tone]}" stroke-width="2"'
            return f'<circle cx="{mark.x:g}" cy="{mark.y:g}" r="{mark.radius:g}" {look}/>'
        case Words():
            at = f'x="{mark.x:g}" y="{mark.y:g}" text-anchor="{mark.anchor}" font-size="{mark.size:g}"'
            strong = ' font-weight="bold"' if mark.is_strong else ""
            told = f"<title>{escape(mark.says)}</title>" if mark.says else ""
            return f'<text {at}{strong} fill="#{COLOURS[mark.tone]}">{told}{escape(mark.text)}</text>'


def _points(mark: Line | Shape) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in mark.points)


def _look(mark: Bar | Shape) -> str:
    colour = f"#{COLOURS[mark.tone]}"
    if mark.is_hollow:
        return f'fill="#ffffff" stroke="{colour}" stroke-width="{mark.weight:g}"'
    return f'fill="{colour}"'


def _said(tag: str, form: str, says: str) -> str:
    return f"<{tag} {form}><title>{escape(says)}</title></{tag}>" if says else f"<{tag} {form}/>"
