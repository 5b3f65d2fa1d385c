"""Rows of a new item: the item, its units, its nodes, what is known of its day (拟办)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bihuan.apps.work import mapping
from bihuan.apps.work.actions.dossier import Dossier
from bihuan.apps.work.actions.effects.clock import due_fact
from bihuan.apps.work.actions.effects.records import node_fact
from bihuan.apps.work.actions.writing import Writing
from bihuan.apps.work.mapping import NewItem, SourceQuote
from bihuan.apps.work.models import Item, Milestone, Party, StateFact
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal
from bihuan.engine.calendar import local_day
from bihuan.engine.loop import START, Kind


class BadItem(Refusal):
    """What was said of a new item cannot be kept; the sentence says which and what to do."""


def draft(writing: Writing, new: NewItem, *, by: Actor, now: datetime, key: str = "") -> Dossier:
    """Draft an item with its units and nodes, and the event."""
    today = local_day(now)
    kind, version = writing.kind_on(new.kind, today)
    _check(new, kind)
    new = _with_kind_parties(new, kind, by)
    due = mapping.set_by_hand(new.due_on, because="立项时拟定。") if new.due_on else None
    item = Item(
        **_said(new),
        **_quote_columns(new.quote),
        year=new.year or today.year,
        kind_version=version,
        state=START,
        form_key=key or None,
        registrar_unit_id=_own_unit(new, by),
        lead_name=writing.directory.name_on(new.lead_unit_id, today) if new.lead_unit_id else "",
        due_on=due.on if due else None,
        due_at=due.at if due else None,
        due_because=due.because if due else "",
        moved_at=now,
        created_at=now,
        created_by_id=by.viewer.person_id,
        last_mover_id=by.viewer.person_id,
        started_by="registrar",
    )
    item.sponsor_name = writing.sponsor_name(item)
    dossier = writing.add(item, kind=kind)
    dossier.parties = _parties(writing, item, new, now=now)
    dossier.nodes = _nodes(writing, item, new, now=now)
    if due:
        writing.keep(due_fact(item, known_at=now))
    writing.keep(StateFact(item=item, state=START, at=now, move="draft", by_id=by.viewer.person_id))
    writing.record("work.drafted", item=item, by=by, at=now, to=_facts(item))
    return dossier


def register_child(writing: Writing, child: Dossier, *, by: Actor, now: datetime, why: str) -> None:
    """A sub-item is registered as it is made: its parent was (立项)."""
    item = child.item
    child.set(number=writing.next_number(item.year), registered_at=now, state="registered")
    writing.keep(StateFact(item=item, state="registered", at=now, move="register", by_id=by.viewer.person_id))
    told = {"move": "register", "state": "registered", "number": item.number}
    writing.record("work.moved", item=item, by=by, at=now, frm={"state": START}, to=told, why=why)


def _check(new: NewItem, kind: Kind) -> None:
    if not new.title.strip():
        raise BadItem("请填写“标题”。")
    check_columns(new.extra, kind)


def check_columns(extra: Mapping[str, Any], kind: Kind) -> None:
    """What is said in a kind's own columns can be kept.

    Raises: BadItem: a column is unknown, empty though required, or holds none of its choices.
    """
    known = {column.code for column in kind.columns}
    for code in extra:
        if code not in known:
            raise BadItem(f"“{kind.name}”没有“{code}”这一栏目，请核对台账规则。")
    for column in kind.columns:
        value = extra.get(column.code)
        if column.is_required and value in (None, ""):
            raise BadItem(f"请填写“{column.word}”，“{kind.name}”不能缺少此项。")
        if column.choices and value not in (None, "", *column.choices):
            raise BadItem(f"“{column.word}”只能是{'、'.join(column.choices)}。")


def _with_kind_parties(new: NewItem, kind: Kind, by: Actor) -> NewItem:
    """Who finds or asks is the unit that registers, where the kind knows such a party and nobody else is named."""
    own = _own_unit(new, by)
    return replace(
        new,
        finder_unit_id=new.finder_unit_id or (own if "finder" in kind.parties else None),
        asker_unit_id=new.asker_unit_id or (own if "asker" in kind.parties else None),
    )


def _own_unit(new: NewItem, by: Actor) -> int:
    own = new.registrar_unit_id or by.viewer.unit_id
    if own is None:
        raise BadItem("您没有任职单位，不能立项；请先由安全管理员授予岗位。")
    return own


def _said(new: NewItem) -> dict[str, Any]:
    return {
        "ledger_kind": new.kind,
        "title": new.title.strip(),
        "requirement": new.requirement,
        "target": new.target,
        "category": new.category,
        "grade": new.grade,
        "note": new.note,
        "source_kind": new.source_kind,
        "source_text": new.source_text,
        "candidate_id": new.candidate_id,
        "sponsor_leader_id": new.sponsor_leader_id,
        "responsible_leader": new.responsible_leader,
        "liaison": new.liaison,
        "lead_unit_id": new.lead_unit_id,
        "finder_unit_id": new.finder_unit_id,
        "parent_id": new.parent_id,
        "campaign_id": new.campaign_id,
        "extra": dict(new.extra),
    }


def _quote_columns(quote: SourceQuote | None) -> dict[str, Any]:
    """The way back, with the digest of the quoted words: a changed text is then noticed."""
    if quote is None:
        return {}
    return {
        "source_document_id": quote.document_id,
        "source_digest": quote.digest,
        "source_start": quote.start,
        "source_end": quote.end,
        "source_quote": quote.text,
        "source_quote_digest": quote_digest(quote.text),
    }


def quote_digest(text: str) -> str:
    """Digest of quoted words."""
    return hashlib.sha256(text.encode()).hexdigest()


def _parties(writing: Writing, item: Item, new: NewItem, *, now: datetime) -> list[Party]:
    wanted = [(Party.Role.LEAD, new.lead_unit_id), (Party.Role.FINDER, new.finder_unit_id)]
    wanted += [(Party.Role.ASKER, new.asker_unit_id)]
    wanted += [(Party.Role.RESPONSIBLE, unit_id) for unit_id in new.responsible_unit_ids]
    wanted += [(Party.Role.SUPPORT, unit_id) for unit_id in new.support_unit_ids]
    standing = [(role, unit_id) for role, unit_id in dict.fromkeys(wanted) if unit_id is not None]
    writing.directory.learn(unit_id for _, unit_id in standing)
    today = local_day(now)
    return [
        writing.keep(
            Party(
                item=item,
                unit_id=unit_id,
                unit_name=writing.directory.name_on(unit_id, today),
                role=role,
                from_at=now,
            )
        )
        for role, unit_id in standing
        if role not in (Party.Role.RESPONSIBLE, Party.Role.SUPPORT) or unit_id != new.lead_unit_id
    ]


def _nodes(writing: Writing, item: Item, new: NewItem, *, now: datetime) -> list[Milestone]:
    nodes = [
        Milestone(item=item, name=plan.name, due_on=plan.due_on, target=plan.target, order=order)
        for order, plan in enumerate(new.nodes)
    ]
    writing.add_nodes(nodes)
    for node in nodes:
        writing.keep(node_fact(node, known_at=now))
    return nodes


def _facts(item: Item) -> dict[str, object]:
    facts = {
        "state": item.state,
        "title": item.title,
        "lead_name": item.lead_name,
        "due_on": item.due_on,
        "source_digest": item.source_digest,
        "source_span": f"{item.source_start}-{item.source_end}" if item.source_digest else "",
    }
    return {name: value for name, value in facts.items() if value not in (None, "")}
