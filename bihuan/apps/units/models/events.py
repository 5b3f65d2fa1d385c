"""The event log: append-only and hash-chained (审计)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.base.scope import ScopedManager, Viewer


class Event(models.Model):
    """One thing that somebody did, or was refused (事件). The database refuses UPDATE and DELETE on this table.

    Names are copied, not linked: a record keeps the names of its day.
    """

    class Result(models.TextChoices):
        """How it ended."""

        DONE = "done", "已办"
        REFUSED = "refused", "被拒"
        FAILED = "failed", "未成"

    seq = models.BigIntegerField("编号", primary_key=True)
    at = models.DateTimeField("时间")
    kind = models.CharField("事件", max_length=60)
    object_kind = models.CharField("对象类别", max_length=60)
    object_id = models.BigIntegerField("对象", null=True)
    person_id = models.BigIntegerField("人员", null=True)
    person_name = models.CharField("姓名", max_length=40)
    unit_id = models.BigIntegerField("单位", null=True)
    unit_name = models.CharField("单位名称", max_length=100, blank=True)
    acted_for = models.CharField("代", max_length=100, blank=True)
    address = models.CharField("地址", max_length=45, blank=True)
    request_id = models.CharField("请求编号", max_length=36, blank=True)
    result = models.CharField("结果", max_length=10, choices=Result.choices, default=Result.DONE)
    before = models.TextField("变更前", blank=True)
    after = models.TextField("变更后", blank=True)
    why = models.TextField("理由", blank=True)
    evidence = models.TextField("依据", blank=True)
    algorithm = models.CharField("算法", max_length=10)
    previous = models.CharField("前一摘要", max_length=64, unique=True)
    digest = models.CharField("摘要", max_length=64)

    objects = ScopedManager()
    administrative = True

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["object_kind", "object_id", "seq"]),
            models.Index(fields=["person_id", "seq"]),
            models.Index(fields=["person_id", "object_kind", "result", "object_id"], name="what_a_person_did"),
        ]
        ordering: ClassVar = ["seq"]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """The log as a whole is read by the audit administrator alone; an object's own events through its timeline."""
        return Q() if "audit_admin" in viewer.roles else Q(person_id=viewer.person_id)


class ChainHead(models.Model):
    """The one row that is locked to append an event: last number and last digest (链首)."""

    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.seq} {self.digest[:8]}"
