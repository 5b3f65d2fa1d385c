"""Views that a person saved of a list (常用视图)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.base.scope import ScopedManager, Viewer


class SavedView(models.Model):
    """A list's filters, columns and order under a name (常用视图); a person's own, or shared with a unit."""

    person = models.ForeignKey("units.Person", models.CASCADE, related_name="saved_views")
    unit = models.ForeignKey("units.Unit", models.CASCADE, null=True, blank=True, related_name="saved_views")
    page = models.CharField("列表", max_length=40, default="items")
    name = models.CharField("名称", max_length=60)
    query = models.TextField("筛选", blank=True)
    columns = models.JSONField("列", default=list, blank=True)
    created_at = models.DateTimeField("保存时间")

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "page", "name"], name="one_view_a_name")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Own views and those shared with a unit in reach."""
        return Q(person_id=viewer.person_id) | Q(unit_id__in=list(viewer.unit_ids))
