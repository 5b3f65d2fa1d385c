"""Office files are zip archives (压缩包): unpacked in pieces, counted while that is done, never beyond the limits."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO

from lxml import etree

MEMBERS = 2_000
UNPACKED = 200 * 1024 * 1024
RATIO, RATIO_FROM = 100, 1024 * 1024
CHUNK = 256 * 1024
HAS_DTD = "文件内含文档类型定义(DTD)，可能借此引入外部内容"
SAVE_AGAIN = "请用办公软件重新另存后再试。"
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


class BadOffice(Exception):
    """An office file that is not read (办公文件无法读取): the reason and what to do, in Chinese."""

    def __init__(self, reason: str, remedy: str = SAVE_AGAIN) -> None:
        super().__init__(f"{reason}。{remedy}")
        self.reason, self.remedy = reason, remedy

    @property
    def sentence(self) -> str:
        """Reason and remedy (原因和做法)."""
        return f"{self.reason}。{self.remedy}"


class Archive:
    """Members of an archive, unpacked under one count (逐块解压): whatever the file's headers say.

    Raises: BadOffice: no archive, or too many members.
    """

    def __init__(self, raw: bytes) -> None:
        self._size = len(raw)
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(BytesIO(raw))
        except _DAMAGE as damage:
            raise BadOffice("文件已损坏，或者不是表格、文档") from damage
        self.names = frozenset(self._zip.namelist())
        if len(self._zip.infolist()) > MEMBERS:
            raise BadOffice(f"文件内含{len(self._zip.infolist())}个部件，超过{MEMBERS}个的上限")

    def pieces(self, name: str) -> Iterator[bytes]:
        """A member piece by piece (分块读取), counted as they pass.

        Raises: BadOffice: no such member, damaged, locked, or beyond the limits.
        """
        try:
            with self._zip.open(name) as stream:
                while piece := stream.read(CHUNK):
                    self._count(len(piece))
                    yield piece
        except KeyError as missing:
            raise BadOffice(f"文件里缺少“{name}”，可能已损坏") from missing
        except _DAMAGE as damage:
            raise BadOffice("文件已损坏或加了密码，打不开", "请取消密码、另存后再试。") from damage

    def read(self, name: str) -> bytes:
        """A member whole (读取部件), within the same limits."""
        return b"".join(self.pieces(name))

    def xml(self, name: str) -> etree._Element:
        """A member as a tree (读取XML部件), which may not declare a document type."""
        return parsed(self.read(name))

    def _count(self, size: int) -> None:
        self._unpacked += size
        if self._unpacked > UNPACKED or self._unpacked > max(self._size * RATIO, RATIO_FROM):
            raise BadOffice(
                f"文件展开后超过{UNPACKED // 1024 // 1024}MB或原来的{RATIO}倍，可能是压缩炸弹", "请检查文件后再试。"
            )


class Stream:
    """Pieces as a file that a parser reads from (逐块读取); each is looked at for a document type as it passes."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = without_dtd(pieces), b""

    def read(self, size: int = CHUNK) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        if not self._rest:
            self._rest = next(self._pieces, b"")
        size = size if size > 0 else len(self._rest)
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


def without_dtd(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Pieces of XML as they come, each looked at with the end of the one before it (逐块检查).

    Raises: BadOffice: a document type is declared.
    """
    tail = b""
    for piece in pieces:
        refuse_dtd(tail + piece)
        tail = piece[-32:]
        yield piece


def refuse_dtd(content: bytes) -> None:
    """Refuse XML that declares a document type, in narrow or wide characters (拒绝文档类型定义).

    Raises: BadOffice.
    """
    if b"<!DOCTYPE" in content.replace(b"\0", b""):
        raise BadOffice(HAS_DTD)


def parsed(content: bytes) -> etree._Element:
    """XML without a document type and without anything from outside (解析XML).

    Raises: BadOffice: it declares one, or is no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as damage:
        raise BadOffice("文件已损坏，打不开") from damage
    if tree.getroottree().docinfo.doctype:
        raise BadOffice(HAS_DTD)
    return tree


def repacked(raw: bytes, changed: Mapping[str, bytes]) -> bytes:
    """An archive with some of its members replaced (替换部件), all others as they are."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            data = changed.get(member.filename)
            new.writestr(member.filename, old.read(member) if data is None else data)
    return out.getvalue()
