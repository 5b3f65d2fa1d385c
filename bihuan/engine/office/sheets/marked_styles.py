"""Styles of a user's own workbook, with those for marks added behind them (标错样式); its own stay as they are."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from bihuan.engine.office.archive import Archive
from bihuan.engine.office.workbook.opening import styles_part

_WRONG, _REASON = "FFFFC7CE", "FFC00000"
_FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color"),
    *("name", "family", "charset", "scheme", "extLst"),
)


class MarkedStyles:
    """Numbers of the styles for wrong cells and reasons (标错样式); the plain one where a workbook has no styles."""

    def __init__(self, members: Archive) -> None:
        self._part = styles_part(members)
        self._tree = members.xml(self._part) if self._part else None
        self._wrong: dict[int, int] = {}
        self.reason = self.head = 0
        self._fill = 0
        if self._tree is not None:
            self._fill = self._appended("fills", self._fill_xml())
            red = self._appended("fonts", self._font_xml())
            self.reason = self._form(0, fontId=str(red), applyFont="1")
            self.head = self._form(0, fontId=str(red), fillId=str(self._fill), applyFont="1", applyFill="1")

    def wrong(self, style: int) -> int:
        """The style of a wrong cell (错格样式): its own, on a red ground."""
        if self._tree is None:
            return style
        if style not in self._wrong:
            self._wrong[style] = self._form(style, fillId=str(self._fill), applyFill="1")
        return self._wrong[style]

    def changed(self) -> dict[str, bytes]:
        """The part to be written anew (改动的部件)."""
        if self._tree is None or self._part is None:
            return {}
        return {self._part: etree.tostring(self._tree, encoding="UTF-8", xml_declaration=True, standalone=True)}

    def _form(self, style: int, **said: str) -> int:
        """A style like another, except for what is said; text wraps in those of our own."""
        forms = self._list("cellXfs")
        own = deepcopy(forms[style]) if style < len(forms) else etree.Element(self._name("xf"))
        for name, value in said.items():
            own.set(name, value)
        if "fontId" in said:
            for child in own.findall(self._name("alignment")):
                own.remove(child)
            own.insert(0, etree.Element(self._name("alignment"), {"wrapText": "1", "vertical": "top"}))
            own.set("applyAlignment", "1")
        return self._appended("cellXfs", own)

    def _appended(self, name: str, element: etree._Element) -> int:
        parent = self._list(name)
        parent.append(element)
        parent.set("count", str(len(parent)))
        return len(parent) - 1

    def _list(self, name: str) -> etree._Element:
        tree = self._tree
        assert tree is not None
        found = tree.find(self._name(name))
        return etree.SubElement(tree, self._name(name)) if found is None else found

    def _fill_xml(self) -> etree._Element:
        fill = etree.Element(self._name("fill"))
        pattern = etree.SubElement(fill, self._name("patternFill"), {"patternType": "solid"})
        etree.SubElement(pattern, self._name("fgColor"), {"rgb": _WRONG})
        etree.SubElement(pattern, self._name("bgColor"), {"indexed": "64"})
        return fill

    def _font_xml(self) -> etree._Element:
        fonts = self._list("fonts")
        font = deepcopy(fonts[0]) if len(fonts) else etree.Element(self._name("font"))
        for child in font.findall(self._name("color")):
            font.remove(child)
        font.append(etree.Element(self._name("color"), {"rgb": _REASON}))
        font[:] = sorted(font, key=lambda child: _FONT_ORDER.index(etree.QName(child).localname))
        return font

    def _name(self, name: str) -> str:
        assert self._tree is not None
        space = etree.QName(self._tree).namespace
        return f"{{{space}}}{name}" if space else name
