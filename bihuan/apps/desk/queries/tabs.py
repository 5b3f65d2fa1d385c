"""The tabs of the desk: 待办, 已办, 我发起, 抄送, filled by the apps below through the registry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bihuan.base import registries
from bihuan.base.registries import Matter
from bihuan.base.scope import Viewer

TABS = {"todo": "待办", "done": "已办", "started": "我发起", "copied": "抄送", "late": "辖内逾期"}
BY_DEADLINE = {"todo", "late"}


@dataclass(frozen=True)
class Tab:
    """One tab with its count."""

    code: str
    word: str
    count: int


class Desk:
    """One person's desk in one request; every source is opened once and counts once."""

    def __init__(self, viewer: Viewer) -> None:
        self._opened = [source.open(viewer) for source in registries.desk_sources]

    def tabs(self) -> list[Tab]:
        """All tabs with their counts; 辖内逾期 only where there is something."""
        found = [Tab(code, word, self.count(code)) for code, word in TABS.items()]
        return [tab for tab in found if tab.code != "late" or tab.count]

    def first_tab(self) -> str:
        """What to open: what is to be done; for who has nothing to do, what is overdue in reach (as for a leader)."""
        return "todo" if self.count("todo") or not self.count("late") else "late"

    def count(self, tab: str, group: str = "") -> int:
        """How many lines a tab has; of one group of what is to be done where asked."""
        return sum(lines.count(tab, group) for lines in self._opened)

    def lines(self, tab: str, limit: int, group: str = "") -> list[Matter]:
        """The first lines of a tab: oldest deadline first where something is to be done, else newest first."""
        found = [line for lines in self._opened for line in lines.find(tab, limit, group)]
        if tab in BY_DEADLINE:
            found.sort(key=lambda line: line.due_on or date.max)
        else:
            found.sort(key=lambda line: line.at.timestamp() if line.at else 0.0, reverse=True)
        return found[:limit]
