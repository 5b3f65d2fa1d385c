"""What people do to projects."""

from bihuan.apps.projects.actions.counts import push_counts
from bihuan.apps.projects.actions.energy import BadQuota, NewQuota, set_quota
from bihuan.apps.projects.actions.entering import NotReady, enter_statistics
from bihuan.apps.projects.actions.evidence import BadEvidence, NewEvidence, add_evidence, withdraw_evidence
from bihuan.apps.projects.actions.funds import BID_WAYS, BadBid, move_bid, put_up_bid
from bihuan.apps.projects.actions.levelling import NewLimit, change_limit
from bihuan.apps.projects.actions.lines import BadLine, add_line, end_line
from bihuan.apps.projects.actions.lists import BadList, Listed, ListPlace, put_on_list, take_off_list
from bihuan.apps.projects.actions.months import (
    REPORTERS,
    MonthOutcome,
    NotNow,
    OwnReport,
    Sent,
    approve_month,
    approve_months,
    return_month,
    save_months,
    submit_months,
    withdraw_month,
)
from bihuan.apps.projects.actions.needs import BadNeed, follow_matter, raise_need, record_need_export, withdraw_need
from bihuan.apps.projects.actions.networks import (
    Taken,
    change_office_network,
    changes_between,
    choose_network,
    edit_network,
    network_word,
    own_row,
    take_repair,
)
from bihuan.apps.projects.actions.parcel_files import ImportedRow, import_parcels, read_land
from bihuan.apps.projects.actions.parcels import BadParcel, add_parcel, change_parcel, require_own_parcel
from bihuan.apps.projects.actions.planning import BadPlan, leads
from bihuan.apps.projects.actions.plans_of_year import BadYearPlan, NewPlan, set_plan
from bihuan.apps.projects.actions.programmes import (
    BadProgramme,
    NewProgramme,
    add_programme,
    change_programme,
    put_in_programme,
    take_out,
)
from bihuan.apps.projects.actions.promises import NewPromise, make_promise
from bihuan.apps.projects.actions.register import (
    FLAG_WORDS,
    BadProject,
    Flag,
    Standing,
    change_project,
    flag_project,
    kept_project,
    not_kept,
    register_project,
)
from bihuan.apps.projects.actions.schedules import NodeSaid, keep_baseline, keep_node, node_row
from bihuan.apps.projects.actions.site_checks import BadSite, check_site, draw_site
from bihuan.apps.projects.actions.stages import BadStage, Entering, Missing, enter_stage
from bihuan.apps.projects.actions.teams import BadMember, NewMember, add_member, add_support, end_member, end_support
from bihuan.apps.projects.mapping import NewLine, NewParcel, NewProject
from bihuan.apps.projects.mapping.funds import BidMove, NewBid
from bihuan.apps.projects.mapping.needs import NewNeed

__all__ = [
    "BID_WAYS",
    "FLAG_WORDS",
    "REPORTERS",
    "BadBid",
    "BadEvidence",
    "BadLine",
    "BadList",
    "BadMember",
    "BadNeed",
    "BadParcel",
    "BadPlan",
    "BadProgramme",
    "BadProject",
    "BadQuota",
    "BadSite",
    "BadStage",
    "BadYearPlan",
    "BidMove",
    "Entering",
    "Flag",
    "ImportedRow",
    "ListPlace",
    "Listed",
    "Missing",
    "MonthOutcome",
    "NewBid",
    "NewEvidence",
    "NewLimit",
    "NewLine",
    "NewMember",
    "NewNeed",
    "NewParcel",
    "NewPlan",
    "NewProgramme",
    "NewProject",
    "NewPromise",
    "NewQuota",
    "NodeSaid",
    "NotNow",
    "NotReady",
    "OwnReport",
    "Sent",
    "Standing",
    "Taken",
    "add_evidence",
    "add_line",
    "add_member",
    "add_parcel",
    "add_programme",
    "add_support",
    "approve_month",
    "approve_months",
    "change_limit",
    "change_office_network",
    "change_parcel",
    "change_programme",
    "change_project",
    "changes_between",
    "check_site",
    "choose_network",
    "draw_site",
    "edit_network",
    "end_line",
    "end_member",
    "end_support",
    "enter_stage",
    "enter_statistics",
    "flag_project",
    "follow_matter",
    "import_parcels",
    "keep_baseline",
    "keep_node",
    "kept_project",
    "leads",
    "make_promise",
    "move_bid",
    "network_word",
    "node_row",
    "not_kept",
    "own_row",
    "push_counts",
    "put_in_programme",
    "put_on_list",
    "put_up_bid",
    "raise_need",
    "read_land",
    "record_need_export",
    "register_project",
    "require_own_parcel",
    "return_month",
    "save_months",
    "set_plan",
    "set_quota",
    "submit_months",
    "take_off_list",
    "take_out",
    "take_repair",
    "withdraw_evidence",
    "withdraw_month",
    "withdraw_need",
]
