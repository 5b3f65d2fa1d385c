"""Sheets of a unit's month go out with its rows and come back: read, held against what stands, taken (填报表)."""

from bihuan.apps.work.actions.sheets.giving import give_out, give_out_all
from bihuan.apps.work.actions.sheets.receiving import BadSheet, marked_sheet, receive_sheet
from bihuan.apps.work.actions.sheets.taking import drop_sheet, take_sheet

__all__ = ["BadSheet", "drop_sheet", "give_out", "give_out_all", "marked_sheet", "receive_sheet", "take_sheet"]
