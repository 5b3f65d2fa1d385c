"""What units hand in and receive: progress, evidence, extensions, urges, copies (办理记录)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.apps.work.models.items import Item, OfItem
from bihuan.base.fields import HundredthsField


class Signed(OfItem):
    """A record carries who made it and that person's unit, as of the day, and for whom it was made (经办)."""

    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")
    by_name = models.CharField("经办人", max_length=40)
    unit_name = models.CharField("单位", max_length=100, blank=True)
    acted_for = models.CharField("代", max_length=100, blank=True)

    class Meta:
        abstract = True


class Progress(Signed):
    """What a unit reports of an item in a month (进展); problems, next steps; a percentage only if it wishes."""

    class Kind(models.TextChoices):
        """What the text is."""

        PROGRESS = "progress", "进展"
        FEEDBACK = "feedback", "反馈"
        PLAN = "plan", "计划"
        OPINION = "opinion", "意见"
        ANSWER = "answer", "答复"

    item = models.ForeignKey(Item, models.CASCADE, related_name="reports")
    kind = models.CharField("类别", max_length=20, choices=Kind.choices, default=Kind.PROGRESS)
    month_on = models.DateField("所属月份", null=True, blank=True)
    text = models.TextField("进展")
    problems = models.TextField("存在问题", blank=True)
    next_steps = models.TextField("下步措施", blank=True)
    percent = HundredthsField("进度", null=True, blank=True)
    unchanged = models.BooleanField("与上期相同", default=False)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [models.Index(fields=["item", "at"]), models.Index(fields=["month_on", "item"])]

    def __str__(self) -> str:
        return self.text[:40]


class Attachment(Signed):
    """A file on an item (附件): where its bytes are kept, and with which move it came."""

    class Kind(models.TextChoices):
        """What the file is for."""

        EVIDENCE = "evidence", "佐证材料"
        PAPER = "paper", "纸质件"
        OTHER = "other", "附件"

    item = models.ForeignKey(Item, models.CASCADE, related_name="attachments")
    kind = models.CharField("类别", max_length=20, choices=Kind.choices, default=Kind.EVIDENCE)
    move = models.CharField("办理", max_length=40, blank=True)
    path = models.CharField("存放", max_length=80)
    digest = models.CharField("摘要", max_length=64)
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveBigIntegerField("大小")
    media_type = models.CharField("类型", max_length=100, blank=True)
    round = models.PositiveIntegerField("交办轮次", default=1)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.name


class Extension(Signed):
    """An extension asked for and how it was decided (延期申请)."""

    class Decision(models.TextChoices):
        """How it ended."""

        OPEN = "open", "待审批"
        GRANTED = "granted", "同意"
        REFUSED = "refused", "不同意"
        WITHDRAWN = "withdrawn", "撤回"

    item = models.ForeignKey(Item, models.CASCADE, related_name="extensions")
    reason = models.TextField("理由")
    so_far = models.TextField("目前进展", blank=True)
    consent = models.CharField("单位负责人意见", max_length=100, blank=True)
    old_due_on = models.DateField("原时限", null=True)
    new_due_on = models.DateField("申请时限")
    decision = models.CharField("审批", max_length=20, choices=Decision.choices, default=Decision.OPEN)
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    decided_by_name = models.CharField("审批人", max_length=40, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item"], condition=Q(decision="open"), name="one_open_extension")
        ]

    def __str__(self) -> str:
        return f"{self.new_due_on} {self.get_decision_display()}"


class Urge(Signed):
    """A reminder, an urge or a coloured slip that went out (提醒、催办、督办单)."""

    class Kind(models.TextChoices):
        """How loud it is."""

        REMINDER = "reminder", "提醒"
        URGE = "urge", "催办"
        BLUE = "blue", "蓝色督办单"
        YELLOW = "yellow", "黄色督办单"
        RED = "red", "红色督办单"

    SLIPS = (Kind.BLUE, Kind.YELLOW, Kind.RED)
    """Coloured slips, least grave first (三色督办单)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="urges")
    kind = models.CharField("类别", max_length=20, choices=Kind.choices, default=Kind.URGE)
    text = models.CharField("内容", max_length=500)
    for_due_on = models.DateField("所催时限", null=True, blank=True)
    answered_at = models.DateTimeField("回应时间", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [models.Index(fields=["item", "kind", "for_due_on"])]

    def __str__(self) -> str:
        return self.text[:40]


class CopyTo(Signed):
    """A unit or a person to whom an item is copied for information (抄送)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="copies")
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="copied_items")
    person = models.ForeignKey("units.Person", models.PROTECT, null=True, blank=True, related_name="copied_items")
    read_at = models.DateTimeField("阅知时间", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, person=None) | Q(unit=None, person__isnull=False),
                name="a_copy_goes_to_a_unit_or_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"抄送{self.unit or self.person}"
