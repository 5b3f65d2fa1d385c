"""The log as the audit administrator reads it (审计查询)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from bihuan.apps.units import models
from bihuan.base.scope import ScopedQuerySet, Viewer

SAME = ("kind", "object_kind", "object_id", "result")


def events(viewer: Viewer, asked: Mapping[str, Any]) -> ScopedQuerySet:
    """Events that this viewer may read, the latest first, cut to what was asked."""
    found = models.Event.objects.visible_to(viewer).order_by("-seq")
    found = found.filter(**{name: asked[name] for name in SAME if asked.get(name) not in (None, "")})
    if asked.get("person"):
        found = found.filter(person_name=asked["person"])
    if asked.get("from_on"):
        found = found.filter(at__gte=_midnight(asked["from_on"]))
    if asked.get("to_on"):
        found = found.filter(at__lt=_midnight(asked["to_on"] + timedelta(days=1)))
    return found


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
