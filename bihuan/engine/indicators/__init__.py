"""Indicators (指标): the cube of figures and what follows from it. See docs/reference/indicators.md."""

from bihuan.engine.indicators import checks, decomposition, forecast
from bihuan.engine.indicators.axes import BrokenTree, MonthSpan, UnitTree, month_number, peers, unit_tree
from bihuan.engine.indicators.catalogue import Catalogue, catalogue
from bihuan.engine.indicators.cells import State, from_level, smallest_per, to_level
from bihuan.engine.indicators.computed import computed, computed_of
from bihuan.engine.indicators.contributions import Contributions, Pulls, apportioned, contributions, pulls
from bihuan.engine.indicators.cube import Asked, Cube, build, due_until, empty, in_memory_order
from bihuan.engine.indicators.defining import define, findings_among
from bihuan.engine.indicators.doubling import implied_by, milestones, yearly_growth
from bihuan.engine.indicators.formula_words import formula_in_codes, formula_in_names
from bihuan.engine.indicators.formulas import BadFormula, Formula, formula, formula_findings, is_rate
from bihuan.engine.indicators.judging import BadTarget, Judged, Standing, Target, TargetKind, judge
from bihuan.engine.indicators.kinds import by_nodes, kinds_of, standing_of, time_passed, told_by, unit_of_target
from bihuan.engine.indicators.line_chart import Chart, line_chart
from bihuan.engine.indicators.observations import NO_LEVEL, Observations, Row, observations
from bihuan.engine.indicators.paces import Paces, paces
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
from bihuan.engine.indicators.ranks import (
    against,
    headline,
    headline_is_growth,
    places_of,
    rank_change,
    ranks,
    ranks_among,
)
from bihuan.engine.indicators.series import Series, derive, derive_month, rederive, time_progress_table, touched_months
from bihuan.engine.indicators.singles import Singles, single_values, single_values_of
from bihuan.engine.indicators.standing import growth_lamp, level_lamp
from bihuan.engine.indicators.sums import Sums, sums, sums_along, sums_of
from bihuan.engine.indicators.targets import Targets, no_targets

__all__ = [
    "NO_LEVEL",
    "Asked",
    "BadFormula",
    "BadTarget",
    "BrokenTree",
    "Catalogue",
    "Chart",
    "Contributions",
    "Cube",
    "Formula",
    "Judged",
    "MonthSpan",
    "Observations",
    "Paces",
    "Pulls",
    "Row",
    "Series",
    "Singles",
    "Standing",
    "State",
    "Sums",
    "Target",
    "TargetKind",
    "Targets",
    "TimeProgress",
    "UnitTree",
    "against",
    "apportioned",
    "build",
    "by_days",
    "by_half_months",
    "by_last_year",
    "by_months",
    "by_nodes",
    "catalogue",
    "checks",
    "comparable_base",
    "completion",
    "computed",
    "computed_of",
    "contributions",
    "decomposition",
    "define",
    "derive",
    "derive_month",
    "due_until",
    "empty",
    "findings_among",
    "forecast",
    "formula",
    "formula_findings",
    "formula_in_codes",
    "formula_in_names",
    "from_level",
    "growth_gap",
    "growth_lamp",
    "headline",
    "headline_is_growth",
    "implied_by",
    "implied_target",
    "in_memory_order",
    "is_rate",
    "judge",
    "kinds_of",
    "level_lamp",
    "line_chart",
    "milestones",
    "month_number",
    "no_targets",
    "observations",
    "paces",
    "peers",
    "places_of",
    "pulls",
    "rank_change",
    "ranks",
    "ranks_among",
    "rate",
    "rederive",
    "required_growth",
    "required_pace",
    "reverse_completion",
    "schedule_gap",
    "shown",
    "single_values",
    "single_values_of",
    "smallest_per",
    "standing_of",
    "sums",
    "sums_along",
    "sums_of",
    "time_passed",
    "time_progress_table",
    "to_level",
    "told_by",
    "touched_months",
    "two_year_average",
    "unit_of_target",
    "unit_tree",
    "yearly_growth",
]
