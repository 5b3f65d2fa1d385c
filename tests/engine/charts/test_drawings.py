"""Drawings: what is unknown is a gap, what is more stands higher or reaches further, all stands within the box."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine import charts
from bihuan.engine.charts import WIDTH, Bar, BulletRow, Dot, Line, PartBar, Slope, Words
from bihuan.engine.values import Month

YEAR = [Month(2026, month) for month in range(1, 13)]
RATES = st.decimals("-99", "99", places=1)


def of_kind(picture, kind):
    return [mark for mark in picture.marks if isinstance(mark, kind)]


def is_within(picture):
    """Whether every mark begins within the box; words are checked by where they stand."""
    for mark in picture.marks:
        points = mark.points if isinstance(mark, Line) else [(mark.x, mark.y)]
        if isinstance(mark, Bar):
            points = [(mark.x, mark.y), (mark.x + mark.width, mark.y + mark.height)]
        if not all(-0.1 <= x <= WIDTH + 0.1 and -0.1 <= y <= picture.height + 0.1 for x, y in points):
            return False
    return True


def test_an_unknown_month_parts_the_line():
    picture = charts.growth_line("增速", [*map(Decimal, ("5", "6")), None, *map(Decimal, ("7", "8"))], YEAR[:5])

    assert len([line for line in of_kind(picture, Line) if line.tone == "accent"]) == 2
    assert len(of_kind(picture, Dot)) == 4
    assert "3月" in [words.text for words in of_kind(picture, Words)]
    assert "2026年3月" not in picture.says


def test_one_known_month_is_no_line():
    assert charts.growth_line("增速", [None, Decimal(5)], YEAR[:2]) is None


@given(st.lists(RATES | st.none(), min_size=2, max_size=12))
def test_a_higher_growth_stands_higher(rates):
    picture = charts.growth_line("增速", rates, YEAR[: len(rates)])

    if picture is not None:
        known = [rate for rate in rates if rate is not None]
        heights = [dot.y for dot in of_kind(picture, Dot)]
        assert is_within(picture)
        pairs = sorted(zip(known, heights, strict=True))
        assert [height for _, height in pairs] == sorted(heights, reverse=True)


@given(st.lists(st.decimals("-50", "300", places=2), min_size=1, max_size=8), st.decimals("0", "100", places=2))
def test_a_bar_reaches_as_far_as_was_completed(done, time):
    picture = charts.bullet("进度", [BulletRow(f"指标{place}", each, time) for place, each in enumerate(done)])
    reached = [bar.width for bar in of_kind(picture, Bar) if bar.tone == "accent"]

    assert is_within(picture)
    assert [width for _, width in sorted(zip(done, reached, strict=True))] == sorted(reached)
    assert len({line.points[0][0] for line in of_kind(picture, Line)}) == 1


@given(st.lists(st.decimals("-20", "20", places=2), min_size=1, max_size=8))
def test_what_lowers_goes_left_and_what_raises_right(points):
    picture = charts.contribution_bars("拉动", [PartBar(f"部分{place}", each) for place, each in enumerate(points)])
    nought = of_kind(picture, Line)[0].points[0][0]

    assert is_within(picture)
    for bar, each in zip(of_kind(picture, Bar), points, strict=True):
        assert (bar.x >= nought - 0.2) if each >= 0 else (bar.x + bar.width <= nought + 0.2)


def test_places_are_joined_by_lines_and_equal_places_do_not_cover_each_other():
    slopes = [Slope("石桥镇", 1, 2), Slope("青禾镇", 2, 2), Slope("东街道", 3, 1), Slope("北街道", None, 4)]

    picture = charts.rank_slope("位次", slopes, before="9月", now="10月")

    lines = of_kind(picture, Line)
    assert len(lines) == 3
    assert len({line.points[1][1] for line in lines}) == 3
    assert picture.says == "位次：石桥镇由第1到第2，青禾镇由第2到第2，东街道由第3到第1"


def test_a_place_that_nobody_had_is_no_drawing():
    assert charts.rank_slope("位次", [Slope("石桥镇", None, 1)], before="9月", now="10月") is None


@given(st.text(max_size=20), st.floats(20, 200))
def test_words_are_cut_to_their_room(words, width):
    cut = charts.short(words, width)

    assert cut == words or charts.room(cut) <= width + 13


def test_svg_escapes_what_it_says():
    picture = charts.bullet('进度"<b>', [BulletRow("a<script>&", Decimal(50), None)])

    root = ElementTree.fromstring(charts.svg(picture))

    assert root.get("aria-label").startswith('进度"<b>')
    assert "a<script>&" in [each.text for each in root.iter("text")]


@given(st.lists(RATES | st.none(), min_size=2, max_size=12))
def test_a_small_line_says_in_words_what_it_shows(rates):
    picture = charts.spark(rates, YEAR[: len(rates)])

    if picture is not None:
        assert picture.says.count("月") == sum(rate is not None for rate in rates)
        assert all(0 <= x <= picture.width for line in of_kind(picture, Line) for x, _ in line.points)
        assert 'class="drawing-small"' in charts.svg(picture)
