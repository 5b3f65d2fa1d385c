"""Indicators (指标): the cube of figures and what follows from it. See docs/reference/indicators.md."""

from bihuan.engine.indicators.axes import BrokenTree, MonthSpan, UnitTree, month_number, peers, unit_tree
from bihuan.engine.indicators.catalogue import Catalogue, catalogue
from bihuan.engine.indicators.cells import State, from_level, smallest_per, to_level
from bihuan.engine.indicators.computed import computed, computed_of
from bihuan.engine.indicators.cube import Asked, Cube, build, due_until, empty, in_memory_order
from bihuan.engine.indicators.defining import define, findings_among
from bihuan.engine.indicators.formulas import BadFormula, Formula, formula, formula_findings, is_rate
from bihuan.engine.indicators.observations import NO_LEVEL, Observations, Row, observations
from bihuan.engine.indicators.progress import (
    TimeProgress,
    by_days,
    by_half_months,
    by_last_year,
    by_months,
    comparable_base,
    completion,
    growth_gap,
    implied_target,
    rate,
    required_growth,
    required_pace,
    reverse_completion,
    schedule_gap,
    shown,
    two_year_average,
)
from bihuan.engine.indicators.singles import Singles, single_values, single_values_of
from bihuan.engine.indicators.sums import Sums, sums, sums_of

__all__ = [
    "NO_LEVEL",
    "Asked",
    "BadFormula",
    "BrokenTree",
    "Catalogue",
    "Cube",
    "Formula",
    "MonthSpan",
    "Observations",
    "Row",
    "Singles",
    "State",
    "Sums",
    "TimeProgress",
    "UnitTree",
    "build",
    "by_days",
    "by_half_months",
    "by_last_year",
    "by_months",
    "catalogue",
    "comparable_base",
    "completion",
    "computed",
    "computed_of",
    "define",
    "due_until",
    "empty",
    "findings_among",
    "formula",
    "formula_findings",
    "from_level",
    "growth_gap",
    "implied_target",
    "in_memory_order",
    "is_rate",
    "month_number",
    "observations",
    "peers",
    "rate",
    "required_growth",
    "required_pace",
    "reverse_completion",
    "schedule_gap",
    "shown",
    "single_values",
    "single_values_of",
    "smallest_per",
    "sums",
    "sums_of",
    "to_level",
    "two_year_average",
    "unit_tree",
]
