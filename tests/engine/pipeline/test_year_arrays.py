"""Many projects at once are lit and summed as one by one (批量亮灯与合计)."""

from datetime import date
from decimal import Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bihuan.definitions import project_lamps
from bihuan.engine.lamps import COLOURS
from bihuan.engine.pipeline import (
    UNKNOWN,
    Money,
    YearArrays,
    bulletin,
    bulletin_of_groups,
    colours_of_year,
    completion,
    month_amount,
    time_progress,
)
from bihuan.engine.values import Month, Quantity, Unit

DAY, YEAR = date(2026, 11, 26), 2026
RULES = (project_lamps(DAY), project_lamps(DAY, "ouhai"))
EDGES = (0, 1000, 1200, 2000, 3000, 4000, 5000, 10**13)
AMOUNTS = st.sampled_from(EDGES) | st.integers(0, 20_000) | st.just(UNKNOWN)
DAYS = st.just(UNKNOWN) | st.dates(date(2025, 6, 1), date(2026, 12, 31)).map(date.toordinal)


def wan(hundredths: int) -> Quantity | None:
    return None if hundredths == UNKNOWN else Quantity(Decimal(int(hundredths)) / 100, Unit.TEN_THOUSAND_YUAN)


def day(number: int) -> date | None:
    return None if number == UNKNOWN else date.fromordinal(int(number))


@st.composite
def years(draw: st.DrawFn) -> YearArrays:
    projects, months = draw(st.integers(1, 5)), draw(st.integers(1, 12))

    def amounts(*shape: int) -> np.ndarray:
        size = int(np.prod(shape))
        return np.array(draw(st.lists(AMOUNTS, min_size=size, max_size=size)), np.int64).reshape(shape)

    def days() -> np.ndarray:
        return np.array(draw(st.lists(DAYS, min_size=projects, max_size=projects)), np.int64)

    planned = amounts(projects, 12)
    planned[np.array(draw(st.lists(st.booleans(), min_size=projects, max_size=projects)))] = UNKNOWN
    return YearArrays(
        plan=amounts(projects),
        total=amounts(projects),
        ytd=amounts(projects, months),
        paid=amounts(projects, months),
        planned=planned,
        start_due=days(),
        started=days(),
        entered=days(),
    )


def lamps_one_by_one(rule, projects: YearArrays, row: int) -> dict[str, str]:
    """Light the months of one project in turn, each remembering those before."""
    shown: dict[str, list[str]] = {}
    plan = [wan(amount) for amount in projects.planned[row].tolist()]
    by_month = {at + 1: amount for at, amount in enumerate(plan) if amount is not None}
    for at in range(projects.months):
        month, on = Month(YEAR, at + 1), Month(YEAR, at + 1).end_on
        ytd, paid = wan(projects.ytd[row, at]), wan(projects.paid[row, at])
        started, entered = day(projects.started[row]), day(projects.entered[row])
        done = completion(Money(annual_plan=wan(projects.plan[row]), ytd=ytd))
        time = time_progress(month, by_month)
        lit = {
            "start": lambda earlier, on=on, started=started: rule.start(
                on=on, planned_on=day(projects.start_due[row]), started_on=started, earlier=earlier
            ),
            "progress": lambda earlier, done=done, time=time: rule.progress(
                completion=done, time_progress=time, earlier=earlier
            ),
            "payment": lambda earlier, paid=paid, ytd=ytd: rule.payment(paid=paid, done=ytd, earlier=earlier),
            "statistics": lambda earlier, on=on, started=started, entered=entered: rule.statistics(
                on=on, started_on=started, entered_on=entered, earlier=earlier
            ),
        }
        for code, light in lit.items():
            earlier = shown.setdefault(code, [])
            lamp = light(tuple(earlier))
            if lamp is not None:
                earlier.append(lamp.colour)
    return {code: colours[-1] for code, colours in shown.items() if colours}


@given(projects=years(), rule=st.sampled_from(RULES))
def test_each_project_is_lit_as_it_is_alone(projects, rule):
    found = colours_of_year(rule, projects, year=YEAR)

    for row in range(len(projects.plan)):
        alone = lamps_one_by_one(rule, projects, row)
        assert {code: COLOURS[colours[row]] for code, colours in found.items()} == alone


@given(projects=years(), data=st.data())
def test_a_bulletin_of_many_equals_that_of_each_group(projects, data):
    names = ["甲", "乙"]
    groups = np.array([data.draw(st.integers(0, 1)) for _ in projects.plan], np.int64)

    found = bulletin_of_groups(projects, groups, names)

    assert sorted(found, key=lambda row: row.name) == sorted(
        bulletin(
            {
                name: [money_of(projects, row) for row in np.flatnonzero(groups == at).tolist()]
                for at, name in enumerate(names)
            }
        ),
        key=lambda row: row.name,
    )


def money_of(projects: YearArrays, row: int) -> Money:
    last, months = wan(projects.ytd[row, -1]), projects.months
    before = wan(projects.ytd[row, -2]) if months > 1 else None
    return Money(
        total=wan(projects.total[row]),
        annual_plan=wan(projects.plan[row]),
        ytd=last,
        month=month_amount(last, before=before, month=Month(YEAR, months)),
    )
