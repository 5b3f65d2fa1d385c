"""What people do to projects."""

from bihuan.apps.projects.actions.needs import BadNeed, follow_matter, raise_need, record_need_export, withdraw_need
from bihuan.apps.projects.actions.register import (
    FLAG_WORDS,
    BadProject,
    Flag,
    change_project,
    flag_project,
    register_project,
)
from bihuan.apps.projects.mapping import NewProject
from bihuan.apps.projects.mapping.needs import NewNeed

__all__ = [
    "FLAG_WORDS",
    "BadNeed",
    "BadProject",
    "Flag",
    "NewNeed",
    "NewProject",
    "change_project",
    "flag_project",
    "follow_matter",
    "raise_need",
    "record_need_export",
    "register_project",
    "withdraw_need",
]
