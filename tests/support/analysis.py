"""Made-up months for reports of the economy: a few indicators with figures, targets and measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from bihuan.definitions import lamp_rule, paper_wording
from bihuan.engine import analysis
from bihuan.engine.analysis import Aim, Figure, Known, Material, Pace, Plan, UnitFigure
from bihuan.engine.indicators import (
    Target,
    TargetKind,
    TimeProgress,
    growth_lamp,
    judge,
    level_lamp,
    standing_of,
    time_passed,
)
from bihuan.engine.office.papers import Wording
from bihuan.engine.values import Indicator, Month, Quantity, Unit
from tests.support.figures import DEPOSITS, INVESTMENT, PRODUCT, REVENUE, SHARE, USUAL

OCTOBER, SEPTEMBER = Month(2026, 10), Month(2026, 9)
DISTRICT = 1
DAY = date(2026, 11, 20)
PLAN = analysis.plan(
    {
        "sectors": [
            {"word": "投资", "indicators": ["investment"]},
            {"word": "财政金融", "indicators": ["revenue", "deposits", "share"]},
            {"word": "生产", "indicators": ["product"]},
        ],
        "splits": [{"whole": "investment", "parts": ["revenue"]}],
        "lines": ["investment"],
    }
)
TOWNS = {"石桥镇": 2, "青禾镇": 3, "东街道": 4}
TELLING = replace(PLAN, by_units=("investment",), ranked=("investment",))
"""The outline of an office that wants units told apart."""


def wording() -> Wording:
    """The words as they ship."""
    found = paper_wording("economic_analysis", DAY)
    assert found is not None
    return found


def figure(one: Indicator, month: Month, level: str | None = None, growth: str | None = None) -> Figure:
    """A figure of the district, or why there is none."""
    is_known = level is not None or growth is not None
    return Figure(
        DISTRICT,
        one.code,
        month,
        None if level is None else Quantity(Decimal(level), one.unit),
        None if growth is None else Decimal(growth),
        version=month.month if is_known else None,
        told="快报数第1版，区统计局报送" if is_known else "",
        why_lacking="" if is_known else "尚未报送",
    )


def aim(kind: TargetKind, goal: str, unit: Unit, now: Figure | None = None, pace: Pace | None = None) -> Aim:
    """A target of the year out of the government's work report, judged by a figure and lit by the shipped rules."""
    is_growth = kind is TargetKind.GROWTH
    told_by = TimeProgress.NONE if is_growth else TimeProgress.MONTHS
    target = Target(kind, Quantity(Decimal(goal), unit), told_by=told_by)
    passed = None if now is None else time_passed(told_by, now.month)
    stands = standing_of(kind, level=now.level if now else None, growth=now.growth if now else None)
    judged = judge(target, stands, time_progress=passed)
    level_rule, growth_rule = lamp_rule("yinchuan", DAY), lamp_rule("growth_gap", DAY)
    assert level_rule is not None
    assert growth_rule is not None
    lamp = (
        growth_lamp(growth_rule, growth=now.growth if now else None, target=target.goal.amount)
        if is_growth
        else level_lamp(level_rule, completed=judged.completion, time_progress=passed, told_by=told_by)
    )
    return Aim(target, "《2026年政府工作报告》", passed, judged, lamp, pace)


FIGURES = {
    (each.indicator, each.month): each
    for each in (
        figure(INVESTMENT, OCTOBER, "160.5", "-1.2"),
        figure(INVESTMENT, SEPTEMBER, "150.0", "-0.8"),
        figure(REVENUE, OCTOBER, "41.20", "4.3"),
        figure(REVENUE, SEPTEMBER, "36.5", "4.0"),
        figure(PRODUCT, OCTOBER),
        figure(DEPOSITS, OCTOBER, "1460", "8.8"),
        figure(DEPOSITS, SEPTEMBER, "1460", "8.8"),
        figure(SHARE, OCTOBER),
    )
}
PACE = Pace(
    2,
    Quantity(Decimal("39.75"), Unit.HUNDRED_MILLION_YUAN),
    best=Quantity(Decimal("21.3"), Unit.HUNDRED_MILLION_YUAN),
    best_rest=Quantity(Decimal("18.9"), Unit.HUNDRED_MILLION_YUAN),
    growth=Decimal("65.2"),
)
AIMS = {
    "investment": aim(TargetKind.LEVEL, "240", Unit.HUNDRED_MILLION_YUAN, FIGURES["investment", OCTOBER], PACE),
    "revenue": aim(TargetKind.GROWTH, "5.0", Unit.PERCENT, FIGURES["revenue", OCTOBER]),
}
TAKEN = (
    analysis.Taken(
        indicator="investment",
        cause="3个亿元项目用地手续未办结",
        words="对3个亿元项目逐个定办结日期",
        unit="区自然资源局",
        due_on=date(2026, 11, 30),
        state="办理中",
        whence="事项〔2026〕31号",
    ),
)


def material(
    figures: Mapping[tuple[str, Month], Figure] = FIGURES,
    *,
    month: Month = OCTOBER,
    aims: Mapping[str, Aim] = AIMS,
    taken: tuple[analysis.Taken, ...] = (),
    units: Mapping[str, Sequence[UnitFigure]] = {},
) -> Material:
    """A month of the district."""
    known = Known(month, figures, aims=aims)
    lines = {one.code: analysis.line(one, known) for one in USUAL}
    history = [found for (code, _), found in sorted(figures.items()) if code == "investment"]
    return Material("启明区", month, lines, taken, {"investment": history}, units)


def composed(said: Material | None = None, *, plan: Plan = PLAN) -> analysis.Analysis:
    """The report of a month in the shipped words."""
    return analysis.compose(said or material(), plan=plan, wording=wording())


def towns(*told: tuple[str, str, int, int]) -> list[UnitFigure]:
    """Investment of towns in October: level, growth, place now and before."""
    return [
        UnitFigure(name, replace(figure(INVESTMENT, OCTOBER, level, growth), unit=number), now, before)
        for (name, number), (level, growth, now, before) in zip(TOWNS.items(), told, strict=False)
    ]


def words_of(report: analysis.Analysis) -> str:
    """All that a report says, paragraph by paragraph."""
    return "\n".join(each.words for section in report.sections for each in section.paragraphs)


@st.composite
def materials(draw: st.DrawFn) -> Material:
    """Any month: figures there or not, growing or falling, targets near and far."""
    month = Month(2026, draw(st.integers(1, 12)))
    numbers = st.decimals("-999", "9999", places=draw(st.integers(0, 2))).map(lambda each: f"{each:f}")
    rates = st.decimals("-60", "90", places=1).map(lambda each: f"{each:f}")
    figures = {}
    for one in USUAL:
        for back in range(2):
            when = month.shifted(-back)
            exists = when.month in one.months
            level = draw(st.none() | numbers) if exists else None
            growth = draw(st.none() | rates) if exists and "growth" in one.measures else None
            figures[one.code, when] = figure(one, when, level, growth)
    kind = draw(st.sampled_from((TargetKind.LEVEL, TargetKind.GROWTH)))
    unit = INVESTMENT.unit if kind is TargetKind.LEVEL else Unit.PERCENT
    goal = draw(st.decimals("1", "500", places=1))
    now = figures.get(("investment", month))
    aims = {"investment": aim(kind, f"{goal:f}", unit, now)} if draw(st.booleans()) else {}
    levels = draw(st.lists(st.tuples(numbers, rates), max_size=3))
    units = towns(*((level, rate, place + 1, 3 - place) for place, (level, rate) in enumerate(levels)))
    taken = TAKEN if draw(st.booleans()) else ()
    return material(figures, month=month, aims=aims, taken=taken, units={"investment": units})
