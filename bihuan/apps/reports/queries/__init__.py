"""Reads of reports, cut to what the viewer may see."""

from bihuan.apps.reports.queries.analyses import (
    Corrected,
    analyses,
    analysis_report,
    corrected_since,
    draft_of,
    figures_of,
)
from bihuan.apps.reports.queries.material import Gathered, gathered
from bihuan.apps.reports.queries.rules import NoRule, Rules, rules_of

__all__ = [
    "Corrected",
    "Gathered",
    "NoRule",
    "Rules",
    "analyses",
    "analysis_report",
    "corrected_since",
    "draft_of",
    "figures_of",
    "gathered",
    "rules_of",
]
