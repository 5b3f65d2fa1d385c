"""Kept files: random names on disk, written through to the disk before a row points at them (文件留存)."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from bihuan.base.filetypes import shown_name

PIECE = 64 * 1024
PATH = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")


@dataclass(frozen=True)
class Kept:
    """A file on disk: its place under MEDIA_ROOT, digest, size and the name it is shown under."""

    path: str
    sha256: str
    size: int
    name: str


def keep(content: bytes, *, name: str, wait: bool = True) -> Kept:
    """Write a checked file to disk, byte for byte; returns when the disk has it.

    Call it before the row is written. Where the row then fails, `discard` what was kept.
    Args: wait: False where many are kept in one go; `settle` then waits once for all of them.
    """
    code = secrets.token_hex(16)
    path = f"{code[:2]}/{code}"
    place = _place(path)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        _write(place, content, wait=wait)
    except OSError:
        discard(path)
        raise
    for folder in (place.parent, place.parent.parent) if wait else ():
        _sync_folder(folder)
    return Kept(path=path, sha256=digest(content), size=len(content), name=shown_name(name))


@contextlib.contextmanager
def keeping(content: bytes, *, name: str) -> Iterator[Kept]:
    """A file kept while its row is written; discarded where that fails, for whatever reason (随写随留)."""
    kept = keep(content, name=name)
    try:
        yield kept
    except BaseException:
        discard(kept.path)
        raise


def _write(place: Path, content: bytes, *, wait: bool) -> None:
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        if wait:
            file.flush()
            os.fsync(file.fileno())


def settle() -> None:
    """Return when the disk has all files kept so far; call it before the rows are committed."""
    os.sync()


def digest(content: bytes) -> str:
    """SHA-256 of a file, in hex."""
    return hashlib.sha256(content).hexdigest()


def open_kept(path: str) -> BinaryIO:
    """The kept file, for reading."""
    return _place(path).open("rb")


def read_kept(path: str) -> bytes:
    """All bytes of a kept file."""
    return _place(path).read_bytes()


def discard(path: str) -> None:
    """Remove a kept file whose row was not written."""
    _place(path).unlink(missing_ok=True)


def download(path: str, *, name: str) -> StreamingHttpResponse:
    """Answer with a kept file, always as a download; the caller has checked that the viewer may have it."""
    response = StreamingHttpResponse(_pieces(path), content_type="application/octet-stream")
    response["Content-Length"] = str(_place(path).stat().st_size)
    response["Content-Disposition"] = content_disposition_header(True, shown_name(name))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "no-store"
    return response


def _pieces(path: str) -> Iterator[bytes]:
    """The file piece by piece; opened only when the first is asked for."""
    with open_kept(path) as file:
        while piece := file.read(PIECE):
            yield piece


def _place(path: str) -> Path:
    if not PATH.fullmatch(path):
        raise ValueError(f"not the path of a kept file: {path!r}")
    return Path(settings.MEDIA_ROOT) / path


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
