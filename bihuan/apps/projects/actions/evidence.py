"""Evidence of a project: added with its number, day and file, withdrawn with words (佐证材料)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from bihuan.apps.projects import queries
from bihuan.apps.projects.actions.register import PROJECT, kept_project
from bihuan.apps.projects.models import Evidence, Project
from bihuan.apps.units.actions import record_event
from bihuan.base.actors import Actor
from bihuan.base.files import Kept
from bihuan.base.refusals import Refusal
from bihuan.engine.calendar import local_day


class BadEvidence(Refusal):
    """Evidence cannot be kept or withdrawn so; the sentence says why and what to do."""


@dataclass(frozen=True)
class NewEvidence:
    """What is said of a paper or picture (佐证材料); code: what it proves."""

    code: str
    text: str = ""
    document_number: str = ""
    issued_on: date | None = None


def add_evidence(
    project_id: int, new: NewEvidence, *, kept: Kept | None, by: Actor, now: datetime, key: str = ""
) -> Evidence:
    """Add evidence to a project; the same form sent twice gives one (添加佐证).

    Raises: Forbidden; BadEvidence: of no known kind, neither file nor number, or of a day to come.
    """
    row = kept_project(project_id, "project.stage", by)
    if key and (known := row.evidence.filter(form_key=key, by_id=by.viewer.person_id).first()):
        return known
    word = _checked(new, kept, now)
    return _add(row, replace(new, text=new.text.strip() or word), kept=kept, by=by, now=now, key=key)


@transaction.atomic
def _add(row: Project, new: NewEvidence, *, kept: Kept | None, by: Actor, now: datetime, key: str) -> Evidence:
    file = {"path": kept.path, "digest": kept.sha256, "name": kept.name, "size": kept.size} if kept else {}
    found: Evidence = Evidence.objects.create(
        project=row,
        code=new.code,
        text=new.text,
        document_number=new.document_number.strip(),
        issued_on=new.issued_on,
        **file,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        form_key=key or None,
    )
    names = ("text", "document_number", "issued_on", "name")
    told = {name: getattr(found, name) for name in names}
    said = {name: value for name, value in told.items() if value}
    proof = [found.digest] if found.digest else []
    record_event(
        "project.evidence_added", object_kind=PROJECT, object_id=row.pk, by=by, at=now, to=said, evidence=proof
    )
    return found


@transaction.atomic
def withdraw_evidence(evidence_id: int, project_id: int, *, words: str, by: Actor, now: datetime) -> Evidence:
    """Take evidence back, with the reason; it stays to be seen and proves nothing any more (撤回佐证).

    Raises: Forbidden; BadEvidence: no reason, or it was withdrawn already.
    """
    row = kept_project(project_id, "project.stage", by)
    found = queries.evidence(evidence_id, row.pk, by.viewer)
    if not words.strip():
        raise BadEvidence("请写明撤回的原因，如：传错文件、证件已失效。")
    values = {"withdrawn_at": now, "withdrawn_words": words.strip()}
    if not Evidence.objects.write_if(found, stands={"withdrawn_at": None}, values=values):
        raise BadEvidence(f"“{found.text}”已经撤回，不用再撤。")
    told = {"text": found.text, "document_number": found.document_number}
    record_event(
        "project.evidence_withdrawn",
        object_kind=PROJECT,
        object_id=row.pk,
        by=by,
        at=now,
        frm={name: value for name, value in told.items() if value},
        why=words.strip(),
    )
    found.refresh_from_db()
    return found


def _checked(new: NewEvidence, kept: Kept | None, now: datetime) -> str:
    """What the paper is called; refuses what cannot be evidence."""
    word = queries.evidence_words(local_day(now)).get(new.code)
    if word is None:
        raise BadEvidence("请选择是什么材料。")
    if kept is None and not new.document_number.strip():
        raise BadEvidence("请上传文件，或者填写文号；两样都没有不能算有这份材料。")
    if new.issued_on and new.issued_on > local_day(now):
        raise BadEvidence(f"材料日期{new.issued_on}还没有到，请核对。")
    return word
