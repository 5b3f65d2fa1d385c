"""Lamps and slips (红黄绿灯、督办单) by dated definitions.

`definitions.lamp_rule(code, day)` gives a rule with the calendar its working days are counted in.
"""

from bihuan.engine.lamps.elapsed import time_elapsed, time_elapsed_all
from bihuan.engine.lamps.lamp_arrays import NO_DAY, NodeArrays, colours, colours_of_gaps
from bihuan.engine.lamps.lamp_rules import GAP_SCALE, BadLampRule, LampRule, build
from bihuan.engine.lamps.lighting import NodeMark, gap_words, lamp, lamp_of_gap, slip
from bihuan.engine.lamps.nearness import near_until, status_by_bucket
from bihuan.engine.lamps.signs import COLOURS, Colour, Lamp, Sign
from bihuan.engine.lamps.statuses import BadStatusTable, Status, StatusTable, build_statuses, shown_status

__all__ = [
    "COLOURS",
    "GAP_SCALE",
    "NO_DAY",
    "BadLampRule",
    "BadStatusTable",
    "Colour",
    "Lamp",
    "LampRule",
    "NodeArrays",
    "NodeMark",
    "Sign",
    "Status",
    "StatusTable",
    "build",
    "build_statuses",
    "colours",
    "colours_of_gaps",
    "gap_words",
    "lamp",
    "lamp_of_gap",
    "near_until",
    "shown_status",
    "slip",
    "status_by_bucket",
    "time_elapsed",
    "time_elapsed_all",
]
