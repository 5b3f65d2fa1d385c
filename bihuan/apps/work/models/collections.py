"""The register of forms: who asks what of whom, on what ground, until when (报表台账)."""

from __future__ import annotations

from typing import ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Q

from bihuan.base.scope import ScopedManager, Viewer
from bihuan.engine.calendar import EVERY


def collection_scope(viewer: Viewer, *, prefix: str = "") -> Q:
    """What a unit reached asks, and what was sent to it; all for the supervision office."""
    if viewer.sees_all:
        return Q()
    units = list(viewer.unit_ids)
    asked = apps.get_model("work", "CollectionUnit").objects.inside()
    asked = asked.filter(unit_id__in=units, collection__sent_at__isnull=False)
    row = f"{prefix.removesuffix('__')}_id__in" if prefix else "pk__in"
    return Q(**{f"{prefix}unit_id__in": units}) | Q(**{row: asked.order_by().values("collection_id")})


class Collection(models.Model):
    """A form that one unit asks others to fill (布置的报表). It is sent once its purpose, owner and expiry are said.

    columns: what is asked, a name each. notice_days: working days from the sending to the first due day.
    minutes: for each column, by the rule of the day on which it was sent.
    """

    title = models.CharField("报表名称", max_length=100)
    purpose = models.CharField("用途", max_length=300, blank=True)
    ground = models.CharField("依据", max_length=300, blank=True)
    owner = models.CharField("负责人", max_length=40, blank=True)
    columns = models.JSONField("栏目", default=list)
    every = models.CharField("频次", max_length=10, choices=list(EVERY.items()), default="once")
    first_due_on = models.DateField("首次报送日期", null=True, blank=True)
    expires_on = models.DateField("停用日期", null=True, blank=True)
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="布置单位")
    unit_name = models.CharField("布置单位", max_length=100)
    sent_at = models.DateTimeField("布置时间", null=True, blank=True)
    notice_days = models.IntegerField("提前工作日数", null=True, blank=True)
    is_short_notice = models.BooleanField("提前不足", default=False)
    minutes = models.PositiveIntegerField("每栏分钟数", default=0)
    stopped_at = models.DateTimeField("停止时间", null=True, blank=True)
    stopped_because = models.CharField("停止原因", max_length=200, blank=True)
    at = models.DateTimeField("建立时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="建立人")
    by_name = models.CharField("建立人", max_length=40)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    objects = ScopedManager()

    class Meta:
        verbose_name = "报表"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sent_at=None)
                | (~Q(purpose="") & ~Q(owner="") & Q(expires_on__isnull=False, first_due_on__isnull=False)),
                name="what_is_sent_says_why_who_and_until_when",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "at"])]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Forms that this viewer may see."""
        return collection_scope(viewer)


class CollectionUnit(models.Model):
    """A unit that is asked to fill a form (填报单位), named as of the day."""

    owner: ClassVar[str] = "collection"
    collection = models.ForeignKey(Collection, models.CASCADE, related_name="units")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    unit_name = models.CharField("单位名称", max_length=100)

    objects = ScopedManager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["collection", "unit"], name="a_unit_is_asked_once_by_a_form")
        ]

    def __str__(self) -> str:
        return self.unit_name

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Rows of forms that this viewer may see."""
        return collection_scope(viewer, prefix="collection__")
