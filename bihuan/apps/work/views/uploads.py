"""Uploaded evidence: checked in the child process, written to the disk before any row (佐证上传)."""

from __future__ import annotations

from typing import Any

from bihuan.base import files, uploads
from bihuan.base.files import Kept
from bihuan.base.filetypes import EVIDENCE

FILE_ANSWERS = ("evidence", "paper")


def keep_files(answers: dict[str, Any]) -> list[Kept]:
    """Check and keep the files among the answers; the answers then hold what was kept.

    Raises: UploadRefused and its like; nothing is left on the disk then.
    """
    kept: list[Kept] = []
    try:
        for code in FILE_ANSWERS:
            answers[code] = [_keep(upload, kept) for upload in answers.get(code) or ()]
    except Exception:
        discard_all(kept)
        raise
    return kept


def _keep(upload: Any, kept: list[Kept]) -> Kept:
    content = upload.read()
    name = uploads.checked(content, name=upload.name, allowed=EVIDENCE)
    kept.append(files.keep(content, name=name))
    return kept[-1]


def discard_all(kept: list[Kept]) -> None:
    """Remove files whose rows were not written."""
    for file in kept:
        files.discard(file.path)
