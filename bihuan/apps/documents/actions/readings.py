"""Reading a document again: in a chosen encoding, with a removed piece put back or taken out again (重新读取)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from bihuan.apps.documents import models, queries
from bihuan.apps.documents.actions.rows import add_reading
from bihuan.apps.documents.actions.uploading import READ, heading
from bihuan.apps.documents.queries.pages import may_change
from bihuan.apps.units import actions as units_actions
from bihuan.base import files
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal, Stale
from bihuan.base.uploads import in_child

PREVIEW = "bihuan.apps.documents.mapping.readings:preview_encodings"
ENCODINGS = {
    "utf-8": "UTF-8（通用）",
    "gb18030": "GB18030（含 GBK、GB2312）",
    "big5": "Big5（繁体）",
    "utf-16-le": "UTF-16（低位在前）",
    "utf-16-be": "UTF-16（高位在前）",
}


class NotRemoved(Refusal):
    """The piece was not among those removed; the reading is a newer one by now."""

    def __init__(self) -> None:
        super().__init__("这段内容已不在移除之列，文件可能刚被他人重新读取。请刷新后再办。")


def previews(document_id: int, *, by: Actor) -> list[dict[str, Any]]:
    """How the document begins in each encoding that may be meant."""
    document = _changeable(document_id, by=by)
    return in_child(PREVIEW, files.read_kept(document.path), name=document.name)


def choose_encoding(document_id: int, encoding: str, *, by: Actor, now: datetime) -> models.Reading:
    """Read the document in the encoding that a person chose (选定编码)."""
    document = _changeable(document_id, by=by)
    if encoding not in ENCODINGS:
        raise Refusal("请从列出的编码中选择一种。")
    answer = _read(document, encoding=encoding)
    return _write(document, answer, kind="document.encoding_chosen", by=by, now=now, why=ENCODINGS[encoding])


def put_back(document_id: int, place: tuple[int, int], *, version: int, by: Actor, now: datetime) -> models.Reading:
    """Put a removed piece back into the text: a new reading (放回).

    Args: place: of the piece in the original. version: of the reading that the person looked at.
    """
    document, reading = _looked_at(document_id, version=version, by=by)
    piece = next((each for each in reading.removed if tuple(each["span"]) == place), None)
    if piece is None:
        raise NotRemoved
    answer = _read(document, encoding=_encoding(reading), keep=[*reading.kept, list(place)])
    return _write(document, answer, kind="document.put_back", by=by, now=now, why=_shown(piece["text"]))


def take_out(document_id: int, place: tuple[int, int], *, version: int, by: Actor, now: datetime) -> models.Reading:
    """Take a piece that was put back out again: a new reading (再移除)."""
    document, reading = _looked_at(document_id, version=version, by=by)
    if list(place) not in reading.kept:
        raise NotRemoved
    keep = [each for each in reading.kept if each != list(place)]
    answer = _read(document, encoding=_encoding(reading), keep=keep)
    return _write(
        document, answer, kind="document.taken_out", by=by, now=now, why=_shown(reading.original[slice(*place)])
    )


@transaction.atomic
def correct(  # noqa: PLR0913 - the head of a paper has these sides
    document_id: int,
    *,
    version: int,
    kind: str,
    title: str,
    published_on: date | None,
    held_on: date | None,
    by: Actor,
    now: datetime,
) -> models.Document:
    """Put right what the reader made of the paper's head (更正文件信息).

    Raises: Stale: someone else changed it meanwhile.
    """
    document = _changeable(document_id, by=by)
    values = {"kind": kind, "title": title, "published_on": published_on, "held_on": held_on}
    before = {name: getattr(document, name) for name in values}
    rows = models.Document.objects.visible_to(by.viewer).filter(pk=document_id, version=version)
    if not rows.update(**values, version=F("version") + 1):
        raise Stale(theirs=_named(before), mine=_named(values))
    changed = {name: value for name, value in values.items() if before[name] != value}
    _record("document.corrected", document, by=by, now=now, frm={name: before[name] for name in changed}, to=changed)
    return queries.document(by.viewer, document_id)


def _named(values: Mapping[str, Any]) -> dict[str, str]:
    words = {"kind": "类别", "title": "标题", "published_on": "发布日期", "held_on": "召开日期"}
    kinds = dict(models.Sort.choices)
    return {
        words[name]: str(kinds.get(value, value) if value is not None else "暂无") for name, value in values.items()
    }


def _changeable(document_id: int, *, by: Actor) -> models.Document:
    document = queries.document(by.viewer, document_id)
    if not may_change(by.viewer, document):
        raise Forbidden("只有上传单位和负责核定条目的人员可以改动文件的读取结果。")
    return document


def _looked_at(document_id: int, *, version: int, by: Actor) -> tuple[models.Document, models.Reading]:
    document = _changeable(document_id, by=by)
    reading = queries.newest_reading(document)
    if reading is None or reading.version != version:
        raise NotRemoved
    return document, reading


def _encoding(reading: models.Reading) -> str | None:
    return reading.encoding if reading.encoding in ENCODINGS else None


def _read(document: models.Document, *, encoding: str | None, keep: Iterable[Iterable[int]] = ()) -> Mapping[str, Any]:
    content = files.read_kept(document.path)
    return in_child(READ, content, name=document.name, encoding=encoding, keep=[list(place) for place in keep])


@transaction.atomic
def _write(
    document: models.Document, answer: Mapping[str, Any], *, kind: str, by: Actor, now: datetime, why: str
) -> models.Reading:
    """The next reading with its event; two at once: the second finds its version taken."""
    locked = models.Document.objects.visible_to(by.viewer).select_for_update().get(pk=document.pk)
    is_first = not locked.readings.exists()
    reading = add_reading(locked, answer, by=by, now=now)
    if is_first:
        _fill_heading(locked, answer["found"]["document"])
    evidence = [locked.sha256, f"reading:{reading.version}"]
    _record(kind, locked, by=by, now=now, to={"读取版本": reading.version}, why=why, evidence=evidence)
    return reading


def _fill_heading(document: models.Document, head: Mapping[str, Any]) -> None:
    for name, value in {**heading(head), "title": (head["title"] or document.title)[:200]}.items():
        setattr(document, name, value)
    document.save(update_fields=["title", "publisher", "place", "published_on", "held_on"])


def _record(kind: str, document: models.Document, *, by: Actor, now: datetime, **sides: Any) -> None:
    units_actions.record_event(kind, object_kind="document", object_id=document.pk, by=by, at=now, **sides)


def _shown(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 60 else f"{plain[:60]}…"
