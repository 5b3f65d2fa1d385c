"""What officials argue about (定义), as dated and sourced YAML, and the loader that checks it."""

from bihuan.definitions.calendars import calendar
from bihuan.definitions.checks import check, check_among, check_envelope, kinds
from bihuan.definitions.rights import Right, roles
from bihuan.definitions.shipped import (
    check_limits,
    indicators,
    lamp_rule,
    language,
    ledger_columns,
    network,
    paper_layout,
    paper_wording,
    status_table,
)
from bihuan.definitions.store import (
    SHIPPED,
    BadDefinitions,
    Definition,
    Source,
    definition_of,
    load,
    on,
    read,
    state_of_extra,
    version_of,
)

__all__ = [
    "SHIPPED",
    "BadDefinitions",
    "Definition",
    "Right",
    "Source",
    "calendar",
    "check",
    "check_among",
    "check_envelope",
    "check_limits",
    "definition_of",
    "indicators",
    "kinds",
    "lamp_rule",
    "language",
    "ledger_columns",
    "load",
    "network",
    "on",
    "paper_layout",
    "paper_wording",
    "read",
    "roles",
    "state_of_extra",
    "status_table",
    "version_of",
]
