from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.definitions import load
from bihuan.engine.sites import Line, Site, check, check_all, line_index
from tests.support import land
from tests.support.land import DAY, kind, line, square

PARCEL = Site("J-01", square(0, 0, 100))


def only(site, *lines, kinds=()):
    (answer,) = check(site, lines, on=DAY, kinds=kinds)
    return answer


def test_farmland_taken_is_told_in_mu_and_percent_with_its_document():
    answer = only(PARCEL, line("permanent_basic_farmland", square(50, 0, 500)))

    assert answer.outcome == "breach"
    assert (str(answer.area), answer.percent) == ("7.50亩", Decimal("50.0"))
    assert answer.sentence.startswith("占用永久基本农田7.50亩（占地块50.0%）。请避让")
    assert answer.documents == ("甲府发〔2025〕1号",)


def test_a_line_beside_the_parcel_is_not_touched():
    answer = only(PARCEL, line("ecological_red_line", square(100, 0, 500)))

    assert (answer.outcome, answer.sentence) == ("ok", "不涉及生态保护红线。")


def test_a_hole_in_a_line_is_outside_of_it():
    ring_shape = land.sites.shape_from([[np.array(land.ring(-500, -500, 1100)), np.array(land.ring(-50, -50, 200))]])

    assert only(PARCEL, line("permanent_basic_farmland", ring_shape)).outcome == "ok"


def test_a_strip_as_thin_as_drawing_errs_is_forgiven_and_said():
    answer = only(PARCEL, line("ecological_red_line", square(99.7, 0, 500)))

    assert answer.outcome == "ok"
    assert "图形误差以内" in answer.sentence


def test_a_strip_wider_than_drawing_errs_counts():
    assert only(PARCEL, line("ecological_red_line", square(99.2, 0, 500))).outcome == "breach"


def test_a_small_square_is_forgiven_only_by_its_area():
    patch = square(95, 95, 500)  # 25 square metres, 0.0375 mu

    assert only(PARCEL, Line("w", "保护范围", land.tolerant("0.05"), "", patch)).outcome == "ok"
    assert only(PARCEL, Line("w", "保护范围", land.tolerant("0.03", "0.5", "1"), "", patch)).outcome == "breach"


def test_a_sliver_that_counts_is_told_even_where_it_rounds_to_nothing():
    answer = only(PARCEL, Line("w", "保护范围", land.tolerant("0"), "", square(99, 99, 500)))

    assert (answer.outcome, str(answer.area)) == ("breach", "0.00亩")
    assert answer.sentence == "占用保护范围0.00亩（不足地块0.1%）。请避让。"


def test_two_boundaries_count_together():
    halves = (line("urban_boundary", square(-200, -200, 250, 500)), line("urban_boundary", square(50, -200, 300, 500)))

    assert only(PARCEL, *halves).outcome == "ok"
    assert only(PARCEL, halves[0]).sentence.startswith("有7.50亩（占地块50.0%）在城镇开发边界以外。")


def test_a_unit_of_environment_is_told_not_refused():
    answer = only(PARCEL, line("environment_unit", square(-100, -100, 500)))

    assert answer.outcome == "told"
    assert "涉及环境管控单元15.00亩（占地块100.0%）" in answer.sentence


@pytest.mark.parametrize(("codes", "outcome"), [({"J-01"}, "breach"), ({"J-02"}, "ok"), (set(), "ok")])
def test_a_list_answers_for_a_parcel_by_its_code(codes, outcome):
    assert only(PARCEL, line("relic_range", parcels=frozenset(codes))).outcome == outcome


def test_a_shape_that_overlaps_holds_against_a_list_that_says_nothing():
    both = line("relic_range", square(50, 0, 500), frozenset())

    assert only(PARCEL, both).outcome == "breach"


@pytest.mark.parametrize(
    ("site", "lines", "words"),
    [
        (Site("J-01"), (line("river_range", square(0, 0, 10)),), "地块没有图形"),
        (Site(None, square(0, 0, 10)), (line("river_range", parcels=frozenset({"J-01"})),), "没有编号"),
        (PARCEL, (line("river_range"),), "既没有图形也没有名单"),
        (PARCEL, (), "没有登记当日有效的河道管理范围"),
    ],
)
def test_what_cannot_be_checked_is_not_known_and_says_what_is_missing(site, lines, words):
    answer = only(site, *lines, kinds=(kind("river_range"),))

    assert (answer.outcome, answer.area) == ("unknown", None)
    assert words in answer.sentence


def test_a_line_counts_from_its_first_to_its_last_day():
    base = line("relic_range", square(0, 0, 500))
    dated = Line("r", "甲遗址", base.kind, "", base.shape, None, DAY, DAY + timedelta(days=9))

    held = [bool(line_index([dated], on=DAY + timedelta(days=days)).groups) for days in (-1, 0, 9, 10)]

    assert held == [False, True, True, False]


def test_every_kind_that_ships_builds_and_names_its_source():
    assert all(kind(each.code).do and each.source.number for each in load("site_lines"))


BOXES = st.tuples(st.integers(-30, 30), st.integers(-30, 30), st.integers(1, 40), st.integers(1, 40))


def shared(one, other):
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(wide, 0) * max(high, 0) * 100.0


def boxed(box):
    return square(*(10.0 * each for each in box))


@given(st.lists(BOXES, min_size=1, max_size=5), st.lists(BOXES, min_size=1, max_size=5))
def test_areas_of_many_at_once_are_those_of_boxes_one_by_one(parcels, boxes):
    wall = land.tolerant("0")
    lines = [Line(str(place), "甲", wall, "", boxed(box)) for place, box in enumerate(boxes)]

    checked = check_all([Site(None, boxed(box)) for box in parcels], line_index(lines, on=DAY))

    expected = np.array([[shared(parcel, box) for box in boxes] for parcel in parcels])
    assert checked.overlaps.areas == pytest.approx(expected, rel=1e-3, abs=1)


@given(BOXES, st.lists(BOXES, min_size=1, max_size=4))
def test_what_is_inside_and_what_is_outside_add_up_to_the_parcel(parcel, boxes):
    inside = [line("urban_boundary", boxed(box)) for box in boxes]
    apart = [Line("w", "甲", land.tolerant("0"), "", each.shape) for each in inside[:1]]

    checked = check_all([Site(None, boxed(parcel))], line_index([*inside[:1], *apart], on=DAY))

    assert checked.overlaps.areas[0].sum() == pytest.approx(checked.overlaps.whole[0], abs=0.02)


def test_a_day_without_any_line_gives_no_answer():
    assert check(PARCEL, [], on=date(2026, 1, 1)) == ()
