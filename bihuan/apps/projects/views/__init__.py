"""Pages of projects."""

from bihuan.apps.projects.views.needs import need_new, need_withdraw
from bihuan.apps.projects.views.register import library, project

__all__ = [
    "library",
    "need_new",
    "need_withdraw",
    "project",
]
