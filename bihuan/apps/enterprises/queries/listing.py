"""The list of enterprises as it is asked for: words, town, section, size, state, known code (企业名录筛选)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from bihuan.apps.enterprises.models import Enterprise
from bihuan.apps.enterprises.queries.register import enterprises
from bihuan.base.scope import Viewer
from bihuan.engine.values import enterprise_key
from bihuan.engine.values.industries import divisions_of

OUTSIDE = "outside"
"""What is asked of the town for enterprises from outside or of an unknown place."""


@dataclass(frozen=True)
class Wanted:
    """What the list is asked for (筛选条件); empty asks for all.

    unit: a unit's number or `OUTSIDE`. code: known or unknown. double: also those that were merged into another entry.
    """

    words: str = ""
    unit: str = ""
    section: str = ""
    size: str = ""
    status: str = ""
    code: str = ""
    double: bool = False


def listed(viewer: Viewer, wanted: Wanted) -> QuerySet[Enterprise]:
    """Enterprises of the list, by name."""
    rows = enterprises(viewer)
    for word in wanted.words.split():
        rows = rows.filter(_called(word))
    if wanted.unit:
        rows = rows.filter(unit=None) if wanted.unit == OUTSIDE else rows.filter(unit_id=int(wanted.unit))
    if wanted.section:
        rows = rows.filter(_of_section(wanted.section))
    if wanted.size:
        rows = rows.filter(size="" if wanted.size == "unknown" else wanted.size)
    if wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.code:
        rows = rows.filter(code__isnull=wanted.code == "unknown")
    return rows if wanted.double else rows.filter(same_as=None)


def _called(word: str) -> Q:
    """Entries that go by a word, however its brackets and letters are written, or have it in their code."""
    found = Q(name__contains=word) | Q(short_name__contains=word) | Q(code__contains=word.upper())
    key = enterprise_key(word)
    return found | Q(name_key__contains=key) if key else found


def _of_section(letter: str) -> Q:
    divisions = divisions_of(letter)
    return Q(industry=letter) | Q(industry__gte=f"{divisions[0]:02}", industry__lt=f"{divisions[-1] + 1:02}")
