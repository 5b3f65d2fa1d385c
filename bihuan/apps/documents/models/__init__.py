"""Rows of documents, their readings and what was found in them."""

from bihuan.apps.documents.models.candidates import Candidate, Decision, Kind, State
from bihuan.apps.documents.models.documents import Audience, Document, Print, Reading, Renaming, Sort
from bihuan.apps.documents.models.second import SecondReader, SecondReading

__all__ = [
    "Audience",
    "Candidate",
    "Decision",
    "Document",
    "Kind",
    "Print",
    "Reading",
    "Renaming",
    "SecondReader",
    "SecondReading",
    "Sort",
    "State",
]
