"""What happens to one item of the demonstration, move by move, until its fate is reached (演示剧本)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from bihuan.apps.work.mapping import NewItem, NodePlan
from bihuan.apps.work.models import Item, Milestone
from bihuan.engine.calendar import Calendar

OFFICE, SECOND = "ducha", "ducha2"
Answers = Callable[[Item], dict[str, Any]]

FATES: Mapping[str, tuple[str, ...]] = {
    "key_task": (
        *("written_off", "in_progress", "in_progress", "late", "written_off", "late", "closed", "under_review"),
        *("in_progress", "extended", "returned", "written_off", "feedback_submitted", "accepted", "dispatched"),
        *("suspended", "extension_requested", "in_progress", "look_back", "reassigning", "reopened", "registered"),
        *("late", "cancelled", "split", "in_progress", "draft", "not_filed", "written_off_late", "in_progress"),
    ),
    "rectification": (
        "written_off",
        "late",
        "under_review",
        "in_progress",
        "returned",
        "closed",
        "look_back",
        "accepted",
    ),
    "instruction": ("written_off", "closed_pending_leader", "in_progress", "late", "closed", "dispatched"),
    "joint_matter": ("written_off", "in_progress", "under_review", "dispatched", "closed"),
}
"""How items end, in turn; "late" is under way past its day, "written_off_late" was made good after it."""


RECENT = {"feedback_submitted": 3, "under_review": 6, "returned": 9, "closed_pending_leader": 8, "closed": 12}
"""How many days before the day of the demonstration such an item was handed in."""


@dataclass(frozen=True)
class Step:
    """One move at a moment: who, what, with which answers."""

    at: datetime
    login: str
    code: str
    answers: Answers = field(default=lambda _item: {})


@dataclass(frozen=True)
class Cast:
    """Logins of the people who act on one item."""

    clerk: str
    liaison: str
    head: str
    reviewer: str = SECOND
    leader: str = "quzhang"
    asker: str = ""


class Script:
    """The moves of one item, written forward from its first day; every act falls into the hours of a working day.

    nodes, evidence_of: set by the maker while it plays: the item's nodes as they are, and what keeps a file.
    """

    def __init__(  # noqa: PLR0913 - a story has this many givens
        self, new: NewItem, *, cast: Cast, start: date, due_on: date, until: date, chance: Random, calendar: Calendar
    ) -> None:
        self.new, self.cast, self.due_on, self.until = new, cast, due_on, until
        self.chance, self.calendar = chance, calendar
        self.steps: list[Step] = []
        self.nodes: Sequence[Milestone] = ()
        self.evidence_of: Callable[[Item], list[Any]] = lambda _item: []
        self._day = self._working(start)
        self._minute = 0

    def play(self, fate: str, texts: Mapping[str, list[str]]) -> list[Step]:
        """All steps up to the fate."""
        self.texts = texts
        drafter = self.cast.asker or OFFICE
        self._act(drafter, "draft")
        if fate in ("draft", "not_filed"):
            self._act(
                OFFICE, "file_only", lambda _: {"reason": "属日常工作，不列入台账"}
            ) if fate == "not_filed" else None
            return self.steps
        self._act(drafter, "register")
        if fate != "registered":
            self._dispatched(fate)
        return self.steps

    def _dispatched(self, fate: str) -> None:
        sender = f"{self.cast.asker.split('-')[0]}-head" if self.cast.asker else OFFICE
        answers = {"unit": self.new.lead_unit_id, "due_on": self.due_on}
        sent_on = self._day
        self._act(sender, "dispatch", lambda _: answers)
        if fate == "reassigning":
            self._day = self._working(sent_on + timedelta(days=1))  # the time to object is one working day
            self._act(self.cast.head, "object", lambda _: {"reason": "该事项主要职责不在本单位"})
        elif fate != "dispatched":
            self._signed(fate)

    def _signed(self, fate: str) -> None:
        self._act(self.cast.clerk, "sign")
        if fate == "accepted":
            return
        if self.new.kind in ("key_task", "rectification"):
            self._wait(1, 4)
            self._act(self.cast.liaison, "plan", lambda _: {"nodes": self._nodes()})
        if self.cast.asker:
            self._act(self.cast.liaison, "first_answer", lambda _: {"text": "已联系镇街，安排专人现场核实。"})
        if fate == "split":
            self._act(OFFICE, "split", lambda _: {"children": self._children(), "reason": "两项工作由不同单位承担"})
        elif fate == "cancelled":
            self._act(OFFICE, "cancel", lambda _: {"reason": "与上级新部署的任务合并"})
        else:
            self._under_way(fate)

    def _under_way(self, fate: str) -> None:
        self._reports(0.55)
        if fate in ("suspended", "extension_requested", "extended", "in_progress", "late"):
            self._held(fate)
            return
        self._skip_to(fate)
        self._hand_in()
        if fate == "returned":
            self._review()
            self._act(self.cast.reviewer, "return_item", lambda _: {"reason": self._pick("returns")})
        elif fate != "feedback_submitted":
            self._reviewed(fate)

    def _skip_to(self, fate: str) -> None:
        """What waits for somebody now was handed in lately; what was made good late was handed in after its day."""
        if fate == "written_off_late":
            self._day = self._working(self.due_on + timedelta(days=7))
        elif fate in RECENT:
            self._day = max(self._day, self._working(self.until - timedelta(days=RECENT[fate])))

    def _held(self, fate: str) -> None:
        if fate == "suspended":
            review = self.until + timedelta(days=20)
            self._act(OFFICE, "suspend", lambda _: {"reason": "等待上级批复", "review_on": review})
        elif fate in ("extension_requested", "extended"):
            self._ask_for_time(fate)
        elif fate == "late":
            self._act(OFFICE, "urge", lambda _: {"text": "已逾期，请三日内报送进展和补救措施。"})
        if fate in ("in_progress", "late", "extended"):
            self._reports(0.9)

    def _ask_for_time(self, fate: str) -> None:
        later = self.due_on + timedelta(days=30)
        reason = self._pick("extensions")
        asked = {"reason": reason, "new_due_on": later, "text": self._pick("progress"), "consent": True}
        self._act(self.cast.head, "request_extension", lambda _: asked)
        if fate == "extended":
            self._act(OFFICE, "grant_extension", lambda _: {"new_due_on": later, "opinion": "同意，请倒排工期。"})

    def _hand_in(self) -> None:
        answers = {"text": "任务已全部完成，量化指标达到要求。", "consent": True}
        self._act(self.cast.head, "submit_feedback", lambda item: {**answers, "evidence": self.evidence_of(item)})

    def _review(self) -> None:
        self._act(self.cast.asker or (OFFICE if self.cast.reviewer == SECOND else self.cast.reviewer), "open_review")

    def _reviewed(self, fate: str) -> None:
        self._review()
        if fate == "under_review":
            return
        reviewer = f"{self.cast.asker.split('-')[0]}-head" if self.cast.asker else self.cast.reviewer
        self._act(reviewer, "pass_review", lambda _: {"opinion": "材料齐全，情况属实。", "satisfied": True})
        if self.new.kind == "instruction":
            if fate == "closed_pending_leader":
                return
            self._act(self.cast.leader, "close", lambda _: {})
        if fate == "closed":
            return
        if fate == "reopened":
            self._act(self.cast.reviewer, "reopen", lambda _: self._again())
            return
        self._written_off(fate)

    def _written_off(self, fate: str) -> None:
        self._act(self.cast.reviewer, "write_off", lambda _: {"opinion": "佐证完整，同意销号。", "satisfied": True})
        if fate == "look_back":
            self._act(self.cast.reviewer, "look_back", lambda _: {"text": "抽查成果是否保持。"})

    def _again(self) -> dict[str, Any]:
        return {"reason": "回访发现问题反复", "new_due_on": self.until + timedelta(days=25)}

    def _nodes(self) -> tuple[NodePlan, ...]:
        """A node at the end of each quarter of the time given, the last on the due day."""
        whole = (self.due_on - self._day).days
        parts = max(1, min(4, whole // 30))
        days = [self._day + timedelta(days=max(1, whole * (k + 1) // parts)) for k in range(parts)]
        names = ("启动", "过半", "基本完成", "全部完成")[-parts:]
        return tuple(NodePlan(name=name, due_on=day, target="") for name, day in zip(names, days, strict=True))

    def _children(self) -> tuple[Any, ...]:
        from bihuan.apps.work.mapping import ChildPlan

        first, second = self.new.lead_unit_id, (self.new.support_unit_ids or (self.new.lead_unit_id,))[0]
        title = self.new.title
        return (ChildPlan(f"{title}（前期）", first, self.due_on), ChildPlan(f"{title}（实施）", second, self.due_on))

    def _reports(self, share: float) -> None:
        """Monthly reports up to a share of the time that passed until now or the due day."""
        end = min(self.until, self.due_on)
        limit = self._day + (end - self._day) * share
        while self._day + timedelta(days=22) < limit:
            self._wait(18, 26)
            self._act(self.cast.liaison, "report_progress", self._report())

    def _report(self) -> Answers:
        told = {
            "text": self._pick("progress"),
            "problems": self._pick("problems"),
            "next_steps": self._pick("next_steps"),
        }
        today = self._day
        slow = self.chance.random() < 0.15

        def answers(_item: Item) -> dict[str, Any]:
            met = [] if slow else [n.pk for n in self.nodes if n.due_on <= today + timedelta(days=12)]
            return {**told, "nodes_done": met}

        return answers

    def _act(self, login: str, code: str, answers: Answers | None = None) -> None:
        """One act at the next free half hour; nothing happens after the day of the demonstration."""
        if self._day > self.until:
            return
        clock = datetime.combine(self._day, time(9)) + timedelta(minutes=self._minute + self.chance.randrange(20))
        self.steps.append(Step(timezone.make_aware(clock), login, code, answers or (lambda _item: {})))
        self._minute += 45
        if self._minute > 400 or code in ("dispatch", "submit_feedback", "open_review", "pass_review"):
            self._wait(1, 2)

    def _wait(self, least: int, most: int) -> None:
        self._day = self._working(self._day + timedelta(days=self.chance.randint(least, most)))
        self._minute = 0

    def _working(self, day: date) -> date:
        while not self.calendar.is_working(day):
            day += timedelta(days=1)
        return day

    def _pick(self, of: str) -> str:
        return self.chance.choice(self.texts[of])
