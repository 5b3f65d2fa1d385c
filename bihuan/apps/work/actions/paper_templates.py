"""An office's own Word templates: checked, kept, dated; papers laid out in them (自有模板)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from bihuan.apps.units.actions import record_event
from bihuan.apps.work import mapping, queries
from bihuan.apps.work.actions.paper_makers import MAKERS, Making, PaperDraft, counted, making_of, paper_layout, standing
from bihuan.apps.work.mapping.paper_templates import BadTemplate, PaperFacts
from bihuan.apps.work.models import PaperKind, PaperTemplate
from bihuan.base import files, rights
from bihuan.base.actors import Actor
from bihuan.base.filetypes import check_size
from bihuan.base.refusals import Refusal
from bihuan.base.uploads import UploadRefused, in_child
from bihuan.engine.calendar import local_day

CHECK = "bihuan.apps.work.mapping.paper_templates:checked_template"


class TemplateGone(Refusal):
    """The template does not hold any more, or not for this paper."""

    status = 409


def add_template(  # noqa: PLR0913 - the file, of which kind, from when, by whom, when
    content: bytes, *, name: str, kind: str, from_on: date, by: Actor, now: datetime, key: str = ""
) -> PaperTemplate:
    """Check a template and keep it for a kind of paper from a day on (上传模板).

    Raises: Forbidden; BadTemplate: each mistake with where it stands; the refusals of `base.uploads`.
    """
    rights.require(by.viewer, queries.PAPER_RIGHTS[PaperKind(kind)])
    own = PaperTemplate.objects.visible_to(by.viewer).filter(form_key=key, by_id=by.viewer.person_id)
    if key and (known := own.first()):
        return known
    check_size(len(content))
    shown = _checked(content, name=name, kind=kind)
    try:
        with files.keeping(content, name=shown) as file:
            return _keep(file, kind=kind, from_on=from_on, by=by, now=now, key=key)
    except IntegrityError:
        return own.get()


def _checked(content: bytes, *, name: str, kind: str) -> str:
    try:
        answer = in_child(CHECK, content, name=name, kind=kind)
    except UploadRefused as refused:
        raise BadTemplate([refused.sentence]) from refused
    if answer["wrong"]:
        raise BadTemplate(answer["wrong"])
    return str(answer["name"])


@transaction.atomic
def _keep(file: files.Kept, *, kind: str, from_on: date, by: Actor, now: datetime, key: str) -> PaperTemplate:
    row = PaperTemplate.objects.create(
        kind=kind,
        unit_id=by.viewer.unit_id,
        unit_name=by.viewer.unit_name,
        from_on=from_on,
        path=file.path,
        digest=file.sha256,
        name=file.name,
        size=file.size,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        form_key=key or None,
    )
    _record("work.template_added", row, by=by, now=now)
    return row


@transaction.atomic
def end_template(template_id: int, *, by: Actor, now: datetime) -> PaperTemplate:
    """Use a template no more; what was issued in it stays (停用模板)."""
    row = queries.paper_template(template_id, by.viewer)
    rights.require(by.viewer, queries.PAPER_RIGHTS[PaperKind(row.kind)])
    if PaperTemplate.objects.write_if(row, stands={"ended_at": None}, values={"ended_at": now}):
        _record("work.template_ended", row, by=by, now=now)
    row.refresh_from_db()
    return row


def template_of(draft: PaperDraft, by: Actor) -> PaperTemplate | None:
    """The own template in whose shape a draft is to be; None for the standard layout.

    Raises: TemplateGone.
    """
    if draft.template_id is None:
        return None
    held = queries.template_in_force(draft.kind, by.viewer)
    if held is None or held.pk != draft.template_id:
        raise TemplateGone("选的模板已停用或已有新的，没有出具。请刷新后重新选择版式。")
    return held


def laid_out(making: Making, template: PaperTemplate | None) -> tuple[str, bytes]:
    """A paper's title and its bytes, in the standard layout or in the unit's own template."""
    title, content = MAKERS[making.draft.kind](making)
    if template is None:
        return title, content
    return title, mapping.paper_templates.filled_template(files.read_kept(template.path), _facts(making, title))


def _facts(making: Making, title: str) -> PaperFacts:
    draft = making.draft
    more: dict[str, Any] = {}
    if draft.kind in (PaperKind.BULLETIN, PaperKind.INSPECTION_REPORT):
        more["standing"] = standing(making)
    if draft.kind == PaperKind.UNIT_SHEET:
        more["counts"] = counted(making)
    return PaperFacts(
        kind=draft.kind,
        title=title,
        framing=making.framing,
        to=making.to_name,
        year=making.year,
        issue=making.issue,
        said=draft.said,
        rows=draft.rows,
        tops=making.tops,
        looked_at=draft.looked_at,
        written_off=draft.written_off,
        **more,
    )


def preview_template(template_id: int, *, by: Actor, now: datetime) -> tuple[str, bytes]:
    """A template filled in with a few real items and words that nobody typed; its name and its bytes (预览)."""
    row = queries.paper_template(template_id, by.viewer)
    day = local_day(now)
    rows = queries.sample_rows(viewer=by.viewer, book=queries.rulebook(day))
    said = mapping.paper_templates.sample_said(row.kind, day)
    to_unit_id = by.viewer.unit_id if row.kind in (PaperKind.UNIT_SHEET, *queries.TO_UNITS) else None
    making = making_of(PaperDraft(row.kind, rows, said, to_unit_id=to_unit_id), issue=1, by=by, day=day)
    _, content = laid_out(making, row)
    return f"预览_{row.name}", content


def starter(kind: str, *, day: date) -> bytes:
    """A Word file in the standard layout with all placeholders of a kind, to begin one's own from (模板样稿)."""
    return mapping.paper_templates.starter(kind, word=PaperKind(kind).label, layout=paper_layout(day))


def _record(kind: str, row: PaperTemplate, *, by: Actor, now: datetime) -> None:
    to = {"kind": row.get_kind_display(), "name": row.name, "from_on": row.from_on}
    place: dict[str, Any] = {"object_kind": "work.paper_template", "object_id": row.pk}
    record_event(kind, **place, by=by, at=now, to=to, evidence=[row.digest])
