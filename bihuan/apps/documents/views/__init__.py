"""HTTP of documents and candidates."""

from bihuan.apps.documents.views.beside import beside
from bihuan.apps.documents.views.bulk import bulk
from bihuan.apps.documents.views.candidates import candidate, candidate_done, edit, merge, reject, reopen, split
from bihuan.apps.documents.views.documents import heading, library, original_file, original_text, page, upload
from bihuan.apps.documents.views.groups import groups
from bihuan.apps.documents.views.readings import encoding, put_back, take_out
from bihuan.apps.documents.views.second import add_second, second_reader
from bihuan.apps.documents.views.years import renamed, years

__all__ = [
    "add_second",
    "beside",
    "bulk",
    "candidate",
    "candidate_done",
    "edit",
    "encoding",
    "groups",
    "heading",
    "library",
    "merge",
    "original_file",
    "original_text",
    "page",
    "put_back",
    "reject",
    "renamed",
    "reopen",
    "second_reader",
    "split",
    "take_out",
    "upload",
    "years",
]
