"""Rows of figures <-> what the engine works on."""

from bihuan.apps.figures.mapping import exports, templates
from bihuan.apps.figures.mapping.entries import Entered, asks_growth, asks_level, fields_of, follows_from, read_entry
from bihuan.apps.figures.mapping.forms import FigureForm, to_form
from bihuan.apps.figures.mapping.indicators import KnownIndicator, to_known, to_said
from bihuan.apps.figures.mapping.rows import basis_of, entered_of, level_text, to_observation
from bihuan.apps.figures.mapping.said import BOUNDS, Said, said_targets
from bihuan.apps.figures.mapping.targets import (
    TIERS,
    WORDS,
    facts_of,
    kind_of,
    nodes_of,
    read_nodes,
    read_target,
    to_target,
    to_version,
)

__all__ = [
    "BOUNDS",
    "TIERS",
    "WORDS",
    "Entered",
    "FigureForm",
    "KnownIndicator",
    "Said",
    "asks_growth",
    "asks_level",
    "basis_of",
    "entered_of",
    "exports",
    "facts_of",
    "fields_of",
    "follows_from",
    "kind_of",
    "level_text",
    "nodes_of",
    "read_entry",
    "read_nodes",
    "read_target",
    "said_targets",
    "templates",
    "to_form",
    "to_known",
    "to_observation",
    "to_said",
    "to_target",
    "to_version",
]
