"""What is to be done, in groups: overdue, returned, due soon, the rest (待办分组)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Max

from bihuan.apps.desk.queries.inbox import notices
from bihuan.apps.desk.queries.tabs import Desk
from bihuan.base.registries import Matter
from bihuan.base.scope import Viewer

SHOWN, DIGEST, LONGEST = 20, "digest", timedelta(days=7)
"""Lines of a group; the digest's own rule; how far back it looks for somebody who never had one."""
GROUPS = {"overdue": "已逾期", "returned": "被退回", "soon": "即将到期", "rest": "其他待办"}


def digest_groups(viewer: Viewer) -> list[dict[str, Any]]:
    """One person's digest of a day: groups with their first lines, empty groups left out (每日提醒)."""
    desk = Desk(viewer)
    counts = {code: desk.count("todo", code) for code in GROUPS}
    todo = [
        {"word": GROUPS[code], "count": count, "lines": [_line(line) for line in desk.lines("todo", SHOWN, code)]}
        for code, count in counts.items()
        if count
    ]
    return [*todo, *_told_since(viewer)]


def _told_since(viewer: Viewer) -> list[dict[str, Any]]:
    """What the person was told of since the last digest and has not opened (未读提醒)."""
    last = notices(viewer).filter(rule=DIGEST, on__lt=viewer.on).aggregate(made=Max("made_at"))["made"]
    unread = notices(viewer).filter(read_at=None, on__gte=viewer.on - LONGEST).exclude(rule=DIGEST)
    rows = list((unread.filter(made_at__gt=last) if last else unread).order_by("-made_at").defer("lines"))
    lines = [{"title": row.title, "url": row.url, "note": ""} for row in rows[:SHOWN]]
    return [{"word": "未读提醒", "count": len(rows), "lines": lines}] if rows else []


def _line(line: Matter) -> dict[str, str]:
    due = f"时限{line.due_on:%Y-%m-%d}" if line.due_on else ""
    return {
        "title": line.title,
        "url": str(line.url),
        "note": " ".join(part for part in (line.step, due, line.remind) if part),
    }
