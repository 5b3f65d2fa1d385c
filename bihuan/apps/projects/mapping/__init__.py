"""Rows of projects to engine values and back."""

from bihuan.apps.projects.mapping.plans import (
    Choice,
    ChosenNetwork,
    choice_of,
    chosen,
    from_baseline,
    to_baseline,
    to_standing,
    unknown_activities,
)
from bihuan.apps.projects.mapping.projects import NewProject, facts, to_columns

__all__ = [
    "Choice",
    "ChosenNetwork",
    "NewProject",
    "choice_of",
    "chosen",
    "facts",
    "from_baseline",
    "to_baseline",
    "to_columns",
    "to_standing",
    "unknown_activities",
]
