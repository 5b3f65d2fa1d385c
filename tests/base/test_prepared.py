"""SQL is made once for the same arguments; what was read is never kept."""

from __future__ import annotations

from datetime import date

import pytest

from bihuan.apps.work import queries
from bihuan.apps.work.models import Item
from bihuan.base import prepared
from tests.support.builders import viewer
from tests.support.items import make_item

COLUMNS = ("progress", "id", "title", "due_on", "created_at", "is_frozen")


def _seen(looking):
    return Item.objects.visible_to(looking).order_by("-pk").values_list(*COLUMNS)


def _objects(looking):
    return Item.objects.visible_to(looking).select_related("registrar_unit", "parent").defer("requirement")


def _one(looking, item_id):
    return Item.objects.visible_to(looking).filter(pk=item_id)


def _none(looking):
    return Item.objects.visible_to(looking).filter(pk__in=[]).values_list("id")


def test_rows_are_those_of_the_query_with_their_values(cast):
    make_item(cast, due_on=date(2026, 5, 6))
    make_item(cast, due_on=None)
    looking = viewer(cast.supervisor)

    assert prepared.rows(_seen, looking) == list(_seen(looking))


def test_objects_carry_the_columns_that_were_read(cast, django_assert_num_queries):
    item = make_item(cast, due_on=date(2026, 5, 6))
    looking = viewer(cast.supervisor)

    with django_assert_num_queries(1):
        (found,) = prepared.instances(_objects, looking)
        values = [getattr(found, name) for name in COLUMNS]
        unit = found.registrar_unit.name

    assert values == [getattr(item, name) for name in COLUMNS]
    assert unit == item.registrar_unit.name
    assert found == item
    assert "requirement" in found.get_deferred_fields()


def test_what_was_read_is_read_again(cast):
    looking = viewer(cast.supervisor)
    assert prepared.rows(_seen, looking) == []

    make_item(cast)

    assert len(prepared.rows(_seen, looking)) == 1


def test_a_number_is_filled_in(cast):
    items = [make_item(cast, title=title) for title in ("甲", "乙")]
    looking = viewer(cast.supervisor)

    found = [prepared.instances(_one, looking, fill=(item.pk,)) for item in items]

    assert found == [[item] for item in items]
    assert [(one,) for (one,) in found] == [(item,) for item in items]


def test_a_number_that_the_query_does_not_take_is_a_mistake(cast):
    with pytest.raises(AssertionError):
        prepared.rows(lambda looking, _: _seen(looking), viewer(cast.supervisor), fill=(7,))


def test_two_people_never_share_a_query(cast):
    make_item(cast, "dispatched")

    found = {
        person.name: len(prepared.rows(_seen, viewer(person))) for person in (cast.lead_clerk, cast.stranger_clerk)
    }

    assert list(found.values()) == [1, 0]


def test_what_no_row_can_meet_asks_nothing(cast, django_assert_num_queries):
    looking = viewer(cast.supervisor)

    with django_assert_num_queries(0):
        assert prepared.rows(_none, looking) == prepared.instances(_none, looking) == []


def test_the_same_rules_are_one_object(db):
    assert queries.rulebook(date(2026, 5, 6)) is queries.rulebook(date(2026, 5, 6))
    assert queries.rulebook(date(2026, 5, 6)) is not queries.rulebook(date(2026, 5, 7))
