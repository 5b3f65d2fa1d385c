"""Pages of projects."""

from bihuan.apps.projects.views.lists import list_add, list_next, list_off, lists
from bihuan.apps.projects.views.needs import commissioners, need_export, need_list, need_new, need_withdraw
from bihuan.apps.projects.views.programmes import (
    programme,
    programme_change,
    programme_new,
    programme_out,
    programme_put,
    programmes,
)
from bihuan.apps.projects.views.register import (
    from_item,
    library,
    owners,
    project,
    project_change,
    project_flag,
    project_new,
)
from bihuan.apps.projects.views.stages import evidence_file, evidence_new, evidence_withdraw, stage
from bihuan.apps.projects.views.teams import member_end, support_end, support_new, team

__all__ = [
    "commissioners",
    "evidence_file",
    "evidence_new",
    "evidence_withdraw",
    "from_item",
    "library",
    "list_add",
    "list_next",
    "list_off",
    "lists",
    "member_end",
    "need_export",
    "need_list",
    "need_new",
    "need_withdraw",
    "owners",
    "programme",
    "programme_change",
    "programme_new",
    "programme_out",
    "programme_put",
    "programmes",
    "project",
    "project_change",
    "project_flag",
    "project_new",
    "stage",
    "support_end",
    "support_new",
    "team",
]
