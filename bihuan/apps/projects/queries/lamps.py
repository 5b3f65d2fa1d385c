"""The four lamps of projects, the table of a month, the bulletin and the stuck ones (四灯、通报、问题项目)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from bihuan.apps.projects import mapping
from bihuan.apps.projects.models import MonthReport
from bihuan.apps.projects.queries.months import (
    MonthBook,
    MonthLine,
    YearOfProject,
    asked_projects,
    projects_with_plan,
    years_of,
)
from bihuan.base.scope import Viewer
from bihuan.engine.lamps import COLOURS, Colour, Lamp
from bihuan.engine.pipeline import (
    LAMPS,
    BulletinRow,
    History,
    MonthOfMoney,
    Reason,
    bulletin_of_groups,
    colours_of_year,
    completion,
    physical_percent,
)
from bihuan.engine.values import Month

Lit = Callable[[Sequence[Colour]], Lamp | None]


def four_lamps(year: YearOfProject, month: Month, book: MonthBook) -> dict[str, Lamp]:
    """The lamps of a project at the end of a month, each remembering the year's months before (四灯)."""
    shown: dict[str, list[Lamp]] = {code: [] for code in LAMPS}
    for number in range(1, month.month + 1):
        for code, light in _lights(year, Month(month.year, number), book).items():
            lamp = light(tuple(each.colour for each in shown[code]))
            if lamp is not None:
                shown[code].append(lamp)
    return {code: lamps[-1] for code, lamps in shown.items() if lamps}


def _lights(year: YearOfProject, month: Month, book: MonthBook) -> dict[str, Lit]:
    """How each lamp is lit at the end of a month, given its colours before."""
    money, on, project = year.money(month), month.end_on, year.project
    planned_on = project.plan_start.start_on if project.plan_start else None
    return {
        "start": lambda earlier: book.lamps.start(
            on=on, planned_on=planned_on, started_on=year.started_on, earlier=earlier
        ),
        "progress": lambda earlier: book.lamps.progress(
            completion=completion(money), time_progress=year.time(month), earlier=earlier
        ),
        "payment": lambda earlier: book.lamps.payment(paid=money.paid, done=money.ytd, earlier=earlier),
        "statistics": lambda earlier: book.lamps.statistics(
            on=on, started_on=year.started_on, entered_on=project.entered_statistics_on, earlier=earlier
        ),
    }


def history_of(year: YearOfProject, month: Month, book: MonthBook) -> History:
    """What the test for stuck projects asks of one (体检所需情况)."""
    months = [
        MonthOfMoney(
            month=when,
            in_place=mapping.wan(said.in_place),
            since_start=year.money(when).since_start,
            physical=physical_percent(said.image),
        )
        for when, said in sorted(year.reports.items())
        if when <= month
    ]
    stage = book.table.order(year.project.stage)
    return History(
        signed_on=year.project.signed_on,
        started_on=year.started_on,
        total=mapping.wan(year.project.total),
        months=months,
        is_running=year.project.is_running and stage < book.table.order(book.form.producing),
    )


@dataclass(frozen=True)
class LampRow:
    """One project in the table of a month (月报表的一行)."""

    line: MonthLine
    lamps: dict[str, Lamp]


@dataclass(frozen=True)
class MonthTable:
    """All projects in reach that report a month (项目月报表); what is shown of a page of them is made on demand."""

    years: list[YearOfProject]
    month: Month
    book: MonthBook
    reports: dict[int, MonthReport]

    @cached_property
    def _arrays(self) -> Any:
        return mapping.to_arrays(self.years, self.month)

    @cached_property
    def colours(self) -> dict[str, Any]:
        """Colours of all rows by lamp, as places in `COLOURS`."""
        return colours_of_year(self.book.lamps, self._arrays, year=self.month.year)

    @property
    def tally(self) -> list[tuple[str, str, list[tuple[Colour, int]]]]:
        """How many lamps of each kind show which colour, the gravest first."""
        counted = {code: np.bincount(found, minlength=len(COLOURS)) for code, found in self.colours.items()}
        return [
            (code, LAMPS[code], [(COLOURS[at], int(counts[at])) for at in (4, 3, 1, 0) if counts[at]])
            for code, counts in counted.items()
        ]

    @property
    def states(self) -> dict[str, int]:
        """How many projects stand where with their reports; those not begun under ''."""
        found: dict[str, int] = {}
        for year in self.years:
            report = self.reports.get(year.project.pk)
            state = report.state if report else ""
            found[state] = found.get(state, 0) + 1
        return found

    def showing(self, lamp: str, colour: str) -> list[YearOfProject]:
        """Projects whose lamp shows a colour; of any lamp, and all, where nothing is asked."""
        if colour not in COLOURS:
            return self.years
        wanted = COLOURS.index(colour)
        kinds = [lamp] if lamp in self.colours else list(self.colours)
        hit = np.any(np.stack([self.colours[kind] == wanted for kind in kinds]), axis=0)
        return [year for year, shown in zip(self.years, hit.tolist(), strict=True) if shown]

    def rows(self, years: Iterable[YearOfProject]) -> list[LampRow]:
        """Projects with their lamps and the reasons."""
        return [LampRow(self.line(year), four_lamps(year, self.month, self.book)) for year in years]

    def line(self, year: YearOfProject) -> MonthLine:
        """A project with its report of the month; an empty one where none was begun."""
        report = self.reports.get(year.project.pk)
        return MonthLine(year, self.month, report or MonthReport(project=year.project, month=self.month))

    def bulletin(self, by: str) -> tuple[BulletinRow, ...]:
        """Rows by lead unit or town from the lowest completion up (通报表)."""
        names = [(getattr(year.project, f"{by}_name") or "未定") for year in self.years]
        order = list(dict.fromkeys(names))
        places = {name: at for at, name in enumerate(order)}
        groups = np.array([places[name] for name in names], np.int64)
        return bulletin_of_groups(self._arrays, groups, order) if order else ()

    @property
    def whole(self) -> BulletinRow | None:
        """The whole of all rows, each project once."""
        if not self.years:
            return None
        return bulletin_of_groups(self._arrays, np.zeros(len(self.years), np.int64), ["合计"])[0]


def month_table(
    viewer: Viewer, month: Month, book: MonthBook, *, unit_id: int | None = None, checked_only: bool = False
) -> MonthTable:
    """The table of a month, in few queries whatever its length (项目月报表)."""
    projects = list(asked_projects(viewer, month, book.form, unit_id).order_by("lead_unit__path", "pk"))
    kept = MonthReport.objects.visible_to(viewer).filter(month=month).defer("typed", "problems", "next_steps")
    reports = {row.project_id: row for row in kept}
    years = years_of(projects, viewer, month, book, checked_only=checked_only)
    return MonthTable(years, month, book, reports)


@dataclass(frozen=True)
class Stuck:
    """A project that is stuck, with its reasons and what cannot be told (问题项目)."""

    year: YearOfProject
    reasons: tuple[Reason, ...]

    @property
    def holds(self) -> list[Reason]:
        """The points that hold."""
        return [each for each in self.reasons if each.truth.value == "yes"]

    @property
    def unknown(self) -> list[Reason]:
        """The points that cannot be told."""
        return [each for each in self.reasons if each.truth.value == "unknown"]


def stuck_projects(viewer: Viewer, book: MonthBook, *, on: date) -> tuple[list[Stuck], int]:
    """Projects in reach that are stuck on a day, most reasons first; and how many were tested (问题项目)."""
    month = Month(on.year, on.month)
    signed = [stage.code for stage in book.table.stages[book.table.order(book.form.signed) :]]
    projects = _tested(viewer, month, book, signed)
    years = years_of(projects, viewer, month, book)
    judged = [Stuck(year, book.stuck.judge(history_of(year, month, book), on)) for year in years]
    found = [each for each in judged if each.holds]
    return sorted(found, key=lambda each: (-len(each.holds), each.year.project.pk)), len(judged)


def _tested(viewer: Viewer, month: Month, book: MonthBook, stages: list[str]) -> list[Any]:
    """Running projects from the signing on, until they produce (体检范围)."""
    producing = book.table.order(book.form.producing)
    tested = [code for code in stages if book.table.order(code) < producing]
    rows = projects_with_plan(viewer, month.year, book.form)
    return list(rows.filter(stage__in=tested, suspended_on=None, terminated_on=None).order_by("pk"))
