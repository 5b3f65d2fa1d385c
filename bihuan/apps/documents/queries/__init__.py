"""Reads of documents, already cut to what a viewer may see."""

from bihuan.apps.documents.queries.candidates import (
    NoCandidate,
    candidate,
    candidates,
    candidates_of,
    counts,
    next_open,
    parts_of_file,
    review_minutes,
)
from bihuan.apps.documents.queries.deciding import Deciding, Group, bodies_of, deciding, deciding_of
from bihuan.apps.documents.queries.documents import (
    NoDocument,
    Source,
    document,
    library,
    may_open_room,
    newest_reading,
    source,
)
from bihuan.apps.documents.queries.pages import Page, history, page
from bihuan.apps.documents.queries.same_event import Beside, TwinPaper, beside, twins
from bihuan.apps.documents.queries.second import both_readers, second_of, second_reader
from bihuan.apps.documents.queries.years import TwoYears, years

__all__ = [
    "Beside",
    "Deciding",
    "Group",
    "NoCandidate",
    "NoDocument",
    "Page",
    "Source",
    "TwinPaper",
    "TwoYears",
    "beside",
    "bodies_of",
    "both_readers",
    "candidate",
    "candidates",
    "candidates_of",
    "counts",
    "deciding",
    "deciding_of",
    "document",
    "history",
    "library",
    "may_open_room",
    "newest_reading",
    "next_open",
    "page",
    "parts_of_file",
    "review_minutes",
    "second_of",
    "second_reader",
    "source",
    "twins",
    "years",
]
