"""Rows and kept files held against each other: a file without a row may be, a row without its file never (附件核对)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings

from bihuan.base import registries


@dataclass(frozen=True)
class FileCheck:
    """What was found: rows looked at; rows whose file is missing or another; files that no row names."""

    rows: int
    missing: tuple[str, ...]
    altered: tuple[str, ...]
    orphans: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether every row has its file, unaltered."""
        return not self.missing and not self.altered


def check_files() -> FileCheck:
    """Hold every row that names a kept file against the file."""
    folder = Path(settings.MEDIA_ROOT)
    on_disk = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    named = dict(_rows())
    missing = tuple(sorted(named.keys() - on_disk))
    altered = tuple(sorted(path for path in named.keys() & on_disk if _digest(folder / path) != named[path]))
    return FileCheck(len(named), missing, altered, tuple(sorted(on_disk - named.keys())))


def _rows() -> Iterator[tuple[str, str]]:
    """Place and digest of every file that a row names; where a file may be left out, an empty place names none."""
    for kept in registries.kept_files:
        rows = apps.get_model(kept.model).objects.unscoped("every row against its file")
        yield from rows.exclude(**{kept.path: ""}).values_list(kept.path, kept.digest).iterator()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
