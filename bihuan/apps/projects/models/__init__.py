"""Rows of projects: the library, their money, needs, land and plans."""

from bihuan.apps.projects.models.imports import ProjectImport
from bihuan.apps.projects.models.lists import Batch, KeyProject, Level, Programme, ProgrammeKind, ProgrammeProject
from bihuan.apps.projects.models.money import AnnualPlan, MonthFact, MonthReport, MonthState
from bihuan.apps.projects.models.needs import EnergyQuota, FactorNeed, FundBid
from bihuan.apps.projects.models.projects import Nature, Procedure, Project, ProjectNumber
from bihuan.apps.projects.models.schedules import ActivityFact, KeptBaseline, ProjectNetwork, Promise
from bihuan.apps.projects.models.sites import Parcel, PlanningLine, SiteCheck
from bihuan.apps.projects.models.stages import Evidence, StageEntry
from bihuan.apps.projects.models.teams import Role, SupportUnit, TeamMember

__all__ = [
    "ActivityFact",
    "AnnualPlan",
    "Batch",
    "EnergyQuota",
    "Evidence",
    "FactorNeed",
    "FundBid",
    "KeptBaseline",
    "KeyProject",
    "Level",
    "MonthFact",
    "MonthReport",
    "MonthState",
    "Nature",
    "Parcel",
    "PlanningLine",
    "Procedure",
    "Programme",
    "ProgrammeKind",
    "ProgrammeProject",
    "Project",
    "ProjectImport",
    "ProjectNetwork",
    "ProjectNumber",
    "Promise",
    "Role",
    "SiteCheck",
    "StageEntry",
    "SupportUnit",
    "TeamMember",
]
