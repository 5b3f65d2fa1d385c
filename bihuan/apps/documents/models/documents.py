"""Documents, who may see them besides their unit, and their readings (文件)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.base.scope import ScopedManager, Viewer


class Sort(models.TextChoices):
    """What sort of paper a document is (文件类别)."""

    REPORT = "report", "会议报告"
    MINUTES = "minutes", "会议纪要"
    POLICY = "policy", "政策文件"
    INSPECTION = "inspection", "督查通报"
    INSTRUCTION = "instruction", "领导批示"
    OTHER = "other", "其他"


def document_scope(viewer: Viewer, *, prefix: str = "") -> Q:
    """Documents of the units reached, and those that were opened to one of them."""
    if viewer.sees_all:
        return Q()
    opened = Audience.objects.inside().filter(unit_id__in=viewer.unit_ids).values("document_id")
    return Q(**{f"{prefix}unit_id__in": viewer.unit_ids}) | Q(**{f"{prefix}pk__in": opened})


class Document(models.Model):
    """A paper as it came in (文件): the same bytes twice are one document.

    path: the kept original under MEDIA_ROOT. title and the days: as read, or as a person put them right.
    """

    sha256 = models.CharField("文件摘要", max_length=64, unique=True)
    path = models.CharField("存放位置", max_length=60)
    name = models.CharField("文件名", max_length=120)
    size = models.PositiveIntegerField("字节数")
    kind = models.CharField("类别", max_length=20, choices=Sort.choices, default=Sort.REPORT)
    title = models.CharField("标题", max_length=200)
    publisher = models.CharField("发布单位", max_length=100, blank=True)
    published_on = models.DateField("发布日期", null=True, blank=True)
    held_on = models.DateField("召开日期", null=True, blank=True)
    place = models.CharField("地区", max_length=60, blank=True)
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+", verbose_name="上传单位")
    unit_name = models.CharField("上传单位", max_length=100)
    uploaded_by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+")
    uploader_name = models.CharField("上传人", max_length=40)
    uploaded_at = models.DateTimeField("上传时间")
    print_count = models.PositiveIntegerField("指纹数", default=0)
    version = models.PositiveIntegerField("版本", default=1)

    objects = ScopedManager()

    class Meta:
        verbose_name = "文件"
        indexes: ClassVar = [models.Index(fields=["unit", "uploaded_at"]), models.Index(fields=["kind", "uploaded_at"])]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Documents that this viewer may see."""
        return document_scope(viewer)

    @property
    def held_or_published_on(self) -> object:
        """The day by which people know the paper: of the meeting, else of its publication."""
        return self.held_on or self.published_on


class OfDocument(models.Model):
    """Anything that hangs on one document is as visible as the document."""

    objects = ScopedManager()

    class Meta:
        abstract = True

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Rows of documents that this viewer may see."""
        return document_scope(viewer, prefix="document__")


class Audience(OfDocument):
    """A unit to which a document was opened because its work comes from it (知悉范围)."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="audience")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    since_at = models.DateTimeField("起")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "unit"], name="a_document_opens_once")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.unit_id}"


class Print(OfDocument):
    """One print of a document's text (文字指纹), by which papers of one event are found; only the newest reading's."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="prints")
    value = models.BigIntegerField("指纹", db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "value"], name="a_print_stands_once")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.value}"


class Renaming(OfDocument):
    """What a person said of an industry that may have another name in this document than the year before (改名判断)."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="renamings")
    was = models.CharField("去年名称", max_length=60)
    name = models.CharField("今年名称", max_length=60)
    is_same = models.BooleanField("是同一产业")
    by_name = models.CharField("判断人", max_length=40)
    at = models.DateTimeField("判断时间")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "was", "name"], name="a_renaming_is_asked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.was} → {self.name}"


class Reading(OfDocument):
    """One reading of a document (读取结果); what is put back or another encoding makes the next version.

    original: the text that the bytes hold; body: what remains of it, cleaned. All offsets are in code points.
    removed: pieces of the original that are not in the body. kept: places of pieces that people put back.
    doubts: places in the body that may be wrong. runs: body -> original.
    ways: original -> bytes, pages or cells. found: figures, people and the like.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="readings")
    version = models.PositiveIntegerField("版本")
    encoding = models.CharField("编码", max_length=20)
    original = models.TextField("原文")
    body = models.TextField("正文")
    removed = models.JSONField("移除内容", default=list)
    kept = models.JSONField("放回内容", default=list)
    doubts = models.JSONField("存疑文字", default=list)
    runs = models.JSONField("对应关系", default=list)
    ways = models.JSONField("原件位置", default=dict)
    found = models.JSONField("读取内容", default=dict)
    findings = models.JSONField("提示", default=list)
    reader = models.CharField("读取程序版本", max_length=40)
    made_at = models.DateTimeField("读取时间")
    made_by_name = models.CharField("读取人", max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "version"], name="one_reading_a_version"),
        ]
        ordering: ClassVar = ["version"]

    def __str__(self) -> str:
        return f"{self.document_id} 第{self.version}次读取"
