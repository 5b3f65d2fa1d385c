"""How a target was shared out among units, each time with its rationale (目标分解)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.apps.figures.models.scopes import target_scope
from bihuan.apps.figures.models.targets import Target
from bihuan.base.fields import ExactColumns
from bihuan.base.scope import ScopedManager, Viewer
from bihuan.engine.indicators.decomposition import Method

METHODS = [(method.code, method.word) for method in Method]


class Breakdown(models.Model):
    """One sharing out of a target (目标分解); only added, a later one stands beside it.

    above: percent, or points of a growth target, that were handed down beyond the goal. lines: of each unit what went
    in, what came out and why, as pages show it. words: the rationale.
    """

    target = models.ForeignKey(Target, models.PROTECT, related_name="breakdowns")
    version = models.PositiveIntegerField("版次")
    method = models.CharField("分解办法", max_length=20, choices=METHODS, blank=True)
    above = ExactColumns("加码")
    goal = models.CharField("总目标", max_length=60)
    verdict = models.CharField("覆盖情况", max_length=100)
    lines = models.JSONField("各单位", default=list)
    words = models.CharField("分解理由", max_length=500)
    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    by_name = models.CharField("经办人", max_length=40)
    event_seq = models.BigIntegerField("事件")

    objects = ScopedManager()
    owner = "target"

    class Meta:
        verbose_name = "目标分解"
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["target", "version"], name="one_breakdown_a_version"),
            models.CheckConstraint(condition=~Q(words=""), name="a_breakdown_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.target_id} v{self.version}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """All who see all, and whoever answers for the indicator; a unit sees its own target, not the others'."""
        return Q() if viewer.sees_all else target_scope(viewer, "target__") & ~Q(target__unit__depth=1)
