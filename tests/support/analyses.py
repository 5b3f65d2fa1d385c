"""Reports for tests: the district's figures of a month, a draft and an issued report of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bihuan.apps.figures.models import Observation
from bihuan.apps.reports import actions
from bihuan.apps.reports.models import AnalysisReport
from bihuan.base.scope import Viewer
from bihuan.engine.values import Month, Quantity, Unit
from tests.support.builders import actor
from tests.support.cast import Cast
from tests.support.observations import FEBRUARY, JANUARY, LATER, push

RELEASED = date(2026, 3, 18)
AMOUNTS = {"general_public_budget_revenue": ("7.85", "4.3"), "foreign_trade": ("20.10", "-1.2")}
BEFORE = {"general_public_budget_revenue": ("4.02", "4.0"), "foreign_trade": ("11.30", "-0.8")}


def put_figures(cast: Cast, month: Month = FEBRUARY) -> None:
    """The district's revenue, trade and loans of January and February, as the bureau published them."""
    said = {"by": cast.statistician, "released_on": RELEASED}
    for when, amounts in ((JANUARY, BEFORE), (month, AMOUNTS)):
        for code, (level, growth) in amounts.items():
            quantity = Quantity(Decimal(level), Unit.HUNDRED_MILLION_YUAN)
            push(cast.units.district, code, when, level=quantity, growth=Decimal(growth), **said)
    push(cast.units.district, "loans", month, level=Quantity(Decimal("1180"), Unit.HUNDRED_MILLION_YUAN), **said)


def correct(cast: Cast, level: str = "7.95") -> Observation:
    """The district's revenue of February is revised."""
    quantity = Quantity(Decimal(level), Unit.HUNDRED_MILLION_YUAN)
    said = {"by": cast.statistician, "released_on": RELEASED, "reason": "决算调整", "growth": Decimal("5.6")}
    push(cast.units.district, "general_public_budget_revenue", FEBRUARY, level=quantity, **said)
    return Observation.objects.visible_to(Viewer.worker(on=LATER.date())).latest("pk")


def draft(cast: Cast, month: Month = FEBRUARY, **said) -> AnalysisReport:
    """A draft of a month."""
    return actions.draft_analysis(month, by=actor(cast.statistician), now=LATER, **said)


def issue(cast: Cast, report: AnalysisReport, **said) -> AnalysisReport:
    """The draft is issued."""
    sides = {"version": report.version, **said}
    return actions.issue_analysis(report.pk, **sides, by=actor(cast.statistician), now=LATER)
