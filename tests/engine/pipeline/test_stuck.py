"""The four-point test for stuck projects, each reason with its numbers (问题项目体检)."""

from datetime import date
from decimal import Decimal

from bihuan.definitions import stuck_test
from bihuan.engine.pipeline import History, MonthOfMoney
from bihuan.engine.rules import Truth
from bihuan.engine.values import Month, Quantity, Unit

DAY = date(2026, 11, 26)
TEST = stuck_test(DAY)


def wan(amount: int | None) -> Quantity | None:
    return None if amount is None else Quantity(Decimal(amount), Unit.TEN_THOUSAND_YUAN)


def months(*in_place: int | None, last: int = 10, physical: int | None = None) -> tuple[MonthOfMoney, ...]:
    first = last - len(in_place) + 1
    share = None if physical is None else Decimal(physical)
    return tuple(
        MonthOfMoney(Month(2026, first + at), in_place=wan(each), physical=share) for at, each in enumerate(in_place)
    )


def points(history: History, on: date = DAY) -> list[str]:
    return [reason.code for reason in TEST.stuck(history, on)]


def truth(code: str, history: History, on: date = DAY) -> Truth:
    return next(reason.truth for reason in TEST.judge(history, on) if reason.code == code)


def test_more_than_a_year_after_signing_without_a_start():
    (reason,) = TEST.stuck(History(signed_on=date(2025, 11, 25)), DAY)

    assert reason.sentence == "2025-11-25签约，至2026-11-26没有开工，已超过12个月。"


def test_a_year_to_the_day_is_not_more_than_a_year():
    assert points(History(signed_on=date(2025, 11, 26))) == []


def test_three_months_without_new_money_after_the_start():
    history = History(started_on=date(2026, 3, 1), total=wan(1000), months=months(300, 300, 300, 300))

    (reason,) = TEST.stuck(history, DAY)

    assert reason.sentence == "开工后2026年8月至2026年10月连续3个月没有新到位资金（累计300万元）。"


def test_money_in_one_of_three_months_is_enough():
    history = History(started_on=date(2026, 3, 1), total=wan(1000), months=months(300, 300, 320, 320))

    assert points(history) == []


def test_a_month_not_filled_in_makes_it_unknown():
    history = History(started_on=date(2026, 3, 1), total=wan(1000), months=months(300, 300, None, 300))

    assert truth("no_money", history) is Truth.UNKNOWN


def test_nothing_in_all_is_nothing_in_three_months():
    history = History(started_on=date(2026, 8, 1), total=wan(1000), months=months(0, 0, 0))

    assert points(history) == ["no_money"]


def test_half_a_year_after_the_start_with_less_than_fifteen_percent():
    history = History(started_on=date(2026, 3, 1), total=wan(1000), months=months(100, 120, 140, 149))

    (reason,) = TEST.stuck(history, DAY)

    assert reason.sentence.endswith("至2026年10月到位资金149万元，占总投资1000万元的14.9%，低于15%。")


def test_fifteen_percent_is_enough():
    history = History(started_on=date(2026, 3, 1), total=wan(1000), months=months(100, 120, 140, 150))

    assert points(history) == []


def test_half_a_year_to_the_day_is_not_more():
    history = History(started_on=date(2026, 5, 26), total=wan(1000), months=months(100, 120, 130, 140))

    assert truth("little_money", history) is Truth.NO


def test_money_and_site_apart_is_our_own_measure():
    history = History(started_on=date(2026, 3, 1), total=wan(1000), months=months(200, 300, 400, 500, physical=10))

    (reason,) = TEST.stuck(history, DAY)

    assert (reason.code, reason.proposal) == ("mismatch", True)
    assert reason.sentence == "到位资金占总投资50%，形象进度10%，相差40个百分点，超过30个百分点。"


def test_what_came_after_the_day_is_not_known_yet():
    history = History(started_on=date(2026, 3, 1), total=wan(1000), months=months(0, 0, 0, 500))

    assert points(history, date(2026, 10, 15)) == ["no_money", "little_money"]


def test_a_project_that_produces_or_was_ended_is_not_tested():
    assert TEST.judge(History(signed_on=date(2020, 1, 1), is_running=False), DAY) == ()


def test_nothing_known_is_no_reason():
    assert points(History()) == []
    assert truth("not_started", History()) is Truth.UNKNOWN
