"""What stands in a kept file, as plain text, read in the child process (附件预览).

Only text comes out: no markup, no macro, no link, nothing that could act. Pictures are shown by the browser as what
their first bytes say they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bihuan.base.refusals import Refusal
from bihuan.engine.office import BadOffice
from bihuan.engine.office.docx_text import docx_lines, is_docx
from bihuan.engine.office.lines import TextLine, laid_out
from bihuan.engine.office.pdf_text import LockedPdf, ScannedPdf, is_pdf, pdf_text
from bihuan.engine.office.xlsx_text import is_xlsx, xlsx_lines

TARGET = "bihuan.base.previews:preview"
CHARACTERS, LINES = 60_000, 800
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")
PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


class NoPreview(Refusal):
    """The file cannot be shown as text; says why."""


def picture_type(first: bytes) -> str:
    """The type of a picture by its first bytes; empty where it is none."""
    return next((kind for sign, kind in PICTURES.items() if first.startswith(sign)), "")


def preview(content: bytes) -> dict[str, Any]:
    """The text of a file, line by line, as far as it is shown; for the child process.

    Raises: NoPreview: locked, scanned, damaged, or of a kind that is not read.
    """
    text = _text(content)
    lines = text[:CHARACTERS].splitlines()
    return {"lines": lines[:LINES], "is_cut": len(text) > CHARACTERS or len(lines) > LINES}


def _text(content: bytes) -> str:
    try:
        if is_pdf(content):
            return _joined(pdf_text(content).lines)
        if is_docx(content):
            return _joined(docx_lines(content))
        if is_xlsx(content):
            return _joined(xlsx_lines(content))
    except LockedPdf as locked:
        raise NoPreview("文件加了密码，不能预览。请下载后打开。") from locked
    except ScannedPdf as scanned:
        raise NoPreview("文件的每一页都是扫描图片，没有文字可看。请下载后打开。") from scanned
    except BadOffice as bad:
        raise NoPreview(f"文件不能预览：{bad}。请下载后打开。") from bad
    return _decoded(content)


def _joined(lines: Iterable[TextLine]) -> str:
    return laid_out(lines).text


def _decoded(content: bytes) -> str:
    if not BINARY.search(content[:4096]):
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise NoPreview("这一类文件不能预览。请下载后打开。")
