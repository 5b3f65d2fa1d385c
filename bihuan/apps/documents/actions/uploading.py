"""Bringing a document in: checked and read in the child, kept byte for byte, the same bytes once (上传文件)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.db import IntegrityError, transaction

from bihuan.apps.documents import models
from bihuan.apps.documents.actions.rows import add_reading
from bihuan.apps.units import actions as units_actions
from bihuan.apps.units import queries as units
from bihuan.base import files
from bihuan.base.actors import Actor
from bihuan.base.filetypes import check_size
from bihuan.base.refusals import Forbidden, Refusal
from bihuan.base.uploads import in_child

READ = "bihuan.apps.documents.mapping.readings:read_upload"


class KeptElsewhere(Refusal):
    """The same file is kept already, outside of what this person may see."""

    def __init__(self) -> None:
        super().__init__("这个文件已由其他单位上传，不再重复保存。如需查看，请联系督查室。")


class Unreadable(Refusal):
    """The reader found nothing that it could read."""


@dataclass(frozen=True)
class Uploaded:
    """A document and whether it came in just now; False where the same bytes were there already."""

    document: models.Document
    is_new: bool


def upload(content: bytes, *, name: str, kind: str, by: Actor, now: datetime, title: str = "") -> Uploaded:
    """Check, read and keep a document; without a reading where its encoding must be asked for.

    Raises: Forbidden, KeptElsewhere, Unreadable, and the refusals of `base.uploads` and `base.filetypes`.
    """
    if not units.may(by.viewer, "document.add"):
        raise Forbidden("您的岗位没有上传文件的权限。")
    check_size(len(content))
    if there := _already_there(content, by=by):
        return there
    answer = in_child(READ, content, name=name)
    if answer["refused"]:
        raise Unreadable("".join(finding["sentence"] for finding in answer["findings"]))
    try:
        with files.keeping(content, name=answer["name"]) as kept:
            return Uploaded(_write(kept, answer, kind=kind, title=title, by=by, now=now), is_new=True)
    except IntegrityError:
        if there := _already_there(content, by=by):
            return there
        raise


def _already_there(content: bytes, *, by: Actor) -> Uploaded | None:
    """The document of the same bytes; refused where it exists but is not this person's to see."""
    same = {"sha256": files.digest(content)}
    if found := models.Document.objects.visible_to(by.viewer).filter(**same).first():
        return Uploaded(found, is_new=False)
    if (
        models.Document.objects.unscoped("the same bytes are one document, whoever brought them")
        .filter(**same)
        .exists()
    ):
        raise KeptElsewhere
    return None


@transaction.atomic
def _write(
    kept: files.Kept, answer: Mapping[str, Any], *, kind: str, title: str, by: Actor, now: datetime
) -> models.Document:
    head = answer["found"]["document"]
    document = models.Document.objects.create(
        sha256=kept.sha256,
        path=kept.path,
        name=kept.name,
        size=kept.size,
        kind=kind,
        title=(title or head["title"] or PurePath(kept.name).stem)[:200],
        unit_id=by.viewer.unit_id,
        unit_name=by.viewer.unit_name,
        uploaded_by_id=by.viewer.person_id,
        uploader_name=by.viewer.name,
        uploaded_at=now,
        **heading(head),
    )
    if not answer["asks"]:
        add_reading(document, answer, by=by, now=now)
    units_actions.record_event(
        "document.uploaded",
        object_kind="document",
        object_id=document.pk,
        by=by,
        at=now,
        to={"标题": document.title, "文件名": kept.name, "类别": document.get_kind_display()},
        evidence=[kept.sha256],
    )
    return document


def heading(head: Mapping[str, Any]) -> dict[str, Any]:
    """What the head of the paper says, as columns of its row."""
    return {
        "publisher": (head["publisher"] or "")[:100],
        "place": (head["place"] or "")[:60],
        "published_on": _day(head["published"]),
        "held_on": _day(head["held"]),
    }


def _day(written: str | None) -> date | None:
    """A whole day; None where the paper gives less than that."""
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return None
