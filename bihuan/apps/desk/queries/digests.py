"""What is to be done, in groups: overdue, returned, due soon, the rest (待办分组)."""

from __future__ import annotations

from typing import Any

from bihuan.apps.desk.queries.tabs import Desk
from bihuan.base.registries import Matter
from bihuan.base.scope import Viewer

SHOWN = 20
GROUPS = {"overdue": "已逾期", "returned": "被退回", "soon": "即将到期", "rest": "其他待办"}


def digest_groups(viewer: Viewer) -> list[dict[str, Any]]:
    """One person's digest of a day: groups with their first lines, empty groups left out (每日提醒)."""
    desk = Desk(viewer)
    counts = {code: desk.count("todo", code) for code in GROUPS}
    return [
        {"word": GROUPS[code], "count": count, "lines": [_line(line) for line in desk.lines("todo", SHOWN, code)]}
        for code, count in counts.items()
        if count
    ]


def _line(line: Matter) -> dict[str, str]:
    due = f"时限{line.due_on:%Y-%m-%d}" if line.due_on else ""
    return {
        "title": line.title,
        "url": str(line.url),
        "note": " ".join(part for part in (line.step, due, line.remind) if part),
    }
