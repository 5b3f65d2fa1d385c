"""Checks note what may be worth a look, in neutral words, and stay silent where nothing is."""

from datetime import date
from decimal import Decimal

import pytest

from bihuan.definitions import check_limits
from bihuan.engine.indicators import define, month_number, no_targets, time_progress_table, to_level
from bihuan.engine.indicators.checks import PrintedRow, notes, row_findings, sum_findings
from bihuan.engine.values import Month, Quantity
from tests.support.figures import BODY, REVENUE, SHARE, USUAL, cube_of

LIMITS = check_limits(date(2026, 11, 25))
JUNE = 17
NONE = float("nan")
OTHER = define(BODY | {"names": ["其他收入"], "months": list(range(1, 13))}, "other")
WHOLE = define(BODY | {"names": ["总收入"], "months": list(range(1, 13)), "formula": "revenue + other"}, "whole")


def row(unit, indicator, month, amount, growth=NONE, of=USUAL):
    level = to_level(Quantity(Decimal(amount), of[indicator].unit), of[indicator].unit)
    return (unit, indicator, month_number(Month(*month)), level, growth, 6)


def noted(rows, **more):
    return notes(cube_of(rows), JUNE, limits=LIMITS, **more)


QUIET = [
    row(2, 1, (2025, 5), "40"),
    row(2, 1, (2025, 6), "50"),
    row(2, 1, (2026, 5), "44"),
    row(2, 1, (2026, 6), "55", 10),
]


def test_figures_in_keeping_draw_no_note():
    assert noted(QUIET) == ()


def test_ten_thousand_yuan_written_as_a_hundred_million_is_noted_with_the_unit_meant():
    found = noted([*QUIET[:3], row(2, 1, (2026, 6), "550000")])

    assert [note.code for note in found if note.code == "unit_slip"] == ["unit_slip"]
    assert (found[0].unit, found[0].indicator, str(found[0].proposal)) == (2, "revenue", "550000万元")
    assert found[0].sentence == (
        "填的是550000亿元，约为可比数50亿元的11000倍，可能是计量单位填错。如原意是550000万元，请改正；如无误，请说明。"
    )


def test_a_figure_written_ten_thousand_times_too_small_is_noted_too():
    small = define(BODY | {"unit": "万元", "months": list(range(1, 13))}, "small")
    rows = [row(2, 0, (2025, 6), "500000", of=(small,)), row(2, 0, (2026, 6), "55", of=(small,))]

    found = notes(cube_of(rows, indicators=[small]), JUNE, limits=LIMITS)

    assert str(found[0].proposal) == "55亿元"


def test_a_sum_of_parts_that_differs_is_noted_for_the_whole():
    rows = [row(2, 1, (2026, 6), "100"), row(4, 1, (2026, 6), "60"), row(5, 1, (2026, 6), "39")]

    found = noted(rows)

    assert [(note.code, note.unit) for note in found] == [("sum_gap", 2)]
    assert "下级合计99亿元，相差1亿元。两者可以不等" in found[0].sentence


def test_a_whole_that_its_formula_does_not_give_is_noted():
    known = [REVENUE, OTHER, WHOLE]
    rows = [row(2, place, (2026, 6), amount, of=known) for place, amount in enumerate(("30", "20", "52"))]

    found = notes(cube_of(rows, indicators=known), JUNE, limits=LIMITS)

    assert [note.code for note in found] == ["formula_gap"]
    assert "按“收入 + 其他收入”推算是50亿元" in found[0].sentence


def test_a_month_four_times_last_years_is_noted():
    found = noted([*QUIET[:3], row(2, 1, (2026, 6), "84.1", 60)])

    assert [note.code for note in found] == ["jump"]
    assert "当期40.1亿元，上年同期10亿元，是其4.01倍" in found[0].sentence


def test_a_cumulative_figure_that_falls_is_noted():
    found = noted([*QUIET[:3], row(2, 1, (2026, 6), "43")])

    assert [note.code for note in found] == ["falls"]


def test_growth_far_from_the_levels_is_noted_and_not_corrected():
    found = noted([*QUIET[:3], row(2, 1, (2026, 6), "55", 45.0)])

    assert [note.code for note in found] == ["growth_against_levels"]
    assert "两年总量之比为10.0%（名义）" in found[0].sentence


def test_a_figure_equal_to_its_target_to_the_last_digit_is_noted():
    cube = cube_of([*QUIET[:3], row(2, 1, (2026, 6), "55.123456")])
    targets = no_targets(cube, time_progress_table(cube.catalogue))
    targets.levels[:, 1, 1] = 5512345600

    assert [note.code for note in notes(cube, JUNE, limits=LIMITS, targets=targets)] == []

    targets.levels[:, 1, 1] = cube.levels[cube.at(2, "revenue", Month(2026, 6))]
    assert [note.code for note in notes(cube, JUNE, limits=LIMITS, targets=targets)] == ["equal_to_target"]


def test_a_share_over_a_hundred_is_noted():
    found = noted([row(2, 4, (2026, 6), "100.5")])

    assert [(note.code, note.indicator) for note in found] == [("over_hundred", SHARE.code)]


@pytest.mark.parametrize("word", ["错误", "违规", "造假", "异常", "必须"])
def test_notes_accuse_nobody(word):
    every = [*QUIET[:3], row(2, 1, (2026, 6), "550000", 45.0), row(2, 4, (2026, 6), "100.5"), row(4, 1, (2026, 6), "1")]

    assert not [note for note in noted(every) if word in note.sentence]


def printed(*cells):
    return PrintedRow("甲", *(None if each is None else Decimal(each) for each in cells))


def test_a_printed_percent_within_rounding_is_let_pass():
    assert row_findings(printed("44.62", "6.50", "14.54", None, None), limits=LIMITS) == ()


def test_a_printed_gap_that_does_not_fit_is_told():
    found = row_findings(printed(None, None, "40", "5.00", "50"), limits=LIMITS)

    assert [each.code for each in found] == ["printed_gap"]


def test_splits_of_one_total_are_summed_each():
    by_tier = [Decimal(each) for each in ("44.62", "10.66", "80.18")]
    by_type = [Decimal(each) for each in ("100.11", "34.00")]

    found = sum_findings("年度计划", Decimal("135.46"), [("按层级", by_tier), ("按类型", by_type)])

    assert [each.sentence for each in found] == ["按类型合计134.11，与总数135.46相差1.35。请核对各分项。"]
