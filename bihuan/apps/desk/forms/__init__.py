"""The shape of what people type at the desk."""

from bihuan.apps.desk.forms.instructions import InstructionForm
from bihuan.apps.desk.forms.messages import AccountsForm, GatewayForm, SwitchesForm
from bihuan.apps.desk.forms.suggestions import AnswerForm, SuggestionForm

__all__ = ["AccountsForm", "AnswerForm", "GatewayForm", "InstructionForm", "SuggestionForm", "SwitchesForm"]
