"""Pages of projects."""

from bihuan.apps.projects.views.needs import commissioners, need_export, need_list, need_new, need_withdraw
from bihuan.apps.projects.views.register import library, owners, project, project_change, project_flag, project_new

__all__ = [
    "commissioners",
    "library",
    "need_export",
    "need_list",
    "need_new",
    "need_withdraw",
    "owners",
    "project",
    "project_change",
    "project_flag",
    "project_new",
]
