"""Styles of an official paper (样式), named as offices name them, so that anyone may change a face in one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bihuan.engine.office.word.layout import FaceName, Layout, SizeName
from bihuan.engine.office.word.runs import fonts
from bihuan.engine.office.word.xml import Element, w

RED = "FF0000"


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style (段落样式). line: exact height in lines of the grid, 0 for as high as the text is."""

    code: str
    name: str
    face: FaceName = "text"
    size: SizeName = "text"
    align: str = "both"
    line: float = 1
    before: int = 0
    after: int = 0
    indent: bool = False
    outline: int | None = None
    color: str | None = None


STYLES = (
    Style("Normal", "Normal"),
    Style("BodyText", "公文正文", indent=True),
    Style("PaperTitle", "公文标题", face="title", size="title", align="center", line=1.25),
    Style("Subtitle", "公文副题", face="subheading", align="center"),
    Style("Heading1", "heading 1", face="heading", indent=True, outline=0),
    Style("Heading2", "heading 2", face="subheading", indent=True, outline=1),
    Style("Heading3", "heading 3", indent=True, outline=2),
    Style("Heading4", "heading 4", indent=True, outline=3),
    Style("IssuerMark", "发文机关标志", face="mark", size="mark", align="center", line=0, color=RED),
    Style("PaperNumber", "发文字号", align="center"),
    Style("Addressee", "主送机关", align="left"),
    Style("SignatureLine", "落款", align="right"),
    Style("AttachmentMark", "附件标识", face="heading", align="left"),
    Style("TableText", "表格文字", size="table", align="left", line=0),
    Style("TableHead", "表头", face="heading", size="table_head", align="center", line=0),
    Style("Colophon", "版记", size="colophon", align="left"),
    Style("PageNumber", "页码", face="page_number", size="page_number", line=0),
)
BY_CODE = {style.code: style for style in STYLES}


def styles_part(layout: Layout) -> Element:
    """The part that holds the styles (样式部件)."""
    faces = fonts(layout.faces["text"], latin=layout.faces["latin"])
    size = layout.half_points("text")
    language = w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    defaults = w(
        "docDefaults",
        w("rPrDefault", w("rPr", faces, w("kern", val=2), *_sizes(size), language)),
        w("pPrDefault", w("pPr")),
    )
    return w("styles", defaults, *(_style(style, layout) for style in STYLES), _table_style())


def _style(style: Style, layout: Layout) -> Element:
    is_base = style.code == "Normal"
    return w(
        "style",
        w("name", val=style.name),
        None if is_base else w("basedOn", val="Normal"),
        w("qFormat"),
        _paragraph_form(style, layout),
        w(
            "rPr",
            fonts(layout.faces[style.face], latin=layout.faces["latin"]),
            w("color", val=style.color) if style.color else None,
            w("spacing", val=layout.letter_spacing) if style.size == "text" else None,
            *_sizes(layout.half_points(style.size)),
        ),
        type_="paragraph",
        styleId=style.code,
        default=1 if is_base else None,
    )


def _paragraph_form(style: Style, layout: Layout) -> Element:
    size = layout.half_points(style.size) * 10
    exact = {"line": round(layout.line_pitch * style.line), "lineRule": "exact"}
    free = {"line": 240, "lineRule": "auto"}
    is_heading = style.outline is not None
    return w(
        "pPr",
        w("keepNext") if is_heading or style.code == "PaperTitle" else None,
        w("widowControl", val=0),
        w("snapToGrid", val=0),
        *(w(name, val=0) for name in ("autoSpaceDE", "autoSpaceDN") if style.size in {"table", "table_head"}),
        w("spacing", before=style.before, after=style.after, **(exact if style.line else free)),
        w("ind", firstLineChars=200, firstLine=size * 2) if style.indent else None,
        w("jc", val=style.align),
        w("outlineLvl", val=style.outline) if is_heading else None,
    )


def _sizes(half_points: int) -> Iterator[Element]:
    yield w("sz", val=half_points)
    yield w("szCs", val=half_points)


def _table_style() -> Element:
    look = w("tblPr", w("tblInd", w=0, type_="dxa"), w("tblCellMar", _margin("left", 57), _margin("right", 57)))
    return w("style", w("name", val="Normal Table"), look, type_="table", styleId="TableNormal", default=1)


def _margin(side: str, twips: int) -> Element:
    return w(side, w=twips, type_="dxa")
