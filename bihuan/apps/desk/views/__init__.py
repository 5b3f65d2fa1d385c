"""Pages of the desk."""

from bihuan.apps.desk.views.home import about, help_page, home, home_tabs
from bihuan.apps.desk.views.inbox import inbox, notice
from bihuan.apps.desk.views.search import search
from bihuan.apps.desk.views.suggestions import answer, suggest, suggestion_list

__all__ = [
    "about",
    "answer",
    "help_page",
    "home",
    "home_tabs",
    "inbox",
    "notice",
    "search",
    "suggest",
    "suggestion_list",
]
