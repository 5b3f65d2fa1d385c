"""Share of an item's time that has passed."""

from datetime import date

from bihuan.engine.lamps import time_elapsed

BEGAN, DUE = date(2026, 1, 1), date(2026, 1, 31)


def test_a_third_of_the_way_is_thirty_three_percent():
    assert time_elapsed(date(2026, 1, 11), began_on=BEGAN, due_on=DUE) == 33


def test_before_it_began_nothing_has_passed_and_after_the_due_day_all():
    assert time_elapsed(date(2025, 12, 1), began_on=BEGAN, due_on=DUE) == 0
    assert time_elapsed(date(2026, 5, 1), began_on=BEGAN, due_on=DUE) == 100


def test_an_item_due_on_its_first_day_has_no_share():
    assert time_elapsed(BEGAN, began_on=BEGAN, due_on=BEGAN) is None
