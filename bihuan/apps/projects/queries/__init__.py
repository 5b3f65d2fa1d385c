"""Reads of projects, cut to what a viewer may see."""

from bihuan.apps.projects.queries.register import project, projects

__all__ = ["project", "projects"]
