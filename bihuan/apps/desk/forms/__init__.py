"""The shape of what people type at the desk."""

from bihuan.apps.desk.forms.suggestions import AnswerForm, SuggestionForm

__all__ = ["AnswerForm", "SuggestionForm"]
