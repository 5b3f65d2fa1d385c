"""A unit is merged into another: open items go along, what is over keeps the old name."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bihuan.apps.units import actions as units
from bihuan.apps.units.queries import timeline
from bihuan.apps.work import actions, queries
from bihuan.apps.work.models import Item
from bihuan.base.refusals import Stale
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.items import make_item

pytestmark = pytest.mark.django_db


def merge(cast, *, on=DAY):
    old, new = cast.units.lead, cast.units.support
    units.end_unit(old.pk, on=on, why="机构改革", by=actor(cast.system_admin), now=NOW, became_id=new.pk)


def seen_by(person, item, *, on=DAY):
    return Item.objects.visible_to(viewer(person, on=on)).filter(pk=item.pk).exists()


def test_an_open_item_goes_to_the_unit_that_goes_on(cast):
    item = make_item(cast, "in_progress")

    merge(cast)

    item.refresh_from_db()
    assert item.lead_name == cast.units.support.name
    assert [(party.role, party.unit_id) for party in queries.parties_now(item)] == [("lead", cast.units.support.pk)]
    assert timeline("work.item", [item.pk]).last().kind == "work.taken_over"


def test_an_item_that_is_over_keeps_the_old_name_and_its_successor_sees_it(cast):
    item = make_item(cast, "written_off")

    merge(cast)

    item.refresh_from_db()
    assert item.lead_name == cast.units.lead.name
    assert seen_by(cast.support_clerk, item)
    assert not seen_by(cast.stranger_clerk, item)


def test_a_merge_entered_ahead_takes_effect_on_its_day(cast):
    item = make_item(cast, "in_progress")
    day = DAY + timedelta(days=10)
    merge(cast, on=day)
    item.refresh_from_db()
    assert item.lead_unit_id == cast.units.lead.pk

    actions.take_over_due(on=day, now=NOW + timedelta(days=10))

    item.refresh_from_db()
    assert item.lead_unit_id == cast.units.support.pk


def test_a_form_opened_before_the_merge_is_refused_as_stale(cast):
    item = make_item(cast, "in_progress")
    merge(cast)

    with pytest.raises(Stale):
        actions.move_item(
            item.pk,
            "urge",
            version=item.version,
            answers={"text": "请抓紧"},
            by=actor(cast.supervisor),
            now=timezone.now(),
        )
