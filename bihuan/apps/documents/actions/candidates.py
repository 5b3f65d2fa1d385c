"""Deciding on candidates: reject, reopen, edit, split, merge; who looked at which words stays on record (核定条目)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from bihuan.apps.documents import models, queries
from bihuan.apps.documents.mapping import places
from bihuan.apps.units import actions as units_actions
from bihuan.apps.units import queries as units
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal, Stale

OPEN, REJECTED, MERGED, SPLIT = models.State.OPEN, models.State.REJECTED, models.State.MERGED, models.State.SPLIT
ADJACENT = 3
WORDING = {"text": "条目内容", "owners": "文中责任单位", "deadline": "文中时限"}


class AlreadyDecided(Stale):
    """Someone else decided on the candidate or changed it since it was shown."""


def check_right(by: Actor) -> None:
    """Refuse who may not decide on candidates."""
    if not units.may(by.viewer, "candidate.decide"):
        raise Forbidden("您的岗位没有核定条目的权限。核定由督查室办理。")


@transaction.atomic
def decide(
    versions: Mapping[int, int], decision: str, *, by: Actor, now: datetime, why: str = "", form_key: str = ""
) -> list[models.Candidate]:
    """Reject candidates that were looked at, all or none (舍弃).

    Args: versions: id -> version as it was shown. decision: "reject" or "reopen".
    Raises: AlreadyDecided: one of them is no longer as it was shown.
    """
    check_right(by)
    acts = {"reject": (OPEN, REJECTED), "reopen": (REJECTED, OPEN)}
    if decision not in acts:
        raise Refusal("没有这种办理方式。")
    rows = list(queries.candidates(by.viewer, versions))
    if len(rows) != len(versions):
        raise queries.NoCandidate
    if seen(rows, form_key=form_key, act=decision, now=now):
        return rows
    frm, to = acts[decision]
    return [_change(row, versions[row.pk], frm=frm, to=to, why=why, by=by, now=now, kind=decision) for row in rows]


def reopen(candidate_id: int, *, version: int, by: Actor, now: datetime) -> models.Candidate:
    """Take a rejection back (恢复)."""
    return decide({candidate_id: version}, "reopen", by=by, now=now)[0]


@transaction.atomic
def edit(  # noqa: PLR0913 - the fields of the form, and who and when
    candidate_id: int,
    *,
    version: int,
    text: str,
    owners: str,
    deadline: str,
    by: Actor,
    now: datetime,
    form_key: str = "",
) -> models.Candidate:
    """Change a candidate's wording, units and day for the ledger; its quote stays as it stands in the text (修改)."""
    check_right(by)
    row = queries.candidate(by.viewer, candidate_id)
    if seen([row], form_key=form_key, act="edit", now=now):
        return row
    values = {"text": text.strip(), "owners": owners.strip(), "deadline": deadline.strip()}
    if not values["text"]:
        raise Refusal("条目内容不能为空。")
    before = {name: getattr(row, name) for name in values}
    changed = {name: value for name, value in values.items() if before[name] != value}
    update(row, version, frm=OPEN, mine=_worded(values), values=values)
    record("candidate.edited", row, by=by, now=now, frm={name: before[name] for name in changed}, to=changed)
    return row


@transaction.atomic
def split(
    candidate_id: int, parts: Sequence[str], *, version: int, by: Actor, now: datetime, form_key: str = ""
) -> list[models.Candidate]:
    """Split a candidate into several, each open; each keeps its words in the text where they stand (拆分)."""
    check_right(by)
    row = queries.candidate(by.viewer, candidate_id)
    if seen([row], form_key=form_key, act="split", now=now):
        return list(row.children.all())
    wanted = [part.strip() for part in parts if part.strip()]
    if len(wanted) < 2:
        raise Refusal("请把内容分成两行以上，每行成为一个条目。")
    values = {"state": SPLIT, "decided_at": now, "decided_by_name": by.viewer.name}
    update(row, version, frm=OPEN, mine={"拆分为": "\n".join(wanted)}, values=values)
    number = row.document.candidates.aggregate(last=Max("number"))["last"]
    rows = [_part(row, part, number + place) for place, part in enumerate(wanted, start=1)]
    made = models.Candidate.objects.bulk_create(rows)
    record("candidate.split", row, by=by, now=now, to={"条目": [f"{each.number}. {each.text}" for each in made]})
    return made


def _part(row: models.Candidate, text: str, number: int) -> models.Candidate:
    """One part, on its own words where they stand in the quote, else on the whole quote."""
    words = text.rstrip("。；;，,")
    within = row.quote.find(words)
    start, end = (row.start + within, row.start + within + len(words)) if within >= 0 else (row.start, row.end)
    quote = words if within >= 0 else row.quote
    values = {name: getattr(row, name) for name in ("document", "reading", "kind", "section", "owners", "deadline")}
    figures = [each for each in row.figures if str(each.get("value")) in words]
    return models.Candidate(
        **values,
        number=number,
        quote=quote,
        quote_digest=places.quote_digest(quote),
        start=start,
        end=end,
        text=text,
        figures=figures,
        parent=row,
        is_broken=row.is_broken,
    )


@transaction.atomic
def merge(
    first_id: int, second_id: int, *, versions: tuple[int, int], by: Actor, now: datetime, form_key: str = ""
) -> models.Candidate:
    """Merge the second candidate into the first, which stays open with both wordings (合并)."""
    check_right(by)
    first, second = queries.candidate(by.viewer, first_id), queries.candidate(by.viewer, second_id)
    if first.document_id != second.document_id or first.pk == second.pk:
        raise Refusal("只能合并同一文件中的两个条目。")
    if seen([first, second], form_key=form_key, act="merge", now=now):
        return first
    joined = f"{first.text.rstrip('。；;')}；{second.text}"
    decided = {"state": MERGED, "parent": first, "decided_at": now, "decided_by_name": by.viewer.name}
    update(second, versions[1], frm=OPEN, mine={"并入": second.text}, values=decided)
    update(first, versions[0], frm=OPEN, mine={"条目内容": joined}, values={"text": joined, **_both(first, second)})
    to = {"条目": first.text, "并入": f"{second.number}. {second.text}"}
    record("candidate.merged", first, by=by, now=now, to=to, beside=[second])
    return first


def _both(first: models.Candidate, second: models.Candidate) -> dict[str, Any]:
    """What the merged candidate takes over: units, figures, and one quote over both where they stand side by side."""
    owners = [each for each in dict.fromkeys([*first.owners.split("、"), *second.owners.split("、")]) if each]
    values: dict[str, Any] = {"owners": "、".join(owners)[:300], "deadline": first.deadline or second.deadline}
    values["figures"] = [*first.figures, *second.figures]
    if not (first.is_broken or second.is_broken) and 0 <= second.start - first.end <= ADJACENT:
        quote = first.reading.body[first.start : second.end]
        values |= {"quote": quote, "quote_digest": places.quote_digest(quote), "end": second.end}
    return values


def _change(  # noqa: PLR0913 - one row's step, and the sides of its event
    row: models.Candidate, version: int, *, frm: str, to: str, why: str, by: Actor, now: datetime, kind: str
) -> models.Candidate:
    decided = {"decided_at": now, "decided_by_name": by.viewer.name} if to != OPEN else {"decided_at": None}
    before = models.State(row.state).label
    update(
        row,
        version,
        frm=frm,
        mine={"核定": models.State(to).label, "理由": why},
        values={"state": to, "why": why, **decided},
    )
    word = {"reject": "candidate.rejected", "reopen": "candidate.reopened"}[kind]
    record(word, row, by=by, now=now, frm={"状态": before}, to={"状态": models.State(to).label}, why=why)
    return row


def _worded(values: Mapping[str, Any]) -> dict[str, str]:
    """The wording of a candidate under the labels of its form."""
    return {label: values[name] or "暂无" for name, label in WORDING.items() if name in values}


def update(
    row: models.Candidate, version: int, *, frm: str, mine: Mapping[str, str], values: Mapping[str, Any]
) -> None:
    """Write a candidate that is still as it was shown; the row in hand follows.

    Raises: AlreadyDecided: with what the other person made of it, and what this person typed.
    """
    rows = row.document.candidates.filter(pk=row.pk, version=version, state=frm)
    if not rows.update(**values, version=F("version") + 1):
        theirs = {"状态": models.State(row.state).label, "核定人": row.decided_by_name or "暂无", **_worded(vars(row))}
        raise AlreadyDecided(theirs=theirs, mine={label: value or "（空）" for label, value in mine.items()})
    for name, value in values.items():
        setattr(row, name, value)
    row.version = version + 1


def record(  # noqa: PLR0913 - the sides of an event
    kind: str,
    row: models.Candidate,
    *,
    by: Actor,
    now: datetime,
    frm: Mapping[str, object] | None = None,
    to: Mapping[str, object] | None = None,
    why: str = "",
    beside: Sequence[models.Candidate] = (),
) -> None:
    """Leave the event of a decision, naming the words that were looked at by digest and place."""
    evidence = [looked_at(each) for each in (row, *beside)]
    units_actions.record_event(
        kind,
        object_kind="candidate",
        object_id=row.pk,
        by=by,
        at=now,
        frm=frm,
        to=to,
        why=why,
        evidence=evidence,
    )


def looked_at(row: models.Candidate) -> str:
    """A candidate's words as evidence: whose, where in which reading, and their digest."""
    return f"candidate:{row.pk} document:{row.document_id} {row.start}-{row.end} sha256:{row.quote_digest}"


def seen(rows: Sequence[models.Candidate], *, form_key: str, act: str, now: datetime) -> bool:
    """Whether this very form was answered before; notes it otherwise. Another copy sent meanwhile waits here."""
    if not form_key or not rows:
        return False
    ids = [row.pk for row in rows]
    note = {"act": act, "candidates": ids, "at": now}
    _, is_new = rows[0].document.decisions.get_or_create(form_key=form_key, defaults=note)
    return not is_new
