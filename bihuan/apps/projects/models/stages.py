"""How a project went through its stages, and the evidence for it (阶段、佐证)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.apps.projects.models.projects import Project, Signed


class StageEntry(Signed):
    """A stage that a project entered (进入阶段); only added, the database refuses UPDATE and DELETE.

    entered_on: the day in fact. rule: code and day of the definition of gates it was held against. words: why, where
    it went back.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="entries")
    version = models.PositiveIntegerField("版次")
    from_stage = models.CharField("原阶段", max_length=20, blank=True)
    stage = models.CharField("阶段", max_length=20)
    entered_on = models.DateField("进入日期")
    rule = models.CharField("所据规则", max_length=100, blank=True)
    words = models.CharField("说明", max_length=500, blank=True)
    event_seq = models.BigIntegerField("事件")

    class Meta:
        verbose_name = "进入阶段"
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "version"], name="one_entry_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.stage}"


class Evidence(Signed):
    """A paper or picture that shows something of a project (佐证材料): what it is of, its number and day, its file.

    code: what it proves, of the gates in `project_stages` and of 入库 in `statistics_entry`. withdrawn_at: taken back
    with words; it stays to be seen.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="evidence")
    code = models.CharField("材料", max_length=40)
    text = models.CharField("名称或说明", max_length=300)
    document_number = models.CharField("文号", max_length=100, blank=True)
    issued_on = models.DateField("日期", null=True, blank=True)
    path = models.CharField("存放", max_length=80, blank=True)
    digest = models.CharField("摘要", max_length=64, blank=True)
    name = models.CharField("文件名", max_length=200, blank=True)
    size = models.PositiveBigIntegerField("大小", default=0)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_words = models.CharField("撤回原因", max_length=300, blank=True)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    class Meta:
        verbose_name = "佐证材料"
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["project", "code"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_words=""), name="withdrawn_evidence_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.text
