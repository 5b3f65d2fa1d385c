"""Keeping the index of names and sounds: in the transaction that names a thing, and anew when asked (搜索索引)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from bihuan.apps.desk import models
from bihuan.apps.desk.mapping import findable
from bihuan.apps.units import queries as units
from bihuan.base import registries
from bihuan.base.jobs import enqueue, task
from bihuan.base.ready_rows import parts
from bihuan.base.registries import Named, Search
from bihuan.base.scope import Viewer
from bihuan.engine.sounds import Sounds, build

AT_ONCE = 200
MANY = 500
"""From so many named things on the worker writes the index, in short transactions, and nobody waits for it."""
COLUMNS = ("text", "sounds", "others", "made_by")


def keep_up(*, drafts: Iterable[Mapping[str, Any]]) -> None:
    """Hear of recorded events: what they may have renamed is put into the index anew, in the same transaction.

    Very many names are left to the worker, which begins once the transaction has committed.
    """
    for source in registries.searches:
        if source.concerns is None or source.named is None:
            continue
        ids = {each["object_id"] for each in drafts if source.concerns(each["kind"], each["after"])} - {None}
        if len(ids) > MANY:
            enqueue(rebuild_job, source=source.code)
        else:
            _write_named(source, sorted(ids))


@task()
def rebuild_job(*, source: str) -> None:
    """Bring the index of one source to what is named now."""
    for each in registries.searches:
        if each.code == source:
            _rebuild(each)


def rebuild_index(*, on: date | None = None, now: datetime | None = None) -> str:
    """Bring the whole index to what is named today: new, renamed and vanished things, and other readings (重建索引).

    Returns: one sentence for the log of daily work.
    """
    written = sum(_rebuild(source) for source in registries.searches if source.named is not None)
    return f"更新{written}条" if written else ""


def _rebuild(source: Search) -> int:
    """It reads for as long as it takes and writes in short transactions, each with the names as they are then."""
    assert source.named is not None
    _, version = _sounds()
    rows = models.Findable.objects.visible_to(Viewer.worker(on=timezone.localdate())).filter(source=source.code)
    known = {row.object_id: row for row in rows}
    named = list(source.named(None))
    changed = [each.object_id for each in named if not _stands(known.get(each.object_id), each, version)]
    _write_named(source, sorted(changed))
    gone = known.keys() - {each.object_id for each in named}
    for part in parts(sorted(gone), AT_ONCE):
        rows.filter(object_id__in=part).delete()
    return len(changed) + len(gone)


def _write_named(source: Search, ids: Iterable[int]) -> None:
    assert source.named is not None
    for part in parts(ids, AT_ONCE):
        with transaction.atomic():
            _write(source, source.named(part))


def _stands(row: models.Findable | None, named: Named, version: str) -> bool:
    if row is None or row.made_by != version:
        return False
    names = [" ".join(findable.plain(name).split()) for name in named.names]
    return row.text.startswith(f"\n{chr(10).join(names)}\n") and all(
        "".join(findable.plain(code).split()) in row.text for code in named.codes
    )


def _write(source: Search, named: Iterable[Named]) -> None:
    sounds, version = _sounds()
    in_order = sorted(named, key=lambda each: each.object_id)
    rows = [findable.to_row(each, source=source.code, sounds=sounds, version=version) for each in in_order]
    models.Findable.objects.bulk_create(
        rows, batch_size=200, update_conflicts=True, unique_fields=["source", "object_id"], update_fields=COLUMNS
    )


def _sounds() -> tuple[Sounds, str]:
    """The readings in force, with their version."""
    found = units.definition("sounds", "standard", on=timezone.localdate())
    assert found is not None, "readings ship with the product"
    if found.version not in _built:
        _built[found.version] = build(found.body)
    return _built[found.version], found.version


_built: dict[str, Sounds] = {}
