"""An office's own Word template opened (打开模板): its text parts, after what could do harm in it is refused."""

from __future__ import annotations

import re

from bihuan.engine.office.archive import Archive, BadOffice
from bihuan.engine.office.word.xml import Element

_TEXT_PARTS = re.compile(r"word/(?P<kind>document|header|footer|footnotes|endnotes)\d*\.xml")
_WORDS = {"document": "", "header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
_FIELDS = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DATABASE|MACROBUTTON|LINK)\b", re.IGNORECASE)
_HARMLESS = ("hyperlink",)


def text_parts(content: bytes) -> list[tuple[str, str, Element]]:
    """The parts of a template that hold text (模板部件): how a person calls each, its name, its tree.

    Raises: BadOffice: no Word file, damaged, with macros, or one that would fetch something when it is opened.
    """
    members = Archive(content)
    if "word/document.xml" not in members.names:
        raise BadOffice("这不是.docx文档", "请在文字处理软件里另存为.docx后再试。")
    if any(name.lower().endswith("vbaproject.bin") for name in members.names):
        raise BadOffice("文档含有宏", "请另存为不含宏的.docx后再试。")
    for name in sorted(members.names):
        if name.endswith(".rels"):
            _check_relations(members.xml(name))
    found = [(match["kind"], name) for name in sorted(members.names) if (match := _TEXT_PARTS.fullmatch(name))]
    parts = [(_WORDS[kind], name, members.xml(name)) for kind, name in found]
    for _, _, root in parts:
        _check_fields(root)
    return parts


def _check_relations(relations: Element) -> None:
    for relation in relations:
        kind = relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") == "External" and kind not in _HARMLESS:
            raise BadOffice("文档引用了外部的模板、图片或文件，打开时会去取", "请改为内嵌或删去后再试。")
        if kind == "aFChunk":
            raise BadOffice("文档里嵌入了另一种格式的文件", "请删去后再试。")


def _check_fields(root: Element) -> None:
    codes = "".join(each.text or "" for each in root.iter("{*}instrText"))
    simple = " ".join(str(value) for each in root.iter("{*}fldSimple") for value in each.attrib.values())
    if found := _FIELDS.search(f"{codes} {simple}"):
        raise BadOffice(f"文档里有会取外部内容的域（{found[0].upper()}）", "请删去后再试。")
