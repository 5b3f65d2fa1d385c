"""Pages of projects."""

from bihuan.apps.projects.views.register import library, project

__all__ = ["library", "project"]
