"""One move made in memory: judged by the loop, followed by its effects, told to the log (办理一步)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bihuan.apps.documents import actions as documents
from bihuan.apps.work import mapping, queries
from bihuan.apps.work.actions import effects
from bihuan.apps.work.actions.doing import Doing
from bihuan.apps.work.actions.dossier import Dossier
from bihuan.apps.work.actions.writing import Writing
from bihuan.apps.work.models import Item, StateFact
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal, Stale
from bihuan.engine.calendar import Calendar, local_day
from bihuan.engine.loop import Kind, Move, MoveRefused, Standing, Step, answer_facts, ask_word, missing, step
from bihuan.engine.values import Finding

OPENS_SOURCE = {"set_lead", "add_units"}
"""Effects after which other units have work from the item's document."""
HANDED_IN = ("reviewing", "with_leader", "writing_off", "looking_back")
"""Stages in which the lead unit has handed in."""


class NotAllowed(Refusal):
    """The loop refuses the move to this person or in this state; the refusal is in the event log."""

    def __init__(self, sentence: str, *, status: int) -> None:
        super().__init__(sentence)
        self.status = status


class WhoseUnit(Refusal):
    """The office acts on a unit's paper and does not say on whose."""


class Incomplete(Refusal):
    """The form lacks answers; each finding names the field and what to do."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("".join(finding.sentence for finding in findings))
        self.findings = findings


def make_move(  # noqa: PLR0913 - the sides of move_item
    writing: Writing,
    item_id: int,
    code: str,
    *,
    version: int,
    answers: Mapping[str, Any],
    by: Actor,
    now: datetime,
    key: str = "",
) -> Item:
    """Make one move with all that follows from it; its rows wait in `writing`."""
    dossier = writing.dossier(item_id, by.viewer)
    item, kind = dossier.item, dossier.kind
    if is_same_form(item, key, by):
        return item
    if item.version != version:
        raise stale(item, answers)
    calendar = writing.book(local_day(now)).calendar
    standing = _standing(dossier, answers, by=by, now=now, calendar=calendar)
    made = _step(writing, dossier, standing, code, by=by, now=now)
    move = kind.move_by_code[code]
    if findings := missing(kind, move, answers):
        raise Incomplete(findings)
    acting = queries.acting(move, standing.parties)
    assert acting is not None, "the loop made the step, so the person has a right to it"
    by = _signed(by, dossier, acting, move, answers)
    writing.is_broken = True
    _take(dossier, made, party=acting.party, by=by, now=now, key=key)
    doing = Doing(writing, dossier, move, made.to, made.effects, answers, by, now, calendar, why=mapping.why(answers))
    _do(doing, made)
    _dispatch_children(doing)
    writing.is_broken = False
    return item


def is_same_form(item: Item, key: str, by: Actor) -> bool:
    """Whether this person's last move was this very form: sent twice, it is one move."""
    return bool(key) and item.last_key == key and item.last_mover_id == by.viewer.person_id


def stale(item: Item, answers: Mapping[str, Any]) -> Stale:
    """Someone else was faster: what stands now beside what was typed (两方内容)."""
    kind = queries.kind_of(item)
    theirs = {
        "现状态": kind.state_by_code[item.state].word,
        "牵头单位": item.lead_name or "暂无",
        "办理时限": str(item.due_on or "暂无"),
        "最近办理人": item.last_mover.name if item.last_mover else "系统",
    }
    words = {code: str(value) for code, value in answers.items() if value not in (None, "", (), [])}
    mine = {_word(kind, code): value for code, value in words.items() if code not in ("evidence", "paper")}
    return Stale(theirs=theirs, mine=mine)


def _word(kind: Kind, code: str) -> str:
    try:
        return ask_word(kind, code)
    except KeyError:
        return {"problems": "存在问题", "next_steps": "下步措施", "percent": "进度"}.get(code, "其他")


def _standing(
    dossier: Dossier, answers: Mapping[str, Any], *, by: Actor, now: datetime, calendar: Calendar
) -> Standing:
    standing = mapping.to_standing(
        dossier.item,
        parties=dossier.parties,
        counts=dossier.counts,
        viewer=by.viewer,
        kind=dossier.kind,
        calendar=calendar,
        now=now,
    )
    return with_answers(standing, answers, dossier.item.due_on, dossier.kind)


def with_answers(standing: Standing, answers: Mapping[str, Any], due_on: date | None, kind: Kind) -> Standing:
    """What the form says counts as a fact too, a kind's own columns included."""
    own = {each.code: answers[each.code] for each in kind.columns if answers.get(each.code) not in (None, "")}
    facts = {**standing.facts, **answer_facts(answers, due_on=due_on), **own}
    return replace(standing, facts=facts)


def _step(writing: Writing, dossier: Dossier, standing: Standing, code: str, *, by: Actor, now: datetime) -> Step:
    """The loop's step; what it refuses goes into the event log with its sentence.

    The answer is 403 where the person has no right at all to the move, else 422.
    """
    try:
        return step(dossier.kind, standing, code)
    except MoveRefused as refused:
        frm, to, why = {"state": dossier.item.state}, {"move": code}, refused.sentence
        writing.record("work.moved", item=dossier.item, by=by, at=now, frm=frm, to=to, why=why, result="refused")
        move = dossier.kind.move_by_code.get(code)
        status = 403 if move and queries.acting(move, standing.parties) is None else 422
        raise NotAllowed(refused.sentence, status=status) from refused


def _signed(by: Actor, dossier: Dossier, acting: queries.Acting, move: Move, answers: Mapping[str, Any]) -> Actor:
    """The actor with the unit's name where the office acts on that unit's paper.

    Raises: WhoseUnit: several units might have sent the paper, and the form does not say which.
    """
    if not acting.on_paper:
        return by
    asked = answers.get("for_unit")
    parties = [party for party in queries.paper_parties(move, dossier.parties) if asked in (None, party.unit_id)]
    if len({party.unit_id for party in parties}) > 1 or (asked and not parties):
        raise WhoseUnit("请选择纸质件是哪个单位的。")
    return replace(by, on_paper_for=parties[0].unit_name if parties else dossier.item.lead_name)


def _take(dossier: Dossier, made: Step, *, party: str, by: Actor, now: datetime, key: str) -> None:
    """Take the item out of the state and version that were seen; when written, of several only one gets it."""
    dossier.set(version=dossier.item.version + 1, last_key=key, last_mover_id=by.viewer.person_id)
    if made.to != made.frm:
        dossier.set(state=made.to, started_by=party, moved_at=now, opened_at=None)


def _do(doing: Doing, made: Step) -> None:
    effects.apply(doing)
    _mark_handed_in(doing)
    if made.to != made.frm:
        _keep_state(doing, made)
    _open_source(doing)
    _record_done(doing, made)
    facts = {"item": doing.item, "move": doing.move.code, "frm": made.frm, "to": made.to, "why": doing.why}
    facts |= {"kind": doing.kind, "slip": doing.answers.get("slip", "")}
    doing.writing.announce(**facts, by=doing.by, now=doing.now)


def _keep_state(doing: Doing, made: Step) -> None:
    """The state is known from now on; a parent in hand knows how many of its parts are open."""
    by_id, done_on = doing.by.viewer.person_id, doing.item.done_on
    row = StateFact(item=doing.item, state=made.to, at=doing.now, move=doing.move.code, done_on=done_on, by_id=by_id)
    doing.keep(row)
    if parent := doing.writing.known(doing.item.parent_id):
        parent.open_children += (made.frm in queries.ENDED) - (made.to in queries.ENDED)


def _mark_handed_in(doing: Doing) -> None:
    """The day on which the lead unit handed in stands until the item is sent back to work (完成日期)."""
    stage = doing.kind.state_by_code[doing.to].stage
    if stage in HANDED_IN:
        doing.change(done_on=doing.item.done_on or doing.today)
    elif stage != "ended":
        doing.change(done_on=None)


def _open_source(doing: Doing) -> None:
    """Units that get work from a document may read it (知悉范围)."""
    if doing.item.source_document_id and OPENS_SOURCE & set(doing.effects):
        parties = [party.unit_id for party in doing.dossier.parties]
        documents.open_to(doing.item.source_document_id, parties, now=doing.now)


def _record_done(doing: Doing, made: Step) -> None:
    doing.writing.record(
        "work.moved",
        item=doing.item,
        by=doing.by,
        at=doing.now,
        frm={"state": made.frm, **doing.before},
        to={"move": doing.move.code, "state": made.to, **_told(doing), **doing.after},
        why=doing.why,
        evidence=mapping.evidence_places(doing.answers),
    )


def _told(doing: Doing) -> dict[str, object]:
    """Answers that no column keeps but the log should: a suggested unit, the asked day."""
    kept = ("suggested_unit", "new_due_on", "review_on", "satisfied", "consent", "slip")
    return {name: doing.answers[name] for name in kept if doing.answers.get(name) not in (None, "")}


def _dispatch_children(doing: Doing) -> None:
    """A sub-item with unit and day goes out at once where this person may dispatch it; else it waits, registered."""
    for child in doing.children:
        item = child.item
        answers = {"unit": item.lead_unit_id, "due_on": item.due_on}
        if None not in answers.values() and _may(child, "dispatch", answers, doing=doing):
            make_move(
                doing.writing,
                item.pk,
                "dispatch",
                version=item.version,
                answers=answers,
                by=doing.by,
                now=doing.now,
            )


def _may(dossier: Dossier, code: str, answers: Mapping[str, Any], *, doing: Doing) -> bool:
    try:
        step(dossier.kind, _standing(dossier, answers, by=doing.by, now=doing.now, calendar=doing.calendar), code)
    except MoveRefused:
        return False
    return True
