"""Letters of targets between the district and a unit (目标责任书): each version as it was signed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.base.scope import ScopedManager, Viewer


class LetterState(models.TextChoices):
    """Where a letter stands."""

    DRAFT = "draft", "草稿"
    COUNTERSIGNED = "countersigned", "已会签"
    IN_FORCE = "in_force", "已生效"
    CHANGED = "changed", "已变更"


class Letter(models.Model):
    """One version of a unit's letter for a year (目标责任书). From in force on the database refuses any change but that
    to 已变更, when a new version comes into force.

    content: all that it says, as `engine.office.papers.letter_facts` writes it; digest: printed on it. targets: the
    versions of targets that it holds. wording: words in which it was written, to read it back. path: its file.
    """

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="乙方")
    unit_name = models.CharField("乙方", max_length=100)
    year = models.PositiveIntegerField("年度")
    version = models.PositiveIntegerField("版次")
    state = models.CharField("状态", max_length=20, choices=LetterState.choices, default=LetterState.DRAFT)
    number = models.CharField("批准文号", max_length=60, blank=True)
    in_force_on = models.DateField("生效日期", null=True, blank=True)
    content = models.TextField("责任书数据")
    digest = models.CharField("校验码", max_length=64)
    targets = models.JSONField("所列目标", default=list)
    wording = models.JSONField("责任书用语", default=dict)
    path = models.CharField("存放", max_length=80, blank=True)
    file_digest = models.CharField("文件摘要", max_length=64, blank=True)
    drafted_at = models.DateTimeField("起草时间")
    drafted_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="起草人")
    drafted_by_name = models.CharField("起草人", max_length=40)

    objects = ScopedManager()

    class Meta:
        verbose_name = "目标责任书"
        ordering: ClassVar = ["unit_id", "-version"]
        indexes: ClassVar = [models.Index(fields=["year", "unit"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year", "version"], name="one_letter_a_version"),
            models.UniqueConstraint(
                fields=["unit", "year"], condition=Q(state="in_force"), name="one_letter_in_force_a_year"
            ),
            models.UniqueConstraint(
                fields=["unit", "year"],
                condition=Q(state__in=["draft", "countersigned"]),
                name="one_letter_on_its_way",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "countersigned"])
                | (~Q(number="") & ~Q(path="") & Q(in_force_on__isnull=False)),
                name="a_letter_in_force_was_allowed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.unit_name} v{self.version}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Of the units reached."""
        return Q() if viewer.sees_all else Q(unit_id__in=list(viewer.unit_ids))

    @property
    def is_open(self) -> bool:
        """Whether it is still on its way."""
        return self.state in (LetterState.DRAFT, LetterState.COUNTERSIGNED)


class LetterFact(models.Model):
    """What was done to a letter (责任书办理经过): who, when, with which words; only added."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="facts")
    act = models.CharField("办理", max_length=40)
    state = models.CharField("状态", max_length=20, choices=LetterState.choices)
    words = models.CharField("意见", max_length=500, blank=True)
    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")
    by_name = models.CharField("经办人", max_length=40)
    unit_name = models.CharField("单位", max_length=100, blank=True)
    event_seq = models.BigIntegerField("事件")

    objects = ScopedManager()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.act}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """As its letter."""
        return Q() if viewer.sees_all else Q(letter__unit_id__in=list(viewer.unit_ids))
