"""What is to be done, in groups: overdue, returned, due within three working days, the rest (待办分组)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from bihuan import definitions
from bihuan.apps.desk.queries.tabs import Desk
from bihuan.base.registries import Matter
from bihuan.base.scope import Viewer

SOON = 3
SHOWN = 20
GROUPS = ("已逾期", "被退回", "三个工作日内到期", "其他待办")


def grouped(found: Iterable[Matter], *, on: date) -> dict[str, list[Matter]]:
    """Lines by group; each stands in the first group that fits, empty groups stay."""
    soon = definitions.calendar().add_working_days(on, SOON)
    groups: dict[str, list[Matter]] = {word: [] for word in GROUPS}
    for line in found:
        groups[_group(line, on=on, soon=soon)].append(line)
    return groups


def digest_groups(viewer: Viewer, *, on: date) -> list[dict[str, Any]]:
    """One person's digest of a day: groups of lines, empty groups left out (每日提醒)."""
    groups = grouped(Desk(viewer).lines("todo"), on=on)
    return [
        {"word": word, "count": len(found), "lines": [_line(line) for line in found[:SHOWN]]}
        for word, found in groups.items()
        if found
    ]


def _group(line: Matter, *, on: date, soon: date) -> str:
    due_on = None if line.is_handed_in else line.due_on
    if due_on and due_on < on:
        return "已逾期"
    if line.is_returned:
        return "被退回"
    return "三个工作日内到期" if due_on and due_on <= soon else "其他待办"


def _line(line: Matter) -> dict[str, str]:
    due = f"时限{line.due_on:%Y-%m-%d}" if line.due_on else ""
    return {"title": line.title, "url": str(line.url), "note": " ".join(part for part in (line.step, due) if part)}
