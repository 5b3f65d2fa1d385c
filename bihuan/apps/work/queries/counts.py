"""Counts of items for other rooms (事项计数)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from bihuan.apps.work.models import Item
from bihuan.base.scope import Viewer


def closed_by_lead(viewer: Viewer, first: date, last: date) -> dict[int, int]:
    """How many items that each unit leads were closed between two days (各单位办结数), in the viewer's reach."""
    rows = Item.objects.visible_to(viewer).filter(closed_on__range=(first, last), lead_unit__isnull=False)
    counted = rows.order_by().values_list("lead_unit_id").annotate(count=Count("pk"))
    return dict(counted)


def due_days(item_ids: QuerySet[Any, Any], viewer: Viewer) -> dict[int, date | None]:
    """The due days of the items that another query names, those in reach (各事项办理时限); one query."""
    return dict(Item.objects.visible_to(viewer).filter(pk__in=item_ids).order_by().values_list("pk", "due_on"))
