"""Energy and emissions of a year in sentences: what is taken, left, unknown, and whose use makes it too much."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.pipeline.energy import Load, tell_year
from bihuan.engine.values import Quantity, Unit

LOADS = st.lists(
    st.tuples(st.sampled_from([2026, 2027, None]), st.none() | st.decimals(0, 500, places=2), st.booleans()),
    max_size=8,
)


def tce(amount):
    return None if amount is None else Quantity(Decimal(amount), Unit.TONNE_COAL_EQUIVALENT)


def loads_of(rows):
    return [Load(str(place), f"项目{place}", *_said(row)) for place, row in enumerate(rows)]


def _said(row):
    year, amount, counted = row
    return year, tce(amount), counted


def test_without_a_quota_or_a_known_use_nothing_is_left_and_nothing_is_zero():
    found = tell_year("综合能耗", 2026, None, [Load("1", "某项目", 2026, None)])

    assert (found.balance.quota, found.balance.taken, found.balance.left) == (None, None, None)
    assert found.sentence == "2026年综合能耗没有下达指标，已排项目用量暂无；1个项目用量暂无，没有算在内。"


def test_the_sentence_names_the_largest_that_make_it_too_much():
    loads = loads_of([(2026, 50, True), (2026, 80, True), (2026, 40, True)])

    found = tell_year("综合能耗", 2026, tce(100), loads)

    assert [each.name for each in found.largest] == ["项目1"]
    assert "超出70吨标准煤，占用大的是项目1（80吨标准煤）" in found.sentence


@given(rows=LOADS, quota=st.integers(0, 1000))
def test_the_sums_agree_with_adding_up_by_hand(rows, quota):
    found = tell_year("综合能耗", 2026, tce(quota), loads_of(rows))

    known = [amount for year, amount, counted in rows if counted and year == 2026 and amount is not None]
    assert found.balance.left.amount == Decimal(quota) - sum(known, Decimal(0))
    assert len(found.unknown) == sum(counted and year == 2026 and amount is None for year, amount, counted in rows)
    assert len(found.undated) == sum(counted and year is None for year, _, counted in rows)


@given(rows=LOADS, quota=st.integers(0, 1000))
def test_without_the_largest_named_the_quota_holds_and_with_all_but_the_last_it_does_not(rows, quota):
    found = tell_year("综合能耗", 2026, tce(quota), loads_of(rows))

    spared = sum((each.amount.amount for each in found.largest), Decimal(0))
    if found.is_short:
        assert spared >= -found.balance.left.amount
        assert spared - found.largest[-1].amount.amount < -found.balance.left.amount
    else:
        assert found.largest == ()


def test_a_project_only_thought_of_counts_where_it_is_asked_for():
    loads = [Load("1", "谋划项目", 2026, tce(80), is_counted=False)]

    assert tell_year("综合能耗", 2026, tce(50), loads).balance.taken is None
    assert tell_year("综合能耗", 2026, tce(50), loads, with_it="1").is_short
