"""Rows of figures <-> what the engine works on."""

from bihuan.apps.figures.mapping import exports, templates
from bihuan.apps.figures.mapping.breakdowns import (
    AMOUNTS,
    BREAKABLE,
    RATES,
    UnitSaid,
    facts_of_plan,
    goals_of,
    plan_of,
    read_unit,
    replan_of,
)
from bihuan.apps.figures.mapping.doublings import MEASURES, milestones_for, milestones_of
from bihuan.apps.figures.mapping.entries import Entered, asks_growth, asks_level, fields_of, follows_from, read_entry
from bihuan.apps.figures.mapping.forms import FigureForm, to_form
from bihuan.apps.figures.mapping.indicators import KnownIndicator, to_known, to_said
from bihuan.apps.figures.mapping.letters import letter_target, letter_task, said_in, to_letter, with_number, wording_of
from bihuan.apps.figures.mapping.rows import basis_of, entered_of, level_text, to_observation
from bihuan.apps.figures.mapping.said import BOUNDS, Said, said_targets
from bihuan.apps.figures.mapping.targets import (
    TIERS,
    WORDS,
    facts_of,
    kind_of,
    nodes_of,
    read_nodes,
    read_number,
    read_target,
    to_target,
    to_version,
)

__all__ = [
    "AMOUNTS",
    "BOUNDS",
    "BREAKABLE",
    "MEASURES",
    "RATES",
    "TIERS",
    "WORDS",
    "Entered",
    "FigureForm",
    "KnownIndicator",
    "Said",
    "UnitSaid",
    "asks_growth",
    "asks_level",
    "basis_of",
    "entered_of",
    "exports",
    "facts_of",
    "facts_of_plan",
    "fields_of",
    "follows_from",
    "goals_of",
    "kind_of",
    "letter_target",
    "letter_task",
    "level_text",
    "milestones_for",
    "milestones_of",
    "nodes_of",
    "plan_of",
    "read_entry",
    "read_nodes",
    "read_number",
    "read_target",
    "read_unit",
    "replan_of",
    "said_in",
    "said_targets",
    "templates",
    "to_form",
    "to_known",
    "to_letter",
    "to_observation",
    "to_said",
    "to_target",
    "to_version",
    "with_number",
    "wording_of",
]
