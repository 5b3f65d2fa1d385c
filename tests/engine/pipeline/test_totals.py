"""A project counts once in totals; quotas, bulletins: what is unknown is in no sum (不重复合计)."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.pipeline import Counted, Money, Twice, Use, balance, bulletin, counted_once
from bihuan.engine.values import Quantity, Unit
from tests.oracles import pipeline as oracle

MONEY = st.none() | st.decimals(0, 10**6, places=2, allow_nan=False, allow_infinity=False)
GROUPS = st.dictionaries(st.sampled_from("甲乙丙"), st.lists(st.tuples(st.sampled_from("abcde"), MONEY), max_size=6))


def wan(amount: object) -> Quantity | None:
    return None if amount is None else Quantity(Decimal(str(amount)), Unit.TEN_THOUSAND_YUAN)


@given(GROUPS)
def test_the_whole_counts_each_project_once(groups):
    found = counted_once({name: [Counted(code, wan(money)) for code, money in each] for name, each in groups.items()})

    number, money = oracle.counted_once(groups)
    assert (found.whole.number, found.whole.money) == (number, wan(money))


def test_what_stands_in_two_chains_is_told():
    found = counted_once({"锂电": [Counted("a", wan(10))], "光伏": [Counted("a", wan(10)), Counted("b", None)]})

    assert found.twice == (Twice("a", ("锂电", "光伏")),)
    assert (found.whole.number, found.whole.money, found.whole.unknown) == (2, wan(10), 1)
    assert [total.number for total in found.groups.values()] == [1, 2]


def test_money_that_differs_between_groups_is_told():
    assert counted_once({"甲": [Counted("a", wan(10))], "乙": [Counted("a", wan(11))]}).disputed == ("a",)


def test_what_is_left_of_a_quota_and_whose_use_is_unknown():
    coal = Unit.TONNE_COAL_EQUIVALENT
    used = [Use("甲项目", 2026, Quantity(Decimal(300), coal)), Use("乙项目", 2026, None)]

    year = balance({2026: Quantity(Decimal("0.1"), Unit.TEN_THOUSAND_TONNES_COAL_EQUIVALENT)}, used).of(2026)

    assert year.left == Quantity(Decimal(700), coal)
    assert year.unknown == ("乙项目",)
    assert not year.is_short


def test_a_year_without_a_quota_has_nothing_left_to_tell():
    year = balance({}, [Use("甲项目", 2027, None)]).of(2027)

    assert (year.quota, year.taken, year.left) == (None, None, None)


def test_a_quota_overdrawn_is_short():
    coal = Unit.TONNE_COAL_EQUIVALENT
    found = balance({2026: Quantity(Decimal(1), coal)}, [Use("甲", 2026, Quantity(Decimal(2), coal))])

    assert found.of(2026).is_short


def test_a_bulletin_begins_with_the_lowest_and_ends_with_the_unknown():
    rows = bulletin(
        {
            "好": [Money(annual_plan=wan(100), ytd=wan(80))],
            "没报": [Money(annual_plan=wan(100))],
            "差": [Money(annual_plan=wan(100), ytd=wan(20)), Money(annual_plan=wan(50))],
        }
    )

    assert [(row.name, row.completion, row.unknown) for row in rows] == [
        ("差", 20, 1),
        ("好", 80, 0),
        ("没报", None, 1),
    ]
