"""What people do to reports."""

from bihuan.apps.reports.actions.analyses import (
    BadWords,
    FiguresMoved,
    draft_analysis,
    edit_paragraph,
    issue_analysis,
    preview_analysis,
    refresh_analysis,
)

__all__ = [
    "BadWords",
    "FiguresMoved",
    "draft_analysis",
    "edit_paragraph",
    "issue_analysis",
    "preview_analysis",
    "refresh_analysis",
]
