"""Builders of items for tests: drafted by the supervision office, brought to a state through the one door."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from bihuan.apps.work import actions
from bihuan.apps.work.actions import NewItem
from bihuan.apps.work.models import Item
from bihuan.base.files import Kept
from tests.support.builders import NOW, actor
from tests.support.cast import Cast

DUE_ON = date(2026, 4, 30)

PATH = {
    "registered": (),
    "dispatched": ("dispatch",),
    "accepted": ("dispatch", "sign"),
    "in_progress": ("dispatch", "sign", "plan"),
    "feedback_submitted": ("dispatch", "sign", "plan", "submit_feedback"),
    "under_review": ("dispatch", "sign", "plan", "submit_feedback", "open_review"),
    "closed": ("dispatch", "sign", "plan", "submit_feedback", "open_review", "pass_review"),
    "written_off": ("dispatch", "sign", "plan", "submit_feedback", "open_review", "pass_review", "write_off"),
}
"""Moves that bring a registered key task to a state."""

BY = {
    "dispatch": "supervisor",
    "sign": "lead_clerk",
    "plan": "lead_clerk",
    "submit_feedback": "lead_head",
    "open_review": "supervisor",
    "pass_review": "second_supervisor",
    "write_off": "second_supervisor",
}
"""Who of the cast makes each of these moves."""


def kept(name: str = "验收照片.txt", content: bytes = b"evidence") -> Kept:
    """A file as the store of files hands it back."""
    return Kept(path="00/" + "0" * 32, sha256=sha256(content).hexdigest(), size=len(content), name=name)


def new_item(cast: Cast, **said: Any) -> NewItem:
    """A key task for the leading department."""
    values: dict[str, Any] = {
        "kind": "key_task",
        "title": "新增规上工业企业20家",
        "requirement": "全年新增规上工业企业20家，每季度不少于5家。",
        "lead_unit_id": cast.units.lead.pk,
        "support_unit_ids": (cast.units.support.pk,),
        "due_on": DUE_ON,
    }
    return NewItem(**{**values, **said})


def answers_of(code: str, cast: Cast) -> dict[str, Any]:
    """What a person writes into the form of a move."""
    return {
        "dispatch": {"unit": cast.units.lead.pk, "due_on": DUE_ON},
        "plan": {"nodes": [actions.NodePlan("一季度", date(2026, 3, 31)), actions.NodePlan("二季度", DUE_ON)]},
        "submit_feedback": {"text": "已完成20家。", "consent": True, "evidence": [kept()]},
        "pass_review": {"opinion": "属实。"},
        "write_off": {"opinion": "同意销号。"},
    }.get(code, {})


def move(
    item: Item, code: str, cast: Cast, *, who: str = "", at: datetime | None = None, key: str = "", **answers: Any
) -> Item:
    """One move by someone of the cast; now is when the item came into its state."""
    return actions.move_item(
        item.pk,
        code,
        version=item.version,
        answers=answers or answers_of(code, cast) | (as_drafted(item) if code == "dispatch" else {}),
        by=actor(getattr(cast, who or BY[code])),
        now=at or item.moved_at or NOW,
        key=key,
    )


def as_drafted(item: Item) -> dict[str, Any]:
    """Unit and day that the item was drafted with."""
    return {code: value for code, value in (("unit", item.lead_unit_id), ("due_on", item.due_on)) if value}


def make_item(cast: Cast, state: str = "registered", *, at: datetime = NOW, **said: Any) -> Item:
    """An item in a state, brought there by the people whose turn it was, an hour apart."""
    item = actions.register(new_item(cast, **said), by=actor(cast.supervisor), now=at)
    for hour, code in enumerate(PATH[state], start=1):
        item = move(item, code, cast, at=at + timedelta(hours=hour))
    return item
