"""Rows of the desk: notices to people and their way out, suggestions and their answers."""

from bihuan.apps.desk.models.messages import Account, Channel, Delivery, Gateway, Switches
from bihuan.apps.desk.models.notices import Notice
from bihuan.apps.desk.models.search import Findable
from bihuan.apps.desk.models.suggestions import Suggestion

__all__ = ["Account", "Channel", "Delivery", "Findable", "Gateway", "Notice", "Suggestion", "Switches"]
