"""Forms of items."""

from bihuan.apps.work.forms.amending import AmendForm
from bihuan.apps.work.forms.batches import CopyForm, LookBackForm
from bihuan.apps.work.forms.campaigns import AttachForm, CampaignForm, ChangeForm
from bihuan.apps.work.forms.candidates import BulkForm, CandidateForm, day_of, title_of
from bihuan.apps.work.forms.imports import AnswersForm, LedgerFileForm
from bihuan.apps.work.forms.ledger import LAMP_WORDS, LedgerForm
from bihuan.apps.work.forms.month import MonthForm
from bihuan.apps.work.forms.moves import Asked, MoveForm
from bihuan.apps.work.forms.paper_templates import TemplateForm
from bihuan.apps.work.forms.papers import PaperForm
from bihuan.apps.work.forms.register import ItemForm
from bihuan.apps.work.forms.sheets import SheetFileForm, TakeSheetForm

__all__ = [
    "LAMP_WORDS",
    "AmendForm",
    "AnswersForm",
    "Asked",
    "AttachForm",
    "BulkForm",
    "CampaignForm",
    "CandidateForm",
    "ChangeForm",
    "CopyForm",
    "ItemForm",
    "LedgerFileForm",
    "LedgerForm",
    "LookBackForm",
    "MonthForm",
    "MoveForm",
    "PaperForm",
    "SheetFileForm",
    "TakeSheetForm",
    "TemplateForm",
    "day_of",
    "title_of",
]
