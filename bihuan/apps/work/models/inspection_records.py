"""What hangs on an inspection besides its findings: evidence, an object's objection, what is made of it (督查记录)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.apps.work.models.inspections import Inspection, InspectionFinding, OfInspection
from bihuan.base.scope import Viewer


class InspectionEvidence(OfInspection):
    """A piece of evidence behind the conclusion (督查证据): what it is, where it came from, its file if it has one.

    Only who inspects sees it: who gave a clue is not shown to the object.
    """

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="evidence")
    finding = models.ForeignKey(
        InspectionFinding, models.CASCADE, null=True, blank=True, related_name="evidence", verbose_name="所证问题"
    )
    kind = models.CharField("证据类别", max_length=40)
    text = models.CharField("说明", max_length=500)
    path = models.CharField("存放", max_length=80, blank=True)
    digest = models.CharField("摘要", max_length=64, blank=True)
    name = models.CharField("文件名", max_length=200, blank=True)
    size = models.PositiveBigIntegerField("大小", default=0)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty
    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="取证人")
    by_name = models.CharField("取证人", max_length=40)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.text

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """All for the supervision office; the unit that inspects."""
        return Q() if viewer.sees_all else Q(inspection__unit_id__in=list(viewer.unit_ids))


class InspectionReview(OfInspection):
    """An object's objection to the conclusion and what was decided (申请复核、复核决定); the conclusion itself stays.

    due_on: by when it is to be decided.
    """

    class Decision(models.TextChoices):
        """How it ended."""

        OPEN = "open", "待复核"
        UPHELD = "upheld", "维持原结论"
        CHANGED = "changed", "变更结论"
        REVOKED = "revoked", "撤销结论"

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="reviews")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="申请单位")
    unit_name = models.CharField("申请单位", max_length=100)
    ground = models.TextField("异议和理由")
    at = models.DateTimeField("申请时间")
    by_name = models.CharField("申请人", max_length=40)
    due_on = models.DateField("复核期限")
    decision = models.CharField("复核决定", max_length=20, choices=Decision.choices, default=Decision.OPEN)
    answer = models.TextField("复核说明", blank=True)
    decided_at = models.DateTimeField("复核时间", null=True, blank=True)
    decided_by_name = models.CharField("复核人", max_length=40, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "unit"], name="an_object_asks_once_for_a_review"),
            models.CheckConstraint(
                condition=Q(decision="open", decided_at=None) | Q(decided_at__isnull=False),
                name="a_decided_review_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_name}{self.get_decision_display()}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """All for the supervision office; the unit that inspects, and the object that asked."""
        units = list(viewer.unit_ids)
        return Q() if viewer.sees_all else Q(inspection__unit_id__in=units) | Q(unit_id__in=units)


class InspectionUse(OfInspection):
    """What is proposed on the ground of a conclusion (督查结果运用), and by whose approval."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="uses")
    kind = models.CharField("运用方式", max_length=40)
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    unit_name = models.CharField("涉及单位", max_length=100, blank=True)
    text = models.CharField("建议", max_length=500)
    approved_by = models.CharField("批准人", max_length=100)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty
    at = models.DateTimeField("时间")
    by_name = models.CharField("记录人", max_length=40)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.text

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """All for the supervision office; the unit that inspects."""
        return Q() if viewer.sees_all else Q(inspection__unit_id__in=list(viewer.unit_ids))
