"""What a person says of an industry that may have changed its name (产业改名判断)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bihuan.apps.documents import models, queries
from bihuan.apps.documents.actions.candidates import check_right
from bihuan.apps.units import actions as units_actions
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal


@transaction.atomic
def answer_renaming(document_id: int, was: str, name: str, *, is_same: bool, by: Actor, now: datetime) -> None:
    """Say whether an industry of last year's report stands in this one under another name (判断改名).

    Raises: Forbidden, NoDocument; Refusal: names that are too long to be names.
    """
    check_right(by)
    document = queries.document(by.viewer, document_id)
    if not (0 < len(was) <= 60 and 0 < len(name) <= 60):
        raise Refusal("没有这两个产业名称，请回到对照页再试。")
    said = {"is_same": is_same, "by_name": by.viewer.name, "at": now}
    row, is_new = models.Renaming.objects.visible_to(by.viewer).get_or_create(
        document=document, was=was, name=name, defaults=said
    )
    before = None if is_new else {"判断": _word(row.is_same)}
    if not is_new:
        for field, value in said.items():
            setattr(row, field, value)
        row.save()
    units_actions.record_event(
        "document.renaming_answered",
        object_kind="document",
        object_id=document.pk,
        by=by,
        at=now,
        frm=before,
        to={"去年名称": was, "今年名称": name, "判断": _word(is_same)},
    )


def _word(is_same: bool) -> str:
    return "同一产业，改了名称" if is_same else "不是同一产业"
