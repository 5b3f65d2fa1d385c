"""Rows of the desk: notices to people, suggestions and their answers."""

from bihuan.apps.desk.models.notices import Notice
from bihuan.apps.desk.models.suggestions import Suggestion

__all__ = ["Notice", "Suggestion"]
