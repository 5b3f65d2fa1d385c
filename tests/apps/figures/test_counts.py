"""What the system counts itself is pushed as figures: never asked, a new version only where it changed."""

from datetime import date, datetime, time

import pytest

from bihuan.apps.figures import actions, queries
from bihuan.apps.figures.models import Observation
from bihuan.apps.units.models import Event
from bihuan.engine.calendar import SHANGHAI
from bihuan.engine.values import Month
from tests.support.builders import viewer
from tests.support.items import make_item
from tests.support.observations import LATER, ask

pytestmark = pytest.mark.django_db
ON = date(2026, 4, 2)
MARCH = Month(2026, 3)


def counted(cast):
    rows = Observation.objects.visible_to(viewer(cast.statistician)).filter(indicator="items_closed")
    return {(row.unit.name, row.month, row.version): str(row.level) for row in rows}


def closed(cast, on):
    return make_item(cast, "closed", at=datetime.combine(on, time(8), tzinfo=SHANGHAI))


def test_closed_items_are_counted_by_lead_unit_and_for_the_district(cast):
    for day in (date(2026, 1, 9), date(2026, 3, 31), date(2026, 4, 1), date(2025, 12, 31)):
        closed(cast, day)

    said = actions.push_counts(on=ON, now=LATER)

    lead, district = cast.units.lead.name, cast.units.district.name
    assert counted(cast) == {(lead, MARCH, 1): "2件", (district, MARCH, 1): "2件"}
    assert said == "2026年3月2个单位的台账办结数已更新"


def test_counting_again_writes_only_what_changed_and_says_why(cast):
    closed(cast, date(2026, 3, 31))
    actions.push_counts(on=ON, now=LATER)
    events = Event.objects.unscoped("test").count()
    assert actions.push_counts(on=ON, now=LATER) == ""
    assert Event.objects.unscoped("test").count() == events

    closed(cast, date(2026, 3, 2))
    actions.push_counts(on=ON, now=LATER)

    assert counted(cast)[cast.units.lead.name, MARCH, 2] == "2件"
    row = Observation.objects.visible_to(viewer(cast.statistician)).filter(version=2).first()
    assert (row.reason, row.source) == ("台账重新计数", "本系统台账")


def test_what_is_counted_is_not_asked(cast):
    ask(cast, codes=("items_closed", "exports"))
    closed(cast, date(2026, 3, 2))
    actions.push_counts(on=ON, now=LATER)
    eyes = viewer(cast.lead_clerk)
    book = queries.book(eyes.on)

    page = queries.sheet_page(eyes, unit_id=cast.units.lead.pk, month=MARCH, book=book, form=book.form)

    assert [line.indicator.code for line in page.lines if line.asked] == ["exports"]
    assert page.known == 1
