"""A batch of moves leaves the same rows and events as the same moves one by one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.http import Http404

from bihuan.apps.units.models import Event
from bihuan.apps.work import actions
from bihuan.apps.work.actions.ahead import Ahead
from bihuan.apps.work.actions.dossier import Overtaken
from bihuan.apps.work.actions.moves import Batch
from bihuan.apps.work.actions.writing import Writing
from bihuan.apps.work.models import Item
from tests.support.builders import NOW, actor, viewer
from tests.support.items import DUE_ON, answers_of, kept, make_item, new_item

LATER = date(2026, 6, 30)
SKIPPED = {"id", "seq", "previous", "digest"}


@dataclass(frozen=True)
class Line:
    """One line of a play: which item, what, who, with which answers; refused where the loop must refuse."""

    item: str
    code: str
    who: str
    answers: dict[str, Any]
    is_refused: bool = False


def play_of(cast: Any) -> Iterator[Line]:
    """Items that go through all that hangs on an item: units, nodes, pauses, extensions, children, rounds, evidence."""
    said = {code: answers_of(code, cast) for code in ("plan", "submit_feedback", "pass_review", "write_off")}
    sent = {"unit": cast.units.lead.pk, "due_on": DUE_ON}
    for name in ("a", "b", "c"):
        yield Line(name, "register", "supervisor", {})
    yield Line("a", "dispatch", "supervisor", {**sent, "units": [cast.units.town.pk]})
    yield Line("b", "dispatch", "supervisor", sent)
    yield Line("a", "sign", "stranger_clerk", {}, is_refused=True)
    yield Line("b", "transfer", "supervisor", {"unit": cast.units.support.pk, "reason": "职责在配合单位"})
    yield Line("b", "sign", "support_clerk", {})
    yield Line("a", "sign", "supervisor", {"paper": [kept("签收单.pdf")]})
    yield Line("a", "plan", "lead_clerk", said["plan"])
    yield Line("a", "suspend", "supervisor", {"reason": "等待批复", "review_on": LATER})
    yield Line("a", "resume", "supervisor", {"text": "已批复"})
    asked = {"reason": "汛期停工", "new_due_on": LATER, "text": "完成一半", "consent": True}
    yield Line("a", "request_extension", "lead_head", asked)
    yield Line("a", "grant_extension", "supervisor", {"new_due_on": LATER})
    nodes = [actions.NodePlan("二季度", LATER), actions.NodePlan("三季度", date(2026, 9, 30))]
    yield Line("b", "plan", "support_clerk", said["plan"])
    yield Line("b", "transfer", "supervisor", {"unit": cast.units.lead.pk, "reason": "仍由原单位办理"})
    yield Line("b", "sign", "lead_clerk", {})
    yield Line("b", "plan", "lead_clerk", {"nodes": nodes})
    report = {"text": "3月完成5家。", "percent": Decimal(25), "nodes_done": "first"}
    yield Line("a", "report_progress", "lead_clerk", report)
    yield Line("a", "report_progress", "lead_clerk", {"text": "4月完成8家。", "percent": Decimal("62.5")})
    yield Line("a", "urge", "supervisor", {"text": "请抓紧。"})
    yield Line("a", "submit_feedback", "lead_head", said["submit_feedback"])
    yield Line("a", "open_review", "supervisor", {})
    yield Line("a", "return_item", "supervisor", {"reason": "佐证不清"})
    yield Line("a", "submit_feedback", "lead_head", said["submit_feedback"])
    yield Line("a", "open_review", "supervisor", {})
    yield Line("a", "pass_review", "second_supervisor", said["pass_review"])
    yield Line("a", "reopen", "second_supervisor", {"reason": "问题反复", "new_due_on": LATER})
    yield Line("c", "dispatch", "supervisor", sent)
    yield Line("c", "sign", "lead_clerk", {})
    parts = [actions.ChildPlan("前期", cast.units.lead.pk, DUE_ON), actions.ChildPlan("实施", cast.units.town.pk)]
    yield Line("c", "plan", "lead_clerk", said["plan"])
    yield Line("c", "break_down", "lead_head", {"children": parts})
    yield Line("c", "submit_feedback", "lead_head", said["submit_feedback"], is_refused=True)
    yield Line("c/0", "cancel", "supervisor", {"reason": "合并"})
    yield Line("c/1", "cancel", "supervisor", {"reason": "合并"})
    yield Line("c", "submit_feedback", "lead_head", said["submit_feedback"])


def perform(cast: Any, *, draft: Any, move: Any, settle: Any = lambda: None) -> None:
    """Draft three items and say all lines, an hour apart."""
    items = {
        name: draft(new_item(cast, title=f"事项{name}"), by=actor(cast.supervisor), now=NOW) for name in ("a", "b", "c")
    }
    for hour, line in enumerate(play_of(cast), start=1):
        if line.item not in items:
            settle()
        item, answers = _item(items, line.item), dict(line.answers)
        if answers.get("nodes_done"):
            answers["nodes_done"] = [item.milestones.order_by("pk").first().pk]
        sides = {"answers": answers, "by": actor(getattr(cast, line.who)), "now": NOW + timedelta(hours=hour)}
        if line.is_refused:
            with pytest.raises((actions.NotAllowed, Http404)):
                move(item.pk, line.code, version=item.version, **sides)
        else:
            moved = move(item.pk, line.code, version=item.version, **sides)
            items[line.item] = moved


def _item(items: dict[str, Item], name: str) -> Item:
    parent, _, part = name.partition("/")
    return items.get(name) or items[parent].children.order_by("pk")[int(part)]


def rows(model: type) -> list[dict[str, Any]]:
    """All rows of a table in the order they were written; numbers of rows of the room as places in their tables."""
    places = {name: _places(name) for name in ("Item", "Milestone")}
    found = []
    for row in model._base_manager.order_by("pk").values():  # type: ignore[attr-defined]
        for column, name in (("item_id", "Item"), ("parent_id", "Item"), ("milestone_id", "Milestone")):
            if row.get(column):
                row[column] = places[name][row[column]]
        if row.get("source") == "items":
            row["object_id"] = places["Item"][row["object_id"]]
        if row.get("object_kind") == "work.item":
            number = row["object_id"]
            row["object_id"] = places["Item"][number]
            row |= {name: row[name].replace(f"/{number}/", "/…/") for name in ("url",) if row.get(name)}
        found.append({name: value for name, value in row.items() if name not in SKIPPED})
    return found


def _places(name: str) -> dict[int, int]:
    numbers = apps.get_model("work", name)._base_manager.order_by("pk").values_list("pk", flat=True)
    return {pk: place for place, pk in enumerate(numbers)}


def everything() -> dict[str, list[dict[str, Any]]]:
    """All tables of the room, the events, the notices."""
    models = [*apps.get_app_config("work").get_models(), *apps.get_app_config("desk").get_models(), Event]
    return {model.__name__: rows(model) for model in models}


@contextmanager
def taken_back() -> Iterator[None]:
    """Undo everything that was written."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("every", [1, 7, 5000])
def test_a_batch_leaves_what_the_door_leaves(cast, every):
    with taken_back():
        perform(cast, draft=actions.draft_item, move=actions.move_item)
        one_by_one = everything()

    with actions.batch(every=every) as together:
        perform(cast, draft=together.draft, move=together.move, settle=together.write)

    assert everything() == one_by_one
    assert {event["result"] for event in one_by_one["Event"]} == {"done", "refused"}


def _register_and_correct(cast: Any, together: Any, known: Item) -> None:
    """Two new items, one with nodes and without a day, and one known item put right."""
    by = actor(cast.supervisor)
    nodes = (actions.NodePlan("一季度", date(2026, 3, 31)), actions.NodePlan("二季度", LATER))
    news = [new_item(cast, title="甲", nodes=nodes), new_item(cast, title="乙", due_on=None, extra={})]
    for place, new in enumerate(news):
        item = together.draft(new, by=by, now=NOW, key=f"row-{place}")
        together.move(item.pk, "register", version=item.version, answers={}, by=by, now=NOW)
    together.amend(known.pk, {"liaison": "新联络员"}, version=known.version, why="台账导入更正", by=by, now=NOW)


@transaction.atomic
def _put(ahead: Ahead) -> None:
    ahead.give_numbers()
    ahead.put(between=lambda: None)


def test_what_is_made_ready_ahead_leaves_what_a_batch_leaves(cast):
    known = make_item(cast)
    with taken_back():
        with actions.batch() as together:
            _register_and_correct(cast, together, known)
        at_once = everything()

    ahead = Ahead()
    beforehand = Batch(every=2, writing=ahead)
    _register_and_correct(cast, beforehand, known)
    beforehand.write()
    assert Item._base_manager.count() == 1, "nothing is written yet"
    _put(ahead)

    assert everything() == at_once


def test_a_number_given_meanwhile_is_not_given_twice(cast):
    ahead = Ahead()
    beforehand = Batch(every=5000, writing=ahead)
    _register_and_correct(cast, beforehand, make_item(cast))
    beforehand.write()
    make_item(cast, title="其间立项")

    _put(ahead)

    found = Item._base_manager.order_by("number").values_list("title", "number")
    assert [number for _, number in found] == [1, 2, 3, 4]
    told = Event._base_manager.filter(kind="work.moved", after__contains='"number":4').get()
    assert found[3][0] == Item._base_manager.get(pk=told.object_id).title == "乙"


def test_a_known_item_that_moved_meanwhile_is_not_overwritten(cast):
    known = make_item(cast)
    ahead = Ahead()
    beforehand = Batch(every=5000, writing=ahead)
    _register_and_correct(cast, beforehand, known)
    beforehand.write()
    Item._base_manager.filter(pk=known.pk).update(version=9)

    with pytest.raises(Overtaken):
        _put(ahead)

    assert Item._base_manager.count() == 1


def test_what_is_in_memory_is_seen_by_those_who_see_the_row(cast):
    items = [
        make_item(cast, "in_progress"),
        make_item(cast, lead_unit_id=cast.units.town.pk, sponsor_leader_id=cast.leader.pk),
        make_item(cast, kind="joint_matter", registrar_unit_id=cast.units.town.pk, due_on=None),
    ]
    actions.copy_to(items[0].pk, unit_ids=[cast.units.stranger.pk], by=actor(cast.supervisor), now=NOW)
    writing = Writing()
    writing.load([item.pk for item in items], viewer(cast.supervisor))

    for person in (value for value in vars(cast).values() if hasattr(value, "login")):
        eyes = viewer(person)
        seen = set(Item.objects.visible_to(eyes).values_list("pk", flat=True))
        assert {item.pk for item in items if writing.known(item.pk).is_visible_to(eyes)} == seen, person


def test_a_batch_that_fails_leaves_nothing(cast):
    before = everything()

    with pytest.raises(actions.Incomplete):
        _draft_and_forget_the_reason(cast)

    assert everything() == before


def test_whoever_was_overtaken_meanwhile_writes_nothing(cast):
    item = make_item(cast)

    with pytest.raises(Overtaken):
        _dispatch_while_another_is_faster(cast, item)

    item.refresh_from_db()
    assert item.state == "registered"


def _draft_and_forget_the_reason(cast: Any) -> None:
    with actions.batch(every=1) as together:
        item = together.draft(new_item(cast), by=actor(cast.supervisor), now=NOW)
        together.move(item.pk, "file_only", version=1, answers={}, by=actor(cast.supervisor), now=NOW)


def _dispatch_while_another_is_faster(cast: Any, item: Item) -> None:
    sent = {"unit": cast.units.lead.pk, "due_on": DUE_ON}
    with actions.batch() as together:
        together.move(item.pk, "dispatch", version=item.version, answers=sent, by=actor(cast.supervisor), now=NOW)
        Item._base_manager.filter(pk=item.pk).update(version=9)


def test_many_items_are_read_together_and_written_together(cast, django_assert_max_num_queries):
    items = [make_item(cast) for _ in range(5)]
    by, sent = actor(cast.supervisor), {"unit": cast.units.lead.pk, "due_on": DUE_ON}

    with django_assert_max_num_queries(20), actions.batch() as together:
        together.read([item.pk for item in items], by.viewer)
        for item in items:
            together.move(item.pk, "dispatch", version=item.version, answers=sent, by=by, now=NOW)

    assert Item._base_manager.filter(state="dispatched").count() == 5
