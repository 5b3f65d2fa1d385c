"""Forms read days, numbers, phones and codes as files do, in all the ways people write them (A53, A54)."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from bihuan.base.form_fields import CreditCodeField, NumberField, PhoneField, ReadDayField
from bihuan.engine.values import Unit

APPS = Path(__file__).resolve().parents[2] / "bihuan" / "apps"
DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    "said",
    [
        "2026-03-05",
        "2026-3-5",
        "2026.3.5",
        "2026/03/05",
        "2026年3月5日",
        "２０２６年３月５日",
        "20260305",
        "26.3.5",
        " 2026年3月5号 ",
    ],
)
def test_a_day_is_read_as_it_is_written(said):
    assert ReadDayField().clean(said) == DAY


@pytest.mark.parametrize("said", ["2月30日", "2026-02-30", "三十号左右", "3月5日", "abc", "2026-13-01"])
def test_what_is_no_day_is_refused_with_what_to_write(said):
    with pytest.raises(ValidationError, match="请"):
        ReadDayField().clean(said)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("50", "50"),
        ("５０", "50"),
        ("50%", "50"),
        ("1,234.5", "1234.5"),
        ("－3", "-3"),
        ("负3", "-3"),
        ("0.5", "0.5"),
        ("持平", "0"),
    ],
)
def test_a_number_is_read_as_it_is_written(said, number):
    assert NumberField(unit=Unit.PERCENT).clean(said) == Decimal(number)


@pytest.mark.parametrize("said", ["一半吧", "约60", "1.2.3", "12:30", "5公里", "NaN", "inf", "1e999"])
def test_what_is_no_number_is_refused(said):
    with pytest.raises(ValidationError):
        NumberField(unit=Unit.PERCENT, max_digits=8, decimal_places=2).clean(said)


@pytest.mark.parametrize("said", ["—", "暂无", "", "  "])
def test_what_says_that_there_is_none_is_none(said):
    assert (ReadDayField(required=False).clean(said), NumberField(required=False).clean(said)) == (None, None)


def test_a_unit_may_have_begun_long_ago():
    assert ReadDayField().clean("1949-10-01") == date(1949, 10, 1)


def test_a_required_field_is_not_filled_by_a_dash():
    for field in (ReadDayField(), NumberField()):
        with pytest.raises(ValidationError):
            field.clean("—")


def test_a_credit_code_is_reckoned():
    assert CreditCodeField().clean("91350100m000100y43") == "91350100M000100Y43"
    for wrong in ("91350100M000100Y44", "91350100M000100Y4", "abc"):
        with pytest.raises(ValidationError):
            CreditCodeField().clean(wrong)


def test_a_phone_is_read():
    assert PhoneField().clean("１３８００１３８０００").endswith("8000")
    with pytest.raises(ValidationError):
        PhoneField().clean("123")


def test_no_form_reads_a_day_or_a_number_by_another_reader():
    """Whole numbers of hidden fields and years are Django's own."""
    forms = [path for path in APPS.rglob("*.py") if "/migrations/" not in str(path)]

    others = [
        path.name
        for path in forms
        if any(word in path.read_text() for word in ("forms.DateField(", "forms.DecimalField(", "forms.FloatField("))
    ]

    assert forms
    assert others == []
