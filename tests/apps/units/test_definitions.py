"""The office's own rules stand before the shipped ones, from their day on (本单位规则)."""

from datetime import date

import pytest

from bihuan.apps.units import queries
from bihuan.apps.units.models import OfficeDefinition

NOTICE = {
    "kind": "holidays",
    "code": "2027",
    "name": "2027年节假日安排",
    "source": {"document": "2027年部分节假日安排的通知", "number": "国办发明电〔2026〕99号"},
    "from_on": date(2026, 11, 20),
    "event_seq": 1,
    "body": {
        "year": 2027,
        "notice": "国办发明电〔2026〕99号",
        "holidays": [{"name": "元旦", "from": "2027-01-01", "to": "2027-01-03", "working": ["2027-01-09"]}],
    },
}


@pytest.mark.django_db
def test_a_year_the_office_put_in_is_no_forecast_from_its_day_on():
    OfficeDefinition.objects.create(**NOTICE)

    before, after = (queries.working_calendar(on=date(2026, 11, day)) for day in (19, 20))

    assert before.is_forecast(date(2027, 1, 9))
    assert not after.is_forecast(date(2027, 1, 9))
    assert after.is_working(date(2027, 1, 9))


@pytest.mark.django_db
def test_the_working_calendar_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        queries.working_calendar(on=date(2026, 11, 22))


@pytest.mark.django_db
def test_holidays_known_on_a_day_are_those_of_the_notices_published_by_then():
    known = [each.code for each in queries.definitions("holidays", on=date(2025, 11, 3))]

    assert "2025" in known
    assert "2026" not in known
