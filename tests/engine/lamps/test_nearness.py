"""Which due days are near on a day."""

from datetime import date, timedelta

import pytest

from bihuan.definitions import status_table
from bihuan.engine.lamps import near_until, shown_status, status_by_bucket


@pytest.mark.parametrize("day", [date(2026, 2, 11), date(2026, 3, 6), date(2026, 9, 29), date(2026, 12, 30)])
def test_up_to_the_last_near_day_all_is_near_and_after_it_nothing(day):
    table = status_table("standard", day)
    last = near_until(table, day)

    for days in range(30):
        due_on = day + timedelta(days=days)
        shown = shown_status(table, state="in_progress", day=day, due_on=due_on)
        assert (shown.code == "near") == (due_on <= last)


def test_a_state_has_a_status_for_every_distance():
    day = date(2026, 3, 6)

    found = status_by_bucket(status_table("standard", day), state="in_progress", day=day)

    assert {bucket: status.code for bucket, status in found.items()} == {
        "past": "overdue",
        "near": "near",
        "far": "in_progress",
    }
