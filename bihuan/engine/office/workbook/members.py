"""The parts of an office file (办公文件的部件): unpacked in pieces, counted, and refused where they could do harm."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO

from lxml import etree

MEMBERS = 2_000
UNPACKED = 200 * 1024 * 1024
RATIO, RATIO_FROM = 100, 1024 * 1024
CHUNK = 128 * 1024
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


class BadOfficeFile(Exception):
    """An office file that is not read (文件无法读取), with the reason and the remedy in Chinese."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Members:
    """A zip archive read within limits that hold for the whole of it (压缩包), whatever its directory promises.

    Raises: BadOfficeFile: no archive, or too many parts.
    """

    def __init__(self, content: bytes) -> None:
        self._size = len(content)
        self._unpacked = 0
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except DAMAGE as damage:
            raise BadOfficeFile("文件已损坏，或者不是表格、文档。请用办公软件重新另存后再试。") from damage
        self.names = frozenset(self._archive.namelist())
        if len(self._archive.infolist()) > MEMBERS:
            raise BadOfficeFile(f"文件内含的部件超过{MEMBERS}个，不予打开。")

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part in pieces (分块读取), counted as they pass.

        Raises: BadOfficeFile: not there, damaged, locked, or beyond the limits.
        """
        try:
            with self._archive.open(name) as stream:
                while piece := stream.read(CHUNK):
                    self._count(len(piece))
                    yield piece
        except KeyError as missing:
            raise BadOfficeFile(f"文件里缺少“{name}”，可能已损坏。请用办公软件重新另存后再试。") from missing
        except DAMAGE as damage:
            raise BadOfficeFile("文件已损坏或加了密码，打不开。请取消密码、另存后再试。") from damage

    def read(self, name: str) -> bytes:
        """A part whole (读取部件), within the same limits."""
        return b"".join(self.pieces(name))

    def xml(self, name: str) -> etree._Element:
        """A part as a tree (读取XML部件), which may not declare a document type."""
        return parsed(self.read(name))

    def _count(self, size: int) -> None:
        self._unpacked += size
        if self._unpacked > UNPACKED or self._unpacked > max(self._size * RATIO, RATIO_FROM):
            raise BadOfficeFile("文件展开后过大，可能是压缩炸弹，不予打开。请检查文件后再试。")


def repacked(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """An archive with some of its parts replaced (替换部件), all others as they are."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            data = changed.get(member.filename)
            new.writestr(member.filename, old.read(member) if data is None else data)
    return out.getvalue()


def parsed(content: bytes) -> etree._Element:
    """XML without a document type and without anything from outside (解析XML).

    Raises: BadOfficeFile: it declares one, or is no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as damage:
        raise BadOfficeFile("文件已损坏，打不开。请用办公软件重新另存后再试。") from damage
    if tree.getroottree().docinfo.doctype:
        raise BadOfficeFile(HAS_DTD)
    return tree


HAS_DTD = "文件内含文档类型定义(DTD)，可能借此引入外部内容，不予打开。"
