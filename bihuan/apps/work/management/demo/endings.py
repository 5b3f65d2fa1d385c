"""How a story ends: handed in, reviewed, asked about, written off, begun again (演示剧本的结尾)"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bihuan.apps.work.management.demo.fates import (
    ASKS_OUTSIDE,
    LED,
    OFFICE,
    SECOND,
)
from bihuan.apps.work.management.demo.telling import Telling
from bihuan.apps.work.models import Item


class Endings(Telling):
    """What follows once the lead unit has handed in."""

    def _hand_in(self) -> None:
        def answers(item: Item) -> dict[str, Any]:
            reached = [node.pk for node in self.nodes if node.done_on is None]
            said = {"text": self.story.done, "consent": True, "nodes_done": reached}
            return {**said, **self._image(self.story.done, 100), "evidence": self.evidence_of(item)}

        self._act(self.cast.head, "submit_feedback", answers)

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
