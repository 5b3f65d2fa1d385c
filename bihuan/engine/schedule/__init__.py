"""Networks of activities planned forward and backward (网络计划与倒排工期)."""

from bihuan.engine.schedule.applying import apply_changes
from bihuan.engine.schedule.building import Fitted, build, fit
from bihuan.engine.schedule.changes import Change, ChangeKind
from bihuan.engine.schedule.checks import BadNetwork, BadStanding, check_network, check_standing
from bihuan.engine.schedule.day_lines import DayLines, Season, Stop, day_lines, day_of, number
from bihuan.engine.schedule.differences import differences, length_words, link_words
from bihuan.engine.schedule.graphs import Graph, graph, side_by_side
from bihuan.engine.schedule.levelling import Levelled, level, put_off, wait_words
from bihuan.engine.schedule.limit_rules import Asked, BadLimit, LimitRule, Take, asked_of, build_limit
from bihuan.engine.schedule.moves import Move, moves
from bihuan.engine.schedule.network import (
    KINDS,
    Activity,
    Constraint,
    ConstraintKind,
    Link,
    LinkKind,
    Network,
    Standing,
)
from bihuan.engine.schedule.next_nodes import Ahead, ahead
from bihuan.engine.schedule.passes import NEVER, Bounds, Dates, earliest, free, latest, promised
from bihuan.engine.schedule.pictures import PLAN_COLUMNS, deviation, gantt_rows, map_links, map_nodes
from bihuan.engine.schedule.plans import ActivityDates, Plan, Planner, plan
from bihuan.engine.schedule.portfolios import portfolio
from bihuan.engine.schedule.repairs import Repair, Repairs, repairs
from bihuan.engine.schedule.shared_limits import Need, SharedLimit, check_needs
from bihuan.engine.schedule.sharing import shared_seasons
from bihuan.engine.schedule.slips import Baseline, Slip, Slipped, baseline, slipped
from bihuan.engine.schedule.sweep import Sweep
from bihuan.engine.schedule.wall_rows import DueNode, due_nodes, history_row, plan_row
from bihuan.engine.schedule.why import critical_path, float_words, why_earliest, why_latest

__all__ = [
    "KINDS",
    "NEVER",
    "PLAN_COLUMNS",
    "Activity",
    "ActivityDates",
    "Ahead",
    "Asked",
    "BadLimit",
    "BadNetwork",
    "BadStanding",
    "Baseline",
    "Bounds",
    "Change",
    "ChangeKind",
    "Constraint",
    "ConstraintKind",
    "Dates",
    "DayLines",
    "DueNode",
    "Fitted",
    "Graph",
    "Levelled",
    "LimitRule",
    "Link",
    "LinkKind",
    "Move",
    "Need",
    "Network",
    "Plan",
    "Planner",
    "Repair",
    "Repairs",
    "Season",
    "SharedLimit",
    "Slip",
    "Slipped",
    "Standing",
    "Stop",
    "Sweep",
    "Take",
    "ahead",
    "apply_changes",
    "asked_of",
    "baseline",
    "build",
    "build_limit",
    "check_needs",
    "check_network",
    "check_standing",
    "critical_path",
    "day_lines",
    "day_of",
    "deviation",
    "differences",
    "due_nodes",
    "earliest",
    "fit",
    "float_words",
    "free",
    "gantt_rows",
    "graph",
    "history_row",
    "latest",
    "length_words",
    "level",
    "link_words",
    "map_links",
    "map_nodes",
    "moves",
    "number",
    "plan",
    "plan_row",
    "portfolio",
    "promised",
    "put_off",
    "repairs",
    "shared_seasons",
    "side_by_side",
    "slipped",
    "wait_words",
    "why_earliest",
    "why_latest",
]
