"""A number keeps its unit, and conversion is exact (数量)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.values import InexactConversion, MixedDimensions, Quantity, Unit, unit_of

MONEY = [unit for unit in Unit if unit.dimension == "人民币"]
AMOUNTS = st.decimals(-(10**12), 10**12, places=6)


def yuan(amount: str, unit: Unit = Unit.HUNDRED_MILLION_YUAN) -> Quantity:
    return Quantity(Decimal(amount), unit)


@given(AMOUNTS, st.sampled_from(MONEY), st.sampled_from(MONEY))
def test_converting_there_and_back_changes_nothing(amount, unit, other):
    quantity = Quantity(amount, unit)

    assert quantity.to(other).to(unit).amount == amount
    assert quantity.to(other) == quantity


@given(AMOUNTS, AMOUNTS, st.sampled_from(MONEY), st.sampled_from(MONEY))
def test_adding_is_the_same_from_either_side(a, b, unit, other):
    one, two = Quantity(a, unit), Quantity(b, other)

    assert one + two == two + one
    assert one + two - two == one


@given(AMOUNTS, st.sampled_from(MONEY), AMOUNTS, st.sampled_from(MONEY))
def test_order_is_that_of_the_amounts_in_yuan(a, unit, b, other):
    one, two = Quantity(a, unit), Quantity(b, other)

    assert (one < two) == (one.to(Unit.YUAN).amount < two.to(Unit.YUAN).amount)
    assert (one >= two) != (one < two)


def test_the_written_unit_and_decimals_are_kept():
    assert str(yuan("126.020")) == "126.020亿元"
    assert str(yuan("1.5").to(Unit.TEN_THOUSAND_YUAN)) == "15000万元"


@pytest.mark.parametrize(
    ("amount", "unit", "to", "expected"),
    [
        ("17.41", Unit.HUNDRED_MILLION_YUAN, Unit.TEN_THOUSAND_YUAN, "174100"),
        ("52450", Unit.TEN_THOUSAND_YUAN, Unit.HUNDRED_MILLION_YUAN, "5.245"),
        ("3", Unit.THOUSAND_YUAN, Unit.TEN_THOUSAND_YUAN, "0.3"),
        ("2", Unit.HUNDRED_MILLION_DOLLARS, Unit.TEN_THOUSAND_DOLLARS, "20000"),
        ("1.2", Unit.TEN_THOUSAND_PERSONS, Unit.PERSON, "12000"),
    ],
)
def test_usual_conversions(amount, unit, to, expected):
    assert Quantity(Decimal(amount), unit).to(to).amount == Decimal(expected)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Unit.YUAN, Unit.DOLLAR),
        (Unit.PERCENT, Unit.PERCENTAGE_POINT),
        (Unit.FIRM, Unit.HOUSEHOLD),
        (Unit.ENTRY, Unit.PIECE),
        (Unit.MU, Unit.TONNE_COAL_EQUIVALENT),
    ],
)
def test_what_measures_different_things_is_never_put_together(one, other):
    a, b = Quantity(Decimal(1), one), Quantity(Decimal(1), other)

    for act in (lambda: a + b, lambda: a - b, lambda: a < b, lambda: a.to(other)):
        with pytest.raises(MixedDimensions, match=one.label):
            act()
    assert a != b


def test_a_conversion_that_would_round_is_refused():
    with pytest.raises(InexactConversion, match="除不尽"):
        Quantity(Decimal(1), Unit.MU).to(Unit.HECTARE)


@pytest.mark.parametrize("amount", [Decimal("NaN"), Decimal("Infinity")])
def test_an_amount_that_is_no_number_cannot_be_built(amount):
    with pytest.raises(ValueError, match="finite"):
        Quantity(amount, Unit.YUAN)


def test_a_float_cannot_be_an_amount():
    with pytest.raises(TypeError, match="Decimal"):
        Quantity(0.1, Unit.YUAN)  # type: ignore[arg-type]


@given(st.sampled_from(Unit))
def test_every_unit_is_found_by_its_label(unit):
    assert unit_of(unit.label) is unit


def test_a_label_that_is_no_unit_is_unknown():
    assert unit_of("斤两") is None
    assert unit_of("％") is Unit.PERCENT
