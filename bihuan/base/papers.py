"""An uploaded paper as plain lines; runs in the upload child (读公文)."""

from __future__ import annotations

from typing import Any

from bihuan.base.filetypes import check_upload
from bihuan.base.refusals import Refusal
from bihuan.engine.office.archive import BadOffice
from bihuan.engine.office.docx_text import docx_lines

LINES = 5_000


class BadPaper(Refusal):
    """The file cannot be read as a paper; the sentence says why."""


def open_paper(content: bytes, *, name: str) -> dict[str, Any]:
    """Check an uploaded docx and give its paragraphs and rows of tables, as JSON (打开公文)."""
    shown = check_upload(content, name=name, allowed=["docx"])["name"]
    try:
        lines = docx_lines(content)
    except BadOffice as bad:
        raise BadPaper(f"{bad}。请用系统下载的责任书文件，另存时选docx格式。") from bad
    if len(lines) > LINES:
        raise BadPaper(f"文件超过{LINES}段，不像责任书。请核对文件。")
    return {
        "name": shown,
        "lines": [{"table": line.table, "cells": [cell.text for cell in line.cells]} for line in lines],
    }
