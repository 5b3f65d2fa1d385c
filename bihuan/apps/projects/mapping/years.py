"""Many projects of a year as arrays, for lamps and sums (年度数组)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

import numpy as np

from bihuan.apps.projects.mapping.months import Reported, planned_of
from bihuan.engine.pipeline import UNKNOWN, YearArrays
from bihuan.engine.values import Month


class Year(Protocol):
    """A project of a year as the queries give it."""

    @property
    def project(self) -> Any:
        """The project, with the year's plan beside its row."""

    @property
    def reports(self) -> Mapping[Month, Reported]:
        """Its months that count."""

    @property
    def started_on(self) -> date | None:
        """The day on which works began."""


def to_arrays(years: Sequence[Year], month: Month) -> YearArrays:
    """Projects with their plans and reports, January to a month (建立数组)."""
    projects = [year.project for year in years]
    ytd, paid = (np.full((len(years), month.month), UNKNOWN, np.int64) for _ in range(2))
    for row, year in enumerate(years):
        for when, said in year.reports.items():
            if when.year == month.year and when <= month:
                ytd[row, when.month - 1] = _hundredths(said.ytd)
                paid[row, when.month - 1] = _hundredths(said.paid)
    return YearArrays(
        plan=_amounts(project.plan_amount for project in projects),
        total=_amounts(project.total for project in projects),
        ytd=ytd,
        paid=paid,
        planned=_planned(projects),
        start_due=_days(project.plan_start.start_on if project.plan_start else None for project in projects),
        started=_days(year.started_on for year in years),
        entered=_days(project.entered_statistics_on for project in projects),
    )


def _planned(projects: Sequence[Any]) -> Any:
    planned = np.full((len(projects), 12), UNKNOWN, np.int64)
    for row, project in enumerate(projects):
        for number, amount in planned_of(project.plan_by_month).items():
            planned[row, number - 1] = _hundredths(amount.amount)
    return planned


def _amounts(amounts: Iterable[Decimal | None]) -> Any:
    return np.array([_hundredths(amount) for amount in amounts], np.int64)


def _hundredths(amount: Decimal | None) -> int:
    return UNKNOWN if amount is None else int(amount * 100)


def _days(days: Iterable[date | None]) -> Any:
    return np.array([UNKNOWN if day is None else day.toordinal() for day in days], np.int64)
