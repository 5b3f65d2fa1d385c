"""Opening a page changes nothing but what is listed here (A56)."""

from __future__ import annotations

import pytest

from bihuan.apps.units.models import Event
from bihuan.apps.work.models import Item
from tests.trust import district, pages, rows

AT_FULL_SIZE = ("supervisor", "leader", "system_admin", "security_admin", "audit_admin")
READERS = ("lead_head", *(pytest.param(name, marks=pytest.mark.drill) for name in AT_FULL_SIZE))
NOTED = {
    "django_session": "when the person was last seen, for the end of an idle session",
    "units_event": "the two kinds of event below",
    "units_chainhead": "follows the event log",
    "work_item": "that the unit whose turn it is opened the item: what was sent can no longer be taken back",
}
"""Tables that reading may touch, and why."""
EVENTS = {"work.opened", "access.refused"}


def item_columns() -> list[tuple[object, ...]]:
    """All that items hold but the mark of their opening."""
    names = [field.attname for field in Item._meta.concrete_fields if field.name != "opened_at"]
    return list(Item._base_manager.order_by("pk").values_list(*names))


@pytest.mark.parametrize("reader", READERS)
def test_walking_the_whole_site_changes_nothing_but_what_is_listed(reader, cast, client_of):
    filled = district.fill(cast)
    client = client_of(getattr(cast, reader))
    client.get("/")
    known, before, items = Event._base_manager.count(), rows.hashes(every=True), item_columns()

    walked = pages.walk(client, start=("/", *filled.own, *filled.others))

    kinds = set(Event._base_manager.filter(seq__gt=known).values_list("kind", flat=True))
    assert len(walked.answers) > 20
    assert rows.changed(before, rows.hashes(every=True)) <= set(NOTED)
    assert kinds <= EVENTS
    assert item_columns() == items


def test_a_head_request_changes_nothing_either(cast, client_of):
    filled = district.fill(cast)
    client = client_of(cast.supervisor)
    client.get("/")
    before = rows.hashes()

    for address in filled.own:
        client.head(address)

    assert rows.changed(before, rows.hashes()) <= set(NOTED)
