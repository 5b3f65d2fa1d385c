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
from bihuan.apps.projects.mapping.sites import (
    LOOKS,
    NewLine,
    NewParcel,
    in_mu,
    kept,
    one_shape,
    to_candidate,
    to_kind,
    to_line,
    to_shape,
    to_site,
)

__all__ = [
    "LOOKS",
    "Choice",
    "ChosenNetwork",
    "NewLine",
    "NewParcel",
    "NewProject",
    "choice_of",
    "chosen",
    "facts",
    "from_baseline",
    "in_mu",
    "kept",
    "one_shape",
    "to_baseline",
    "to_candidate",
    "to_columns",
    "to_kind",
    "to_line",
    "to_shape",
    "to_site",
    "to_standing",
    "unknown_activities",
]
