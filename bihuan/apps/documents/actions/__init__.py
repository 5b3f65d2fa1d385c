"""What people do with documents and candidates; each act leaves its event."""

from bihuan.apps.documents.actions.accepting import mark_accepted, open_to
from bihuan.apps.documents.actions.candidates import AlreadyDecided, check_right, decide, edit, merge, reopen, split
from bihuan.apps.documents.actions.readings import NotRemoved, choose_encoding, correct, previews, put_back, take_out
from bihuan.apps.documents.actions.renamings import answer_renaming
from bihuan.apps.documents.actions.second import add_from_second, set_second_reader
from bihuan.apps.documents.actions.uploading import KeptElsewhere, Uploaded, upload

__all__ = [
    "AlreadyDecided",
    "KeptElsewhere",
    "NotRemoved",
    "Uploaded",
    "add_from_second",
    "answer_renaming",
    "check_right",
    "choose_encoding",
    "correct",
    "decide",
    "edit",
    "mark_accepted",
    "merge",
    "open_to",
    "previews",
    "put_back",
    "reopen",
    "set_second_reader",
    "split",
    "take_out",
    "upload",
]
