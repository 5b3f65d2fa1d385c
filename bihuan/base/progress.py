"""How far a long piece of work is, and whether someone wants it stopped (进度、取消).

Kept in small files of this installation, not in the database: the work stands in one transaction, which nobody sees
into before it ends, and on SQLite nobody can write beside it.
"""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

_CODE = re.compile(r"[a-z]+-\d{1,18}")


class Stopped(Exception):
    """Someone asked that the work be stopped."""


def tell(code: str, done: int, total: int) -> None:
    """Say how far the work is. Raises: Stopped: someone wants it stopped."""
    if _place(code, "stop").exists():
        raise Stopped(code)
    place = _place(code, "at")
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = place.with_suffix(".new")
    fresh.write_text(f"{done} {total}")
    fresh.replace(place)


def told(code: str) -> tuple[int, int] | None:
    """How much is done of how much; None where nothing was said yet."""
    try:
        done, total = _place(code, "at").read_text().split()
    except (FileNotFoundError, ValueError):
        return None
    return int(done), int(total)


def stop(code: str) -> None:
    """Ask that the work be stopped; it does so at its next word."""
    place = _place(code, "stop")
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    place.touch()


def forget(code: str) -> None:
    """The work is over."""
    for what in ("at", "stop"):
        _place(code, what).unlink(missing_ok=True)


def _place(code: str, what: str) -> Path:
    if not _CODE.fullmatch(code):
        raise ValueError(f"not the code of a work: {code!r}")
    return Path(settings.HOME) / "progress" / f"{code}.{what}"
