"""Fields that a form does not ask change nothing; a change and its event stand or fall together (A04, A10)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bihuan.apps.units.queries import timeline
from bihuan.apps.work.models import Item
from bihuan.base import registries
from tests.support.items import DUE_ON, make_item, move

SAME = "1"


def columns(item: Item) -> dict[str, object]:
    return {field.attname: getattr(item, field.attname) for field in Item._meta.concrete_fields}


def every_field() -> dict[str, str]:
    return {name: SAME for field in Item._meta.concrete_fields for name in (field.name, field.attname)}


@pytest.mark.parametrize(
    "case",
    [
        ("sign", "dispatched", "lead_clerk", {}, {"signed_at", "signed_by", "state"}),
        ("report_progress", "in_progress", "lead_clerk", {"text": "完成5家。"}, {"progress"}),
        ("pass_review", "under_review", "second_supervisor", {"opinion": "属实。"}, {"state", "closed_on"}),
        ("transfer", "dispatched", "supervisor", {"reason": "属地"}, {"lead_unit_id", "lead_name", "clock_started_at"}),
    ],
)
def test_extra_fields_of_a_move_change_nothing(case, cast, client_of):
    code, state, who, asked, may_change = case
    item = make_item(cast, state)
    before = columns(item)
    stuffed = {**every_field(), **asked, "version": item.version, "form_key": "k", "unit": cast.units.town.pk}
    stuffed.pop("progress")

    client_of(getattr(cast, who)).post(reverse("work:move", args=[item.pk, code]), stuffed)

    item.refresh_from_db()
    changed = {name for name, value in columns(item).items() if value != before[name]}
    bookkeeping = {"version", "last_key", "last_mover_id", "started_by", "moved_at", "opened_at", "done_on"}
    dispatching = {"dispatched_at", "signed_at", "signed_by"} if code == "transfer" else set()
    assert changed <= may_change | bookkeeping | dispatching
    assert item.version == before["version"] + 1


def test_extra_fields_of_a_new_item_change_nothing(cast, client_of):
    stuffed = {**every_field(), "kind": "key_task", "title": "标题", "source_kind": "meeting", "due_on": DUE_ON}
    for name in ("lead_unit_id", "sponsor_leader_id", "campaign_id", "nodes"):
        stuffed.pop(name, None)

    answer = client_of(cast.supervisor).post(reverse("work:register"), stuffed)

    assert answer.status_code == 302, answer.content.decode()
    item = Item.objects.unscoped("the test looks at what was written").get()
    assert (item.state, item.number, item.version) == ("registered", 1, 2)
    assert (item.registrar_unit_id, item.created_by_id) == (cast.units.supervision.pk, cast.supervisor.pk)
    assert (item.is_frozen, item.closed_on, item.parent_id, item.year) == (False, None, None, item.created_at.year)


def test_a_move_that_fails_at_the_end_leaves_neither_change_nor_event(cast, monkeypatch):
    item = make_item(cast, "dispatched")
    count = timeline("work.item", [item.pk]).count()

    def fail(**facts: object) -> None:
        raise RuntimeError("the listener fails")

    monkeypatch.setattr(registries, "_listeners", {"work.item_moved": [fail]})
    with pytest.raises(RuntimeError):
        move(item, "sign", cast)

    item.refresh_from_db()
    assert (item.state, item.signed_at, item.state_facts.filter(state="accepted").count()) == ("dispatched", None, 0)
    assert timeline("work.item", [item.pk]).count() == count


def test_facts_of_the_past_are_only_added(cast):
    from django.db import DatabaseError, transaction

    item = make_item(cast, "dispatched")

    for facts in (item.due_facts, item.state_facts):
        with pytest.raises(DatabaseError), transaction.atomic():
            facts.all().delete()
