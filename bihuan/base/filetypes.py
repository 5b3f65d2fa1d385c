"""What a file is: by its name, by its first bytes and by its content; all three must agree (文件类型检查)."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bihuan.base.archives import check_archive
from bihuan.base.refusals import Refusal
from bihuan.engine.office import BadOffice, check_pdf

FILE_BYTES = 20 * 1024 * 1024
PIXELS = 100_000_000
NAME_LENGTH = 120
DOCUMENTS = ("txt", "html", "htm", "docx", "xlsx", "pdf")
EVIDENCE = ("pdf", "jpg", "jpeg", "png", "docx", "xlsx", "txt", "ofd")
ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16", "utf-16-be")
SAMPLE, STRANGE = 16384, 0.05
MACRO_NAMES = ("docm", "xlsm", "dotm", "xltm", "xlsb")
OTHERS = {
    b"MZ": "程序文件",
    b"\x7fELF": "程序文件",
    b"#!": "程序文件",
    b"PK\x03\x04": "压缩包",
    b"%PDF-": "PDF 文件",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"\x1f\x8b": "压缩包",
    b"\xd0\xcf\x11\xe0": "旧版办公文件(.doc、.xls)，请另存为 .docx 或 .xlsx",
    b"{\\rtf": "RTF 文件，请另存为 .docx",
}
ACTIVE = (b"<script", b"<html", b"<!doctype", b"<?php")
CODE_POINTS_THAT_HIDE = re.compile(r"[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class WrongType(Refusal):
    """The file's type is not taken here, or its content is not what its name says."""


class TooLarge(Refusal):
    """The file is larger than is taken."""


class EmptyFile(Refusal):
    """There is nothing in the file."""


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept: its shown name and its type."""

    name: str
    extension: str


def shown_name(name: str) -> str:
    """A file's name as it may be shown and offered for download: no folders, no hidden or turning characters."""
    plain = unicodedata.normalize("NFC", CODE_POINTS_THAT_HIDE.sub("", name))
    last = re.split(r"[/\\]", plain)[-1].strip(" .") or "未命名"
    stem, dot, extension = last.rpartition(".")
    if not dot or len(last) <= NAME_LENGTH:
        return last[:NAME_LENGTH]
    return stem[: NAME_LENGTH - len(extension) - 1] + dot + extension[:10]


def check_upload(content: bytes, *, name: str, allowed: Iterable[str]) -> dict[str, str]:
    """`check_file` for the child process: plain values out."""
    checked = check_file(content, name=name, allowed=allowed)
    return {"name": checked.name, "extension": checked.extension}


def check_file(content: bytes, *, name: str, allowed: Iterable[str]) -> CheckedFile:
    """Check size, name, first bytes and content; what passes may be kept.

    Raises: TooLarge, EmptyFile, WrongType, and what `check_archive` raises.
    """
    shown = shown_name(name)
    extension = shown.rpartition(".")[2].lower() if "." in shown else ""
    check_size(len(content))
    if extension in MACRO_NAMES:
        raise WrongType(f"“{shown}”是可带宏的格式，不予接收。请另存为 .docx 或 .xlsx 后再上传。")
    if extension not in allowed:
        raise WrongType(f"“{shown}”的格式不在接收范围内。可上传：{'、'.join(allowed)}。")
    CHECKS[extension](content, shown)
    return CheckedFile(name=shown, extension=extension)


def check_size(size: int) -> None:
    """Refuse an empty or an oversized file."""
    if size > FILE_BYTES:
        raise TooLarge(f"文件超过{FILE_BYTES // 1024 // 1024}MB，请压缩图片或拆分后再上传。")
    if size == 0:
        raise EmptyFile("文件是空的，请检查后重新选择。")


def _mismatch(shown: str, content: bytes) -> WrongType:
    found = next((word for start, word in OTHERS.items() if content.startswith(start)), "")
    what = f",实际是{found}" if found else ""
    return WrongType(f"“{shown}”的内容与扩展名不符{what}。请核对后重新上传。")


def _check_text(content: bytes, shown: str) -> None:
    """Text: no other type's first bytes, and in some encoding hardly a character that no text holds."""
    if any(content.startswith(start) for start in OTHERS):
        raise _mismatch(shown, content)
    sample = content[:SAMPLE]
    if not any(_strangeness(sample, encoding) <= STRANGE for encoding in ENCODINGS) and not _is_run_together(sample):
        raise _mismatch(shown, content)


def _is_run_together(sample: bytes) -> bool:
    """Whether each line is text in an encoding of its own: two files in one, of which the reader tells more."""
    lines = sample.splitlines()[:-1] if len(sample) == SAMPLE else sample.splitlines()
    best = (min(_strangeness(line, encoding) for encoding in ("utf-8", "gb18030")) for line in lines)
    return len(lines) > 1 and max(best) <= STRANGE


def _strangeness(sample: bytes, encoding: str) -> float:
    """Share of characters that tell of another encoding or of no text at all: lost, private, unassigned, control."""
    text = sample.decode(encoding, errors="replace")
    strange = sum(unicodedata.category(each) in ("Cc", "Cn", "Co", "Cs") or each == "\ufffd" for each in text)
    plain = sum(map(text.count, "\n\r\t\f\v"))
    return (strange - plain) / max(len(text), 1)


def _check_html(content: bytes, shown: str) -> None:
    _check_text(content, shown)
    plain = content.replace(b"\0", b"")
    start = plain[:2048].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if re.match(rb"(<\?xml[^>]*>\s*)?(<!doctype svg|<svg)", start) or b"<!ENTITY" in plain:
        raise _mismatch(shown, content)
    if re.search(rb"<!doctype[^>]*\[", plain[:65536], re.IGNORECASE):
        raise WrongType(f"“{shown}”内含文档类型定义(DTD)，不予接收。")
    if not re.search(rb"<[a-zA-Z][^<]{0,500}>", plain):
        raise _mismatch(shown, content)


def _check_office(part: str) -> Callable[[bytes, str], None]:
    """A check for an office document: a sound archive that holds the part which makes it what it is."""

    def check(content: bytes, shown: str) -> None:
        if not content.startswith(b"PK\x03\x04"):
            raise _mismatch(shown, content)
        if part not in check_archive(content):
            raise WrongType(f"“{shown}”的内容与扩展名不符。请用办公软件重新另存后再上传。")
        if b"PK\x05\x06" not in content[-65558:] or not content[-22:].startswith(b"PK\x05\x06"):
            raise WrongType(f"“{shown}”末尾夹带了其他内容，不予接收。")

    return check


def _check_pdf(content: bytes, shown: str) -> None:
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        raise _mismatch(shown, content)
    _check_no_passenger(content, shown)
    try:
        check_pdf(content)
    except BadOffice as refused:
        raise WrongType(f"“{shown}”{refused.reason}，不予接收。请拆分或重新导出后再上传。") from refused


def _check_jpeg(content: bytes, shown: str) -> None:
    if not content.startswith(b"\xff\xd8\xff") or b"\xff\xd9" not in content:
        raise _mismatch(shown, content)
    _check_no_passenger(content, shown, active=True)
    _check_pixels(*_jpeg_shape(content), shown=shown)


def _jpeg_shape(content: bytes) -> tuple[int, int]:
    """Height and width from the frame header; (0, 0) where none is found."""
    place = 2
    while place + 9 < len(content) and content[place] == 0xFF:
        marker, length = content[place + 1], struct.unpack(">H", content[place + 2 : place + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return struct.unpack(">HH", content[place + 5 : place + 9])
        place += 2 + length
    return 0, 0


def _check_png(content: bytes, shown: str) -> None:
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or content[12:16] != b"IHDR":
        raise _mismatch(shown, content)
    if not content.endswith(b"IEND\xaeB`\x82"):
        raise WrongType(f"“{shown}”末尾夹带了其他内容或不完整，不予接收。")
    _check_no_passenger(content, shown, active=True)
    _check_pixels(*struct.unpack(">II", content[16:24]), shown=shown)


def _check_no_passenger(content: bytes, shown: str, *, active: bool = False) -> None:
    """No archive behind the file's end and, in pictures, no page or script inside."""
    folded = content.lower() if active else b""
    if b"PK\x05\x06" in content[-65558:] or any(mark in folded for mark in ACTIVE):
        raise WrongType(f"“{shown}”内夹带了其他类型的内容，不予接收。")


def _check_pixels(height: int, width: int, *, shown: str) -> None:
    if height * width > PIXELS:
        raise WrongType(f"“{shown}”为{width}×{height}像素，过大。请缩小后再上传。")


CHECKS: dict[str, Callable[[bytes, str], None]] = {
    "txt": _check_text,
    "html": _check_html,
    "htm": _check_html,
    "docx": _check_office("word/document.xml"),
    "xlsx": _check_office("xl/workbook.xml"),
    "ofd": _check_office("OFD.xml"),
    "pdf": _check_pdf,
    "jpg": _check_jpeg,
    "jpeg": _check_jpeg,
    "png": _check_png,
}
