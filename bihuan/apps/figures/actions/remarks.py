"""Answering what the checks noted (说明)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.http import Http404

from bihuan.apps.figures.models import Assignment, Remark
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal
from bihuan.engine.values import Month


@transaction.atomic
def remark(  # noqa: PLR0913 - of which figure, to which note, what, by whom, when
    unit_id: int, indicator: str, month: Month, *, code: str, words: str, by: Actor, now: datetime
) -> Remark:
    """Say something to a note; without words, that nothing needs to be said (说明、忽略). Never needed."""
    rights.require(by.viewer, "figure.report")
    own = Assignment.objects.visible_to(by.viewer).filter(unit_id=unit_id, indicator=indicator)
    row = own.filter(reporter_id__in=list(by.viewer.unit_ids)).first()
    if row is None:
        raise Http404
    if len(words) > 500:
        raise Refusal("说明请控制在500字以内。")
    told = {"indicator": indicator, "month": month.label, "note": code}
    record_event("figures.remarked", object_kind="figures.remark", object_id=unit_id, by=by, at=now, to=told, why=words)
    return Remark.objects.create(
        unit_id=unit_id,
        reporter_id=row.reporter_id,
        indicator=indicator,
        month=month,
        code=code[:40],
        words=words.strip(),
        ignored=not words.strip(),
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
    )
