"""States and moves of an item (事项流转): one table, kinds that fit it to their work, offers with reasons."""

from bihuan.engine.loop.answers import answer_facts, ask_word, missing
from bihuan.engine.loop.build import BadKind, build
from bihuan.engine.loop.checks import REFUSED_ENTRY, check, reachable
from bihuan.engine.loop.clock import Reminder, all_reminders, due_limit, look_back_sample, reminders
from bihuan.engine.loop.kind import COLUMN_TYPES, Column, Kind, LookBack, TimeLimit
from bihuan.engine.loop.move import Move
from bihuan.engine.loop.offers import MoveRefused, Offer, Standing, Step, offers, step, who
from bihuan.engine.loop.states import STAGES, START, STATES, State, stage
from bihuan.engine.loop.table import MOVES
from bihuan.engine.loop.vocabulary import ASKS, EFFECTS, FACTS, OFFICE, PARTIES, ROLES, STANDS_FOR, Fact

__all__ = [
    "ASKS",
    "COLUMN_TYPES",
    "EFFECTS",
    "FACTS",
    "MOVES",
    "OFFICE",
    "PARTIES",
    "REFUSED_ENTRY",
    "ROLES",
    "STAGES",
    "STANDS_FOR",
    "START",
    "STATES",
    "BadKind",
    "Column",
    "Fact",
    "Kind",
    "LookBack",
    "Move",
    "MoveRefused",
    "Offer",
    "Reminder",
    "Standing",
    "State",
    "Step",
    "TimeLimit",
    "all_reminders",
    "answer_facts",
    "ask_word",
    "build",
    "check",
    "due_limit",
    "look_back_sample",
    "missing",
    "offers",
    "reachable",
    "reminders",
    "stage",
    "step",
    "who",
]
