"""Lists that projects stand on: key projects of a year, programmes with totals (重点项目清单、专项片区)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.apps.projects.models.projects import Project, Signed
from bihuan.base.fields import MoneyField
from bihuan.base.scope import ScopedManager, Viewer


class Level(models.TextChoices):
    """Whose list it is (清单级别)."""

    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    DISTRICT = "district", "区级"


class Batch(models.TextChoices):
    """Under which heading a project stands on a year's list (清单类别)."""

    FINISHING = "finishing", "竣工"
    CONTINUING = "continuing", "续建"
    STARTING = "starting", "新开工"
    PREPARING = "preparing", "预备"


class KeyProject(Signed):
    """A project on a year's list (重点项目); taken off with words, never deleted."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="lists")
    year = models.PositiveSmallIntegerField("年度")
    level = models.CharField("级别", max_length=20, choices=Level.choices)
    batch = models.CharField("类别", max_length=20, choices=Batch.choices)
    source = models.CharField("依据", max_length=200)
    off_on = models.DateField("移出日期", null=True, blank=True)
    off_words = models.CharField("移出原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "重点项目"
        ordering: ClassVar = ["year", "pk"]
        indexes: ClassVar = [models.Index(fields=["year", "level", "batch"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "year", "level"], condition=Q(off_on=None), name="once_on_a_list_of_a_year"
            ),
            models.CheckConstraint(condition=Q(off_on=None) | ~Q(off_words=""), name="off_a_list_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_level_display()}{self.get_batch_display()}"


class ProgrammeKind(models.TextChoices):
    """What holds projects together (片区类别)."""

    CITY_RENEWAL = "city_renewal", "城市更新"
    PARK = "park", "园区"
    START_AREA = "start_area", "起步区"
    CHAIN = "chain", "产业链"
    OTHER = "other", "专项"


class Programme(models.Model):
    """What many projects belong to together (专项、片区、产业链), with the totals that a paper told of it.

    A project may belong to several; totals count it once. told_count, told_total (万元): 54 projects, 741 亿.
    """

    code = models.SlugField("编码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=100, unique=True)
    kind = models.CharField("类别", max_length=20, choices=ProgrammeKind.choices)
    lead_unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="牵头单位")
    lead_name = models.CharField("牵头单位", max_length=100)
    told_count = models.PositiveIntegerField("文件所列项目数", null=True, blank=True)
    told_total = MoneyField("文件所列总投资（万元）", null=True, blank=True)
    source = models.CharField("依据", max_length=200)
    from_year = models.PositiveSmallIntegerField("起始年份")
    to_year = models.PositiveSmallIntegerField("截止年份", null=True, blank=True)
    ended_on = models.DateField("结束日期", null=True, blank=True)
    at = models.DateTimeField("时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    by_name = models.CharField("经办人", max_length=40)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    objects = ScopedManager()

    class Meta:
        verbose_name = "专项片区"
        ordering: ClassVar = ["kind", "pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(source=""), name="a_programme_has_a_source")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Names of programmes are common knowledge; their projects are cut to the viewer's."""
        return Q()


class ProgrammeProject(Signed):
    """A project of a programme (片区项目); it may leave with a day."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="members")
    project = models.ForeignKey(Project, models.PROTECT, related_name="programmes")
    to_on = models.DateField("移出日期", null=True, blank=True)

    class Meta:
        verbose_name = "片区项目"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "project"], condition=Q(to_on=None), name="once_in_a_programme"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.project_id}"
