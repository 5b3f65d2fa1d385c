"""Who exists on a day and what they were called then."""

from __future__ import annotations

from datetime import date

from bihuan.apps.units import queries
from tests.support.builders import DAY


def test_a_record_keeps_the_name_of_its_day(cast):
    cast.units.lead.names.create(name="区工信和科技局", from_on=date(2026, 6, 1))

    directory = queries.Directory()
    assert directory.name_on(cast.units.lead.pk, DAY) == "区工业和信息化局"
    assert directory.name_on(cast.units.lead.pk, date(2026, 6, 1)) == "区工信和科技局"


def test_a_day_before_the_first_name_has_the_first_name(cast):
    assert queries.Directory().name_on(cast.units.town.pk, date(2019, 1, 1)) == "石桥镇"


def test_a_unit_does_not_exist_from_its_last_day_on(cast):
    cast.units.stranger.ended_on = DAY
    cast.units.stranger.save()

    directory = queries.Directory()

    assert directory.exists_on(cast.units.stranger.pk, date(2026, 3, 1))
    assert not directory.exists_on(cast.units.stranger.pk, DAY)


def test_a_unit_that_ended_is_not_offered_after_its_last_day(cast):
    cast.units.stranger.ended_on = DAY
    cast.units.stranger.save()

    assert cast.units.stranger not in queries.units_on(DAY)
    assert cast.units.stranger in queries.units_on(date(2026, 3, 1))


def test_units_are_offered_by_kind(cast):
    groups = dict(queries.unit_choices(DAY, kinds=["town", "party"]))

    assert {label: [name for _, name in group] for label, group in groups.items()} == {
        "党委部门": ["区委区政府督查室"],
        "镇街": ["石桥镇"],
    }
