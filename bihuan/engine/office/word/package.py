"""The parts of a docx file besides its text (文档部件): types, relations, styles, settings, faces, page numbers."""

from __future__ import annotations

from xml.sax.saxutils import escape

from bihuan.engine.office.word.layout import Layout
from bihuan.engine.office.word.runs import field, fonts, runs
from bihuan.engine.office.word.styles import styles_part
from bihuan.engine.office.word.xml import Element, part, w

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {"styles": "styles", "settings": "settings", "fontTable": "fontTable"}
_FOOTERS = {"rIdOdd": "footer1", "rIdEven": "footer2"}


def _types() -> str:
    parts = {"document": "document.main", **_KINDS, **dict.fromkeys(_FOOTERS.values(), "footer")}
    kinds = {f"/word/{name}.xml": f"{_WORD}.{kind}+xml" for name, kind in parts.items()}
    kinds["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'{_DECLARATION}<Types xmlns="{_TYPES}">{defaults}{overrides}</Types>'


def _relations(*relations: tuple[str, str, str]) -> str:
    lines = "".join(f'<Relationship Id="{code}" Type="{kind}" Target="{target}"/>' for code, kind, target in relations)
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}">{lines}</Relationships>'


_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
FIXED_PARTS = {
    "[Content_Types].xml": _types().encode(),
    "_rels/.rels": _relations(
        ("rId1", f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
        ("rId2", _CORE_KIND, "docProps/core.xml"),
    ).encode(),
    "word/_rels/document.xml.rels": _relations(
        *((f"rId{name}", f"{_OFFICE}/relationships/{name}", f"{name}.xml") for name in _KINDS),
        *((code, f"{_OFFICE}/relationships/footer", f"{name}.xml") for code, name in _FOOTERS.items()),
    ).encode(),
}
"""Parts that are the same in every paper (固定部件)."""


def parts_of(layout: Layout, title: str) -> dict[str, bytes]:
    """Parts that depend on the layout and the title (版式部件)."""
    return {
        "docProps/core.xml": _core(title).encode(),
        "word/styles.xml": part(styles_part(layout)),
        "word/settings.xml": part(_settings()),
        "word/fontTable.xml": part(_faces(layout)),
    }


def _core(title: str) -> str:
    said = f'<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">{escape(title)}</dc:title>'
    return f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}">{said}</cp:coreProperties>'


def _settings() -> Element:
    mode = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return w(
        "settings",
        w("zoom", percent=100),
        w("evenAndOddHeaders"),
        w("defaultTabStop", val=420),
        w("characterSpacingControl", val="compressPunctuation"),
        w("compat", w("spaceForUL"), w("balanceSingleByteDoubleByteWidth"), w("useFELayout"), mode),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )


def _faces(layout: Layout) -> Element:
    """The faces in use, each with what may stand in for it where a machine lacks it."""
    used = sorted({*layout.faces.values(), *layout.rare.values()})
    return w("fonts", *(_face(face, layout.stand_ins.get(face)) for face in used))


def _face(name: str, stand_in: str | None) -> Element:
    is_latin = name.isascii()
    return w(
        "font",
        w("altName", val=stand_in) if stand_in else None,
        w("charset", val="00" if is_latin else "86"),
        w("family", val="roman" if is_latin else "auto"),
        w("pitch", val="variable"),
        name=name,
    )


def footers(layout: Layout) -> dict[str, bytes]:
    """Page numbers (页码): — 1 — in size 4, a character in from the outer edge: odd pages right, even ones left."""
    sides = {
        "footer1": ("right", {"rightChars": 100, "right": 280}),
        "footer2": ("left", {"leftChars": 100, "left": 280}),
    }
    return {f"word/{name}.xml": part(_footer(align, indent, layout)) for name, (align, indent) in sides.items()}


def _footer(align: str, indent: dict[str, int], layout: Layout) -> Element:
    face = layout.faces["page_number"]
    form = w("pPr", w("pStyle", val="PageNumber"), w("ind", **indent), w("jc", val=align))
    before, after = (runs(words, face=face, layout=layout) for words in ("— ", " —"))
    number = list(field("PAGE"))
    for run in number:
        run.insert(0, w("rPr", fonts(face, latin=face)))
    return w("ftr", w("p", form, *before, *number, *after))
