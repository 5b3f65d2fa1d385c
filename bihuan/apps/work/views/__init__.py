"""Pages of items."""

from bihuan.apps.work.views.amending import amend
from bihuan.apps.work.views.batches import copy, look_back, read_copy
from bihuan.apps.work.views.campaigns import attach, campaign, campaigns, change_campaign, make_campaign
from bihuan.apps.work.views.candidates import take, take_all
from bihuan.apps.work.views.collections import (
    collection,
    collection_new,
    collection_send,
    collection_stop,
    collections,
)
from bihuan.apps.work.views.imports import (
    import_answer,
    import_cancel,
    import_marked,
    import_page,
    import_state,
    import_write,
    imports,
)
from bihuan.apps.work.views.inspection_records import (
    inspection_appeal,
    inspection_decide,
    inspection_evidence,
    inspection_proof,
    inspection_use,
)
from bihuan.apps.work.views.inspections import (
    inspection,
    inspection_conclude,
    inspection_feed_back,
    inspection_finding,
    inspection_new,
    inspection_read,
    inspection_rectify,
    inspections,
)
from bihuan.apps.work.views.item import file, item, move
from bihuan.apps.work.views.ledger import batch, drop_view, export, filters, items, lamps, save_columns, save_view
from bihuan.apps.work.views.meetings import (
    decision,
    decision_drop,
    meeting,
    meeting_agenda,
    meeting_decisions,
    meeting_minutes,
    meeting_new,
    meeting_sheets,
    meetings,
)
from bihuan.apps.work.views.month import month
from bihuan.apps.work.views.paper_templates import (
    paper_template,
    paper_template_end,
    paper_template_file,
    paper_template_preview,
    paper_template_starter,
    paper_templates,
)
from bihuan.apps.work.views.papers import paper, paper_file, paper_new, paper_preview, papers
from bihuan.apps.work.views.previews import picture, preview
from bihuan.apps.work.views.register import register
from bihuan.apps.work.views.sheets import (
    sheet,
    sheet_drop,
    sheet_marked,
    sheet_out,
    sheet_state,
    sheet_take,
    sheets,
)
from bihuan.apps.work.views.slips import slips
from bihuan.apps.work.views.suggest import suggest
from bihuan.apps.work.views.weekly import weekly

__all__ = [
    "amend",
    "attach",
    "batch",
    "campaign",
    "campaigns",
    "change_campaign",
    "collection",
    "collection_new",
    "collection_send",
    "collection_stop",
    "collections",
    "copy",
    "decision",
    "decision_drop",
    "drop_view",
    "export",
    "file",
    "filters",
    "import_answer",
    "import_cancel",
    "import_marked",
    "import_page",
    "import_state",
    "import_write",
    "imports",
    "inspection",
    "inspection_appeal",
    "inspection_conclude",
    "inspection_decide",
    "inspection_evidence",
    "inspection_feed_back",
    "inspection_finding",
    "inspection_new",
    "inspection_proof",
    "inspection_read",
    "inspection_rectify",
    "inspection_use",
    "inspections",
    "item",
    "items",
    "lamps",
    "look_back",
    "make_campaign",
    "meeting",
    "meeting_agenda",
    "meeting_decisions",
    "meeting_minutes",
    "meeting_new",
    "meeting_sheets",
    "meetings",
    "month",
    "move",
    "paper",
    "paper_file",
    "paper_new",
    "paper_preview",
    "paper_template",
    "paper_template_end",
    "paper_template_file",
    "paper_template_preview",
    "paper_template_starter",
    "paper_templates",
    "papers",
    "picture",
    "preview",
    "read_copy",
    "register",
    "save_columns",
    "save_view",
    "sheet",
    "sheet_drop",
    "sheet_marked",
    "sheet_out",
    "sheet_state",
    "sheet_take",
    "sheets",
    "slips",
    "suggest",
    "take",
    "take_all",
    "weekly",
]
