"""Rows of projects to engine values and back."""

from bihuan.apps.projects.mapping.projects import NewProject, facts, to_columns

__all__ = ["NewProject", "facts", "to_columns"]
