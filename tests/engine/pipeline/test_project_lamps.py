"""Four lamps of a project, apart, each with its reason (项目四灯)."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.definitions import on, project_lamps
from bihuan.engine.pipeline import BadProjectLamps, build_lamps
from bihuan.engine.values import Quantity, Unit
from tests.oracles import pipeline as oracle

DAY = date(2026, 11, 26)
YINCHUAN = project_lamps(DAY)
OUHAI = project_lamps(DAY, "ouhai")
BODY = on("project_lamps", "yinchuan", DAY).body
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
SHARES = st.none() | st.decimals(-20, 150, places=4, allow_nan=False, allow_infinity=False)


def wan(amount: str) -> Quantity:
    return Quantity(Decimal(amount), Unit.TEN_THOUSAND_YUAN)


@given(done=SHARES, time=SHARES, earlier=st.lists(st.sampled_from(["green", "yellow", "red", "grey"])))
def test_the_progress_lamp_is_the_rule_as_told(done, time, earlier):
    lamp = YINCHUAN.progress(completion=done, time_progress=time, earlier=earlier)

    as_fractions = [None if each is None else Fraction(each) for each in (done, time)]
    assert lamp.colour == oracle.yinchuan_progress(*as_fractions, earlier)


@given(planned=DAYS, late=st.none() | st.integers(-100, 400), days=st.integers(-100, 400))
def test_the_start_lamp_is_the_rule_as_told(planned, late, days):
    started = None if late is None else planned + timedelta(days=late)
    day = planned + timedelta(days=days)

    assert YINCHUAN.start(on=day, planned_on=planned, started_on=started).colour == oracle.yinchuan_start(
        day, planned, started
    )


@given(started=st.none() | DAYS, entered=st.none() | DAYS, days=st.integers(-10, 100))
def test_the_statistics_lamp_is_the_rule_as_told(started, entered, days):
    day = (started or DAY) + timedelta(days=days)

    lamp = YINCHUAN.statistics(on=day, started_on=started, entered_on=entered)

    assert lamp.colour == oracle.yinchuan_statistics(day, started, entered)


@pytest.mark.parametrize("earlier", [["red"], ["green", "red", "yellow"]])
def test_a_red_made_good_stays_yellow(earlier):
    start = YINCHUAN.start(on=DAY, planned_on=date(2026, 1, 1), started_on=date(2026, 8, 1), earlier=earlier)
    progress = YINCHUAN.progress(completion=Decimal(90), time_progress=Decimal(80), earlier=earlier)
    entry = YINCHUAN.statistics(on=DAY, started_on=date(2026, 1, 1), entered_on=date(2026, 8, 1), earlier=earlier)
    paid = YINCHUAN.payment(paid=wan("90"), planned=wan("80"), earlier=earlier)

    assert {lamp.colour for lamp in (start, progress, entry, paid)} == {"yellow"}
    assert "但以前亮过红灯" in progress.because


def test_less_than_ten_points_behind_is_a_value_that_an_office_may_set():
    bands = [dict(band) for band in BODY["progress"]]
    bands[1] |= {"colour": "blue", "above": -5}
    bands[2] |= {"at_least": -30}
    own = build_lamps({**BODY, "progress": bands})

    assert own.progress(completion=Decimal(47), time_progress=Decimal(50)).colour == "blue"
    assert own.progress(completion=Decimal(44), time_progress=Decimal(50)).colour == "yellow"


def test_a_good_reason_keeps_a_late_start_green():
    lamp = YINCHUAN.start(on=DAY, planned_on=date(2026, 3, 1), started_on=None, excused=True)

    assert (lamp.colour, lamp.proposal) == ("green", True)


def test_a_plan_of_payments_counts_before_a_share_of_what_was_done():
    assert YINCHUAN.payment(paid=wan("70"), planned=wan("60"), done=wan("100")).colour == "green"
    assert YINCHUAN.payment(paid=wan("70"), done=wan("100")).colour == "red"
    assert YINCHUAN.payment(paid=wan("80"), done=wan("100")).colour == "green"


def test_what_is_not_known_is_grey_and_says_so():
    lamps = (
        YINCHUAN.start(on=DAY, planned_on=None, started_on=None),
        YINCHUAN.progress(completion=None, time_progress=Decimal(50)),
        YINCHUAN.payment(paid=None, planned=wan("60")),
        YINCHUAN.payment(paid=wan("60")),
    )

    assert {(lamp.colour, lamp.word) for lamp in lamps} == {("grey", "暂无")}


def test_a_rule_without_a_lamp_shows_none():
    assert OUHAI.payment(paid=wan("60")) is None
    assert OUHAI.statistics(on=DAY, started_on=None, entered_on=None) is None


def test_a_gap_is_told_as_it_was_compared():
    lamp = YINCHUAN.progress(completion=Decimal("40.001"), time_progress=Decimal(50))

    assert (lamp.colour, "相差-9.999个" in lamp.because) == ("green", True)


@pytest.mark.parametrize(
    ("key", "damage", "words"),
    [
        ("progress", lambda bands: bands[:-1], "最后一段不写下限"),
        ("progress", lambda bands: [bands[1], bands[0], *bands[2:]], "由高到低"),
        ("progress", lambda bands: [bands[-1], *bands], "只有最后一段"),
        ("start", lambda rule: {**rule, "late": rule["late"][::-1]}, "由少到多"),
    ],
)
def test_a_rule_out_of_order_is_refused(key, damage, words):
    with pytest.raises(BadProjectLamps, match=words):
        build_lamps({**BODY, key: damage(BODY[key])})
