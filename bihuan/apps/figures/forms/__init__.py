"""The shape of input of figures."""

from bihuan.apps.figures.forms.breakdowns import BreakdownForm
from bihuan.apps.figures.forms.corrections import CorrectionForm, DecisionForm
from bihuan.apps.figures.forms.doublings import DoublingForm
from bihuan.apps.figures.forms.indicators import IndicatorForm
from bihuan.apps.figures.forms.letters import ForceForm, LetterForm, SignForm
from bihuan.apps.figures.forms.measures import MeasureForm, TakeForm
from bihuan.apps.figures.forms.plan import EndForm, PlanForm
from bihuan.apps.figures.forms.sheets import SheetForm
from bihuan.apps.figures.forms.targets import ChangeForm, NewTargetForm, SaidForm

__all__ = [
    "BreakdownForm",
    "ChangeForm",
    "CorrectionForm",
    "DecisionForm",
    "DoublingForm",
    "EndForm",
    "ForceForm",
    "IndicatorForm",
    "LetterForm",
    "MeasureForm",
    "NewTargetForm",
    "PlanForm",
    "SaidForm",
    "SheetForm",
    "SignForm",
    "TakeForm",
]
