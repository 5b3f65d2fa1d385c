"""The demonstration's needs, money from above and quotas of energy, each as people brought it there (演示要素)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from bihuan.apps.projects import actions
from bihuan.apps.projects.models import FactorNeed, FundBid
from bihuan.apps.work import actions as work
from bihuan.apps.work import queries as work_read
from bihuan.base.actors import Actor
from bihuan.base.demonstration import Demonstration

OFFICE = "ducha"
OWN = {("FGJ", "jb"): "zonghe", ("FGJ", "head"): "fagaijuzhang", ("GXJ", "lx"): "lianluo"}
"""People of the cast who stand for their unit."""
STEPS = ("sign", "submit_feedback", "open_review", "pass_review")
FATES = {
    "registered": (),
    "dispatched": (),
    "signed": STEPS[:1],
    "working": STEPS[:1],
    "late": STEPS[:1],
    "answered": STEPS[:2],
    "returned": (*STEPS[:2], "return_item"),
    "decided": STEPS,
    "withdrawn": (),
}
"""What was done to the matter of a need, by its fate."""


@cache
def book() -> dict[str, Any]:
    """The contents of factors.yaml."""
    return dict(yaml.safe_load((Path(__file__).parent / "factors.yaml").read_text(encoding="utf-8")))


def make(demonstration: Demonstration) -> str:
    """What the projects take, quotas, needs with their answers, bids; what was made, in words."""
    making = _Making(demonstration)
    making.uses()
    making.quotas()
    needs = [making.need(told) for told in book()["needs"] if told["project"] in making.projects]
    bids = [making.bid(told) for told in book()["bids"] if told["project"] in making.projects]
    return f"要素需求{len(needs)}条，上级资金{len(bids)}项"


class _Making:
    """One run: who acts, when, on which projects."""

    def __init__(self, demonstration: Demonstration) -> None:
        self.demonstration = demonstration
        self.projects: Mapping[str, Any] = demonstration.made.get("projects", {})
        self.codes = {unit.pk: code for code, unit in demonstration.made["units"].items()}
        self.actors: dict[tuple[str, date], Actor] = {}

    def at(self, days: int, hour: int = 10) -> datetime:
        """A moment so many days before the day of the demonstration."""
        return timezone.make_aware(datetime.combine(self.demonstration.on - timedelta(days=days), time(hour)))

    def by(self, login: str, now: datetime) -> Actor:
        """Who acts."""
        key = (login, now.date())
        if key not in self.actors:
            self.actors[key] = self.demonstration.actor_of(login, now)
        return self.actors[key]

    def of(self, unit_id: int, role: str) -> str:
        """Who of a unit acts in a role: jb clerk, lx liaison, head."""
        code = self.codes[unit_id]
        return OWN.get((code, role), f"{code.lower()}-{role}")

    def uses(self) -> None:
        """What projects take at full capacity, filled in by their units."""
        for code, told in book()["uses"].items():
            if (row := self.projects.get(code)) is None:
                continue
            row.refresh_from_db()
            stands = {each.name: getattr(row, each.name) for each in fields(actions.NewProject)}
            amounts = {name: Decimal(str(amount)) for name, amount in told.items()}
            new = actions.NewProject(**{**stands, "national_code": row.national_code or "", **amounts})
            now = self.at(60)
            sides: dict[str, Any] = {"by": self.by(OFFICE, now), "now": now}
            actions.change_project(row.pk, new, version=row.version, why="补填达产后的能耗和排放。", **sides)
            row.refresh_from_db()

    def quotas(self) -> None:
        """Quotas of this year and the next, as they were handed down."""
        year, versions = self.demonstration.on.year, dict[tuple[int, str], int]()
        for place, told in enumerate(book()["quotas"]):
            now = self.at(90 - place)
            key = (year + told["year"], told["kind"])
            new = actions.NewQuota(
                year=key[0],
                kind=key[1],
                amount=Decimal(told["amount"]),
                source=told["source"],
                reason=told.get("reason", ""),
            )
            actions.set_quota(new, version=versions.get(key, 0), by=self.by(OFFICE, now), now=now)
            versions[key] = versions.get(key, 0) + 1

    def need(self, told: dict[str, Any]) -> FactorNeed:
        """A need from its raising to where it stands."""
        project, raised = self.projects[told["project"]], self.at(told["raised"])
        unit = self.demonstration.made["units"][told["unit"]]
        raiser = self.of(project.lead_unit_id, "jb" if told["fate"] == "registered" else "lx")
        new = actions.NewNeed(
            project_id=project.pk,
            factor=told["factor"],
            text=told["text"],
            amount=Decimal(str(told["amount"])) if "amount" in told else None,
            due_on=self.demonstration.on + timedelta(days=told["due"]),
            unit_id=unit.pk,
            activity=told.get("node", ""),
        )
        row = actions.raise_need(new, by=self.by(raiser, raised), now=raised)
        if told["fate"] == "withdrawn":
            now = self.at(told["raised"] - 6)
            head = self.by(self.of(project.lead_unit_id, "head"), now)
            return actions.withdraw_need(row.pk, words=told["words"], by=head, now=now)
        self._send(row, project, told)
        for place, code in enumerate(FATES[told["fate"]], start=1):
            self._move(row, project, code, told, days=max(told["raised"] - 3 * place, 0))
        return row

    def _send(self, row: FactorNeed, project: Any, told: dict[str, Any]) -> None:
        """What waits for the office is dispatched by it a day later."""
        now = self.at(told["raised"] - 1)
        by = self.by(OFFICE, now)
        item = work_read.visible_item(row.item_id, by.viewer)
        if item.state == "registered" and told["fate"] != "registered":
            answers = {"unit": row.unit_id, "due_on": item.due_on}
            work.move_item(item.pk, "dispatch", version=item.version, answers=answers, by=by, now=now)

    def _move(self, row: FactorNeed, project: Any, code: str, told: dict[str, Any], *, days: int) -> None:
        now = self.at(days, hour=15)
        unit_id, role = self._who(row, project, code)
        by = self.by(self.of(unit_id, role), now)
        item = work_read.visible_item(row.item_id, by.viewer)
        answers = ANSWERS.get(code, lambda _told: {})(told)
        work.move_item(item.pk, code, version=item.version, answers=answers, by=by, now=now)

    def _who(self, row: FactorNeed, project: Any, code: str) -> tuple[int, str]:
        """Which unit, and in which role, makes a move."""
        if code in ("sign", "submit_feedback"):
            return row.unit_id, "jb" if code == "sign" else "head"
        return project.lead_unit_id, "lx" if code == "open_review" else "head"

    def bid(self, told: dict[str, Any]) -> FundBid:
        """A bid from reserve to what became of it, put up by the project's lead unit."""
        project, now = self.projects[told["project"]], self.at(80)
        clerk = self.of(project.lead_unit_id, "jb")
        new = actions.NewBid(
            project_id=project.pk,
            fund=told["fund"],
            year=self.demonstration.on.year + told["year"],
            amount=Decimal(told["amount"]),
        )
        row = actions.put_up_bid(new, by=self.by(clerk, now), now=now)
        to = "granted" if "granted" in told else told.get("to", "candidate")
        for days, step in ((60, "applied"), (20, to)):
            if to != "candidate" and row.state != step:
                row = self._bid_on(row, step, told, clerk, self.at(days))
        return row

    def _bid_on(self, row: FundBid, step: str, told: dict[str, Any], clerk: str, now: datetime) -> FundBid:
        move = actions.BidMove(to=step)
        if step == "granted":
            move = actions.BidMove(to=step, granted=Decimal(told["granted"]), document=told["document"])
        if step == "refused":
            move = actions.BidMove(to=step, words=told["words"])
        return actions.move_bid(row.pk, move, version=row.version, by=self.by(clerk, now), now=now)


ANSWERS: Mapping[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "submit_feedback": lambda told: {
        "text": told["answer"],
        "consent": True,
        "outcome": told["outcome"],
        **({"granted": Decimal(told["granted"])} if "granted" in told else {}),
    },
    "pass_review": lambda _told: {"opinion": "已核对，落实到位。", "satisfied": True},
    "return_item": lambda told: {"reason": told["words"]},
}
"""What a form of each move says."""
