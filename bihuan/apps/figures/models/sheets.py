"""The monthly sheet of a unit, its states, and files that fill it (月报)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.base.fields import MonthField
from bihuan.base.scope import ScopedManager, Viewer


class SheetState(models.TextChoices):
    """Where a sheet stands."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已报待审"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "已审"
    LOCKED = "locked", "已锁定"
    REOPENED = "reopened", "已重开"


class Sheet(models.Model):
    """What one unit reports on one form in one month (月报). Written only by `figures.actions`.

    draft: what was typed and is not sent yet, cell -> {"level", "growth"} as typed. state, version: move together with
    a `SheetFact`; the database refuses to open a locked sheet without one that gives a reason.
    figure_state: of the figures that it brings, as the form says (快报、预计).
    """

    OPEN = (SheetState.DRAFT, SheetState.RETURNED, SheetState.REOPENED)
    CLOSED = (SheetState.APPROVED, SheetState.LOCKED)

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="填报单位")
    unit_name = models.CharField("填报单位", max_length=100)
    month = MonthField("月份")
    form = models.CharField("报表", max_length=40)
    figure_state = models.CharField("数据状态", max_length=20)
    state = models.CharField("状态", max_length=20, choices=SheetState.choices, default=SheetState.DRAFT)
    version = models.PositiveIntegerField("版次", default=0)
    draft = models.JSONField("草稿", default=dict, blank=True)
    drafted_at = models.DateTimeField("暂存时间", null=True, blank=True)
    drafted_by_name = models.CharField("暂存人", max_length=40, blank=True)
    submitted_at = models.DateTimeField("报送时间", null=True, blank=True)
    submitted_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="报送人")
    words = models.CharField("退回或重开的理由", max_length=500, blank=True)
    moved_at = models.DateTimeField("状态时间", null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = "月报"
        indexes: ClassVar = [models.Index(fields=["month", "state"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "month", "form"], name="one_sheet_a_month"),
            models.CheckConstraint(
                condition=Q(state=SheetState.DRAFT) | Q(moved_at__isnull=False), name="a_moved_sheet_has_its_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_name} {self.month.label}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Sheets of the units reached."""
        return Q() if viewer.sees_all else Q(unit_id__in=list(viewer.unit_ids))

    @property
    def is_open(self) -> bool:
        """Whether the unit may still write on it."""
        return self.state in self.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether its figures are held (已审、已锁定)."""
        return self.state in self.CLOSED


class SheetFact(models.Model):
    """A state that a sheet entered (月报沿革); only added, the database refuses UPDATE and DELETE."""

    owner = "sheet"

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="facts")
    version = models.PositiveIntegerField("版次")
    state = models.CharField("状态", max_length=20, choices=SheetState.choices)
    words = models.CharField("理由", max_length=500, blank=True)
    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")
    by_name = models.CharField("经办人", max_length=40)
    unit_name = models.CharField("单位", max_length=100, blank=True)
    acted_for = models.CharField("代", max_length=100, blank=True)
    event_seq = models.BigIntegerField("事件")

    objects = ScopedManager()

    class Meta:
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "version"], name="one_fact_a_version"),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "reopened"]) | ~Q(words=""), name="a_return_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.state}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """As its sheet."""
        return Q() if viewer.sees_all else Q(sheet__unit_id__in=list(viewer.unit_ids))


class SheetImport(models.Model):
    """A filled template on its way into a sheet's draft (填报导入): read, looked at, taken or left."""

    class State(models.TextChoices):
        """Where it stands."""

        READ = "read", "待核对"
        TAKEN = "taken", "已填入草稿"
        CANCELLED = "cancelled", "已取消"

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="imports")
    path = models.CharField("存放", max_length=80)
    digest = models.CharField("摘要", max_length=64)
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveBigIntegerField("大小")
    state = models.CharField("状态", max_length=20, choices=State.choices, default=State.READ)
    found = models.JSONField("读取结果", default=dict)
    at = models.DateTimeField("上传时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="上传人")
    by_name = models.CharField("上传人", max_length=40)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    objects = ScopedManager()

    class Meta:
        verbose_name = "填报导入"

    def __str__(self) -> str:
        return self.name

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """As its sheet."""
        return Q() if viewer.sees_all else Q(sheet__unit_id__in=list(viewer.unit_ids))
