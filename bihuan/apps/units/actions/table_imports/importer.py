"""What is done to a table that comes in, the same for every app; the app says how rows are read and written (导入)."""

from __future__ import annotations

import base64
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from bihuan.apps.units import queries
from bihuan.apps.units.actions.events import record_event
from bihuan.base import files, progress, rights
from bihuan.base.actors import Actor
from bihuan.base.jobs import enqueue
from bihuan.base.refusals import Refusal, Stale
from bihuan.base.scope import ScopedQuerySet, Viewer
from bihuan.base.table_imports import Plan, TableImport, shown
from bihuan.base.table_imports.preview import Say
from bihuan.base.uploads import checked, in_child
from bihuan.engine.calendar import local_day
from bihuan.engine.office.workbook import Workbook, of_plain

OPEN = "bihuan.base.sheets:open_table"
MARK = "bihuan.base.sheets:mark_table"
CPU_SECONDS, WALL_SECONDS = 120, 180.0
SOON_BYTES, SOON_ROWS = 150_000, 300
"""Up to here a file is read, or written, while the person waits; beyond it by the worker."""
AT_ONCE = 2
"""Files of one person that the worker may have in hand."""
ONCE_ONLY = ("heading:", "year:")
"""Questions about one file alone; what is answered to others holds for the unit's next files."""
MOVED = "预览之后数据有变动，未写入任何内容。请核对新的预览。"
_STATE = TableImport.State


class NotNow(Refusal):
    """The file does not stand where this act is possible."""

    status = 409


class TooManyAtOnce(Refusal):
    """This person has as many files in hand as one may."""

    status = 429


def opened(row: TableImport) -> Workbook:
    """The kept file, opened in the child."""
    content = files.read_kept(row.path)
    return of_plain(in_child(OPEN, content, cpu_seconds=CPU_SECONDS, wall_seconds=WALL_SECONDS))


@dataclass(frozen=True)
class Importer:
    """How tables come into one app (导入方法).

    model: its table of files. right: what one needs. room: the first word of its events and objects.
    plan: reads a file with what was answered and holds it against what is known. say: how the preview of a moment says
    values. write: writes a plan, in the caller's transaction, and says what it made. mark: moves on whenever what is
    known changes. jobs: the tasks that read and write large files, which call `read_behind` and `write_behind`.
    """

    model: type[TableImport]
    right: str
    room: str
    plan: Callable[[TableImport, Mapping[str, str], Actor, datetime], Plan]
    say: Callable[[datetime], Say]
    write: Callable[[Plan, TableImport, Actor, datetime], Mapping[str, int]]
    mark: Callable[[Viewer], Hashable]
    jobs: Callable[[], tuple[Any, Any]]

    def rows(self, viewer: Viewer) -> ScopedQuerySet:
        """Files in reach, newest first."""
        found: ScopedQuerySet = self.model.objects.visible_to(viewer).order_by("-at", "-pk")
        return found.defer("found", "written", "answers")

    def row(self, import_id: int, viewer: Viewer) -> Any:
        """One file; else it does not exist."""
        found = self.model.objects.visible_to(viewer).filter(pk=import_id).first()
        if found is None:
            raise Http404
        return found

    def receive(self, content: bytes, *, name: str, by: Actor, now: datetime, key: str = "") -> TableImport:
        """Keep a file and read it, or queue it where it is large; nothing else is written (上传).

        Raises: Forbidden; TooManyAtOnce; the refusals of `base.uploads`.
        """
        rights.require(by.viewer, self.right)
        own = self.model.objects.visible_to(by.viewer).filter(form_key=key, by_id=by.viewer.person_id)
        if key and (known := own.first()):
            return known
        self._require_few(by)
        name = checked(content, name=name, allowed=["xlsx"])
        try:
            with files.keeping(content, name=name) as file:
                row = self._keep(file, by=by, now=now, key=key)
        except IntegrityError:
            return own.get()
        return row if row.size > SOON_BYTES else self.read(row.pk, by=by, now=now)

    def _require_few(self, by: Actor) -> None:
        mine = self.model.objects.visible_to(by.viewer).filter(by_id=by.viewer.person_id)
        if mine.filter(state__in=TableImport.RUNNING).count() >= AT_ONCE:
            raise TooManyAtOnce(f"您已有{AT_ONCE}个文件在后台处理。请等其中一个完成，或取消一个，再传。")

    @transaction.atomic
    def _keep(self, file: files.Kept, *, by: Actor, now: datetime, key: str) -> TableImport:
        row = self.model.objects.create(
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
        self._record("import_received", row, by=by, now=now)
        if file.size > SOON_BYTES:
            enqueue(self.jobs()[0], import_id=row.pk, **_facts(by))
        return row

    def read(self, import_id: int, *, by: Actor, now: datetime) -> TableImport:
        """Read the file with all that was answered so far, and hold it against what is known (读取核对)."""
        row = self.row(import_id, by.viewer)
        try:
            plan = self._plan(row, by=by, now=now)
        except Refusal as refusal:
            values = {"state": _STATE.UNREADABLE, "because": refusal.sentence[:500], "found": {}}
        else:
            values = {"state": _STATE.READ, "because": "", "found": shown(plan, say=self.say(now))}
        self.model.objects.write_if(row, stands={"state": row.state}, values=values)
        row.refresh_from_db()
        return row

    def _plan(self, row: TableImport, *, by: Actor, now: datetime) -> Plan:
        return self.plan(row, {**self._remembered(row, by), **row.answers}, by, now)

    def _remembered(self, row: TableImport, by: Actor) -> dict[str, str]:
        """What the same unit answered about its earlier files, the later answer over the earlier."""
        earlier = (
            self.model.objects.visible_to(by.viewer).filter(unit_id=row.unit_id, pk__lt=row.pk).exclude(answers={})
        )
        said = [answers for (answers,) in earlier.order_by("-pk").values_list("answers")[:50]]
        lasting: dict[str, str] = {}
        for answers in reversed(said):
            lasting |= {key: answer for key, answer in answers.items() if not key.startswith(ONCE_ONLY)}
        return lasting

    def answer(self, import_id: int, answers: Mapping[str, str], *, by: Actor, now: datetime) -> TableImport:
        """Keep what was answered, and read anew (答复)."""
        rights.require(by.viewer, self.right)
        row = self.row(import_id, by.viewer)
        if row.state not in (_STATE.READ, _STATE.UNREADABLE):
            raise NotNow(f"这个文件{row.get_state_display()}，不能再答复。")
        is_large = row.size > SOON_BYTES
        with transaction.atomic():
            values = {"answers": {**row.answers, **answers}, "state": _STATE.WAITING if is_large else row.state}
            self.model.objects.write_if(row, stands={"state": row.state}, values=values)
            self._record("import_answered", row, by=by, now=now, answers=dict(answers))
            if is_large:
                enqueue(self.jobs()[0], import_id=row.pk, **_facts(by))
        return self.row(import_id, by.viewer) if is_large else self.read(import_id, by=by, now=now)

    def put(self, import_id: int, *, token: str, skip_wrong: bool, by: Actor, now: datetime) -> TableImport:
        """Write what was looked at: at once, or by the worker where there are many rows (确认导入).

        Raises: NotNow; Stale: what is known moved since; Refusal: rows are wrong and are not to be left out.
        """
        rights.require(by.viewer, self.right)
        row = self.row(import_id, by.viewer)
        if row.state in (_STATE.WRITTEN, _STATE.QUEUED):
            return row
        _require_looked_at(row, token=token, skip_wrong=skip_wrong)
        if row.found["total"] <= SOON_ROWS:
            try:
                return self._put(row, by=by, now=now)
            finally:
                progress.forget(row.code)
        with transaction.atomic():
            if self.model.objects.write_if(row, stands={"state": _STATE.READ}, values={"state": _STATE.QUEUED}):
                enqueue(self.jobs()[1], import_id=row.pk, **_facts(by))
                self._record("import_queued", row, by=by, now=now)
        return self.row(import_id, by.viewer)

    def _put(self, row: Any, *, by: Actor, now: datetime) -> TableImport:
        """Read once more; what changed since the preview, or while it was read, takes all of it back."""
        plan = self._plan(row, by=by, now=now)
        if plan.token != row.found["token"]:
            self._back_to_read(row, plan, now)
            raise Stale(MOVED)
        with transaction.atomic():
            if self.mark(by.viewer) != plan.known.mark:
                raise Stale(MOVED)
            told = {**self.write(plan, row, by, now), "left_out": len(plan.of("wrong"))}
            values = {"state": _STATE.WRITTEN, "written": told, "because": ""}
            if not self.model.objects.write_if(row, stands={"state": row.state}, values=values):
                raise NotNow("这个文件已由他人办理，没有重复导入。")
            self._record("imported", row, by=by, now=now, **told)
        row.refresh_from_db()
        return row

    def _back_to_read(self, row: TableImport, plan: Plan, now: datetime) -> None:
        values = {"state": _STATE.READ, "found": shown(plan, say=self.say(now))}
        self.model.objects.write_if(row, stands={"state": row.state}, values=values)

    def cancel(self, import_id: int, *, by: Actor, now: datetime) -> TableImport:
        """Stop what the worker has in hand, or drop what was not written yet (取消导入)."""
        rights.require(by.viewer, self.right)
        row = self.row(import_id, by.viewer)
        if row.state == _STATE.WRITTEN:
            raise NotNow("这个文件已经导入，不能取消。")
        if row.is_running:
            progress.stop(row.code)
            return row
        return self._cancelled(row, by=by, now=now)

    @transaction.atomic
    def _cancelled(self, row: Any, *, by: Actor, now: datetime) -> TableImport:
        if self.model.objects.write_if(row, stands={"state": row.state}, values={"state": _STATE.CANCELLED}):
            self._record("import_cancelled", row, by=by, now=now)
        row.refresh_from_db()
        return row

    def marked(self, import_id: int, *, by: Actor, now: datetime) -> bytes:
        """The person's own file with its wrong cells marked and the reasons beside them (标出错误的原表)."""
        row = self.row(import_id, by.viewer)
        plan = self._plan(row, by=by, now=now)
        headings = {table.name: table.heading.bottom for table in plan.found.tables}
        told = [[each.code, each.at, each.sentence] for each in plan.marks()]
        return base64.b64decode(in_child(MARK, files.read_kept(row.path), findings=told, headings=headings))

    def read_behind(self, *, import_id: int, **whose: Any) -> None:
        """Read a large file in the background."""
        self._behind(import_id, self.read, **whose)

    def write_behind(self, *, import_id: int, **whose: Any) -> None:
        """Write many rows in the background; what fails leaves nothing and says why."""
        self._behind(import_id, self._put_queued, **whose)

    def _put_queued(self, import_id: int, *, by: Actor, now: datetime) -> None:
        row = self.row(import_id, by.viewer)
        if row.state == _STATE.QUEUED:
            self._put(row, by=by, now=now)

    def _behind(self, import_id: int, work: Callable[..., object], **whose: Any) -> None:
        now = timezone.now()
        by = _actor(now=now, **whose)
        row = self.row(import_id, by.viewer)
        try:
            work(import_id, by=by, now=now)
        except progress.Stopped:
            row.refresh_from_db()
            self._cancelled(row, by=by, now=now)
        except Refusal as refusal:
            row.refresh_from_db()
            values = {"state": _STATE.READ if row.found else _STATE.UNREADABLE, "because": refusal.sentence[:500]}
            self.model.objects.write_if(row, stands={"state": row.state}, values=values)
        finally:
            progress.forget(row.code)

    def _record(self, act: str, row: TableImport, *, by: Actor, now: datetime, **more: Any) -> None:
        sides: dict[str, Any] = {"object_kind": f"{self.room}.import", "object_id": row.pk, "by": by, "at": now}
        record_event(f"{self.room}.{act}", **sides, to={"name": row.name, **more}, evidence=[row.digest])


def _require_looked_at(row: TableImport, *, token: str, skip_wrong: bool) -> None:
    if row.state != _STATE.READ or not row.found.get("is_ready"):
        raise NotNow(f"这个文件{row.get_state_display()}，还不能导入。请先答完要问的事。")
    if token != row.found["token"]:
        raise Stale(MOVED)
    if row.found["counts"]["wrong"] and not skip_wrong:
        raise Refusal("文件里还有错误行，未写入任何内容。请下载标出错误的原表改正后重传，或勾选只导入没有问题的行。")
    if not row.found["counts"]["new"] + row.found["counts"]["changed"]:
        raise Refusal("没有要新增或更正的行，未写入任何内容。")


def _facts(by: Actor) -> dict[str, Any]:
    """Who asks, as the worker is told."""
    return {"person_id": by.viewer.person_id, "address": by.address, "request_id": by.request_id}


def _actor(*, person_id: int, address: str, request_id: str, now: datetime) -> Actor:
    """The person who asked for it, with the rights that they have now."""
    person = queries.person(Viewer.worker(on=local_day(now)), person_id)
    if person is None:
        raise NotNow("上传人的账号已不在。")
    return Actor(queries.viewer_of(person, on=local_day(now)), address=address, request_id=request_id)
