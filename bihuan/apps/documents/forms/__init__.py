"""The shape of what people enter about documents and candidates."""

from bihuan.apps.documents.forms.candidates import CandidateForm, EditForm, MergeForm, SplitForm, new_key
from bihuan.apps.documents.forms.documents import CorrectForm, EncodingForm, LibraryForm, PlaceForm, UploadForm

__all__ = [
    "CandidateForm",
    "CorrectForm",
    "EditForm",
    "EncodingForm",
    "LibraryForm",
    "MergeForm",
    "PlaceForm",
    "SplitForm",
    "UploadForm",
    "new_key",
]
