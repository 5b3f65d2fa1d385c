"""What happens to one item of the demonstration, move by move, until its fate is reached (演示剧本)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bihuan.apps.work.management.demo.fates import (
    OFFICE,
    PLANNED,
    Step,
)
from bihuan.apps.work.management.demo.middles import Middles


class Script(Middles):
    """A whole story, from the drafting on."""

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
