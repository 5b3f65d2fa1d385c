"""What people do to items."""

from bihuan.apps.work.actions.amending import amend_item
from bihuan.apps.work.actions.batches import Outcome, Wanted, batch_dispatch, look_back, move_each
from bihuan.apps.work.actions.campaigns import attach_items, change_campaign, make_campaign
from bihuan.apps.work.actions.collections import (
    BadCollection,
    draft_collection,
    send_collection,
    stop_collection,
)
from bihuan.apps.work.actions.copies import copy_to, open_item, read_copy
from bihuan.apps.work.actions.drafts import BadItem
from bihuan.apps.work.actions.imports import answer_ledger, cancel_ledger, marked_ledger, receive_ledger, write_ledger
from bihuan.apps.work.actions.inspection_records import (
    Proof,
    ask_review,
    decide_review,
    keep_evidence,
    use_conclusion,
)
from bihuan.apps.work.actions.inspections import (
    BadInspection,
    conclude,
    feed_back,
    note_finding,
    plan_inspection,
    rectify,
    take_note,
)
from bihuan.apps.work.actions.lists import (
    BATCH_ASKS,
    batch_move,
    drop_view,
    record_export,
    save_columns,
    save_view,
    send_slips,
)
from bihuan.apps.work.actions.making import WhoseUnit
from bihuan.apps.work.actions.meetings import (
    BadMeeting,
    Settled,
    call_meeting,
    drop_decision,
    issue_minutes,
    join_decision,
    make_agenda,
    note_decisions,
    settle_decision,
)
from bihuan.apps.work.actions.month import Said, report_month
from bihuan.apps.work.actions.moves import (
    Batch,
    Incomplete,
    NotAllowed,
    batch,
    is_same_form,
    may_move,
    move_item,
    stale,
)
from bihuan.apps.work.actions.paper_makers import PaperDraft
from bihuan.apps.work.actions.paper_templates import add_template, end_template, preview_template, starter
from bihuan.apps.work.actions.papers import NothingToSay, issue_papers, preview_paper
from bihuan.apps.work.actions.register import draft_item, register, register_from_candidate
from bihuan.apps.work.actions.sheets import (
    BadSheet,
    drop_sheet,
    give_out,
    give_out_all,
    marked_sheet,
    receive_sheet,
    take_sheet,
)
from bihuan.apps.work.actions.takeover import take_over, take_over_due
from bihuan.apps.work.mapping import ChildPlan, NewItem, NodePlan, SourceQuote

__all__ = [
    "BATCH_ASKS",
    "BadCollection",
    "BadInspection",
    "BadItem",
    "BadMeeting",
    "BadSheet",
    "Batch",
    "ChildPlan",
    "Incomplete",
    "NewItem",
    "NodePlan",
    "NotAllowed",
    "NothingToSay",
    "Outcome",
    "PaperDraft",
    "Proof",
    "Said",
    "Settled",
    "SourceQuote",
    "Wanted",
    "WhoseUnit",
    "add_template",
    "amend_item",
    "answer_ledger",
    "ask_review",
    "attach_items",
    "batch",
    "batch_dispatch",
    "batch_move",
    "call_meeting",
    "cancel_ledger",
    "change_campaign",
    "conclude",
    "copy_to",
    "decide_review",
    "draft_collection",
    "draft_item",
    "drop_decision",
    "drop_sheet",
    "drop_view",
    "end_template",
    "feed_back",
    "give_out",
    "give_out_all",
    "is_same_form",
    "issue_minutes",
    "issue_papers",
    "join_decision",
    "keep_evidence",
    "look_back",
    "make_agenda",
    "make_campaign",
    "marked_ledger",
    "marked_sheet",
    "may_move",
    "move_each",
    "move_item",
    "note_decisions",
    "note_finding",
    "open_item",
    "plan_inspection",
    "preview_paper",
    "preview_template",
    "read_copy",
    "receive_ledger",
    "receive_sheet",
    "record_export",
    "rectify",
    "register",
    "register_from_candidate",
    "report_month",
    "save_columns",
    "save_view",
    "send_collection",
    "send_slips",
    "settle_decision",
    "stale",
    "starter",
    "stop_collection",
    "take_note",
    "take_over",
    "take_over_due",
    "take_sheet",
    "use_conclusion",
    "write_ledger",
]
