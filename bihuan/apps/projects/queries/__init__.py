"""Reads of projects, cut to what a viewer may see."""

from bihuan.apps.projects.queries.register import project, projects
from bihuan.apps.projects.queries.schedules import PlanBook, ProjectPlan, plan_of, plans_of, running_plans

__all__ = ["PlanBook", "ProjectPlan", "plan_of", "plans_of", "project", "projects", "running_plans"]
