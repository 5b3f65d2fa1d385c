"""WordprocessingML (文档XML): elements made in the order that the standard asks for, however they are given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = {"w": MAIN, "r": RELATIONS}
Element: TypeAlias = etree._Element

_ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd "
    "tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
    "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
    "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
    "vertAlign rtl cs em lang",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat "
    "locked pPr rPr tblPr trPr tcPr",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang",
}
_PLACES = {tag: {name: place for place, name in enumerate(order.split())} for tag, order in _ORDERS.items()}


def w(tag: str, *children: Element | None, **said: object) -> Element:
    """An element of the main namespace (生成元素): children in their order, attributes as given; None is left out.

    An attribute whose name ends in an underscore is one of Python's own words (type_ for type).
    """
    made = etree.Element(f"{{{MAIN}}}{tag}", nsmap=NAMES)
    for name, value in said.items():
        if value is not None:
            made.set(f"{{{MAIN}}}{name.rstrip('_')}", str(value))
    made.extend(_ordered(tag, [child for child in children if child is not None]))
    return made


def _ordered(tag: str, children: list[Element]) -> Iterable[Element]:
    places = _PLACES.get(tag)
    return children if places is None else sorted(children, key=lambda child: places[etree.QName(child).localname])


def text(words: str) -> Element:
    """Words inside a run (文字), spaces kept."""
    made = w("t")
    made.text = words
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def part(root: Element) -> bytes:
    """A part of the package (部件) with its XML declaration."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
