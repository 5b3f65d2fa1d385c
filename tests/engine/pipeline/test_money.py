"""Completion is of the year's plan, never of the total; what is unknown is not nothing (项目投资)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.pipeline import (
    Money,
    carried_over,
    completion,
    gap,
    month_amount,
    month_notes,
    since_start,
    time_progress,
)
from bihuan.engine.values import Month, Quantity, Unit
from tests.oracles.pipeline import percent

AMOUNTS = st.none() | st.decimals(0, 10**7, places=2, allow_nan=False, allow_infinity=False)


def wan(amount: str | Decimal | None) -> Quantity | None:
    return None if amount is None else Quantity(Decimal(amount), Unit.TEN_THOUSAND_YUAN)


@given(total=AMOUNTS, plan=AMOUNTS, ytd=AMOUNTS)
def test_completion_equals_the_plain_division(total, plan, ytd):
    found = completion(Money(total=wan(total), annual_plan=wan(plan), ytd=wan(ytd)))
    expected = percent(ytd, plan)

    assert (found is None) == (expected is None)
    assert found is None or abs(Fraction(found) - expected) < Fraction(1, 10**20)


def test_completion_never_looks_at_the_total():
    assert completion(Money(total=wan("100"), ytd=wan("50"))) is None


def test_units_may_differ():
    plan = Quantity(Decimal("1.5"), Unit.HUNDRED_MILLION_YUAN)

    assert completion(Money(annual_plan=plan, ytd=wan("7500"))) == 50


def test_without_a_monthly_plan_months_of_the_year_count():
    assert time_progress(Month(2026, 6)) == 50


def test_a_monthly_plan_tells_its_own_time():
    planned = {6: wan("30"), 12: wan("100")}

    assert time_progress(Month(2026, 6), planned) == 30
    assert time_progress(Month(2026, 7), planned) is None


def test_a_month_is_what_came_since_the_month_before():
    assert month_amount(wan("500"), before=wan("320"), month=Month(2026, 5)) == wan("180")
    assert month_amount(wan("500"), before=None, month=Month(2026, 1)) == wan("500")


def test_a_month_after_one_left_out_is_unknown():
    assert month_amount(wan("500"), before=None, month=Month(2026, 5)) is None


def test_since_the_start_is_what_the_years_before_brought_and_this_year():
    assert since_start(wan("500"), carried=wan("1200")) == wan("1700")
    assert since_start(wan("500"), carried=None) is None


def test_a_gap_needs_both_sides():
    assert gap(Decimal(60), Decimal(50)) == 10
    assert gap(None, Decimal(50)) is None


def test_years_before_carry_over_unless_one_is_unknown():
    assert carried_over(wan("100"), [wan("20"), wan("30")]) == wan("150")
    assert carried_over(wan("100"), []) == wan("100")
    assert carried_over(wan("100"), [None]) is None
    assert carried_over(None, [wan("20")]) is None


@pytest.mark.parametrize(
    ("now", "before", "code"),
    [
        ({"ytd": "90"}, {"ytd": "100"}, "ytd_fell"),
        ({"in_place": "90"}, {"in_place": "100"}, "in_place_fell"),
        ({"paid": "90"}, {"paid": "100"}, "paid_fell"),
        ({"since_start": "101", "total": "100"}, {}, "over_total"),
        ({"paid": "101", "in_place": "100"}, {}, "paid_over_in_place"),
    ],
)
def test_what_looks_odd_is_told_and_not_refused(now, before, code):
    notes = month_notes(*(Money(**{name: wan(value) for name, value in each.items()}) for each in (now, before)))

    assert [note.code for note in notes] == [code]


def test_nothing_odd_and_nothing_known_give_no_note():
    assert month_notes(Money(), None) == ()
    assert month_notes(Money(ytd=wan("100"), total=wan("100")), Money(ytd=wan("100"))) == ()
