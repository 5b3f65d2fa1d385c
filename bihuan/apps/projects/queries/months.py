"""Projects that report a month, what is known of them, and what was reported (项目月报)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from bihuan import definitions
from bihuan.apps.projects import mapping
from bihuan.apps.projects.mapping import MonthForm, Reported
from bihuan.apps.projects.models import AnnualPlan, MonthReport, MonthState, Project, StageEntry
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.engine.office.cells import CellWords, cell_words
from bihuan.engine.pipeline import (
    EntryRule,
    Money,
    ProjectLamps,
    StageTable,
    StuckTest,
    build_entry,
    build_lamps,
    build_stages,
    build_stuck,
    completion,
    gap,
    month_notes,
    time_progress,
)
from bihuan.engine.values import Finding, Month

MONTHLY = "monthly"
_KINDS = (
    *("project_forms", "project_lamps", "project_stages", "stuck_projects", "statistics_entry"),
    *("holidays", "ledger_columns"),
)
COUNTED = (MonthState.SUBMITTED, MonthState.APPROVED)
"""States in which a month's amounts are shown; only what is approved is counted for other rooms."""


@dataclass(frozen=True)
class MonthBook:
    """The rules of monthly reports in force on a day (当日规则)."""

    day: date
    form: MonthForm
    lamps: ProjectLamps
    stuck: StuckTest
    entry: EntryRule
    table: StageTable
    words: CellWords

    def month_due(self) -> Month:
        """The month that is due next, or was due last (应报月份): the one before this day's."""
        return Month(self.day.year, self.day.month).shifted(-1)


def month_book(day: date) -> MonthBook:
    """Read the rules of a day in one query."""
    rows = units.definitions_until(_KINDS, on=day)
    found = {kind: {each.code: each for each in rows[kind] if each.holds_on(day)} for kind in _KINDS}
    calendar = definitions.calendar(list(found["holidays"].values()))
    form = mapping.to_month_form(found["project_forms"][MONTHLY], calendar=calendar)
    return MonthBook(
        day=day,
        form=form,
        lamps=build_lamps(found["project_lamps"][form.lamps].body),
        stuck=build_stuck(next(iter(found["stuck_projects"].values())).body),
        entry=build_entry(found["statistics_entry"]["standard"].body),
        table=build_stages(found["project_stages"]["standard"].body),
        words=cell_words(found["ledger_columns"]["standard"].body["cells"]),
    )


def projects_with_plan(viewer: Viewer, year: int, form: MonthForm) -> QuerySet[Project]:
    """Projects in reach with the last version of a year's plan and the days of their stages beside each row."""
    plan = AnnualPlan.objects.inside().filter(project_id=OuterRef("pk"), year=year).order_by("-version")
    entered = StageEntry.objects.inside().filter(project_id=OuterRef("pk")).order_by("-version")
    return Project.objects.visible_to(viewer).annotate(
        plan_amount=Subquery(plan.values("amount")[:1]),
        plan_by_month=Subquery(plan.values("by_month")[:1]),
        plan_start=Subquery(plan.values("start_month")[:1]),
        plan_version=Subquery(plan.values("version")[:1]),
        signed_on=Subquery(entered.filter(stage=form.signed).values("entered_on")[:1]),
        begun_on=Coalesce(
            Subquery(entered.filter(stage=form.started).values("entered_on")[:1]),
            Subquery(entered.filter(stage__in=form.begun).order_by("version").values("entered_on")[:1]),
        ),
    )


def asked_projects(viewer: Viewer, month: Month, form: MonthForm, unit_id: int | None = None) -> QuerySet[Project]:
    """Projects that report a month: running, and in a stage that is asked or with a plan for the year."""
    rows = projects_with_plan(viewer, month.year, form).filter(suspended_on=None, terminated_on=None)
    rows = rows.filter(Q(stage__in=form.stages) | Q(plan_amount__isnull=False))
    return rows if unit_id is None else rows.filter(lead_unit_id=unit_id)


@dataclass(frozen=True)
class YearOfProject:
    """A project with what is known of its year (项目年度情况); `reports` of the months that count."""

    project: Any
    reports: Mapping[Month, Reported]
    book: MonthBook

    @property
    def started_on(self) -> date | None:
        """The day on which works began, or by which they had; none where it has not come so far, or went back."""
        return self.project.begun_on if self.has_begun else None

    @property
    def has_begun(self) -> bool:
        """Whether works have begun by the project's stage."""
        return self.project.stage in self.book.form.begun

    def money(self, month: Month) -> Money:
        """Its money at the end of a month."""
        return mapping.money_of(self.project, self.reports, month)

    def time(self, month: Month) -> Decimal | None:
        """The share of its year's plan that should be done by a month."""
        return time_progress(month, mapping.planned_of(self.project.plan_by_month))


@dataclass(frozen=True)
class MonthLine:
    """One project's month: what is known, what is asked, what was said (一个项目的月报)."""

    year: YearOfProject
    month: Month
    report: MonthReport

    @property
    def project(self) -> Any:
        """Its project."""
        return self.year.project

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The fields that are asked of it."""
        return self.year.book.form.asked_of(self.project.stage)

    @cached_property
    def money(self) -> Money:
        """Its money, as far as this month is reported."""
        return self.year.money(self.month)

    @cached_property
    def before(self) -> Money:
        """Its money a month before."""
        return self.year.money(self.month.shifted(-1))

    @cached_property
    def completion(self) -> Decimal | None:
        """What was done of the year's plan, in percent."""
        return completion(self.money)

    @cached_property
    def time(self) -> Decimal | None:
        """The share of the plan that should be done."""
        return self.year.time(self.month)

    @property
    def gap(self) -> Decimal | None:
        """Completion less time progress, in points."""
        return gap(self.completion, self.time)

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What looks odd in it."""
        return month_notes(self.money, self.before if self.month.month > 1 else None)

    @property
    def typed(self) -> dict[str, str]:
        """What stands in its fields: the draft, else what was said."""
        said = {name: _written(getattr(self.report, name)) for name in mapping.FIELDS}
        return {**said, **self.report.typed} if self.report.is_open else said


def _written(value: Any) -> str:
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def years_of(
    projects: Iterable[Any], viewer: Viewer, month: Month, book: MonthBook, *, checked_only: bool = False
) -> list[YearOfProject]:
    """Projects with their reports up to a month, and as far back as sums and tests need, in one query."""
    rows = list(projects)
    reports = reports_of(rows, viewer, month, checked_only=checked_only)
    return [YearOfProject(row, reports.get(row.pk, {}), book) for row in rows]


def reports_of(
    projects: list[Any], viewer: Viewer, month: Month, *, checked_only: bool = False
) -> dict[int, dict[Month, Reported]]:
    """Reports that count, by project and month: this year's, the last months', and each December before."""
    if not projects:
        return {}
    first = min(row.opened_year for row in projects)
    back = min(Month(month.year, 1), month.shifted(-4))
    decembers = [Month(year, 12) for year in range(first, month.year)]
    states = (MonthState.APPROVED,) if checked_only else COUNTED
    rows = MonthReport.objects.visible_to(viewer).filter(
        Q(month__gte=back, month__lte=month) | Q(month__in=decembers), state__in=states
    )
    if len(projects) <= 200:
        rows = rows.filter(project_id__in=[row.pk for row in projects])
    found: dict[int, dict[Month, Reported]] = {}
    columns = ("project_id", "month", "ytd", "in_place", "paid", "image", "state")
    for project_id, when, ytd, in_place, paid, image, state in rows.order_by().values_list(*columns):
        said = Reported(ytd, in_place, paid, image, is_checked=state == MonthState.APPROVED)
        found.setdefault(project_id, {})[when] = said
    return found


def unit_month(viewer: Viewer, unit_id: int, month: Month, book: MonthBook) -> list[MonthLine]:
    """A unit's projects of a month, each with its report, begun or not (本单位项目月报)."""
    projects = list(asked_projects(viewer, month, book.form, unit_id).order_by("pk"))
    kept = MonthReport.objects.visible_to(viewer).filter(unit_id=unit_id, month=month)
    kept = kept.select_related("submitted_by").annotate(project_name=F("project__name"))
    reports = {row.project_id: row for row in kept}
    own = {row.pk for row in projects}
    late = [pk for pk in reports if pk not in own]
    if late:
        projects += projects_with_plan(viewer, month.year, book.form).filter(pk__in=late).order_by("pk")
    return [
        MonthLine(year, month, reports.get(year.project.pk) or empty_report(year.project, month))
        for year in years_of(projects, viewer, month, book)
    ]


def empty_report(project: Any, month: Month) -> MonthReport:
    """A report that was not begun yet; it is kept with the first thing typed."""
    return MonthReport(project=project, month=month, unit_id=project.lead_unit_id, unit_name=project.lead_name)


def month_report(report_id: int, viewer: Viewer) -> MonthReport:
    """One report; else it does not exist."""
    found: MonthReport | None = MonthReport.objects.visible_to(viewer).filter(pk=report_id).first()
    if found is None:
        raise Http404
    return found
