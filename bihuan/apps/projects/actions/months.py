"""A unit keeps and sends the month of its projects; the office checks it (项目月报)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from bihuan.apps.projects import mapping, queries
from bihuan.apps.projects.actions.register import PROJECT
from bihuan.apps.projects.models import MonthFact, MonthReport, MonthState
from bihuan.apps.projects.queries import MonthBook, MonthLine
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal, Stale
from bihuan.engine.values import Finding, Month

REPORTERS = frozenset({"clerk", "liaison", "unit_head"})
Typed = Mapping[int, Mapping[str, str]]
"""Project -> field -> what was typed."""
_STALE = "这个项目的月报刚被他人办理过，请刷新后再办。"


class NotNow(Refusal):
    """The report takes nothing in its state."""

    status = 409


class OwnReport(Refusal):
    """Nobody approves what they sent themselves."""

    status = 403

    def __init__(self) -> None:
        super().__init__("这份月报是您本人报送的，须由另一人审核。")


@dataclass
class Sent:
    """What became of a page of reports (报送结果): sent, kept, and by project what is wrong."""

    sent: list[str] = field(default_factory=list)
    findings: dict[int, list[Finding]] = field(default_factory=dict)


@dataclass(frozen=True)
class MonthOutcome:
    """What became of one report of many."""

    name: str
    done: bool
    sentence: str = ""


def save_months(unit_id: int, typed: Typed, *, month: Month, by: Actor, now: datetime) -> int:
    """Keep what was typed, right or wrong, for the unit's next look (暂存); how many projects it is of."""
    lines = [line for line in open_months(unit_id, month=month, by=by) if line.project.pk in typed]
    with transaction.atomic():
        return sum(_keep(line, typed[line.project.pk]) for line in lines)


def submit_months(unit_id: int, typed: Typed, *, month: Month, by: Actor, now: datetime) -> Sent:
    """Send the projects of a page that are filled in; what is wrong with one holds up no other (报送).

    What was typed is kept as a draft first, so that nothing is lost where a report cannot be sent.
    """
    save_months(unit_id, typed, month=month, by=by, now=now)
    book = queries.month_book(by.viewer.on)
    outcome = Sent()
    for line in open_months(unit_id, month=month, by=by):
        if line.project.pk in typed and any(line.typed.get(name) for name in line.asked):
            _send_one(line, book, outcome, by=by, now=now)
    if not outcome.sent and not outcome.findings:
        raise Refusal("一个项目也没有填，不能报送。")
    return outcome


def open_months(unit_id: int, *, month: Month, by: Actor) -> list[MonthLine]:
    """The projects of a unit's month that may be written on now, for whoever may write.

    Raises: Forbidden, NotNow.
    """
    rights.require(by.viewer, "project.report")
    if not by.viewer.roles_in([unit_id]) & REPORTERS:
        raise Forbidden("项目月报由牵头单位的经办人、联络员或负责人填报。审核单位只能退回并写明理由，不能代填。")
    if month.start_on > by.viewer.on:
        raise NotNow(f"{month.label}还没有到，不能填报。")
    book = queries.month_book(by.viewer.on)
    return [line for line in queries.unit_month(by.viewer, unit_id, month, book) if line.report.is_open]


def _keep(line: MonthLine, typed: Mapping[str, str]) -> bool:
    """Keep a draft; whether anything in it is new."""
    said = {name: str(typed.get(name, ""))[: mapping.LONGEST_TYPED] for name in line.asked}
    if all(said[name] == line.typed.get(name, "") for name in line.asked):
        return False
    report = line.report
    if report.pk is None:
        report.typed = said
        _insert(report)
    elif not MonthReport.objects.write_if(
        report, stands={"version": report.version, "state": report.state}, values={"typed": said}
    ):
        raise Stale(_STALE)
    return True


def _insert(report: MonthReport) -> None:
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError as race:
        raise Stale("本单位的同事刚填了这个项目的月报，请刷新后再填。") from race


def _send_one(line: MonthLine, book: MonthBook, outcome: Sent, *, by: Actor, now: datetime) -> None:
    said, findings = mapping.read_month(line.typed, line.asked, words=book.words)
    findings += _lacking(said, line)
    if findings:
        outcome.findings[line.project.pk] = findings
        return
    values = {**said, "typed": {}, "submitted_at": now, "submitted_by_id": by.viewer.person_id}
    with transaction.atomic():
        enter_state(line.report, MonthState.SUBMITTED, kind="project.month_submitted", values=values, by=by, now=now)
    outcome.sent.append(line.project.name)


def _lacking(said: Mapping[str, Any], line: MonthLine) -> list[Finding]:
    """The one field that must not stay empty: what was done, or before works what comes next."""
    name = "ytd" if "ytd" in line.asked else "next_steps"
    if name not in said or said[name] not in (None, ""):
        return []
    sentence = {
        "ytd": "请填写本年累计完成投资；确实没有完成的填0，不是空着。",
        "next_steps": "项目还没有开工，请写下步措施。",
    }
    return [Finding("missing", name, sentence[name])]


def withdraw_month(report_id: int, *, version: int, by: Actor, now: datetime) -> MonthReport:
    """Take back what was sent, before anyone checked it (撤回)."""
    rights.require(by.viewer, "project.report")
    report = _found(report_id, version=version, by=by)
    if not by.viewer.roles_in([report.unit_id]) & REPORTERS:
        raise Forbidden(f"只有“{report.unit_name}”能撤回这份月报。")
    _require_state(report, (MonthState.SUBMITTED,), "撤回")
    return _moved(report, MonthState.DRAFT, kind="project.month_withdrawn", by=by, now=now)


def approve_month(report_id: int, *, version: int, by: Actor, now: datetime) -> MonthReport:
    """Hold a report as checked (审核通过)."""
    rights.require(by.viewer, "project.review")
    report = _found(report_id, version=version, by=by)
    _require_state(report, (MonthState.SUBMITTED,), "审核")
    if report.submitted_by_id == by.viewer.person_id:
        raise OwnReport
    return _moved(report, MonthState.APPROVED, kind="project.month_approved", by=by, now=now)


def return_month(report_id: int, words: str, *, version: int, by: Actor, now: datetime) -> MonthReport:
    """Send a report back with words, a checked one too (退回、重开); no place says which number is wished."""
    rights.require(by.viewer, "project.review")
    report = _found(report_id, version=version, by=by)
    _require_state(report, (MonthState.SUBMITTED, MonthState.APPROVED), "退回")
    if not words.strip():
        raise Refusal("请写明退回的理由，填报单位要看得懂哪里需要核实。")
    return _moved(report, MonthState.RETURNED, kind="project.month_returned", words=words.strip()[:500], by=by, now=now)


def approve_months(chosen: Iterable[tuple[int, int]], *, by: Actor, now: datetime) -> list[MonthOutcome]:
    """Approve many reports; each stands or falls alone (批量审核). Args: chosen: report and the version seen."""
    rights.require(by.viewer, "project.review")
    return [_approved(report_id, version, by=by, now=now) for report_id, version in chosen]


def _approved(report_id: int, version: int, *, by: Actor, now: datetime) -> MonthOutcome:
    name = queries.month_report(report_id, by.viewer).project.name
    try:
        approve_month(report_id, version=version, by=by, now=now)
    except Refusal as refusal:
        return MonthOutcome(name, done=False, sentence=refusal.sentence)
    return MonthOutcome(name, done=True)


def _found(report_id: int, *, version: int, by: Actor) -> MonthReport:
    report = queries.month_report(report_id, by.viewer)
    if report.version != version:
        raise Stale(_STALE)
    return report


def _require_state(report: MonthReport, states: tuple[MonthState, ...], word: str) -> None:
    if report.state not in states:
        raise NotNow(f"这份月报{report.get_state_display()}，不能{word}。")


@transaction.atomic
def _moved(
    report: MonthReport, state: MonthState, *, kind: str, words: str = "", by: Actor, now: datetime
) -> MonthReport:
    enter_state(report, state, kind=kind, words=words, by=by, now=now)
    return report


def enter_state(  # noqa: PLR0913 - which report, which state, what was done, why, what else, by whom, when
    report: MonthReport,
    state: MonthState,
    *,
    kind: str,
    words: str = "",
    values: Mapping[str, Any] | None = None,
    by: Actor,
    now: datetime,
) -> None:
    """Move a kept report into a state: event, version and row in one go.

    Raises: Stale: somebody else moved it meanwhile.
    """
    said = {name: (values or {}).get(name, getattr(report, name)) for name in mapping.FIELDS}
    told = {name: value for name, value in said.items() if value not in (None, "")}
    frm, to = {"state": report.state}, {"state": state, "month": report.month.label, **told}
    event = record_event(
        kind, object_kind=PROJECT, object_id=report.project_id, by=by, at=now, frm=frm, to=to, why=words
    )
    MonthFact.objects.create(
        project_id=report.project_id,
        report=report,
        version=report.version + 1,
        state=state,
        said={name: str(value) for name, value in told.items()},
        words=words,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        event_seq=event.seq,
    )
    columns = {"state": state, "version": report.version + 1, "words": words, "moved_at": now, **(values or {})}
    if not MonthReport.objects.write_if(
        report, stands={"version": report.version, "state": report.state}, values=columns
    ):
        raise Stale(_STALE)
    for name, value in columns.items():
        setattr(report, name, value)
