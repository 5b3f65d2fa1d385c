"""Gantt charts: all stands within the plot, nothing is written over something else, what was asked to fit fits."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine import charts
from bihuan.engine.charts import Bar, Frame, GanttRow, Line, Milestone, Shape, Span, Words

TODAY = date(2026, 11, 26)
GOLDEN = Path(__file__).parent / "golden"
DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))
LENGTHS = st.integers(0, 500)


@st.composite
def spans(draw):
    start, agreed = draw(DAYS), draw(st.none() | DAYS)
    finish = start + timedelta(draw(LENGTHS))
    return Span(
        start,
        finish,
        draw(st.none() | DAYS),
        None if agreed is None else (agreed, agreed + timedelta(draw(LENGTHS))),
        draw(st.none() | DAYS),
        is_critical=draw(st.booleans()),
        is_late=draw(st.booleans()),
        word=draw(st.sampled_from(["", "前期", "开工建设阶段"])),
    )


@st.composite
def milestones(draw):
    return Milestone(
        draw(DAYS),
        draw(st.booleans()),
        draw(st.none() | DAYS),
        draw(st.none() | DAYS),
        is_critical=draw(st.booleans()),
        is_late=draw(st.booleans()),
        word=draw(st.sampled_from(["", "竣工", "取得建筑工程施工许可证"])),
    )


@st.composite
def rows(draw):
    return GanttRow(
        draw(st.sampled_from(["项目备案", "年产二十万套新能源汽车电驱动总成及配套零部件建设项目"])),
        ("2026-01-01", "2027-01-01", "推迟114个工作日"),
        tuple(draw(st.lists(spans(), max_size=3))),
        tuple(draw(st.lists(milestones(), max_size=4))),
        draw(st.none() | DAYS),
        draw(st.sampled_from(["", "施工", "竣工验收"])),
        draw(st.booleans()),
    )


WINDOWS = st.none() | st.tuples(DAYS, LENGTHS).map(lambda w: (w[0], w[0] + timedelta(w[1])))
FRAMES = st.builds(
    Frame,
    st.just(TODAY),
    promise=st.none() | DAYS,
    zoom=st.none() | st.sampled_from(["month", "quarter", "year"]),
    window=WINDOWS,
    width=st.none() | st.floats(400, 2000),
    height=st.none() | st.floats(300, 1500),
    lane=st.booleans(),
)


def extent(mark):
    """The box that a mark takes."""
    if isinstance(mark, Words):
        wide = charts.room(mark.text, mark.size)
        left = mark.x - {"start": 0, "middle": wide / 2, "end": wide}[mark.anchor]
        return left, mark.y - mark.size, left + wide, mark.y
    if isinstance(mark, Bar):
        return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
    xs, ys = zip(*mark.points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def is_within(box, width, height):
    return box[0] >= -0.2 and box[1] >= -0.2 and box[2] <= width + 0.2 and box[3] <= height + 0.2


@given(st.lists(rows(), min_size=1, max_size=6), FRAMES)
def test_every_mark_stands_within_the_drawing(many, frame):
    picture = charts.gantt("横道图", many, frame)

    assert [mark for mark in picture.marks if not is_within(extent(mark), picture.width, picture.height)] == []


@given(st.lists(rows(), min_size=1, max_size=6), FRAMES)
def test_a_size_that_was_asked_is_kept(many, frame):
    picture = charts.gantt("横道图", many, frame)

    assert frame.width is None or picture.width == pytest.approx(frame.width, abs=0.2)
    assert frame.height is None or picture.height <= frame.height + 1


@given(st.lists(rows(), min_size=1, max_size=6), FRAMES)
def test_no_words_stand_over_other_words(many, frame):
    picture = charts.gantt("横道图", many, frame)
    words = [extent(mark) for mark in picture.marks if isinstance(mark, Words) and mark.text]

    for one, other in combinations(words, 2):
        is_beside = one[2] <= other[0] + 0.3 or other[2] <= one[0] + 0.3
        assert is_beside or one[3] <= other[1] + 0.3 or other[3] <= one[1] + 0.3


@given(st.lists(spans(), min_size=1, max_size=8), st.none() | st.floats(400, 2000))
def test_the_first_and_the_last_bar_are_there(many, width):
    picture = charts.gantt(
        "横道图", [GanttRow(str(place), spans=(span,)) for place, span in enumerate(many)], Frame(TODAY, width=width)
    )
    hollow = [mark for mark in picture.marks if isinstance(mark, Shape) and mark.is_hollow and len(mark.points) != 3]

    assert len([mark for mark in hollow if mark.weight > 0]) >= len(many)
    lefts, rights = [extent(mark)[0] for mark in hollow], [extent(mark)[2] for mark in hollow]
    by_start, by_finish = sorted(many, key=lambda span: span.start), sorted(many, key=lambda span: span.finish)
    assert min(lefts[: len(many)]) == lefts[many.index(by_start[0])]
    assert max(rights[: len(many)]) == pytest.approx(rights[many.index(by_finish[-1])], abs=2.1)


@given(DAYS, LENGTHS, DAYS, DAYS)
def test_a_later_day_never_lies_further_left(first, length, one, other):
    scale = charts.TimeScale(first, first + timedelta(length), "quarter", 10.0, 600.0)
    early, late = sorted((one, other))

    assert 10 <= scale.x(early) <= scale.x(late) <= 610
    assert scale.x(one) <= scale.end(one)


@given(DAYS, LENGTHS, st.sampled_from(["month", "quarter", "year"]))
def test_the_periods_of_a_scale_leave_no_day_out(first, length, zoom):
    scale = charts.TimeScale(first, first + timedelta(length), zoom, 0.0, 600.0)

    for ticks in (scale.upper(12.0), scale.lower(12.0)):
        assert (ticks[0].x, ticks[-1].end) == (0, 600)
        assert all(one.end == other.x for one, other in pairwise(ticks))


def test_a_name_that_is_cut_is_told_in_full():
    name = "年产二十万套新能源汽车电驱动总成及配套零部件建设项目"

    drawn = charts.svg(charts.gantt("横道图", [GanttRow(name)], Frame(TODAY)))

    assert f"<title>{name}</title>" in drawn


def shapes_of(span):
    """Everything of a bar that is no colour."""
    marks = charts.gantt("横道图", [GanttRow("甲", spans=(span,))], Frame(TODAY)).marks
    return [(type(mark), getattr(mark, "points", None), getattr(mark, "is_hollow", None)) for mark in marks]


def test_bars_differ_by_their_shape_and_not_by_colour_alone():
    start, finish = date(2026, 10, 1), date(2026, 12, 30)
    looks = [
        Span(start, finish),
        Span(start, finish, done_until=TODAY),
        Span(start, finish, done_until=finish),
        Span(start, finish, is_critical=True),
        Span(start, finish, agreed=(start, date(2026, 11, 1))),
        Span(start, finish, free_until=date(2027, 1, 20)),
    ]

    found = [str(shapes_of(span)) for span in looks]

    assert len(set(found)) == len(looks)


def test_a_row_that_goes_on_behind_the_edge_says_so():
    frame = Frame(TODAY, window=(date(2026, 11, 1), date(2026, 12, 31)))
    span = Span(date(2026, 1, 1), date(2027, 6, 30))

    drawn = charts.svg(charts.gantt("横道图", [GanttRow("甲", spans=(span,))], frame))

    assert "<title>2026-01-01起</title>" in drawn
    assert "<title>到2027-06-30</title>" in drawn


def test_no_row_is_no_chart():
    assert charts.gantt("横道图", [], Frame(TODAY)) is None


def small():
    """A chart with one of each."""
    start, finish = date(2026, 10, 1), date(2026, 12, 30)
    return charts.gantt(
        "横道图",
        [
            GanttRow("项目备案", ("2026-10-01", "", ""), milestones=(Milestone(start, is_done=True),), group="前期"),
            GanttRow(
                "土地出让",
                ("2026-10-01", "2026-12-30", "已晚20个工作日"),
                (Span(start, finish, TODAY, (start, date(2026, 11, 20)), is_late=True),),
                group="前期",
                is_late=True,
            ),
            GanttRow("施工", spans=(Span(finish, date(2027, 3, 1), free_until=date(2027, 3, 20), is_critical=True),)),
        ],
        Frame(TODAY, date(2027, 3, 31), width=700),
    )


@pytest.mark.parametrize("name", ["gantt"])
def test_a_small_chart_is_drawn_as_it_was_looked_at(name):
    assert charts.svg(small()).replace("><", ">\n<") + "\n" == (GOLDEN / f"{name}.svg").read_text(encoding="utf-8")


def test_a_strip_is_the_row_of_the_whole_chart_without_its_name():
    row = GanttRow("甲", spans=(Span(date(2026, 1, 1), date(2027, 6, 30), word="建设"),), promise=date(2027, 6, 1))
    scale = charts.time_scale([row], Frame(TODAY), width=640)

    strip, head, key = (
        charts.row_strip(row, scale, TODAY),
        charts.scale_strip(scale, TODAY),
        charts.legend_strip([row], 640),
    )

    assert [picture.width for picture in (strip, head, key)] == [640, 640, 640]
    assert [words.text for words in strip.marks if isinstance(words, Words)] == ["建设"]
    assert all(is_within(extent(mark), 640, strip.height) for mark in strip.marks if not isinstance(mark, Line))


@given(st.lists(rows(), min_size=1, max_size=12), st.floats(250, 700))
def test_pages_hold_every_row_once_under_one_scale(many, height):
    frame = Frame(TODAY, width=1000, height=height, lane=True)
    named = [
        GanttRow(f"第{place}行", row.cells, row.spans, row.milestones, group=row.group)
        for place, row in enumerate(many)
    ]

    pages = charts.gantt_pages("挂图", named, frame)

    labels = [
        mark.text for page in pages for mark in page.marks if isinstance(mark, Words) and mark.text.endswith("行")
    ]
    assert labels == [row.label for row in named]
    assert all(page.height <= height + 1 for page in pages)
    assert (
        len(
            {tuple(mark.text for mark in page.marks if isinstance(mark, Words) and "年" in mark.text) for page in pages}
        )
        == 1
    )


@given(DAYS, st.sampled_from(["month", "quarter", "year"]), st.integers(-5, 5))
def test_a_page_shows_its_day_and_moves_back_to_where_it_was(at, zoom, steps):
    first, last = charts.window(at, zoom)

    assert first <= at <= last
    assert charts.window(charts.moved(charts.moved(at, zoom, steps), zoom, -steps), zoom) == (first, last)
