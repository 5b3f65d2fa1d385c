"""Every state x move x person of the hand-written pages, through the one door (A28)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.http import Http404

from bihuan.apps.units.queries import timeline
from bihuan.apps.work import actions
from bihuan.apps.work.models import Item
from bihuan.base.refusals import Refusal
from tests.spec.loop_pages import Line, lines_of
from tests.support.builders import NOW, actor
from tests.support.cast import Cast
from tests.support.items import DUE_ON, kept, new_item

KINDS = {
    "key_task": {},
    "instruction": {"instruction_text": "抓紧办理。", "instructed_on": "2026-03-01"},
    "rectification": {"inspection_batch": "第一批", "problem_class": "项目", "problem": "进度滞后"},
    "joint_matter": {},
    "enterprise_demand": {"enterprise": "某制造公司", "demand_class": "用工"},
    "chain_task": {"chain": "装备制造", "chain_way": "补链"},
    "livelihood": {"scale": "改造46个小区", "year_money": 3200},
    "meeting_decision": {"meeting": "10月调度会", "met_on": "2026-03-01", "decision": "月底前开工。"},
    "factor_need": {"project": "智能传感器生产线项目", "factor": "用地"},
}
ASKED_BY_TOWN = ("joint_matter", "enterprise_demand", "factor_need")
PERSONS = (
    *("lead_clerk", "lead_liaison", "lead_head", "support_clerk", "support_head", "town_clerk", "town_head"),
    *("supervisor", "leader", "proxy", "statistician", "stranger_head"),
)
LATER = NOW + timedelta(hours=1)
ANSWERS: dict[str, Any] = {
    "nodes": [actions.NodePlan("年中", date(2026, 4, 1))],
    "due_on": DUE_ON,
    "new_due_on": date(2026, 6, 30),
    "review_on": date(2026, 4, 1),
    "consent": True,
    "satisfied": True,
    "image_progress": "主体封顶",
    "invested": 2100,
    "public_score": 96,
    "outcome": "全部落实",
    "granted": 20,
}


def stands_as(cast: Cast, kind: str) -> dict[str, set[str]]:
    """What each person of the cast is to the item, as this test arranges it."""
    lead = {"lead", "answerer"} if kind == "joint_matter" else {"lead"}
    office = {"registrar:supervision"} | ({"finder:supervision"} if kind == "rectification" else set())
    town = {"registrar", "asker"} if kind in ASKED_BY_TOWN else set()

    def each(parties: set[str], role: str) -> set[str]:
        return {f"{party}:{role}" for party in parties}

    return {
        "lead_clerk": each(lead, "clerk"),
        "lead_liaison": each(lead, "liaison"),
        "lead_head": each(lead, "unit_head"),
        "support_clerk": {"support:clerk"},
        "support_head": {"support:unit_head"},
        "town_clerk": each(town, "clerk"),
        "town_head": each(town, "unit_head"),
        "supervisor": office,
        "leader": {"instructor:leader"},
        "proxy": {"instructor:leader_proxy"},
        "statistician": set(),
        "stranger_head": set(),
    }


def arrange(cast: Cast, kind: str) -> Item:
    """An item with everything in order but the state."""
    by, said = (cast.town_head, {}) if kind in ASKED_BY_TOWN else (cast.supervisor, {})
    if kind in ("instruction", "chain_task"):
        said = {"sponsor_leader_id": cast.leader.pk}
    item = actions.register(new_item(cast, kind=kind, extra=KINDS[kind], **said), by=actor(by), now=NOW)
    item.attachments.create(at=NOW, by_name="某人", name="佐证.txt", path="00/" + "0" * 32, digest="0" * 64, size=1)
    return item


def sender(line: Line) -> str:
    """The party that put the item into the state, where only that party may take it back; else nothing."""
    return min(line.by).split(":")[0] if "本方送出" in line.conditions else ""


def may_make(line: Line) -> set[str]:
    """Who may make the move of a line, as the test arranges it."""
    party = sender(line)
    return {who for who in line.by if not party or who.split(":")[0] == party}


def put(item: Item, line: Line) -> Item:
    """The item as the conditions of a line want it, as if sent by the party that may take it back."""
    started = sender(line) or "registrar"
    values: dict[str, Any] = {"state": line.state, "dispatched_at": NOW, "started_by": started, "opened_at": None}
    values |= {"is_satisfied": True, "first_answer_at": None if "未作首次答复" in line.conditions else NOW}
    Item.objects.unscoped("the test arranges the state").filter(pk=item.pk).update(**values)
    item.refresh_from_db()
    return item


def answers(cast: Cast, item: Item, code: str, *, paper: bool) -> dict[str, Any]:
    given = {**ANSWERS, **dict.fromkeys(("reason", "text", "opinion", "result", "remark"), "说明")}
    given |= {"unit": cast.units.lead.pk, "units": [cast.units.town.pk], "evidence": [kept()]}
    given |= {"children": [actions.ChildPlan("子事项", cast.units.lead.pk)]}
    if code in ("transfer", "redispatch"):
        given["unit"] = cast.units.support.pk
    return {**given, "paper": [kept("纸质件.pdf")]} if paper else given


def try_move(cast: Cast, item: Item, line: Line, person: str, *, paper: bool = False) -> str | None:
    """The state after the move, or None where the door refused; nothing is kept."""
    by, said = actor(getattr(cast, person)), answers(cast, item, line.move, paper=paper)
    try:
        with transaction.atomic():
            done = actions.move_item(item.pk, line.move, version=item.version, answers=said, by=by, now=LATER)
            last = timeline("work.item", [item.pk]).last()
            assert (last.kind, last.result) == ("work.moved", "done")
            transaction.set_rollback(True)
            return done.state
    except (Refusal, Http404):
        return None


def expected(line: Line, standings: set[str]) -> str | None:
    return line.to if standings & may_make(line) else None


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_one_who_may_and_one_who_may_not(kind, cast):
    item, standings = arrange(cast, kind), stands_as(cast, kind)

    for line in lines_of(kind):
        put(item, line)
        able = next((each for each in PERSONS if standings[each] & line.by), None)
        unable = next(each for each in reversed(PERSONS[:-1]) if not standings[each] & line.by)
        assert able is None or try_move(cast, item, line, able) == line.to, (line, able)
        assert try_move(cast, item, line, unable) is None, (line, unable)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_on_paper_the_office_makes_what_the_page_allows(kind, cast):
    item, standings = arrange(cast, kind), stands_as(cast, kind)

    for line in lines_of(kind):
        if not standings["supervisor"] & line.by:
            put(item, line)
            made = try_move(cast, item, line, "supervisor", paper=True)
            assert (made is not None) == line.on_paper, line


@pytest.mark.drill
@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_every_move_for_every_person(kind, cast):
    item, standings = arrange(cast, kind), stands_as(cast, kind)

    for line in lines_of(kind):
        put(item, line)
        for person in PERSONS:
            assert try_move(cast, item, line, person) == expected(line, standings[person]), (line, person)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_a_move_that_the_page_does_not_list_is_refused(kind, cast):
    item, listed = arrange(cast, kind), {(line.state, line.move) for line in lines_of(kind)}
    states, moves = sorted({state for state, _ in listed}), sorted({move for _, move in listed})

    for place, state in enumerate(states):
        move = moves[place % len(moves)]
        if (state, move) not in listed:
            line = Line(state, move, "", state, frozenset(), (), on_paper=False)
            put(item, line)
            assert try_move(cast, item, line, "supervisor", paper=True) is None, (state, move)
