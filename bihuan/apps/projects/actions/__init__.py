"""What people do to projects."""

from bihuan.apps.projects.actions.register import BadProject, register_project
from bihuan.apps.projects.mapping import NewProject

__all__ = ["BadProject", "NewProject", "register_project"]
