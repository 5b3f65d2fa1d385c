"""Reads of the desk, already cut to what the viewer may see."""

from bihuan.apps.desk.queries.digests import GROUPS, digest_groups
from bihuan.apps.desk.queries.inbox import latest, notices, suggestions
from bihuan.apps.desk.queries.items import ItemLines
from bihuan.apps.desk.queries.tabs import TABS, Desk, Tab

__all__ = [
    "GROUPS",
    "TABS",
    "Desk",
    "ItemLines",
    "Tab",
    "digest_groups",
    "latest",
    "notices",
    "suggestions",
]
