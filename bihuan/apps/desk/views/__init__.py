"""Pages of the desk."""

from bihuan.apps.desk.views.home import about, help_page, home, home_tabs
from bihuan.apps.desk.views.inbox import inbox, notice
from bihuan.apps.desk.views.instructions import instruct, late
from bihuan.apps.desk.views.messages import gateway, gateway_accounts, gateways, resend, switches
from bihuan.apps.desk.views.search import quick_search, search
from bihuan.apps.desk.views.suggestions import answer, suggest, suggestion_list

__all__ = [
    "about",
    "answer",
    "gateway",
    "gateway_accounts",
    "gateways",
    "help_page",
    "home",
    "home_tabs",
    "inbox",
    "instruct",
    "late",
    "notice",
    "quick_search",
    "resend",
    "search",
    "suggest",
    "suggestion_list",
    "switches",
]
