"""What happens while an item is under way: helped, held up, urged, given more time (演示剧本的中段)"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bihuan.apps.work.management.demo.endings import Endings
from bihuan.apps.work.management.demo.fates import (
    HANDED_IN,
    OFFICE,
    PLANNED,
    RECENT,
    Answers,
)
from bihuan.apps.work.models import Item


class Middles(Endings):
    """What happens between the plan and the handing in."""

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
