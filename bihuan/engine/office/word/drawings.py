"""A drawing as shapes of Word (文档图形): the same marks as on a page, drawn by Word itself, sharp on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from bihuan.engine.charts import COLOURS, Bar, Dot, Drawing, Line, Mark, Shape, Tone, Words, room
from bihuan.engine.office.word.blocks import Picture
from bihuan.engine.office.word.layout import Layout
from bihuan.engine.office.word.paragraphs import paragraph
from bihuan.engine.office.word.runs import runs
from bihuan.engine.office.word.xml import Element, text, w

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_NAMES = {"a": _A, "wp": _WP, "wps": _WPS, "wpg": _WPG, "mc": _MC}
_EMU_PER_TWIP, _EMU_PER_POINT = 635, 12700
DOC_PR = f"{{{_WP}}}docPr"
"""The number of each drawing in a document; `document` gives them in order."""


def picture(block: Picture, layout: Layout) -> Iterator[Element]:
    """A drawing with its title under it (图)."""
    scale = layout.text_width("A4") * _EMU_PER_TWIP / block.drawing.width
    form = (w("keepNext"), w("snapToGrid", val=0), w("spacing", before=120, after=0), w("jc", val="center"))
    yield w("p", w("pPr", w("pStyle", val="TableText"), *form), w("r", _either(block.drawing, scale, layout)))
    yield paragraph("TableHead", block.drawing.title, layout, form=(w("spacing", before=0, after=120),))


def _either(drawing: Drawing, scale: float, layout: Layout) -> Element:
    """The shapes, or for a program that knows no shapes the same in words."""
    choice = _e("mc:Choice", _inline(drawing, scale, layout), Requires="wpg")
    return _e("mc:AlternateContent", choice, _e("mc:Fallback", text(drawing.says)))


def _inline(drawing: Drawing, scale: float, layout: Layout) -> Element:
    size = {"cx": round(drawing.width * scale), "cy": round(drawing.height * scale)}
    at = _e("a:xfrm", _e("a:off", x=0, y=0), _e("a:ext", **size), _e("a:chOff", x=0, y=0), _e("a:chExt", **size))
    shapes = (_shape(mark, drawing.width, scale, layout) for mark in drawing.marks)
    group = _e("wpg:wgp", _e("wpg:cNvGrpSpPr"), _e("wpg:grpSpPr", at), _frame(drawing, scale), *shapes)
    return w(
        "drawing",
        _e(
            "wp:inline",
            _e("wp:extent", **size),
            _e("wp:docPr", id=1, name=drawing.title, descr=drawing.says),
            _e("wp:cNvGraphicFramePr"),
            _e("a:graphic", _e("a:graphicData", group, uri=_WPG)),
            **dict.fromkeys(("distT", "distB", "distL", "distR"), 0),
        ),
    )


def _frame(drawing: Drawing, scale: float) -> Element:
    """An unseen box of the whole size: without it LibreOffice stretches what it holds to the size."""
    box = _box(0, 0, drawing.width, drawing.height, scale)
    return _wsp(_e("wps:spPr", box, _preset("rect"), _e("a:noFill"), _e("a:ln", _e("a:noFill"))))


def _shape(mark: Mark, width: float, scale: float, layout: Layout) -> Element:
    match mark:
        case Line():
            return _polyline(mark, scale)
        case Bar():
            box = _box(mark.x, mark.y, mark.width, mark.height, scale)
            return _wsp(_e("wps:spPr", box, _preset("rect"), *_filled(mark, scale)))
        case Shape():
            box, outline = _outline((*mark.points, mark.points[0]), scale, is_filled=True)
            return _wsp(_e("wps:spPr", box, outline, *_filled(mark, scale)))
        case Dot():
            side = mark.radius * 2
            box = _box(mark.x - mark.radius, mark.y - mark.radius, side, side, scale)
            return _wsp(_e("wps:spPr", box, _preset("ellipse"), _white(), _stroke(mark.tone, 2, scale)))
        case Words():
            return _words(mark, width, scale, layout)


def _polyline(line: Line, scale: float) -> Element:
    box, outline = _outline(line.points, scale, is_filled=False)
    look = _stroke(line.tone, line.weight, scale, is_dashed=line.is_dashed)
    return _wsp(_e("wps:spPr", box, outline, _e("a:noFill"), look))


def _outline(points: Sequence[tuple[float, float]], scale: float, *, is_filled: bool) -> tuple[Element, Element]:
    """Where a line through points lies, and its way."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top = min(xs), min(ys)
    steps = [
        _e(
            "a:moveTo" if not place else "a:lnTo",
            _e("a:pt", x=round((x - left) * scale), y=round((y - top) * scale)),
        )
        for place, (x, y) in enumerate(points)
    ]
    wide, high = max(xs) - left, max(ys) - top
    path = _e("a:path", *steps, w=round(wide * scale), h=round(high * scale), fill="norm" if is_filled else "none")
    empty = [_e(f"a:{name}") for name in ("avLst", "gdLst", "ahLst", "cxnLst")]
    edge = _e("a:rect", l=0, t=0, r="r", b="b")
    return _box(left, top, wide, high, scale), _e("a:custGeom", *empty, edge, _e("a:pathLst", path))


def _filled(mark: Bar | Shape, scale: float) -> tuple[Element, Element]:
    if mark.is_hollow:
        return _white(), _stroke(mark.tone, mark.weight, scale)
    return _fill(mark.tone), _e("a:ln", _e("a:noFill"))


def _words(words: Words, width: float, scale: float, layout: Layout) -> Element:
    """A box without edges, wide enough for a wider face than was asked for."""
    needed, high = room(words.text, words.size) * 1.3 + 8, words.size * 1.7
    free = {"start": width - words.x, "middle": min(words.x, width - words.x) * 2, "end": words.x}[words.anchor]
    wide = min(needed, free)
    left = {"start": words.x, "middle": words.x - wide / 2, "end": words.x - wide}[words.anchor]
    box = _box(left, words.y - words.size * 1.22, wide, high, scale)
    half_points = max(round(words.size * scale / _EMU_PER_POINT * 2), 2)
    face = layout.faces["text"]
    made = list(runs(words.text, face=face, layout=layout, is_own_face=True, is_bold=words.is_strong))
    for run in made:
        look = run[0]
        look.append(w("color", val=COLOURS[words.tone]))
        look.extend((w("sz", val=half_points), w("szCs", val=half_points)))
    align = {"start": "left", "middle": "center", "end": "right"}[words.anchor]
    form = w(
        "pPr",
        w("pStyle", val="TableText"),
        w("snapToGrid", val=0),
        w("spacing", before=0, after=0, line=240, lineRule="auto"),
        w("jc", val=align),
    )
    content = _e("wps:txbx", w("txbxContent", w("p", form, *made)))
    none = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), 0)
    frame = _e("wps:bodyPr", _e("a:noAutofit"), wrap="none", anchor="ctr", **none)
    return _wsp(_e("wps:spPr", box, _preset("rect"), _e("a:noFill"), _e("a:ln", _e("a:noFill"))), content, frame)


def _wsp(form: Element, *content: Element) -> Element:
    kind = _e("wps:cNvSpPr", txBox=1) if content else _e("wps:cNvSpPr")
    return _e("wps:wsp", kind, form, *(content or (_e("wps:bodyPr"),)))


def _box(left: float, top: float, wide: float, high: float, scale: float) -> Element:
    at = {"x": round(left * scale), "y": round(top * scale)}
    size = {"cx": round(wide * scale), "cy": round(high * scale)}
    return _e("a:xfrm", _e("a:off", **at), _e("a:ext", **size))


def _preset(shape: str) -> Element:
    return _e("a:prstGeom", _e("a:avLst"), prst=shape)


def _fill(tone: Tone) -> Element:
    return _e("a:solidFill", _e("a:srgbClr", val=COLOURS[tone].upper()))


def _white() -> Element:
    return _e("a:solidFill", _e("a:srgbClr", val="FFFFFF"))


def _stroke(tone: Tone, weight: float, scale: float, *, is_dashed: bool = False) -> Element:
    dash = [_e("a:prstDash", val="dash")] if is_dashed else []
    return _e("a:ln", _fill(tone), *dash, w=round(weight * scale))


def _e(tag: str, *children: Element, **said: object) -> Element:
    space, name = tag.split(":")
    made = etree.Element(f"{{{_NAMES[space]}}}{name}", nsmap=_NAMES)
    for key, value in said.items():
        made.set(key, str(value))
    made.extend(children)
    return made
