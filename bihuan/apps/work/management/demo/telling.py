"""One item's story as it is told: days, acts, reports, nodes and parts (演示剧本的写法)"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from bihuan.apps.work.management.demo.fates import (
    OVER_NIGHT,
    Answers,
    Cast,
    Step,
    Story,
)
from bihuan.apps.work.mapping import ChildPlan, NewItem, NodePlan
from bihuan.apps.work.models import Item, Milestone
from bihuan.engine.calendar import Calendar


class Telling:
    """The moves of one item, written forward from its first day; every act falls into the hours of a working day.

    nodes, evidence_of, paper_of, slip_of: set by the maker while it plays: the item's nodes as they are, what keeps
    files and papers, and the slip that the item draws on a day.
    """

    def __init__(  # noqa: PLR0913 - a story has this many givens
        self,
        new: NewItem,
        *,
        story: Story,
        cast: Cast,
        start: date,
        due_on: date,
        until: date,
        chance: Random,
        calendar: Calendar,
    ) -> None:
        self.new, self.story, self.cast, self.due_on, self.until = new, story, cast, due_on, until
        self.chance, self.calendar = chance, calendar
        self.steps: list[Step] = []
        self.nodes: Sequence[Milestone] = ()
        self.evidence_of: Callable[[Item], list[Any]] = lambda _item: []
        self.paper_of: Callable[[Item], list[Any]] = lambda _item: []
        self.slip_of: Callable[[Item, date], Any] = lambda _item, _day: None
        self.texts: Mapping[str, list[str]] = {}
        self._start, self._last_told = start, -1
        self._day = self._working(start)
        self._minute = 0

    def _act(self, login: str, code: str, answers: Answers | None = None, *, part: int | None = None) -> None:
        """One act at the next free half hour; nothing happens after the day of the demonstration."""
        if self._day > self.until:
            return
        clock = datetime.combine(self._day, time(9)) + timedelta(minutes=self._minute + self.chance.randrange(20))
        self.steps.append(Step(timezone.make_aware(clock), login, code, answers or (lambda _item: {}), part))
        self._minute += 45
        same_day = code == "dispatch" and bool(self.cast.asker)  # what is answered in hours is signed for at once
        if self._minute > 400 or (code in OVER_NIGHT and not same_day):
            self._wait(1, 2)

    def _wait(self, least: int, most: int) -> None:
        self._day = self._working(self._day + timedelta(days=self.chance.randint(least, most)))
        self._minute = 0

    def _working(self, day: date) -> date:
        while not self.calendar.is_working(day):
            day += timedelta(days=1)
        return day

    def _working_before(self, day: date) -> date:
        while not self.calendar.is_working(day):
            day -= timedelta(days=1)
        return day

    def _pick(self, of: str) -> str:
        return self.chance.choice(self.texts[of])

    def _reports(self, share: float) -> None:
        """Monthly reports up to a share of the time that passed until now or the due day."""
        end = min(self.until, self.due_on)
        limit = self._day + (end - self._day) * share
        while self._day + timedelta(days=22) < limit:
            self._wait(18, 26)
            self._act(self.cast.liaison, "report_progress", self._report())

    def _report(self, *, after_due: bool = False) -> Answers:
        """What the story tells at this time; the same words once more are told as unchanged."""
        passed = (self._day - self._start).days / max((self.due_on - self._start).days, 1)
        told, slow = self.story.told, after_due or self.chance.random() < 0.15
        at = min(int(passed * len(told)), len(told) - 1)
        same, self._last_told = at == self._last_told, at
        snag = self.story.snag if slow or self.chance.random() < 0.3 else ""
        said: dict[str, Any] = {"text": told[at], "problems": snag, "next_steps": self.story.next if snag else ""}
        percent = min(95, round(passed * 60) if slow else round(passed * 100) + 18)
        said |= {"percent": Decimal(percent), "unchanged": same, **self._image(told[at], percent)}
        today = self._day

        def answers(_item: Item) -> dict[str, Any]:
            met = [] if slow else [n.pk for n in self.nodes if n.due_on <= today + timedelta(days=27)]
            return {**said, "nodes_done": met}

        return answers

    def _image(self, told: str, percent: int) -> dict[str, Any]:
        """What is to be seen on the site and what was spent, of a work for the people (形象进度)."""
        if self.new.kind != "livelihood":
            return {}
        return {"image_progress": told.rstrip("。"), "invested": self.new.extra["year_money"] * percent // 100}

    def _nodes(self) -> tuple[NodePlan, ...]:
        """A node at the end of each quarter of the time given, the last on the due day."""
        whole = (self.due_on - self._day).days
        parts = max(1, min(4, whole // 30))
        days = [self._day + timedelta(days=max(1, whole * (k + 1) // parts)) for k in range(parts)]
        names = ("启动", "过半", "基本完成", "全部完成")[-parts:]
        return tuple(NodePlan(name=name, due_on=day, target="") for name, day in zip(names, days, strict=True))

    def _children(self) -> tuple[ChildPlan, ...]:
        units = (*self.new.support_unit_ids, self.new.lead_unit_id, self.new.lead_unit_id)[:2]
        names = (f"{self.new.title}（前期）", f"{self.new.title}（实施）")
        return tuple(ChildPlan(name, unit, self.due_on) for name, unit in zip(names, units, strict=True))

    def _codes_of_children(self) -> tuple[str, ...]:
        own = self.cast.head.removesuffix("-head")
        return (*self.cast.others, own, own)[:2]

    def _parts_begin(self, codes: Sequence[str]) -> None:
        """The parts are signed for by their units, and one is planned."""
        self._wait(1, 1)
        for part, code in enumerate(codes):
            self._act(f"{code.lower()}-jb", "sign", part=part)
        nodes = (NodePlan("完成", self.due_on),)
        self._act(f"{codes[0].lower()}-lx", "plan", lambda _: {"nodes": nodes}, part=0)
