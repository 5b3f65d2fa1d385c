"""Pages of reports."""

from bihuan.apps.reports.views.analyses import (
    analyses,
    analysis,
    analysis_file,
    edit,
    issue,
    preview,
    refresh,
)

__all__ = ["analyses", "analysis", "analysis_file", "edit", "issue", "preview", "refresh"]
