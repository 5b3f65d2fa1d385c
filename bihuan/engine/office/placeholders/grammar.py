"""What may stand between double braces in an office's own template (占位符): names, lists, conditions, nothing else.

{{单位}} - a value. {{事项.标题}} - a field of the entry whose list goes round.
{{每个 事项}} ... {{每个 完}} - once for each entry of a list.
{{如果 逾期数}} ... {{如果 完}} - where there is a value, and it is not zero.
{{如果没有 逾期数}} ... {{如果 完}} - where there is none.
There are no expressions, filters or calls: nothing in a template is ever evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Sort = Literal["value", "each", "end_each", "if", "if_not", "end_if", "wrong"]

_TAG = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_NAME = re.compile(r"[一-龥A-Za-z_][一-龥A-Za-z0-9_]{0,39}(?:\.[一-龥A-Za-z_][一-龥A-Za-z0-9_]{0,39})?")
_OTHER_TAGS = re.compile(r"\{%|%\}|\{#|#\}|\$\{|<%")
_KEYWORDS: tuple[tuple[str, Sort], ...] = (("每个", "each"), ("如果没有", "if_not"), ("如果", "if"))
_ENDS: dict[str, Sort] = {"每个完": "end_each", "如果完": "end_if"}


@dataclass(frozen=True, slots=True)
class Tag:
    """One placeholder (占位符): where it stands in its paragraph's text, what sort it is, the name in it."""

    start: int
    end: int
    sort: Sort
    name: str
    written: str


def tags(text: str) -> Iterator[Tag]:
    """The placeholders of a paragraph in order (找占位符), those that are none of ours as wrong."""
    for found in _TAG.finditer(text):
        sort, name = _read(found[1])
        yield Tag(found.start(), found.end(), sort, name, found[0])


def strays(text: str) -> list[str]:
    """What looks like a placeholder and is none (可疑写法): open braces, signs of other template languages."""
    rest = _TAG.sub("", text)
    return [*_OTHER_TAGS.findall(rest), *(["{{"] if "{{" in rest else []), *(["}}"] if "}}" in rest else [])]


def _read(inside: str) -> tuple[Sort, str]:
    words = inside.strip()
    if (end := _ENDS.get("".join(words.split()))) is not None:
        return end, ""
    for keyword, sort in _KEYWORDS:
        if re.match(rf"{keyword}\s", words):
            name = words[len(keyword) :].strip()
            return (sort, name) if _NAME.fullmatch(name) else ("wrong", words)
    return ("value", words) if _NAME.fullmatch(words) else ("wrong", words)
