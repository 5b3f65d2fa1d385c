"""Rows of items and of all that hangs on them."""

from bihuan.apps.work.models.campaigns import Campaign
from bihuan.apps.work.models.collections import (
    Collection,
    CollectionUnit,
)
from bihuan.apps.work.models.facts import DueFact, MilestoneFact, PauseFact, StateFact
from bihuan.apps.work.models.imports import LedgerAnswer, LedgerImport
from bihuan.apps.work.models.inspection_records import InspectionEvidence, InspectionReview, InspectionUse
from bihuan.apps.work.models.inspections import (
    Inspection,
    InspectionFinding,
    InspectionObject,
)
from bihuan.apps.work.models.items import Item, ItemNumber, Milestone, Party, Source
from bihuan.apps.work.models.meetings import Meeting, MeetingDecision, MeetingUnit
from bihuan.apps.work.models.paper_templates import PaperTemplate
from bihuan.apps.work.models.papers import Paper, PaperKind, PaperNumber
from bihuan.apps.work.models.records import Attachment, CopyTo, Extension, Progress, Urge
from bihuan.apps.work.models.sheets import ReturnedSheet
from bihuan.apps.work.models.views import SavedView

__all__ = [
    "Attachment",
    "Campaign",
    "Collection",
    "CollectionUnit",
    "CopyTo",
    "DueFact",
    "Extension",
    "Inspection",
    "InspectionEvidence",
    "InspectionFinding",
    "InspectionObject",
    "InspectionReview",
    "InspectionUse",
    "Item",
    "ItemNumber",
    "LedgerAnswer",
    "LedgerImport",
    "Meeting",
    "MeetingDecision",
    "MeetingUnit",
    "Milestone",
    "MilestoneFact",
    "Paper",
    "PaperKind",
    "PaperNumber",
    "PaperTemplate",
    "Party",
    "PauseFact",
    "Progress",
    "ReturnedSheet",
    "SavedView",
    "Source",
    "StateFact",
    "Urge",
]
