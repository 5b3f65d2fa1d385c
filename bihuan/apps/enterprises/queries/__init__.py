"""Reads of enterprises."""

from bihuan.apps.enterprises.queries.imports import PLACES, names_of_places, register_known, register_mark, rows_by_pk
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
    "PLACES",
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
    "names_of_places",
    "register_known",
    "register_mark",
    "rows_by_pk",
]
