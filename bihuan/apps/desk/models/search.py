"""Rows of the index of names and sounds, by which things are found (搜索索引)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.base import registries
from bihuan.base.scope import ScopedManager, Viewer


class Findable(models.Model):
    """One thing that can be found: written in the transaction that names it, made anew at any time.

    text: its names and numbers in simplified characters and small letters, a line each, a line break on both sides.
    sounds, others: what one may type for it, the likely reading and further ones, with a blank on both sides of each.
    made_by: version of the readings that made it.
    """

    source = models.CharField("来源", max_length=20)
    object_id = models.BigIntegerField("对象")
    text = models.TextField("名称")
    sounds = models.TextField("读音")
    others = models.TextField("又读", blank=True)
    made_by = models.CharField("读音表版本", max_length=20)

    objects = ScopedManager()
    administrative = True

    class Meta:
        verbose_name = "搜索索引"
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "object_id"], name="one_findable_an_object")]

    def __str__(self) -> str:
        return self.text.strip()

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """What each source lets the viewer see; all for the worker, which keeps the index."""
        if viewer.person_id is None:
            return Q()
        seen = Q(pk__in=[])
        for source in registries.searches:
            if source.visible is not None:
                seen |= Q(source=source.code, object_id__in=source.visible(viewer).order_by().values("pk"))
        return seen
