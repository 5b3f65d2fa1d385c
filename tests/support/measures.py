"""Measures for tests: one of the library, and one taken for the district's revenue."""

from __future__ import annotations

from datetime import date

from bihuan.apps.figures import actions
from bihuan.apps.figures.models import Measure, MeasureTaken
from tests.support.builders import NOW, actor
from tests.support.cast import Cast
from tests.support.observations import FEBRUARY

REVENUE = actions.NewMeasure(
    indicator="general_public_budget_revenue",
    cause="重点税源企业减收",
    words="逐户走访20家重点税源企业，3月底前摸清全年预计入库数",
    who="区财政局、区税务局",
    days=30,
    source="区政府第3次常务会议纪要",
)


def put_measure(cast: Cast, new: actions.NewMeasure = REVENUE) -> Measure:
    """The office puts a measure into the library."""
    return actions.add_measure(new, by=actor(cast.supervisor), now=NOW)


def take(cast: Cast, measure: Measure, *, by=None, **said) -> MeasureTaken:
    """The measure is taken for the district's figure of February, to be done by the finance bureau."""
    facts = {"unit_id": cast.units.district.pk, "month": FEBRUARY, "cause": "2月减收", "due_on": date(2026, 3, 31)}
    taking = actions.Taking(**{**facts, "lead_unit_id": cast.units.support.pk, **said})
    return actions.take_measure(measure.pk, taking, by=actor(by or cast.supervisor), now=NOW)
