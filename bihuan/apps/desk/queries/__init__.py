"""Reads of the desk, already cut to what the viewer may see."""

from bihuan.apps.desk.queries.digests import GROUPS, digest_groups
from bihuan.apps.desk.queries.inbox import latest, notices, suggestion_of, suggestions
from bihuan.apps.desk.queries.items import ItemLines
from bihuan.apps.desk.queries.messages import (
    Way,
    accounts,
    due_deliveries,
    gateways,
    limits_of,
    my_channels,
    outbox,
    outbox_counts,
    quiet_of,
    sent_since,
    switches,
    switches_of,
    tried_last_minute,
    wants,
    ways_out,
)
from bihuan.apps.desk.queries.search import Found, search
from bihuan.apps.desk.queries.tabs import TABS, Desk, Tab

__all__ = [
    "GROUPS",
    "TABS",
    "Desk",
    "Found",
    "ItemLines",
    "Tab",
    "Way",
    "accounts",
    "digest_groups",
    "due_deliveries",
    "gateways",
    "latest",
    "limits_of",
    "my_channels",
    "notices",
    "outbox",
    "outbox_counts",
    "quiet_of",
    "search",
    "sent_since",
    "suggestion_of",
    "suggestions",
    "switches",
    "switches_of",
    "tried_last_minute",
    "wants",
    "ways_out",
]
