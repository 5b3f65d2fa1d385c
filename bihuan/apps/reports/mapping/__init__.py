"""Rows of reports <-> what the engine composes."""

from bihuan.apps.reports.mapping.analyses import edited, from_content, to_content, to_paper
from bihuan.apps.reports.mapping.figures import to_figure

__all__ = ["edited", "from_content", "to_content", "to_figure", "to_paper"]
