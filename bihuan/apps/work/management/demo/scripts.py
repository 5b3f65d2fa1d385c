"""What happens to one item of the demonstration, move by move, until its fate is reached (演示剧本)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from bihuan.apps.work.mapping import ChildPlan, NewItem, NodePlan
from bihuan.apps.work.models import Item, Milestone
from bihuan.engine.calendar import Calendar

OFFICE, SECOND = "ducha", "ducha2"
Answers = Callable[[Item], dict[str, Any]]

FATES: Mapping[str, tuple[str, ...]] = {
    "key_task": (
        *("written_off", "in_progress", "late", "late", "written_off", "late", "closed", "under_review"),
        *("in_progress", "extended", "returned", "written_off_late", "feedback_submitted", "accepted", "dispatched"),
        *("suspended", "extension_requested", "in_progress", "look_back", "reassigning", "reopened", "registered"),
        *("late", "cancelled", "split", "in_progress", "draft", "not_filed", "written_off_late", "in_progress"),
        *("transferred", "broken_down", "refused", "on_paper", "held", "late"),
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
    "instruction": ("written_off", "closed_pending_leader", "in_progress", "late", "remarked", "dispatched"),
    "joint_matter": ("written_off", "late", "in_progress", "under_review", "dispatched", "closed"),
    "enterprise_demand": ("written_off", "calling_back", "in_progress", "unsatisfied", "dispatched", "late"),
    "chain_task": ("in_progress", "closed_pending_leader", "written_off", "in_progress"),
    "livelihood": ("public_measure", "in_progress", "written_off", "in_progress"),
    "meeting_decision": ("written_off", "in_progress", "late", "under_review", "dispatched"),
}
"""How items end, in turn; "late" is under way past its day, "written_off_late" was made good after it.

Others are named after what happened on the way: a transfer, a breaking down, an extension refused, acts on a unit's
paper, a looking back that held, a second remark of the leader, a firm that was called back and not satisfied.
"""
PLANNED = ("key_task", "rectification", "chain_task", "livelihood")
"""Kinds whose units hand in a plan with nodes before they work."""
LED = ("instruction", "chain_task")
"""Kinds that a leader closes."""
ASKS_OUTSIDE = ("enterprise_demand", "livelihood")
"""Kinds that are closed when a firm or the people are content."""


RECENT = {
    "feedback_submitted": 3,
    "under_review": 6,
    "returned": 9,
    "closed_pending_leader": 8,
    "closed": 12,
    "public_measure": 7,
}
"""How many days before the day of the demonstration such an item was handed in."""
OVER_NIGHT = ("dispatch", "submit_feedback", "open_review", "pass_review")
"""After these the next act comes on another day."""
HANDED_IN = (
    *("written_off", "written_off_late", "closed", "under_review", "returned", "feedback_submitted", "look_back"),
    *("reopened", "held", "closed_pending_leader", "remarked", "calling_back", "unsatisfied", "public_measure"),
)
"""Fates in which the lead unit handed its work in."""


@dataclass(frozen=True)
class Step:
    """One move at a moment: who, what, with which answers; of the item, or of one of the parts it was broken into."""

    at: datetime
    login: str
    code: str
    answers: Answers = field(default=lambda _item: {})
    part: int | None = None


@dataclass(frozen=True)
class Story:
    """What an item is about, as its words are told over time (stories.yaml): 要求、进展、问题、措施、结果、佐证."""

    ask: str
    told: tuple[str, ...]
    snag: str
    next: str
    done: str
    proof: tuple[str, ...]


@dataclass(frozen=True)
class Cast:
    """Logins of the people who act on one item; others: codes of the supporting units."""

    clerk: str
    liaison: str
    head: str
    reviewer: str = SECOND
    leader: str = "quzhang"
    asker: str = ""
    others: tuple[str, ...] = ()


class Script:
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
        self._start, self._last_told = start, -1
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
        if fate == "on_paper":
            self._on_paper()
            return
        self._act(self.cast.clerk, "sign")
        if fate == "accepted":
            return
        if fate == "transferred":
            self._transferred()
        if self.new.kind in PLANNED:
            self._wait(1, 4)
            nodes = self._nodes()
            self._act(self.cast.liaison, "plan", lambda _: {"nodes": nodes})
        if self.new.kind == "joint_matter":
            self._act(self.cast.liaison, "first_answer", lambda _: {"text": self.story.told[0]})
            self._last_told = 0
        if fate == "split":
            self._split()
        elif fate == "cancelled":
            self._act(OFFICE, "cancel", lambda _: {"reason": "与上级新部署的任务合并，另行立项"})
        else:
            self._under_way(fate)

    def _on_paper(self) -> None:
        """The unit sent its papers by hand; the office enters them for it, both names kept (代单位办理)."""
        self._act(OFFICE, "sign", lambda item: {"paper": self.paper_of(item)})
        self._wait(2, 4)
        nodes = self._nodes()
        self._act(OFFICE, "plan", lambda item: {"nodes": nodes, "paper": self.paper_of(item)})
        self._wait(20, 30)
        told = self._report()
        self._act(OFFICE, "report_progress", lambda item: {**told(item), "paper": self.paper_of(item)})
        self._reports(0.9)

    def _transferred(self) -> None:
        """It turned out to be another unit's work (转办)."""
        code = self.cast.others[0]
        unit = self.new.support_unit_ids[0]
        reason = "经核对职责清单，主要职责在该单位"
        self._wait(3, 5)
        self._act(OFFICE, "transfer", lambda _: {"unit": unit, "reason": reason})
        lower = code.lower()
        people = {"clerk": f"{lower}-jb", "liaison": f"{lower}-lx", "head": f"{lower}-head"}
        self.cast = replace(self.cast, **people, others=self.cast.others[1:])
        self._wait(1, 1)
        self._act(self.cast.clerk, "sign")

    def _split(self) -> None:
        self._act(OFFICE, "split", lambda _: {"children": self._children(), "reason": "两项工作由不同单位承担"})
        self._parts_begin(self._codes_of_children())

    def _parts_begin(self, codes: Sequence[str]) -> None:
        """The parts are signed for by their units, and one is planned."""
        self._wait(1, 1)
        for part, code in enumerate(codes):
            self._act(f"{code.lower()}-jb", "sign", part=part)
        nodes = (NodePlan("完成", self.due_on),)
        self._act(f"{codes[0].lower()}-lx", "plan", lambda _: {"nodes": nodes}, part=0)

    def _under_way(self, fate: str) -> None:
        if self.cast.others and self.chance.random() < 0.4:
            self._helped()
        self._reports(0.95 if fate == "late" else 0.55)
        if fate == "broken_down":
            self._act(self.cast.liaison, "break_down", lambda _: {"children": self._children()})
            self._parts_begin(self._codes_of_children())
        if fate not in HANDED_IN:
            self._held(fate)
            return
        self._skip_to(fate)
        self._hand_in()
        if fate == "returned":
            self._review()
            self._act(self.cast.reviewer, "return_item", lambda _: {"reason": self._pick("returns")})
            self._act(OFFICE, "urge", self._slip("yellow"))
        elif fate != "feedback_submitted":
            self._reviewed(fate)

    def _helped(self) -> None:
        """A supporting unit says what it did (报送配合情况)."""
        self._wait(*((8, 15) if self.new.kind in PLANNED else (1, 2)))
        said = {"text": self._pick("helped")}
        self._act(f"{self.cast.others[0].lower()}-lx", "contribute", lambda _: said)

    def _skip_to(self, fate: str) -> None:
        """What waits for somebody now was handed in lately; what was made good late was handed in after its day."""
        if fate == "written_off_late":
            self._day = self._working(self.due_on + timedelta(days=7))
        elif fate in RECENT and self.new.kind in PLANNED:
            self._day = max(self._day, self._working(self.until - timedelta(days=RECENT[fate])))

    def _held(self, fate: str) -> None:
        if fate == "suspended":
            self._suspended()
            return
        if fate in ("extension_requested", "extended", "refused"):
            self._ask_for_time(fate)
            if fate == "extension_requested":
                return
        elif fate == "late":
            self._urged()
        self._reports(0.9)
        if (self.due_on - self.until).days in (0, 1, 2, 3):
            self._day = max(self._day, self._working_before(self.until))
            self._act(OFFICE, "urge", self._slip("blue"))

    def _suspended(self) -> None:
        """It waits for an approval from above; once it was looked at again and went on waiting (挂账、复核)."""
        reason, first = "等待上级批复", self._working(self._day + timedelta(days=30))
        self._act(OFFICE, "suspend", lambda _: {"reason": reason, "review_on": first})
        self._day, self._minute = first, 0
        later = max(self.until, first) + timedelta(days=20)
        self._act(OFFICE, "review_suspension", lambda _: {"reason": "批复仍未下达，继续挂账", "review_on": later})

    def _urged(self) -> None:
        """Past its day: a red slip, then an urge with a day of its own (发单、催办)."""
        self._day, self._minute = max(self._day, self._working(self.due_on + timedelta(days=1))), 0
        self._act(OFFICE, "urge", self._slip("red"))
        self._wait(4, 7)
        self._act(OFFICE, "urge", lambda _: {"text": self._pick("urges")})
        self._wait(1, 2)
        self._act(self.cast.liaison, "report_progress", self._report(after_due=True))

    def _slip(self, colour: str) -> Answers:
        """The slip that the item draws on the day, in its own words; plain words where it draws another."""
        day = self._day

        def answers(item: Item) -> dict[str, Any]:
            slip = self.slip_of(item, day)
            fits = slip is not None and slip.colour == colour
            return {"text": slip.because, "slip": colour} if fits else {"text": "请抓紧办理，按节点报送进展。"}

        return answers

    def _ask_for_time(self, fate: str) -> None:
        later = self.due_on + timedelta(days=30)
        told = self._report()
        asked = {"reason": self._pick("extensions"), "new_due_on": later, "consent": True}
        self._act(self.cast.head, "request_extension", lambda item: {**asked, "text": told(item)["text"]})
        if fate == "extended":
            self._act(OFFICE, "grant_extension", lambda _: {"new_due_on": later, "opinion": "同意，请倒排工期。"})
        elif fate == "refused":
            reason = "主要工作不受影响，请按原时限完成。"
            self._act(OFFICE, "refuse_extension", lambda _: {"reason": reason})

    def _hand_in(self) -> None:
        def answers(item: Item) -> dict[str, Any]:
            reached = [node.pk for node in self.nodes if node.done_on is None]
            said = {"text": self.story.done, "consent": True, "nodes_done": reached}
            return {**said, **self._image(self.story.done, 100), "evidence": self.evidence_of(item)}

        self._act(self.cast.head, "submit_feedback", answers)

    def _image(self, told: str, percent: int) -> dict[str, Any]:
        """What is to be seen on the site and what was spent, of a work for the people (形象进度)."""
        if self.new.kind != "livelihood":
            return {}
        return {"image_progress": told.rstrip("。"), "invested": self.new.extra["year_money"] * percent // 100}

    def _review(self) -> None:
        self._act(self.cast.asker or (OFFICE if self.cast.reviewer == SECOND else self.cast.reviewer), "open_review")

    def _reviewed(self, fate: str) -> None:
        self._review()
        if fate == "under_review":
            return
        reviewer = f"{self.cast.asker.split('-')[0]}-head" if self.cast.asker else self.cast.reviewer
        self._act(reviewer, "pass_review", lambda _: {"opinion": "材料齐全，情况属实。", "satisfied": True})
        if self.new.kind in ASKS_OUTSIDE and not self._asked_outside(fate):
            return
        if self.new.kind in LED:
            if fate == "closed_pending_leader":
                return
            if fate == "remarked":
                self._remarked()
                return
            self._act(self.cast.leader, "close", lambda _: {})
        if fate == "closed":
            return
        if fate == "reopened":
            self._act(self.cast.reviewer, "reopen", lambda _: self._again())
            return
        self._written_off(fate)

    def _asked_outside(self, fate: str) -> bool:
        """The firm is called back, the people are asked; whether they were content (回访、群众测评)."""
        if fate in ("calling_back", "public_measure"):
            return False
        if fate == "unsatisfied":
            because = "企业反映问题只解决了一半，请接着办。"
            self._act(self.cast.asker, "call_back_unsatisfied", lambda _: {"reason": because})
        elif self.new.kind == "enterprise_demand":
            called = {"result": "电话回访，企业表示问题已解决。", "satisfied": True}
            self._act(self.cast.asker, "call_back_satisfied", lambda _: called)
        else:
            measured = {"result": "入户和线上测评，多数群众满意。", "public_score": 96}
            self._act(self.cast.reviewer, "public_passed", lambda _: measured)
        return fate != "unsatisfied"

    def _written_off(self, fate: str) -> None:
        self._act(self.cast.reviewer, "write_off", lambda _: {"opinion": "佐证完整，同意销号。", "satisfied": True})
        if fate in ("look_back", "held"):
            self._act(self.cast.reviewer, "look_back", lambda _: {"text": "抽查成果是否保持。"})
        if fate == "held":
            self._act(self.cast.reviewer, "hold", lambda _: {"result": "现场复查，成果保持，没有反弹。"})

    def _remarked(self) -> None:
        """The leader was not content: the item goes out once more (再次批示、重新交办)."""
        again = self._working(self.until + timedelta(days=10))
        self._act(self.cast.leader, "leader_remark", lambda _: {"remark": "还有两条没有说清，请补充后再报。"})
        self._act(OFFICE, "dispatch", lambda item: {"unit": item.lead_unit_id, "due_on": again})

    def _again(self) -> dict[str, Any]:
        return {"reason": "回访发现问题反复", "new_due_on": self.until + timedelta(days=25)}

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
