"""Files on their way into a ledger, and all that a file is read and held against (台账导入)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum
from django.http import Http404

from bihuan.apps.units import queries as units
from bihuan.apps.work import mapping
from bihuan.apps.work.models import Item, LedgerAnswer, LedgerImport, Party
from bihuan.base.refusals import Refusal
from bihuan.base.scope import Viewer
from bihuan.engine.loop import Kind
from bihuan.engine.office.cells import CellWords
from bihuan.engine.office.tables import KnownColumns, known_columns

_READ = (
    *("year", "number", "ledger_kind", "state", "version", "title", "requirement", "target", "category"),
    *("source_text", "responsible_leader", "liaison", "lead_unit_id", "due_on", "extra"),
)


Mark = tuple[int, int, int]
"""How many items of a ledger are in reach, the newest of them, and all their versions together."""


class NoColumns(Refusal):
    """The office has no table of columns on this day."""


def ledger_imports(viewer: Viewer) -> QuerySet[LedgerImport]:
    """Files in reach, newest first."""
    return LedgerImport.objects.visible_to(viewer).order_by("-at", "-pk").defer("found", "written", "answers")


def ledger_import(import_id: int, viewer: Viewer) -> LedgerImport:
    """One file; else it does not exist."""
    found = LedgerImport.objects.visible_to(viewer).filter(pk=import_id).first()
    if found is None:
        raise Http404
    return found


def remembered(unit_id: int | None, viewer: Viewer) -> dict[str, str]:
    """What a unit answered about its ledgers before: key of the question -> answer."""
    rows = LedgerAnswer.objects.visible_to(viewer).filter(unit_id=unit_id)
    return dict(rows.values_list("key", "answer"))


def columns_for(kind: Kind, *, day: date) -> KnownColumns:
    """The columns that a file of a ledger is matched with, its own among them."""
    return _standard(day).with_columns(mapping.imports.own_columns(kind))


def cell_words_on(day: date) -> CellWords:
    """Words with a fixed meaning in cells on a day (单元格用语)."""
    return _standard(day).words


def _standard(day: date) -> KnownColumns:
    found = units.definition("ledger_columns", "standard", on=day)
    if found is None:
        raise NoColumns(f"{day}没有台账栏目表。请在“规则”里补上。")
    return known_columns(found.body)


def known_rows(kind: str, *, viewer: Viewer) -> tuple[dict[Hashable, Mapping[str, Any]], dict[int, int]]:
    """Items of a ledger in this viewer's reach as rows of a file say them, and their versions; two queries."""
    items = list(Item.objects.visible_to(viewer).filter(ledger_kind=kind).only(*_READ))
    parties: dict[int, dict[str, list[int]]] = {}
    rows = Party.objects.of(items).filter(to_at=None, role__in=("responsible", "support"))
    for item_id, role, unit_id in rows.values_list("item_id", "role", "unit_id"):
        parties.setdefault(item_id, {}).setdefault(role, []).append(unit_id)
    known: dict[Hashable, Mapping[str, Any]] = {
        item.pk: mapping.imports.known_values(item, parties.get(item.pk, {})) for item in items
    }
    return known, {item.pk: item.version for item in items}


def ledger_mark(kind: str, *, viewer: Viewer) -> Mark:
    """What moves on whenever an item of a ledger in this viewer's reach comes or changes."""
    rows = Item.objects.visible_to(viewer).filter(ledger_kind=kind)
    found = rows.aggregate(count=Count("pk"), newest=Max("pk"), versions=Sum("version"))
    return found["count"], found["newest"] or 0, found["versions"] or 0


def leaders_by_name(day: date) -> dict[str, int]:
    """Leaders of a day by their bare name; one that two go by is left out."""
    found: dict[str, list[int]] = {}
    for pk, name in units.leader_choices(day):
        found.setdefault(name.partition("（")[0], []).append(pk)
    return {name: pks[0] for name, pks in found.items() if len(set(pks)) == 1}
