"""Items, the units that act on them, and their nodes (事项)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bihuan.apps.work.models.scopes import item_scope
from bihuan.base.fields import HundredthsField
from bihuan.base.scope import ScopedManager, Viewer


class Source(models.TextChoices):
    """Where an item comes from (事项来源)."""

    MEETING = "meeting", "会议议定"
    REPORT = "report", "报告分解"
    POLICY = "policy", "政策文件"
    INSTRUCTION = "instruction", "领导批示"
    SUPERIOR = "superior", "上级交办"
    INSPECTION = "inspection", "督查检查"
    PROPOSAL = "proposal", "建议提案"
    HOTLINE = "hotline", "热线诉求"
    TOWN = "town", "镇街提出"
    UNIT = "unit", "本单位分解"
    FIGURES = "figures", "数据滞后"
    PROJECT = "project", "项目需求"
    OTHER = "other", "其他"


class Item(models.Model):
    """What someone must close by a day (事项). Written only by `work.actions`; `version` grows with each change.

    number: one matter one number, per year without gaps; None until registered.
    source_*: the way back: the document, its digest, the span in its text and the digest of the quoted words.
    *_name: copied as of the day. done_on: when the lead unit handed it in; the same as in the latest StateFact.
    """

    year = models.PositiveIntegerField("年度")
    number = models.PositiveIntegerField("编号", null=True, blank=True)
    ledger_kind = models.CharField("台账", max_length=40)
    kind_version = models.CharField("台账版本", max_length=40, blank=True)
    state = models.CharField("状态", max_length=40, default="draft")
    version = models.PositiveIntegerField("版本", default=1)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty
    last_key = models.CharField("最近表单号", max_length=64, blank=True)
    category = models.CharField("类别", max_length=100, blank=True)
    grade = models.CharField("缓急", max_length=20, blank=True)
    title = models.CharField("标题", max_length=200)
    requirement = models.TextField("任务内容", blank=True)
    target = models.TextField("年度目标/量化指标", blank=True)
    note = models.TextField("备注", blank=True)

    source_kind = models.CharField("事项来源", max_length=20, choices=Source.choices, default=Source.OTHER)
    source_text = models.CharField("来源说明", max_length=300, blank=True)
    source_document_id = models.BigIntegerField("来源文件", null=True, blank=True)
    source_digest = models.CharField("来源文件摘要", max_length=64, blank=True)
    source_start = models.PositiveIntegerField("原句起", null=True, blank=True)
    source_end = models.PositiveIntegerField("原句止", null=True, blank=True)
    source_quote = models.TextField("原句", blank=True)
    source_quote_digest = models.CharField("原句摘要", max_length=64, blank=True)
    candidate_id = models.BigIntegerField("条目", null=True, blank=True, unique=True)

    sponsor_leader = models.ForeignKey(
        "units.Person", models.PROTECT, null=True, blank=True, related_name="sponsored_items", verbose_name="牵头领导"
    )
    sponsor_name = models.CharField("牵头领导", max_length=40, blank=True)
    lead_unit = models.ForeignKey(
        "units.Unit", models.PROTECT, null=True, blank=True, related_name="led_items", verbose_name="牵头单位"
    )
    lead_name = models.CharField("牵头单位", max_length=100, blank=True)
    responsible_leader = models.CharField("责任人", max_length=40, blank=True)
    liaison = models.CharField("联络员", max_length=60, blank=True)
    registrar_unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="registered_items")
    finder_unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="found_items")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    campaign = models.ForeignKey("work.Campaign", models.PROTECT, null=True, blank=True, related_name="items")

    registered_at = models.DateTimeField("立项时间", null=True, blank=True)
    dispatched_at = models.DateTimeField("交办时间", null=True, blank=True)
    signed_at = models.DateTimeField("签收时间", null=True, blank=True)
    signed_by = models.CharField("签收人", max_length=40, blank=True)
    clock_started_at = models.DateTimeField("计时起点", null=True, blank=True)
    due_on = models.DateField("完成时限", null=True, blank=True)
    due_at = models.DateTimeField("完成时限时刻", null=True, blank=True)
    due_is_forecast = models.BooleanField("时限依预测日历", default=False)
    due_because = models.CharField("时限依据", max_length=300, blank=True)
    review_on = models.DateField("挂账复核日期", null=True, blank=True)
    first_answer_at = models.DateTimeField("首次答复时间", null=True, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)
    closed_on = models.DateField("办结时间", null=True, blank=True)
    written_off_on = models.DateField("销号时间", null=True, blank=True)
    archived_on = models.DateField("归档时间", null=True, blank=True)
    moved_at = models.DateTimeField("本状态起", null=True, blank=True)
    opened_at = models.DateTimeField("下一环节打开时间", null=True, blank=True)

    extension_count = models.PositiveIntegerField("延期次数", default=0)
    return_count = models.PositiveIntegerField("退回次数", default=0)
    urge_count = models.PositiveIntegerField("催办次数", default=0)
    round = models.PositiveIntegerField("交办轮次", default=1)
    objection_barred = models.BooleanField("不得再提异议", default=False)
    is_frozen = models.BooleanField("已锁定", default=False)
    is_satisfied = models.BooleanField("满意", null=True, blank=True)
    submitted_by = models.ForeignKey("units.Person", models.PROTECT, null=True, blank=True, related_name="+")
    last_mover = models.ForeignKey("units.Person", models.PROTECT, null=True, blank=True, related_name="+")
    started_by = models.CharField("送出方", max_length=60, blank=True)
    progress = HundredthsField("进度", null=True, blank=True)
    extra = models.JSONField("本台账专有项", default=dict, blank=True)
    created_at = models.DateTimeField("建立时间")
    created_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")

    objects = ScopedManager()

    class Meta:
        verbose_name = "事项"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "number"], name="one_matter_one_number"),
            models.CheckConstraint(
                condition=Q(lead_unit__isnull=False) | Q(dispatched_at=None), name="work_has_a_lead_unit"
            ),
            models.CheckConstraint(
                condition=Q(source_start=None, source_end=None) | Q(source_start__lt=F("source_end")),
                name="a_quote_is_not_empty",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False) | Q(registered_at=None), name="filed_work_has_a_number"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["ledger_kind", "state", "due_on"]),
            models.Index(fields=["lead_unit", "state", "due_on"]),
            models.Index(fields=["state", "due_on", "done_on", "closed_on"], name="how_items_stand"),
            models.Index(fields=["state", "due_at"], name="items_in_order"),
            models.Index(fields=["due_on"], condition=Q(done_on=None, closed_on=None), name="items_that_run"),
            models.Index(fields=["source_document_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.numbered} {self.title}".strip()

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Items that this viewer may see."""
        return item_scope(viewer)

    @property
    def numbered(self) -> str:
        """The number as papers write it, as 〔2026〕12号; empty before it is registered."""
        return f"〔{self.year}〕{self.number}号" if self.number else ""


class OfItem(models.Model):
    """Anything that hangs on one item is as visible as the item."""

    owner: ClassVar[str] = "item"
    objects = ScopedManager()

    class Meta:
        abstract = True

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Rows of items that this viewer may see."""
        return item_scope(viewer, prefix="item__")


class ItemNumber(models.Model):
    """The last number given in a year; locked to give the next one, so that none is skipped (编号)."""

    year = models.PositiveIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}/{self.last}"


class Party(OfItem):
    """A unit that acts on an item, from a moment to a moment (承办关系), named as of the day; a transfer keeps both."""

    class Role(models.TextChoices):
        """How a unit stands to an item."""

        LEAD = "lead", "牵头单位"
        RESPONSIBLE = "responsible", "责任单位"
        SUPPORT = "support", "配合单位"
        ASKER = "asker", "提出单位"
        ANSWERER = "answerer", "答复单位"
        FINDER = "finder", "发现单位"

    item = models.ForeignKey(Item, models.CASCADE, related_name="parties")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="item_parties")
    unit_name = models.CharField("单位名称", max_length=100)
    role = models.CharField("承办关系", max_length=20, choices=Role.choices)
    from_at = models.DateTimeField("起")
    to_at = models.DateTimeField("止", null=True, blank=True)
    because = models.CharField("缘由", max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item"], condition=Q(role="lead", to_at=None), name="exactly_one_lead"),
            models.UniqueConstraint(
                fields=["item", "unit", "role"], condition=Q(to_at=None), name="a_unit_stands_once_in_a_role"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "to_at", "item"])]

    def __str__(self) -> str:
        return f"{self.get_role_display()}{self.unit_name}"


class Milestone(OfItem):
    """A node of an item, as the four quarter nodes (季度节点); the row holds what is known now."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="milestones")
    name = models.CharField("节点", max_length=200)
    target = models.CharField("节点目标", max_length=300, blank=True)
    due_on = models.DateField("节点时限")
    done_on = models.DateField("完成日期", null=True, blank=True)
    dropped_at = models.DateTimeField("停用时间", null=True, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        ordering: ClassVar = ["order", "due_on", "pk"]

    def __str__(self) -> str:
        return self.name
