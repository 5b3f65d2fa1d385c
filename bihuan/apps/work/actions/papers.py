"""Issuing a paper: laid out, kept byte for byte with what it was made from, numbered, told to the log (出具公文)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from bihuan.apps.units.actions import record_event
from bihuan.apps.work import mapping, queries
from bihuan.apps.work.actions.paper_makers import PaperDraft, making_of
from bihuan.apps.work.actions.paper_templates import laid_out, template_of
from bihuan.apps.work.models import Paper, PaperKind, PaperNumber, PaperTemplate
from bihuan.base import files, rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal
from bihuan.engine.calendar import local_day


class NothingToSay(Refusal):
    """No item is left for the paper."""


def issue_papers(drafts: Sequence[PaperDraft], *, by: Actor, now: datetime, key: str = "") -> list[Paper]:
    """Issue papers together: all of them or none; the same form sent twice is one issue (出具).

    Raises: Forbidden; NothingToSay: no draft, or one without an item; NoWording.
    """
    for draft in drafts:
        rights.require(by.viewer, queries.PAPER_RIGHTS[PaperKind(draft.kind)])
    if known := _of_form(key, by):
        return known
    if not drafts or not all(draft.rows or draft.looked_at for draft in drafts):
        raise NothingToSay("按这些条件没有选到事项，没有出具公文。请放宽条件或换一类公文。")
    kept: list[files.Kept] = []
    try:
        with transaction.atomic():
            return [_issue(draft, kept, by=by, now=now, key=f"{key}:{place}") for place, draft in enumerate(drafts)]
    except IntegrityError:
        _discard(kept)
        if known := _of_form(key, by):
            return known
        raise
    except BaseException:
        _discard(kept)
        raise


def _of_form(key: str, by: Actor) -> list[Paper]:
    """The papers that this very form made before."""
    own = Paper.objects.visible_to(by.viewer).filter(form_key__startswith=f"{key}:", by_id=by.viewer.person_id)
    return list(own.order_by("pk")) if key else []


def _discard(kept: Sequence[files.Kept]) -> None:
    for file in kept:
        files.discard(file.path)


def _issue(draft: PaperDraft, kept: list[files.Kept], *, by: Actor, now: datetime, key: str) -> Paper:
    day = local_day(now)
    issue = _next_issue(draft.kind, day.year) if draft.kind in queries.NUMBERED else 0
    making = making_of(draft, issue=issue, by=by, day=day)
    template = template_of(draft, by)
    title, content = laid_out(making, template)
    number = f"（{making.year}年第{making.issue}期）" if making.issue else ""
    file = files.keep(content, name=f"{title[:60]}{number}.docx")
    kept.append(file)
    row = Paper.objects.create(
        kind=draft.kind,
        title=title[:200],
        year=making.year,
        issue=making.issue or None,
        unit_id=by.viewer.unit_id,
        unit_name=by.viewer.unit_name,
        to_unit_id=draft.to_unit_id,
        to_name=making.to_name,
        path=file.path,
        digest=file.sha256,
        name=file.name,
        size=file.size,
        item_count=len(draft.rows),
        snapshot=_snapshot(draft, template),
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        form_key=key if key.partition(":")[0] else None,
    )
    _record(row, by=by, now=now)
    return row


def _record(row: Paper, *, by: Actor, now: datetime) -> None:
    told = {"kind": row.get_kind_display(), "title": row.title, "issue": row.numbered, "unit": row.to_name}
    facts = {name: value for name, value in told.items() if value} | {"count": row.item_count}
    file = f"{row.digest} {row.name}"
    record_event(
        "work.paper_issued", object_kind="work.paper", object_id=row.pk, by=by, at=now, to=facts, evidence=[file]
    )


def _snapshot(draft: PaperDraft, template: PaperTemplate | None) -> dict[str, Any]:
    said = {name: value.isoformat() if isinstance(value, date) else value for name, value in draft.said.items()}
    return {
        "asked": draft.asked,
        "said": {name: value for name, value in said.items() if value not in (None, "", [])},
        "template": {"name": template.name, "digest": template.digest} if template else None,
        "items": [mapping.papers.as_it_stood(row) for row in draft.rows],
    }


def preview_paper(draft: PaperDraft, *, by: Actor, now: datetime) -> tuple[str, bytes]:
    """A paper as it would be issued now, kept nowhere; its name and its bytes (预览)."""
    rights.require(by.viewer, queries.PAPER_RIGHTS[PaperKind(draft.kind)])
    day = local_day(now)
    last = PaperNumber.objects.filter(kind=draft.kind, year=day.year).values_list("last", flat=True).first() or 0
    making = making_of(draft, issue=last + 1 if draft.kind in queries.NUMBERED else 0, by=by, day=day)
    title, content = laid_out(making, template_of(draft, by))
    return f"预览_{title[:60]}.docx", content


def _next_issue(kind: str, year: int) -> int:
    """The next number of a kind in a year, none skipped, under the lock of its row."""
    PaperNumber.objects.get_or_create(kind=kind, year=year)
    row = PaperNumber.objects.select_for_update().get(kind=kind, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last
