"""A drawing <-> what is kept of it: the marks themselves, so that an issued report is drawn the same for good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bihuan.engine.charts import Bar, Dot, Drawing, Line, Mark, Words

_KINDS: dict[str, Any] = {"line": Line, "bar": Bar, "dot": Dot, "words": Words}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def to_json(drawing: Drawing) -> dict[str, Any]:
    """A drawing as it is kept."""
    marks = [{"kind": _NAMES[type(mark)], **asdict(mark)} for mark in drawing.marks]
    return {"title": drawing.title, "height": drawing.height, "says": drawing.says, "marks": marks}


def from_json(kept: Mapping[str, Any]) -> Drawing:
    """The drawing out of what was kept."""
    return Drawing(kept["title"], kept["height"], kept["says"], tuple(map(_mark, kept["marks"])))


def _mark(kept: Mapping[str, Any]) -> Mark:
    said = {name: value for name, value in kept.items() if name != "kind"}
    if kept["kind"] == "line":
        said["points"] = tuple(map(tuple, said["points"]))
    made: Mark = _KINDS[kept["kind"]](**said)
    return made
