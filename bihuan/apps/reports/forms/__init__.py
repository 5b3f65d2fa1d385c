"""The shape of what is typed."""

from bihuan.apps.reports.forms.analyses import DraftForm

__all__ = ["DraftForm"]
