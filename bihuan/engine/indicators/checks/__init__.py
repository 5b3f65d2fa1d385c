"""Checks that note and never block (核对提示): of a month's figures, and of published tables."""

from bihuan.engine.indicators.checks.figures import notes
from bihuan.engine.indicators.checks.limits import Limits, Note, limits
from bihuan.engine.indicators.checks.tables import PrintedRow, row_findings, sum_findings

__all__ = ["Limits", "Note", "PrintedRow", "limits", "notes", "row_findings", "sum_findings"]
