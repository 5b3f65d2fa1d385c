"""Reads of projects, cut to what a viewer may see."""

from bihuan.apps.projects.queries.need_list import (
    Commissioner,
    NeedList,
    WantedNeeds,
    answering_units,
    commissioner_names,
    commissioners,
    need_list,
)
from bihuan.apps.projects.queries.needs import (
    NeedLine,
    answer_by,
    factor_kinds,
    may_raise,
    need,
    need_lines,
    need_of_item,
    needs_of,
    proposed_answerers,
)
from bihuan.apps.projects.queries.register import project, projects
from bihuan.apps.projects.queries.schedules import PlanBook, ProjectPlan, plan_of, plans_of, running_plans

__all__ = [
    "Commissioner",
    "NeedLine",
    "NeedList",
    "PlanBook",
    "ProjectPlan",
    "WantedNeeds",
    "answer_by",
    "answering_units",
    "commissioner_names",
    "commissioners",
    "factor_kinds",
    "may_raise",
    "need",
    "need_lines",
    "need_list",
    "need_of_item",
    "needs_of",
    "plan_of",
    "plans_of",
    "project",
    "projects",
    "proposed_answerers",
    "running_plans",
]
