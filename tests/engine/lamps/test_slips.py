"""Slips are drawn by Suqian's rule (三色督办单)."""

from datetime import date
from decimal import Decimal

from bihuan.definitions import lamp_rule
from bihuan.engine.lamps import slip

DAY = date(2026, 11, 23)
SUQIAN = lamp_rule("suqian", DAY)
FAR = date(2026, 12, 31)


def drawn(**known):
    return slip(SUQIAN, **({"day": DAY, "due_on": FAR} | known))


def test_near_its_day_an_item_draws_a_blue_slip():
    slip_ = drawn(due_on=date(2026, 11, 26))

    assert slip_ is not None
    assert (slip_.colour, slip_.word) == ("blue", "蓝色督办单")


def test_behind_time_progress_it_draws_a_yellow_slip():
    slip_ = drawn(progress=Decimal("89.9"), time_progress=Decimal(90))

    assert slip_ is not None
    assert slip_.colour == "yellow"
    assert "进度89.9%，时序进度90%" in slip_.because


def test_poor_work_draws_a_yellow_slip():
    slip_ = drawn(poor=True)

    assert slip_ is not None
    assert "完成质量较差发黄色单" in slip_.because


def test_overdue_it_draws_a_red_slip_whatever_else():
    slip_ = drawn(due_on=date(2026, 11, 22), poor=True)

    assert slip_ is not None
    assert (slip_.colour, slip_.proposal) == ("red", False)


def test_where_all_is_well_there_is_no_slip():
    assert drawn(progress=Decimal(90), time_progress=Decimal(90)) is None
    assert drawn(due_on=None) is None


def test_done_or_suspended_it_draws_none():
    assert drawn(due_on=date(2026, 11, 1), done_on=date(2026, 11, 20)) is None
    assert drawn(due_on=date(2026, 11, 1), paused=True) is None
