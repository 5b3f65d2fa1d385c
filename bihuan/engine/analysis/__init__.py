"""Analysis of the economy (经济运行分析): sentences composed from figures, each number with its source."""

from bihuan.engine.analysis.clauses import Clauses, period_word
from bihuan.engine.analysis.composing import Analysis, Material, Paragraph, Section, Taken, UnitFigure, compose
from bihuan.engine.analysis.lines import (
    Aim,
    Figure,
    Known,
    Line,
    Movement,
    Outlook,
    Pace,
    last_before,
    line,
)
from bihuan.engine.analysis.numbers import Printed, printed_numbers
from bihuan.engine.analysis.outlooks import amount, outlooks_of
from bihuan.engine.analysis.plan import BadPlan, Plan, Sector, Split, plan
from bihuan.engine.analysis.sources import Cell, Source, Sources
from bihuan.engine.analysis.splits import Brought, brought
from bihuan.engine.analysis.tracing import Traced, fits, traced, unsourced

__all__ = [
    "Aim",
    "Analysis",
    "BadPlan",
    "Brought",
    "Cell",
    "Clauses",
    "Figure",
    "Known",
    "Line",
    "Material",
    "Movement",
    "Outlook",
    "Pace",
    "Paragraph",
    "Plan",
    "Printed",
    "Section",
    "Sector",
    "Source",
    "Sources",
    "Split",
    "Taken",
    "Traced",
    "UnitFigure",
    "amount",
    "brought",
    "compose",
    "fits",
    "last_before",
    "line",
    "outlooks_of",
    "period_word",
    "plan",
    "printed_numbers",
    "traced",
    "unsourced",
]
