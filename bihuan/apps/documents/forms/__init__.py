"""The shape of what people enter about documents and candidates."""

from bihuan.apps.documents.forms.candidates import CandidateForm, EditForm, MergeForm, SplitForm, new_key
from bihuan.apps.documents.forms.documents import CorrectForm, EncodingForm, LibraryForm, PlaceForm, UploadForm
from bihuan.apps.documents.forms.second import SecondPlaceForm, SecondReaderForm
from bihuan.apps.documents.forms.years import LastYearForm, RenamedForm

__all__ = [
    "CandidateForm",
    "CorrectForm",
    "EditForm",
    "EncodingForm",
    "LastYearForm",
    "LibraryForm",
    "MergeForm",
    "PlaceForm",
    "RenamedForm",
    "SecondPlaceForm",
    "SecondReaderForm",
    "SplitForm",
    "UploadForm",
    "new_key",
]
