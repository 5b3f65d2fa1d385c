"""Many enterprises at once, whole or not at all, each with its event (批量登记)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from bihuan.apps.enterprises.actions.register import OBJECT, RACED, BadEnterprise, NewEnterprise, read, told
from bihuan.apps.enterprises.models import Enterprise, EnterpriseStatus
from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import append_events, event_draft
from bihuan.base import rights
from bihuan.base.actors import Actor

AT_ONCE = 500


def add_enterprises(several: Sequence[NewEnterprise], *, by: Actor, now: datetime) -> list[Enterprise]:
    """Put many enterprises into the register in one transaction, in a few statements (批量登记).

    Raises: Forbidden; BadEnterprise: one cannot be kept, which none is then.
    """
    rights.require(by.viewer, "enterprise.change")
    checked = [read(new, by) for new in several]
    _require_single(checked, by)
    try:
        return _add(checked, by=by, now=now)
    except IntegrityError as twice:
        raise BadEnterprise(RACED) from twice


def _require_single(checked: Sequence[Mapping[str, Any]], by: Actor) -> None:
    """No code and no living name twice, among these and with those that stand."""
    living = [values["name_key"] for values in checked if values["status"] == EnterpriseStatus.ACTIVE]
    codes = [values["code"] for values in checked if values["code"]]
    for word, column, said in (("名称", "name_key", living), ("统一社会信用代码", "code", codes)):
        twice = next((value for value, times in Counter(said).items() if times > 1), None)
        known = twice or next(_standing(column, said, by), None)
        if known:
            name = next(values["name"] for values in checked if values[column] == known)
            raise BadEnterprise(f"“{name}”的{word}重复或者已登记，一家也没有登记。请核对后再办。")


def _standing(column: str, said: Sequence[str], by: Actor) -> Iterator[str]:
    rows = Enterprise.objects.visible_to(by.viewer)
    if column == "name_key":
        rows = rows.filter(status=EnterpriseStatus.ACTIVE, same_as=None)
    for place in range(0, len(said), AT_ONCE):
        part = said[place : place + AT_ONCE]
        yield from rows.filter(**{f"{column}__in": part}).values_list(column, flat=True)


@transaction.atomic
def _add(checked: Sequence[dict[str, Any]], *, by: Actor, now: datetime) -> list[Enterprise]:
    whose = {"registrar_unit_id": by.viewer.unit_id, "by_id": by.viewer.person_id, "by_name": by.viewer.name}
    rows = Enterprise.objects.bulk_create([Enterprise(**values, **whose, at=now) for values in checked], AT_ONCE)
    names = units.unit_names_on({row.unit_id for row in rows if row.unit_id}, by.viewer.on)
    if rows:
        append_events(
            event_draft("enterprise.added", object_kind=OBJECT, object_id=row.pk, by=by, at=now, to=told(values, names))
            for row, values in zip(rows, checked, strict=True)
        )
    return rows
