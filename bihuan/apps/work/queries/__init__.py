"""Reads of items, already cut to what the viewer may see."""

from bihuan.apps.work.queries.amending import amendable
from bihuan.apps.work.queries.campaigns import (
    campaign,
    campaign_nodes,
    campaign_rows,
    campaign_tree,
    quarter_of,
    schemes_of,
)
from bihuan.apps.work.queries.columns import BY_CODE, COLUMNS, FROZEN, USUAL, Column, Row, own_columns
from bihuan.apps.work.queries.desk import (
    DeskRow,
    copied,
    copies_to,
    desk_counts,
    done,
    late,
    started,
    todo,
)
from bihuan.apps.work.queries.history import Known, LampRow, colours_of, known_now, known_on, lamps_on
from bihuan.apps.work.queries.item import ItemPage, item_page
from bihuan.apps.work.queries.kinds import NoSuchKind, kind_of, kind_on, kinds_on
from bihuan.apps.work.queries.lamps import Signs, signs, signs_of, slip_of
from bihuan.apps.work.queries.ledger import (
    PAGE_SIZE,
    LedgerPage,
    Wanted,
    all_rows,
    found,
    lamp_counts,
    ledger,
    rows_of,
    status_overview,
    urgency,
)
from bihuan.apps.work.queries.limits import duties_late, first_answer, hours_given, proposed_due, stage_limits
from bihuan.apps.work.queries.look_backs import DueLookBack, due_look_backs, looked_back, written_off_between
from bihuan.apps.work.queries.month import MonthLine, month_due, month_items, month_lines, month_units
from bihuan.apps.work.queries.rulebook import Rulebook, rulebook
from bihuan.apps.work.queries.slips import SlipLine, UnitSlips, issued_today, slips, slips_by_unit
from bihuan.apps.work.queries.source import SourceLink, source_of
from bihuan.apps.work.queries.standing import (
    ENDED,
    Acting,
    acting,
    paper_parties,
    parties_now,
    standing_of,
    visible_item,
)
from bihuan.apps.work.queries.suggest import Advice, advise_lead
from bihuan.apps.work.queries.timetable import timetable
from bihuan.apps.work.queries.views import columns_of, saved_views

__all__ = [
    "BY_CODE",
    "COLUMNS",
    "ENDED",
    "FROZEN",
    "PAGE_SIZE",
    "USUAL",
    "Acting",
    "Advice",
    "Column",
    "DeskRow",
    "DueLookBack",
    "ItemPage",
    "Known",
    "LampRow",
    "LedgerPage",
    "MonthLine",
    "NoSuchKind",
    "Row",
    "Rulebook",
    "Signs",
    "SlipLine",
    "SourceLink",
    "UnitSlips",
    "Wanted",
    "acting",
    "advise_lead",
    "all_rows",
    "amendable",
    "campaign",
    "campaign_nodes",
    "campaign_rows",
    "campaign_tree",
    "colours_of",
    "columns_of",
    "copied",
    "copies_to",
    "desk_counts",
    "done",
    "due_look_backs",
    "duties_late",
    "first_answer",
    "found",
    "hours_given",
    "issued_today",
    "item_page",
    "kind_of",
    "kind_on",
    "kinds_on",
    "known_now",
    "known_on",
    "lamp_counts",
    "lamps_on",
    "late",
    "ledger",
    "looked_back",
    "month_due",
    "month_items",
    "month_lines",
    "month_units",
    "own_columns",
    "paper_parties",
    "parties_now",
    "proposed_due",
    "quarter_of",
    "rows_of",
    "rulebook",
    "saved_views",
    "schemes_of",
    "signs",
    "signs_of",
    "slip_of",
    "slips",
    "slips_by_unit",
    "source_of",
    "stage_limits",
    "standing_of",
    "started",
    "status_overview",
    "timetable",
    "todo",
    "urgency",
    "visible_item",
    "written_off_between",
]
