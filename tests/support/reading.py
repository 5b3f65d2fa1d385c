"""Reading in the language as it ships."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bihuan.definitions import language
from bihuan.engine import text


def read(raw: bytes, **said: Any) -> text.Reading:
    """Read bytes."""
    return text.read(raw, language=language(), **said)


def reread(reading: text.Reading, *, keep: Iterable[Any]) -> text.Reading:
    """Read again with removed pieces put back."""
    return text.reread(reading, language=language(), keep=keep)
