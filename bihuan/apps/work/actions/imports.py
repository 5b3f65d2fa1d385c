"""An office's own ledger comes in: kept, read, asked about, looked at, written whole or not at all (台账导入)."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.apps.work import mapping, queries
from bihuan.apps.work.actions.amending import amend_item
from bihuan.apps.work.actions.moves import batch
from bihuan.apps.work.mapping.imports import AMENDED, BY_MOVE, CHANGE_WORDS, CODES, KEYS, OWN, LedgerRow
from bihuan.apps.work.models import LedgerAnswer, LedgerImport, Source
from bihuan.base import files, progress, rights
from bihuan.base.actors import Actor
from bihuan.base.jobs import enqueue, task
from bihuan.base.refusals import Refusal, Stale
from bihuan.base.scope import Viewer
from bihuan.base.uploads import checked, in_child
from bihuan.engine.calendar import local_day
from bihuan.engine.loop import Kind
from bihuan.engine.office.tables import Compared, Found, ReadTable, compare, find_tables, read_rows
from bihuan.engine.office.workbook import Workbook, of_plain

OPEN = "bihuan.apps.work.mapping.imports:open_upload"
MARK = "bihuan.apps.work.mapping.imports:marked_upload"
SOON_BYTES = 150_000
"""Files up to this size are read while the person waits; larger ones by the worker."""
SOON_ROWS = 300
SHOWN = 200
OFTEN = 100
CPU_SECONDS, WALL_SECONDS = 120, 180.0
_STATE = LedgerImport.State
WRITTEN_WORD = "台账导入更正"
SOURCES = {str(label): str(code) for code, label in Source.choices}


class NotNow(Refusal):
    """The file does not stand where this act is possible."""

    status = 409


@dataclass(frozen=True)
class _Plan:
    """A file read and held against what is known: what each row would do, and what has to be asked first."""

    found: Found
    tables: Sequence[ReadTable]
    rows: Sequence[LedgerRow]
    compared: Sequence[Compared]
    versions: Mapping[int, int]
    year: int

    @property
    def is_ready(self) -> bool:
        """Whether nothing pressing is left to ask."""
        return bool(self.found.tables) and all(table.is_ready for table in self.found.tables)

    @property
    def token(self) -> str:
        """Fingerprint of what would be written, of the items that it would touch as they stand now."""
        said = [
            (one.row.at, one.sort, one.known, self.versions.get(_pk(one)), [(c.code, str(c.new)) for c in one.changes])
            for one in self.compared
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, default=str).encode()).hexdigest()

    def of(self, sort: str) -> list[tuple[LedgerRow, Compared]]:
        """Rows of a sort with what was found of them."""
        return [pair for pair in zip(self.rows, self.compared, strict=True) if pair[1].sort == sort]


def receive_ledger(content: bytes, *, name: str, kind: str, by: Actor, now: datetime, key: str = "") -> LedgerImport:
    """Keep a file and read it, or queue it where it is large; nothing is written into the ledger (上传台账).

    Raises: Forbidden; the refusals of `base.uploads`.
    """
    rights.require(by.viewer, "item.register")
    own = LedgerImport.objects.visible_to(by.viewer).filter(form_key=key, by_id=by.viewer.person_id)
    if key and (known := own.first()):
        return known
    shown = checked(content, name=name, allowed=["xlsx"])
    file = files.keep(content, name=shown)
    try:
        row = _keep(file, kind=kind, by=by, now=now, key=key)
    except IntegrityError:
        files.discard(file.path)
        return own.get()
    except BaseException:
        files.discard(file.path)
        raise
    if len(content) <= SOON_BYTES:
        return read_ledger(row.pk, by=by, now=now)
    return row


@transaction.atomic
def _keep(file: files.Kept, *, kind: str, by: Actor, now: datetime, key: str) -> LedgerImport:
    row = LedgerImport.objects.create(
        kind=kind,
        unit_id=by.viewer.unit_id,
        unit_name=by.viewer.unit_name,
        path=file.path,
        digest=file.sha256,
        name=file.name,
        size=file.size,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        form_key=key or None,
    )
    _record("work.ledger_received", row, by=by, now=now)
    if file.size > SOON_BYTES:
        enqueue(read_job, import_id=row.pk, **_actor_facts(by))
    return row


def _record(kind: str, row: LedgerImport, *, by: Actor, now: datetime, **more: Any) -> None:
    facts = {"name": row.name, **more}
    record_event(
        kind, object_kind="work.ledger_import", object_id=row.pk, by=by, at=now, to=facts, evidence=[row.digest]
    )


def read_ledger(import_id: int, *, by: Actor, now: datetime) -> LedgerImport:
    """Read the file with all that was answered so far, and hold it against what is known (读取核对)."""
    row = queries.ledger_import(import_id, by.viewer)
    try:
        plan = _plan(row, by=by, now=now)
    except Refusal as refusal:
        values = {"state": _STATE.UNREADABLE, "because": refusal.sentence[:500], "found": {}}
    else:
        values = {"state": _STATE.READ, "because": "", "found": _shown(plan)}
    LedgerImport.objects.write_if(row, stands={"state": row.state}, values=values)
    row.refresh_from_db()
    return row


def answer_ledger(import_id: int, answers: Mapping[str, str], *, by: Actor, now: datetime) -> LedgerImport:
    """Keep what was answered, what lasts for the office's next files too, and read anew (答复)."""
    rights.require(by.viewer, "item.register")
    row = queries.ledger_import(import_id, by.viewer)
    if row.state not in (_STATE.READ, _STATE.UNREADABLE):
        raise NotNow(f"这个文件{row.get_state_display()}，不能再答复。")
    lasting = {key: answer for key, answer in answers.items() if not key.startswith(("heading:", "year:"))}
    with transaction.atomic():
        for key, answer in lasting.items():
            _remember(row, key, answer, by=by, now=now)
        own = {key: answer for key, answer in answers.items() if key not in lasting}
        is_large = row.size > SOON_BYTES
        values = {"answers": {**row.answers, **own}, "state": _STATE.WAITING if is_large else row.state}
        LedgerImport.objects.write_if(row, stands={"state": row.state}, values=values)
        _record("work.ledger_answered", row, by=by, now=now, answers=dict(answers))
        if is_large:
            enqueue(read_job, import_id=row.pk, **_actor_facts(by))
    if is_large:
        row.refresh_from_db()
        return row
    return read_ledger(import_id, by=by, now=now)


def _remember(row: LedgerImport, key: str, answer: str, *, by: Actor, now: datetime) -> None:
    """An answer of the office; a later one takes the place of the earlier."""
    own = LedgerAnswer.objects.visible_to(by.viewer).filter(unit_id=row.unit_id, key=key[:300])
    values = {"answer": answer, "at": now, "by_id": by.viewer.person_id}
    if not own.update(**values):
        LedgerAnswer.objects.create(unit_id=row.unit_id, key=key[:300], **values)


def write_ledger(import_id: int, *, token: str, skip_wrong: bool, by: Actor, now: datetime) -> LedgerImport:
    """Write what was looked at: at once, or by the worker where there are many rows (确认导入).

    Raises: NotNow; Stale: what is known moved since; Refusal: rows are wrong and are not to be left out.
    """
    rights.require(by.viewer, "item.register")
    row = queries.ledger_import(import_id, by.viewer)
    if row.state in (_STATE.WRITTEN, _STATE.QUEUED):
        return row
    _check_looked_at(row, token=token, skip_wrong=skip_wrong)
    if row.found["total"] <= SOON_ROWS:
        try:
            return _write(row, skip_wrong=skip_wrong, by=by, now=now)
        finally:
            progress.forget(row.code)
    with transaction.atomic():
        if LedgerImport.objects.write_if(row, stands={"state": _STATE.READ}, values={"state": _STATE.QUEUED}):
            enqueue(write_job, import_id=row.pk, skip_wrong=skip_wrong, **_actor_facts(by))
            _record("work.ledger_queued", row, by=by, now=now)
    row.refresh_from_db()
    return row


def _check_looked_at(row: LedgerImport, *, token: str, skip_wrong: bool) -> None:
    if row.state != _STATE.READ or not row.found.get("is_ready"):
        raise NotNow(f"这个文件{row.get_state_display()}，还不能导入。请先答完要问的事。")
    if token != row.found["token"]:
        raise Stale("预览之后数据有变动，未写入任何内容。请核对新的预览。")
    if row.found["counts"]["wrong"] and not skip_wrong:
        raise Refusal("文件里还有错误行，未写入任何内容。请下载标出错误的原表改正后重传，或勾选只导入没有问题的行。")
    if not row.found["counts"]["new"] + row.found["counts"]["changed"]:
        raise Refusal("没有要新增或更正的行，未写入任何内容。")


def _write(row: LedgerImport, *, skip_wrong: bool, by: Actor, now: datetime) -> LedgerImport:
    """Read once more, and write in one transaction; what moved since the preview takes all of it back."""
    plan = _plan(row, by=by, now=now)
    if plan.token != row.found["token"]:
        LedgerImport.objects.write_if(row, stands={"state": row.state}, values=_read_again(plan))
        raise Stale("预览之后数据有变动，未写入任何内容。请核对新的预览。")
    with transaction.atomic():
        made = _make_new(plan, row, by=by, now=now)
        amended = _amend(plan, by=by, now=now)
        told = {"made": len(made), "amended": len(amended), "left_out": len(plan.of("wrong")) if skip_wrong else 0}
        written = {**told, "items": [*made, *amended][:SHOWN]}
        values = {"state": _STATE.WRITTEN, "written": written}
        if not LedgerImport.objects.write_if(row, stands={"state": row.state}, values=values):
            raise NotNow("这个文件已由他人办理，没有重复导入。")
        _record("work.ledger_imported", row, by=by, now=now, **told)
    row.refresh_from_db()
    return row


def _read_again(plan: _Plan) -> dict[str, Any]:
    return {"state": _STATE.READ, "found": _shown(plan)}


def _make_new(plan: _Plan, row: LedgerImport, *, by: Actor, now: datetime) -> list[int]:
    """Draft and register the new rows, through the one door, in the order of the file."""
    rows = plan.of("new")
    leaders = queries.leaders_by_name(local_day(now))
    made = []
    with batch(every=1000) as together:
        for place, (line, _) in enumerate(rows):
            if place % OFTEN == 0:
                progress.tell(row.code, place, len(rows))
            new = mapping.imports.new_item(line, kind=row.kind, year=plan.year, leaders=leaders, sources=SOURCES)
            item = together.draft(new, by=by, now=now, key=f"ledger-{row.pk}-{place}")
            together.move(item.pk, "register", version=item.version, answers={}, by=by, now=now)
            made.append(item.pk)
    return made


def _amend(plan: _Plan, *, by: Actor, now: datetime) -> list[int]:
    """Put right the words of known items; what changes by a move only stays."""
    amended = []
    for _, one in plan.of("changed"):
        said = {_column(change.code): change.new for change in one.changes if change.code not in BY_MOVE}
        if said:
            pk = _pk(one)
            amend_item(pk, said, version=plan.versions[pk], why=WRITTEN_WORD, by=by, now=now)
            amended.append(pk)
    return amended


def _column(code: str) -> str:
    return code if code.startswith(OWN) else AMENDED[code]


def _pk(one: Compared) -> int:
    return int(one.known) if isinstance(one.known, int) else 0


def cancel_ledger(import_id: int, *, by: Actor, now: datetime) -> LedgerImport:
    """Stop what the worker has in hand, or drop what was not written yet (取消导入)."""
    rights.require(by.viewer, "item.register")
    row = queries.ledger_import(import_id, by.viewer)
    if row.state == _STATE.WRITTEN:
        raise NotNow("这个文件已经导入，不能取消。")
    if row.is_running:
        progress.stop(row.code)
        return row
    return _cancelled(row, by=by, now=now)


@transaction.atomic
def _cancelled(row: LedgerImport, *, by: Actor, now: datetime) -> LedgerImport:
    if LedgerImport.objects.write_if(row, stands={"state": row.state}, values={"state": _STATE.CANCELLED}):
        _record("work.ledger_cancelled", row, by=by, now=now)
    row.refresh_from_db()
    return row


def marked_ledger(import_id: int, *, by: Actor, now: datetime) -> bytes:
    """The user's own file with its wrong cells marked and the reasons beside them (标出错误的原表)."""
    row = queries.ledger_import(import_id, by.viewer)
    plan = _plan(row, by=by, now=now)
    wrong = [finding for one in plan.compared for finding in one.findings]
    headings = {table.name: table.heading.bottom for table in plan.found.tables}
    told = [[each.code, _cell_of(each.at, plan), each.sentence] for each in wrong]
    content = in_child(MARK, files.read_kept(row.path), findings=told, headings=headings)
    return base64.b64decode(content)


def _cell_of(at: str, plan: _Plan) -> str:
    """The cell that a finding is shown at; what is wrong with a whole row stands at its first cell."""
    if "!" in at:
        return at
    found = next(line for line in plan.rows if line.incoming.at == at)
    table = next(each for each in plan.found.tables if each.name == found.sheet and found.read.row in each.entries)
    return table.sheet.at(found.read.row, table.columns[0].place)


def _plan(row: LedgerImport, *, by: Actor, now: datetime) -> _Plan:
    """Read the file and hold each row against the ledger."""
    day = local_day(now)
    book = _opened(row)
    kind = _kind(row.kind, day)
    columns = queries.columns_for(kind, day=day)
    answers = {**queries.remembered(row.unit_id, by.viewer), **row.answers}
    found = find_tables(book, known=columns, answers=answers)
    resolve = queries.unit_resolver(day)
    tables = [
        read_rows(table, words=columns.words, resolve=resolve, answers=answers, required={"title"})
        for table in found.tables
        if table.is_ready
    ]
    ready = [table for table in found.tables if table.is_ready]
    known, versions = queries.known_rows(row.kind, viewer=by.viewer)
    numbers = {str(values["number"]): pk for pk, values in known.items() if values["number"]}
    rows = [
        mapping.imports.ledger_row(
            read,
            sheet=table.name,
            first=table.sheet.at(read.row, table.columns[0].place),
            numbers=numbers,
            sources=SOURCES,
            kind=kind,
        )
        for table, entries in zip(ready, tables, strict=True)
        for read in entries.rows
    ]
    codes = (*CODES, *(f"{OWN}{column.code}" for column in kind.columns))
    compared = compare([line.incoming for line in rows], known, keys=KEYS, codes=codes)
    year = next((table.days.year for table in found.tables if table.days.year), None) or day.year
    return _Plan(found, tables, rows, compared.rows, versions, year)


def _opened(row: LedgerImport) -> Workbook:
    content = files.read_kept(row.path)
    return of_plain(in_child(OPEN, content, cpu_seconds=CPU_SECONDS, wall_seconds=WALL_SECONDS))


def _kind(code: str, day: date) -> Kind:
    kinds = queries.kinds_on(day)
    found = next((kind for kind in kinds if kind.code == code), None)
    if found is None:
        raise queries.NoSuchKind(f"{day}没有“{code}”这类台账，请先在规则中设置。")
    return found


def _shown(plan: _Plan) -> dict[str, Any]:
    """What the preview shows, as JSON: counts of all, the first rows of each sort, what has to be asked."""
    counts = {sort: len(plan.of(sort)) for sort in ("new", "changed", "same", "wrong")}
    questions = [*plan.found.questions, *(each for table in plan.found.tables for each in table.questions)]
    unknown: dict[str, list[Any]] = {}
    for table in plan.tables:
        for each in table.unknown_units:
            unknown.setdefault(each.name, [0, each.places[:3], list(each.candidates)])[0] += each.count
    return {
        "token": plan.token,
        "is_ready": plan.is_ready,
        "total": len(plan.rows),
        "counts": counts,
        "questions": [_shown_question(each) for each in {each.key: each for each in questions}.values()],
        "unknown": [
            {"name": name, "count": n, "places": at, "candidates": may} for name, (n, at, may) in unknown.items()
        ],
        "tables": [_shown_table(table) for table in plan.found.tables],
        "hidden_sheets": list(plan.found.hidden_sheets),
        "rows": {sort: [_shown_row(*pair) for pair in plan.of(sort)[:SHOWN]] for sort in counts},
    }


def _shown_question(question: Any) -> dict[str, Any]:
    return {
        "key": question.key,
        "at": question.at,
        "sentence": question.sentence,
        "choices": [[each.answer, each.word] for each in question.choices],
        "suggestion": question.suggestion,
        "is_pressing": question.is_pressing,
    }


def _shown_table(table: Any) -> dict[str, Any]:
    matched = [[column.heading, column.known.word if column.known else ""] for column in table.columns]
    left_out = [f"第{each.row + 1}行：{each.why}" for each in table.left_out[:20]]
    return {
        "name": table.name,
        "heading": table.heading.bottom + 1,
        "entries": len(table.entries),
        "columns": matched,
        "left_out": left_out,
        "hidden": [row + 1 for row in table.hidden_rows[:20]],
    }


def _shown_row(line: LedgerRow, one: Compared) -> dict[str, Any]:
    values = one.row.values
    changes = [
        {
            "word": _word(each.code),
            "old": str(each.old or ""),
            "new": str(each.new or ""),
            "by_move": each.code in BY_MOVE,
        }
        for each in one.changes
    ]
    return {
        "at": one.row.at,
        "title": str(values.get("title", "")),
        "lead": "、".join(unit.name for unit in line.read.values.get("lead", ())),
        "due_on": str(values.get("due_on") or ""),
        "item": one.known,
        "changes": changes,
        "wrong": [str(each) for each in one.findings],
        "computed": list(line.read.computed),
    }


def _word(code: str) -> str:
    return CHANGE_WORDS.get(code, code.removeprefix(OWN))


def _actor_facts(by: Actor) -> dict[str, Any]:
    return {"person_id": by.viewer.person_id, "address": by.address, "request_id": by.request_id}


def _actor(person_id: int, address: str, request_id: str, *, now: datetime) -> Actor:
    """The person who asked for it, with the rights that they have now."""
    person = units.person(Viewer.worker(on=local_day(now)), person_id)
    if person is None:
        raise NotNow("上传人的账号已不在。")
    return Actor(units.viewer_of(person, on=local_day(now)), address=address, request_id=request_id)


@task()
def read_job(*, import_id: int, person_id: int, address: str, request_id: str) -> None:
    """Read a large file in the background."""
    now = timezone.now()
    by = _actor(person_id, address, request_id, now=now)
    row = queries.ledger_import(import_id, by.viewer)
    _in_background(row, lambda: read_ledger(import_id, by=by, now=now), by=by, now=now)


@task()
def write_job(*, import_id: int, skip_wrong: bool, person_id: int, address: str, request_id: str) -> None:
    """Write many rows in the background; what fails leaves nothing and says why."""
    now = timezone.now()
    by = _actor(person_id, address, request_id, now=now)
    row = queries.ledger_import(import_id, by.viewer)
    if row.state == _STATE.QUEUED:
        _in_background(row, lambda: _write(row, skip_wrong=skip_wrong, by=by, now=now), by=by, now=now)


def _in_background(row: LedgerImport, work: Any, *, by: Actor, now: datetime) -> None:
    try:
        work()
    except progress.Stopped:
        row.refresh_from_db()
        _cancelled(row, by=by, now=now)
    except Refusal as refusal:
        values = {"state": _STATE.READ if row.found else _STATE.UNREADABLE, "because": refusal.sentence[:500]}
        LedgerImport.objects.write_if(row, stands={"state": row.state}, values=values)
    finally:
        progress.forget(row.code)
