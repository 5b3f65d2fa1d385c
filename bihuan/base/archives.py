"""Zip files are counted while they unpack; what the header promises is never believed (压缩包检查)."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator

from bihuan.base.refusals import Refusal
from bihuan.engine.office.archive import CHUNK, MEMBERS, RATIO, RATIO_FROM, UNPACKED

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
PACKED_NAMES = (".zip", ".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".pptm", ".jar", ".rar", ".7z", ".gz")
XML_NAMES = (".xml", ".rels", ".vml")
DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii"}


class PackedBomb(Refusal):
    """The archive unpacks to more than is allowed."""


class BrokenArchive(Refusal):
    """The archive is damaged or not what it says."""


class ForbiddenMember(Refusal):
    """The archive holds something that no office document needs: a link, a nested archive, a macro, a DTD."""


def check_archive(packed: bytes) -> list[str]:
    """Unpack everything once, in pieces, within the limits; the names of the members.

    Raises: PackedBomb, BrokenArchive, ForbiddenMember.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            members = archive.infolist()
            _check_members(members, packed=packed)
            _check_contents(archive, members, size=len(packed))
            return [member.filename for member in members]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as broken:
        raise BrokenArchive("文件已损坏或被改动过，打不开。请用办公软件重新另存后再上传。") from broken


def _check_members(members: list[zipfile.ZipInfo], *, packed: bytes) -> None:
    """What the directory alone gives away: number, names, links, methods, hidden parts."""
    if len(members) > MEMBERS:
        raise PackedBomb(f"文件内含{len(members)}个部件，超过{MEMBERS}个，不予打开。")
    if len({member.filename for member in members}) != len(members):
        raise BrokenArchive("文件内有同名部件，可能被改动过。请用办公软件重新另存后再上传。")
    if min((member.header_offset for member in members), default=0) != 0 or not packed.startswith(b"PK\x03\x04"):
        raise BrokenArchive("文件开头夹带了其他内容，不予打开。")
    if sum(member.compress_size for member in members) > len(packed):
        raise PackedBomb("文件各部件互相重叠，不予打开。")
    for member in members:
        _check_member(member)


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.filename
    if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or re.match(r"[A-Za-z]:", name):
        raise ForbiddenMember("文件内有指向外部位置的部件，不予打开。")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise ForbiddenMember("文件内有链接，不予打开。")
    if member.compress_type not in METHODS or member.flag_bits & 0x1:
        raise ForbiddenMember("文件已加密或用了不常见的压缩方法，打不开。请取消密码后另存再上传。")
    if name.lower().endswith(PACKED_NAMES):
        raise ForbiddenMember(f"文件内嵌了另一个文件({name.rsplit('/', 1)[-1]})，请删去内嵌对象后再上传。")
    if name.lower().endswith("vbaproject.bin"):
        raise ForbiddenMember("文件含有宏，不予接收。请另存为不含宏的格式(.docx、.xlsx)后再上传。")


def _check_contents(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], *, size: int) -> None:
    total = 0
    for member in members:
        for piece in _pieces(archive, member):
            total += len(piece)
            if total > UNPACKED or total > max(size * RATIO, RATIO_FROM):
                raise PackedBomb("文件展开后过大，可能是压缩炸弹，不予打开。请检查文件后再上传。")


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member's content in pieces, each looked at as it passes."""
    is_xml = member.filename.lower().endswith(XML_NAMES)
    tail, first = b"", True
    with archive.open(member) as stream:
        while piece := stream.read(CHUNK):
            if first and piece.startswith((b"PK\x03\x04", b"MZ", b"\x7fELF")):
                raise ForbiddenMember("文件内夹带了压缩包或程序，不予打开。")
            if is_xml:
                check_xml(tail + piece, first=first)
            tail, first = piece[-32:], False
            yield piece


def check_xml(piece: bytes, *, first: bool = True) -> None:
    """Refuse a document type definition and encodings in which one could hide; `first` for the start of a file."""
    plain = piece.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise ForbiddenMember("文件内含文档类型定义(DTD)，不予打开。")
    declared = DECLARED.search(plain[:200]) if first else None
    if declared and declared[1].lower() not in ENCODINGS:
        raise ForbiddenMember("文件内部用了不允许的编码，不予打开。请用办公软件重新另存后再上传。")
