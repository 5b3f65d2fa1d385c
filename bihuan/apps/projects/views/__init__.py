"""Pages of projects."""

from bihuan.apps.projects.views.energy import energy, quota_set
from bihuan.apps.projects.views.entering import entering, project_entry
from bihuan.apps.projects.views.funds import bid_move, bid_new, fund, funds
from bihuan.apps.projects.views.levelling import limit_change, limits
from bihuan.apps.projects.views.lists import list_add, list_next, list_off, lists
from bihuan.apps.projects.views.months import bulletin, month_act, months, stuck, unit_approve, unit_month
from bihuan.apps.projects.views.needs import commissioners, need_export, need_list, need_new, need_withdraw
from bihuan.apps.projects.views.networks import (
    network,
    network_edit,
    network_preview,
    network_rule,
    network_rule_change,
    networks,
)
from bihuan.apps.projects.views.plans import nodes, plans
from bihuan.apps.projects.views.plans_of_year import year_plan
from bihuan.apps.projects.views.programmes import (
    programme,
    programme_change,
    programme_new,
    programme_out,
    programme_put,
    programmes,
)
from bihuan.apps.projects.views.promises import promise, promise_preview
from bihuan.apps.projects.views.register import (
    from_item,
    library,
    owners,
    project,
    project_change,
    project_flag,
    project_new,
    view_drop,
    view_save,
)
from bihuan.apps.projects.views.schedules import baseline, node, node_preview, plan, take
from bihuan.apps.projects.views.stages import evidence_file, evidence_new, evidence_withdraw, stage
from bihuan.apps.projects.views.teams import member_end, support_end, support_new, team

__all__ = [
    "baseline",
    "bid_move",
    "bid_new",
    "bulletin",
    "commissioners",
    "energy",
    "entering",
    "evidence_file",
    "evidence_new",
    "evidence_withdraw",
    "from_item",
    "fund",
    "funds",
    "library",
    "limit_change",
    "limits",
    "list_add",
    "list_next",
    "list_off",
    "lists",
    "member_end",
    "month_act",
    "months",
    "need_export",
    "need_list",
    "need_new",
    "need_withdraw",
    "network",
    "network_edit",
    "network_preview",
    "network_rule",
    "network_rule_change",
    "networks",
    "node",
    "node_preview",
    "nodes",
    "owners",
    "plan",
    "plans",
    "programme",
    "programme_change",
    "programme_new",
    "programme_out",
    "programme_put",
    "programmes",
    "project",
    "project_change",
    "project_entry",
    "project_flag",
    "project_new",
    "promise",
    "promise_preview",
    "quota_set",
    "stage",
    "stuck",
    "support_end",
    "support_new",
    "take",
    "team",
    "unit_approve",
    "unit_month",
    "view_drop",
    "view_save",
    "year_plan",
]
