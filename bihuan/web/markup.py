"""Markup written in Python, for what stands on a page many times (标记)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString


def markup(pattern: str, *values: object) -> SafeString:
    """The pattern with the values in its places, each escaped unless it is markup itself.

    What `format_html` does, at a quarter of its price: a list of fifty lines calls it a thousand times.
    """
    return SafeString(pattern.format(*map(_escaped, values)))


def joined(pieces: Iterable[SafeString]) -> SafeString:
    """Pieces of markup, one after the other."""
    return SafeString("".join(pieces))


def _escaped(value: object) -> str:
    return value if type(value) is SafeString else escape(str(value))
