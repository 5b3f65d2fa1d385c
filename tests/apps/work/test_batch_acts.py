"""Review of many items at once: each through the door, what does not go named with its reason."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bihuan.apps.units.queries import timeline
from bihuan.apps.work.actions.moves import Batch
from bihuan.apps.work.models import Item
from tests.support.items import make_item

pytestmark = pytest.mark.django_db


def act(client, items, code, **said):
    ticked = [f"{item.pk}:{item.version}" for item in items]
    return client.post("/items/batch/", {"items": ticked, "act": code, **said}).context["results"]


def states(*items):
    return [Item.objects.unscoped("as it stands").get(pk=item.pk).state for item in items]


def test_many_are_taken_into_review_and_passed_by_a_second_person(cast, client_of):
    items = [make_item(cast, "feedback_submitted", title=title) for title in ("甲", "乙")]

    act(client_of(cast.supervisor), items, "open_review")
    opened = [Item.objects.unscoped("as it stands").get(pk=item.pk) for item in items]
    found = act(client_of(cast.second_supervisor), opened, "pass_review", text="属实。")

    assert [line.is_done for line in found] == [True, True]
    assert timeline("work.item", [items[0].pk]).last().why == "属实。"


def test_many_are_returned_with_one_reason_and_the_stale_one_is_named(cast, client_of):
    good, stale = make_item(cast, "feedback_submitted"), make_item(cast, "feedback_submitted", title="已被改过")
    stale.version -= 1

    found = act(client_of(cast.supervisor), [good, stale], "return_item", text="佐证不全。")

    assert [line.is_done for line in found] == [True, False]
    assert "已被他人更新" in found[1].sentence
    assert states(good, stale) == ["returned", "feedback_submitted"]


def test_a_return_without_a_reason_is_none(cast, client_of):
    item = make_item(cast, "feedback_submitted")

    answer = client_of(cast.supervisor).post(
        "/items/batch/", {"items": [f"{item.pk}:{item.version}"], "act": "return_item"}, follow=True
    )

    assert "理由" in answer.content.decode()
    assert states(item) == ["feedback_submitted"]


def test_who_was_quicker_with_one_item_meanwhile_does_not_stop_the_others(cast, client_of, monkeypatch):
    """The one transaction is taken back, and each is made by itself."""
    items = [make_item(cast, "feedback_submitted", title=title) for title in ("甲", "乙", "丙")]
    read, moved = Batch.read, []

    def read_and_be_overtaken(self, ids, viewer):
        read(self, ids, viewer)
        if not moved:
            moved.append(Item.objects.unscoped("somebody else").filter(pk=items[1].pk).update(version=99))

    monkeypatch.setattr(Batch, "read", read_and_be_overtaken)
    found = act(client_of(cast.supervisor), items, "open_review")

    assert moved == [1]
    assert [line.is_done for line in found] == [True, True, True], "what overtook it went back with the transaction"
    assert states(*items) == ["under_review"] * 3


def test_many_ticked_items_are_one_transaction_and_the_stale_ones_are_named(cast, client_of):
    items = [make_item(cast, "feedback_submitted", title=f"第{place}项") for place in range(12)]
    for stale in items[:3]:
        stale.version -= 1
    client = client_of(cast.supervisor)

    with CaptureQueriesContext(connection) as asked:
        found = act(client, items, "open_review")

    assert [line.is_done for line in found] == [False] * 3 + [True] * 9
    assert sum(each["sql"].startswith("SAVEPOINT") for each in asked) <= 3, "not one an item"
