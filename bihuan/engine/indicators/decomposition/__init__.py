"""Targets broken down to units and kept consistent (指标分解); to departments and towns, never to enterprises."""

from bihuan.engine.indicators.decomposition.growths import (
    Coverage,
    coverage,
    growth_coverage,
    implied_growth,
    level_of_growth,
    printed_growths,
)
from bihuan.engine.indicators.decomposition.least_change import CannotSplit, Slot, least_change
from bihuan.engine.indicators.decomposition.plans import Plan, plan_amounts, plan_growth, replan_amounts, replan_growth
from bihuan.engine.indicators.decomposition.splitting import (
    UNBOUNDED,
    Method,
    Part,
    SplitLine,
    resplit,
    split,
    split_tree,
)

__all__ = [
    "UNBOUNDED",
    "CannotSplit",
    "Coverage",
    "Method",
    "Part",
    "Plan",
    "Slot",
    "SplitLine",
    "coverage",
    "growth_coverage",
    "implied_growth",
    "least_change",
    "level_of_growth",
    "plan_amounts",
    "plan_growth",
    "printed_growths",
    "replan_amounts",
    "replan_growth",
    "resplit",
    "split",
    "split_tree",
]
