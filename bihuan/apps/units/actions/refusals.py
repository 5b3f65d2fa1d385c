"""Refused access and refused acts, kept in a transaction of their own (被拒留痕)."""

from __future__ import annotations

from datetime import date, datetime

from bihuan.apps.units.actions.events import record_event
from bihuan.base.actors import Actor
from bihuan.base.scope import Viewer

NOBODY = "未登录"


def record_refusal(
    page: str, *, object_id: int | None, by: Actor, at: datetime, why: str, facts: dict[str, object]
) -> None:
    """Keep that somebody was refused: which page or act, which object, and the sentence they were shown."""
    record_event(
        "access.refused",
        object_kind=page[:60],
        object_id=object_id,
        by=by,
        at=at,
        to=facts,
        why=why,
        result="refused",
    )


def nobody(*, on: date, address: str = "", request_id: str = "") -> Actor:
    """One who is not signed in."""
    viewer = Viewer(person_id=None, name=NOBODY, unit_id=None, unit_name="", on=on, business=False)
    return Actor(viewer, address=address, request_id=request_id)
