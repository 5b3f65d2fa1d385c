"""Places of a line chart: a gap for what is unknown, nought always within the box."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.indicators import line_chart
from bihuan.engine.values import Month

YEAR = [Month(2026, month) for month in range(1, 13)]
RATES = st.decimals("-99", "99", places=1) | st.none()


def test_an_unknown_month_parts_the_line():
    chart = line_chart([*map(Decimal, ("5", "6")), None, *map(Decimal, ("7", "8"))], YEAR[:5])

    assert len(chart.pieces) == 2
    assert [point.label for point in chart.points] == [month.label for month in (*YEAR[:2], *YEAR[3:5])]


def test_one_known_month_is_no_line():
    assert line_chart([None, Decimal(5)], YEAR[:2]) is None


@given(st.lists(RATES, min_size=2, max_size=12))
def test_all_stands_within_the_box_and_more_stands_higher(rates):
    chart = line_chart(rates, YEAR[: len(rates)])

    if chart is not None:
        known = sorted((Decimal(point.word), -point.y) for point in chart.points)
        assert all(0 < point.x < chart.width and 0 < point.y < chart.foot for point in chart.points)
        assert 0 < chart.zero < chart.foot
        assert [y for _, y in known] == sorted(y for _, y in known)
