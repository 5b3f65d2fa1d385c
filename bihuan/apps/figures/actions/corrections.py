"""Correcting a held figure: the unit asks, the office above decides, a new version follows (更正)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse

from bihuan.apps.figures import mapping, queries
from bihuan.apps.figures.actions.moves import REPORTERS
from bihuan.apps.figures.actions.sheets import BadSheet
from bihuan.apps.figures.models import Correction, Observation, SheetState
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.files import Kept
from bihuan.base.refusals import Forbidden, Refusal, Stale
from bihuan.base.registries import TOLD, announce

CORRECTION = "figures.correction"
OWN = "这项更正是您本人申请的，须由另一人审核。"


class BadCorrection(Refusal):
    """A correction cannot be asked for as it is; the sentence says why and what to do."""


def ask_correction(
    observation_id: int,
    said: Mapping[str, str],
    *,
    reason: str,
    paper: Kept | None = None,
    by: Actor,
    now: datetime,
) -> Correction:
    """The reporting unit says what a held figure must be, why and on what paper (申请更正).

    Raises: BadSheet: the number cannot be read. BadCorrection: nothing changes, no reason, or one waits already.
    """
    rights.require(by.viewer, "figure.report")
    row = _figure(observation_id, by)
    book = queries.book(by.viewer.on)
    entered, findings = mapping.read_entry(said, book.indicators[row.indicator], words=book.words)
    if findings:
        raise BadSheet("；".join(map(str, findings)), {"": findings})
    if not reason.strip():
        raise BadCorrection("请写明更正的理由。")
    if entered.is_empty:
        raise BadCorrection("请填写更正后的数。")
    if (entered.level, entered.growth) == (row.level, row.growth):
        raise BadCorrection("更正后的数和原来一样，不用申请。")
    try:
        return _keep(row, entered, reason=reason.strip()[:500], paper=paper, by=by, now=now)
    except IntegrityError as twice:
        raise BadCorrection("这个数已有一项更正在等审核，请等审核后再申请。") from twice


def may_correct(row: Observation | None, by: Actor) -> bool:
    """Whether this person may ask for a correction of a figure that stands (可否申请更正)."""
    if row is None or row.reporter_id is None or not rights.may(by.viewer, "figure.report"):
        return False
    is_open = row.sheet is not None and (row.sheet.is_open or row.sheet.state == SheetState.SUBMITTED)
    return not is_open and bool(by.viewer.roles_in([row.reporter_id]) & REPORTERS)


def require_own_figure(row: Observation, by: Actor) -> None:
    """Refuse whoever does not report the figure."""
    if not by.viewer.roles_in([row.reporter_id or 0]) & REPORTERS:
        raise Forbidden(f"这个数由“{row.reporter_name or '系统'}”填报，更正也由它申请。")


def _figure(observation_id: int, by: Actor) -> Observation:
    """The version that is to be replaced: the newest of its state, reported by one's own unit."""
    row = Observation.objects.visible_to(by.viewer).filter(pk=observation_id).first()
    if row is None:
        raise Http404
    require_own_figure(row, by)
    newest = queries.versions(by.viewer, unit_id=row.unit_id, indicator=row.indicator, month=row.month)
    if any(each.state == row.state and each.version > row.version for each in newest):
        raise Stale("这个数已有更新的版本，请刷新后再申请。")
    if row.sheet is not None and not row.sheet.is_closed:
        raise BadCorrection("这张月报还没有审核，撤回后直接改就可以，不用申请更正。")
    return row


@transaction.atomic
def _keep(
    row: Observation, entered: mapping.Entered, *, reason: str, paper: Kept | None, by: Actor, now: datetime
) -> Correction:
    kept = Correction(
        unit_id=row.unit_id,
        indicator=row.indicator,
        month=row.month,
        figure_state=row.state,
        replaces=row.pk,
        reason=reason,
        path=paper.path if paper else "",
        digest=paper.sha256 if paper else "",
        name=paper.name if paper else "",
        reporter=row.reporter,
        reporter_name=row.reporter_name,
        asked_at=now,
        asked_by_id=by.viewer.person_id or 0,
        asked_by_name=by.viewer.name,
    )
    kept.level, kept.growth = entered.level, entered.growth
    kept.save(force_insert=True)
    _record("figures.correction_asked", kept, by=by, now=now, why=reason)
    return kept


def decide_correction(correction_id: int, *, allow: bool, words: str = "", by: Actor, now: datetime) -> Correction:
    """Allow or refuse what a unit asked for; allowed, it is the next version of the figure (审核更正).

    There is no field for another number than the unit's own.
    """
    rights.require(by.viewer, "figure.review")
    row = Correction.objects.visible_to(by.viewer).filter(pk=correction_id).first()
    if row is None:
        raise Http404
    if row.state != Correction.State.ASKED:
        raise Stale(f"这项更正{row.get_state_display()}，请刷新。")
    if row.asked_by_id == by.viewer.person_id:
        raise Forbidden(OWN)
    if not allow and not words.strip():
        raise Refusal("不同意更正的，请写明理由。")
    return _decide(row, allow=allow, words=words.strip()[:500], by=by, now=now)


@transaction.atomic
def _decide(row: Correction, *, allow: bool, words: str, by: Actor, now: datetime) -> Correction:
    values = {
        "state": Correction.State.ALLOWED if allow else Correction.State.REFUSED,
        "words": words,
        "decided_at": now,
        "decided_by_id": by.viewer.person_id,
        "decided_by_name": by.viewer.name,
    }
    if not Correction.objects.write_if(row, stands={"state": row.state}, values=values):
        raise Stale("这项更正刚被他人审核过，请刷新。")
    for name, value in values.items():
        setattr(row, name, value)
    kind = "figures.corrected" if allow else "figures.correction_refused"
    seq = _record(kind, row, by=by, now=now, why=row.reason if allow else words)
    if allow:
        _next_version(row, seq=seq, now=now)
    _tell_asker(kind, row, on=by.viewer.on, now=now)
    return row


def _tell_asker(kind: str, row: Correction, *, on: date, now: datetime) -> None:
    """Whoever asked finds the answer in the inbox."""
    name = queries.book(on).label(row.indicator)
    page = reverse("figures:cell", args=[row.unit_id, row.indicator, row.month])
    about = {"object_kind": CORRECTION, "object_id": row.pk, "url": page}
    said = {"title": f"{row.month.label}{name}", "text": f"{row.get_state_display()}。{row.words}".rstrip("。") + "。"}
    announce(TOLD, rule=kind, **about, **said, person_ids=[row.asked_by_id], now=now)


def _next_version(row: Correction, *, seq: int, now: datetime) -> None:
    before = queries.replaced(row.replaces or 0, on=now.date())
    book = queries.book(now.date())
    stands = queries.last_versions(
        on=now.date(), months=[row.month], unit_ids=[row.unit_id], indicators=[row.indicator]
    )
    last = stands[row.unit_id, row.indicator, row.month, row.figure_state]
    mapping.to_observation(
        mapping.Entered(row.level, row.growth),
        book.indicators[row.indicator],
        unit_id=row.unit_id,
        month=row.month,
        state=row.figure_state,
        version=last + 1,
        released_on=before.released_on,
        source=before.source,
        reporter_id=row.reporter_id,
        reporter_name=row.reporter_name,
        sheet_id=before.sheet_id,
        correction=row,
        reason=row.reason,
        at=now,
        by_id=row.asked_by_id,
        by_name=row.asked_by_name,
        event_seq=seq,
    ).save(force_insert=True)


def _record(kind: str, row: Correction, *, by: Actor, now: datetime, why: str) -> int:
    before = queries.replaced(row.replaces or 0, on=now.date())
    told = {
        "level": str(row.level or ""),
        "growth": str(row.growth or ""),
        "indicator": row.indicator,
        "month": row.month.label,
    }
    event = record_event(
        kind,
        object_kind=CORRECTION,
        object_id=row.pk,
        by=by,
        at=now,
        frm={"level": str(before.level or ""), "growth": str(before.growth or "")},
        to=told,
        why=why,
        evidence=[row.digest] if row.digest else [],
    )
    return event.seq
