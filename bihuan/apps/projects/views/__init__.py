"""Pages of projects."""

from bihuan.apps.projects.views.needs import commissioners, need_export, need_list, need_new, need_withdraw
from bihuan.apps.projects.views.register import library, project

__all__ = [
    "commissioners",
    "library",
    "need_export",
    "need_list",
    "need_new",
    "need_withdraw",
    "project",
]
