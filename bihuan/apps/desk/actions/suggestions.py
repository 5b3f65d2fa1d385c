"""Suggestions and their answers (意见建议)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bihuan.apps.desk import models, queries
from bihuan.apps.units import actions as units
from bihuan.apps.units.queries import may
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal


class AlreadyAnswered(Refusal):
    """Someone answered it meanwhile."""

    status = 409


@transaction.atomic
def send_suggestion(text: str, *, page: str, by: Actor, now: datetime) -> models.Suggestion:
    """Take a suggestion in; its receipt number is shown to the sender."""
    viewer = by.viewer
    row = models.Suggestion.objects.create(
        text=text, page=page, person_id=viewer.person_id, person_name=viewer.name, unit_name=viewer.unit_name, at=now
    )
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
    rows = queries.suggestions(by.viewer).filter(pk=suggestion_id, answered_at=None)
    if not rows.update(answer=answer, answered_at=now, answered_by=by.viewer.name):
        raise AlreadyAnswered("这条意见已有答复，请刷新后查看。")
    units.record_event(
        "desk.answered", object_kind="desk.suggestion", object_id=suggestion_id, by=by, at=now, to={"答复": answer}
    )
