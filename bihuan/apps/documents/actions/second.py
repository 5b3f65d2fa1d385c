"""The second reader: where it is, what it is asked by the worker, what a person takes from it (第二读取器)."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from bihuan.apps.documents import models, queries
from bihuan.apps.documents.actions.candidates import check_right, record
from bihuan.apps.documents.mapping import places
from bihuan.apps.documents.mapping import second as mapping
from bihuan.apps.units import actions as units_actions
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.chat import BadAddress, Endpoint, NoAnswer, ask
from bihuan.base.jobs import enqueue, task
from bihuan.base.refusals import Refusal
from bihuan.definitions import language
from bihuan.engine.calendar import local_day
from bihuan.engine.text import checked, messages, parts

LONGEST, SECONDS = 60_000, 120.0
"""Signs of one document that are sent at most; how long all its answers may take together."""


@transaction.atomic
def set_second_reader(address: str, model: str, *, is_on: bool, by: Actor, now: datetime) -> models.SecondReader:
    """Say where the second reader is, or turn it off (设置第二读取器).

    Raises: Forbidden; BadAddress: no address, or not one of the office's own network.
    """
    rights.require(by.viewer, "reader.change")
    if is_on:
        if not model:
            raise BadAddress("请填写模型名称。")
        Endpoint(address, model)
    before = queries.second_reader(by.viewer)
    row = models.SecondReader.objects.create(
        address=address, model=model, is_on=is_on, set_at=now, set_by_name=by.viewer.name
    )
    units_actions.record_event(
        "reader.changed",
        object_kind="reader",
        object_id=row.pk,
        by=by,
        at=now,
        frm=_facts(before) if before else None,
        to=_facts(row),
    )
    return row


def _facts(row: models.SecondReader) -> dict[str, str]:
    return {"接口地址": row.address, "模型名称": row.model, "启用": "是" if row.is_on else "否"}


def ask_later(reading: models.Reading, *, by: Actor, now: datetime) -> None:
    """Have the worker ask the second reader about a new reading, where there is one; nobody waits for it."""
    setting = queries.second_reader(by.viewer)
    if setting is None or not setting.is_on:
        return
    row = models.SecondReading.objects.create(document_id=reading.document_id, reading=reading, asked_at=now)
    enqueue(read_second, second_id=row.pk)


@dataclass
class Answered:
    """What came of asking: the text that was sent, what holds of the answers, and why it ended early."""

    sent: list[str] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, str]] = field(default_factory=list)
    sentence: str = ""


@task()
def read_second(second_id: int) -> None:
    """Ask the second reader about one reading; run by the worker, never within a request (第二读取)."""
    by = Actor.worker(on=local_day(timezone.now()))
    rows = models.SecondReading.objects.visible_to(by.viewer).select_related("reading")
    row = rows.filter(pk=second_id, state=models.SecondReading.State.WAITING).first()
    setting = queries.second_reader(by.viewer)
    if row is None:
        return
    if setting is None or not setting.is_on:
        _keep(row, None, Answered(sentence="第二读取器已停用。"), by=by)
        return
    _keep(row, setting, _answers(row.reading.body, setting), by=by)


def _answers(body: str, setting: models.SecondReader) -> Answered:
    """All answers on a text, part by part, within the time for one document."""
    answered, until = Answered(), time.monotonic() + SECONDS
    words, token = language(), settings.SECOND_READER_TOKEN
    try:
        endpoint = Endpoint(setting.address, setting.model)
        for start, end in parts(body[:LONGEST]):
            left = until - time.monotonic()
            if left <= 0:
                raise NoAnswer("第二读取器没有在限定时间内答复。")
            answered.sent.append(body[start:end])
            said = ask(endpoint, messages(body[start:end]), token=token, seconds=left)
            held = checked(said, body=body, within=(start, end), language=words)
            answered.entries += map(mapping.plain_entry, held.entries)
            answered.notes += map(mapping.plain_note, held.notes)
    except (NoAnswer, BadAddress) as refusal:
        answered.sentence = refusal.sentence
    return answered


@transaction.atomic
def _keep(row: models.SecondReading, setting: models.SecondReader | None, answered: Answered, *, by: Actor) -> None:
    now, states = timezone.now(), models.SecondReading.State
    row.state = states.FAILED if answered.sentence else states.DONE
    row.model, row.answered_at = (setting.model if setting else ""), now
    row.entries, row.notes, row.sentence = answered.entries, answered.notes, answered.sentence[:200]
    row.save()
    facts = {
        "接口地址": setting.address if setting else "",
        "模型名称": row.model,
        "采用条数": len(row.entries),
        "未采用条数": len(row.notes),
        "发送文字": "".join(answered.sent),
    }
    units_actions.record_event(
        "document.second_read",
        object_kind="document",
        object_id=row.document_id,
        by=by,
        at=now,
        to=facts,
        why=row.sentence,
        result="failed" if answered.sentence else "done",
    )


@transaction.atomic
def add_from_second(document_id: int, place: tuple[int, int], *, by: Actor, now: datetime) -> models.Candidate:
    """Make a candidate of a sentence that only the second reader took for work (加为条目).

    Raises: Forbidden, NoDocument; Refusal: there is no such sentence any more, or it is a candidate already.
    """
    check_right(by)
    document = queries.document(by.viewer, document_id)
    locked = models.Document.objects.visible_to(by.viewer).select_for_update().get(pk=document.pk)
    reading = queries.newest_reading(locked)
    found = queries.both_readers(queries.candidates_of(locked), reading) if reading else None
    entry = next((each for each in found.second_only if (each.start, each.end) == place), None) if found else None
    if reading is None or entry is None:
        raise Refusal("这一句已是条目，或文件已重新读取，请刷新后再看。")
    number = (locked.candidates.aggregate(last=Max("number"))["last"] or 0) + 1
    row = locked.candidates.create(reading=reading, number=number, **_columns(vars(entry)))
    record("candidate.added", row, by=by, now=now, to={"条目": row.text})
    return row


def _columns(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kind": models.Kind.TASK if entry["kind"] == "task" else models.Kind.TARGET,
        "quote": entry["quote"],
        "quote_digest": places.quote_digest(entry["quote"]),
        "start": entry["start"],
        "end": entry["end"],
        "text": entry["quote"],
        "owners": entry["owners"][:300],
        "deadline": entry["deadline"][:20],
    }
