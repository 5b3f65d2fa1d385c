"""Reads of enterprises."""

from bihuan.apps.enterprises.queries.listing import OUTSIDE, Wanted, listed
from bihuan.apps.enterprises.queries.page import EnterprisePage, enterprise_page
from bihuan.apps.enterprises.queries.register import (
    enterprise,
    enterprise_choices,
    enterprises,
    enterprises_called,
    found_as,
    keeps,
)
from bihuan.apps.enterprises.queries.searching import enterprise_hits, enterprises_seen, named_enterprises

__all__ = [
    "OUTSIDE",
    "EnterprisePage",
    "Wanted",
    "enterprise",
    "enterprise_choices",
    "enterprise_hits",
    "enterprise_page",
    "enterprises",
    "enterprises_called",
    "enterprises_seen",
    "found_as",
    "keeps",
    "listed",
    "named_enterprises",
]
