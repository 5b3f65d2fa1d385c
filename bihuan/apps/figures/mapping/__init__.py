"""Rows of figures <-> what the engine works on."""

from bihuan.apps.figures.mapping import templates
from bihuan.apps.figures.mapping.entries import Entered, asks_growth, asks_level, fields_of, follows_from, read_entry
from bihuan.apps.figures.mapping.forms import FigureForm, to_form
from bihuan.apps.figures.mapping.indicators import KnownIndicator, to_known, to_said
from bihuan.apps.figures.mapping.rows import basis_of, entered_of, level_text, to_observation

__all__ = [
    "Entered",
    "FigureForm",
    "KnownIndicator",
    "asks_growth",
    "asks_level",
    "basis_of",
    "entered_of",
    "fields_of",
    "follows_from",
    "level_text",
    "read_entry",
    "templates",
    "to_form",
    "to_known",
    "to_observation",
    "to_said",
]
