"""Suggestions and their answers (意见建议)."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

import bihuan
from bihuan.apps.desk import models, queries
from bihuan.apps.desk.actions.notices import tell
from bihuan.apps.units import actions as units
from bihuan.apps.units.queries import may
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal


class AlreadyAnswered(Refusal):
    """Someone answered it meanwhile."""

    status = 409


LETTERS, LENGTH = "ABCDEFGHJKMNPQRSTUVWXYZ23456789", 8
"""Signs of a random receipt that nobody mistakes for another, and how many: a million million receipts."""


@transaction.atomic
def send_suggestion(text: str, *, page: str, by: Actor, now: datetime, anonymous: bool = False) -> models.Suggestion:
    """Take a suggestion in; its receipt number is shown to the sender.

    An anonymous one keeps no person, unit, address or request in row and log, and of the moment the day alone.
    """
    said: dict[str, Any] = {"text": text, "page": page, "product": bihuan.__version__}
    if anonymous:
        by = units.nobody(on=by.viewer.on)
        at = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        row = models.Suggestion.objects.create(**said, at=at, code=code)
    else:
        who = {"person_id": by.viewer.person_id, "person_name": by.viewer.name, "unit_name": by.viewer.unit_name}
        row = models.Suggestion.objects.create(**said, **who, at=now)
    units.record_event(
        "desk.suggested", object_kind="desk.suggestion", object_id=row.pk, by=by, at=now, to={"意见": text}
    )
    return row


@transaction.atomic
def answer_suggestion(suggestion_id: int, *, answer: str, by: Actor, now: datetime) -> None:
    """Answer a suggestion once; the answer is open to all.

    Raises: Forbidden: no right to answer. AlreadyAnswered: someone was quicker.
    """
    if not may(by.viewer, "suggestion.answer"):
        raise Forbidden("意见建议由督查室答复。")
    rows = queries.suggestions(by.viewer).filter(pk=suggestion_id)
    if not rows.filter(answered_at=None).update(answer=answer, answered_at=now, answered_by=by.viewer.name):
        raise AlreadyAnswered("这条意见已有答复，请刷新后查看。")
    for row in rows.exclude(person_id=None):
        about = {"object_kind": "desk.suggestion", "object_id": row.pk, "title": row.text[:60]}
        url, to = reverse("desk:suggestions"), [row.person_id]
        tell(rule="suggestion.answered", **about, url=url, text=answer, person_ids=to, now=now)
    units.record_event(
        "desk.answered", object_kind="desk.suggestion", object_id=suggestion_id, by=by, at=now, to={"答复": answer}
    )
