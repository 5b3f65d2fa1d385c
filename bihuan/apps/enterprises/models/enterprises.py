"""The register of enterprises: what the public register says of each, and nothing else (企业名录)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.base.scope import ScopedManager, Viewer


class EnterpriseStatus(models.TextChoices):
    """Whether it still exists here."""

    ACTIVE = "active", "存续"
    DEREGISTERED = "deregistered", "注销"
    MOVED_OUT = "moved_out", "迁出"


class SizeClass(models.TextChoices):
    """Size class by the statistical rule (国统字〔2017〕213号); kept as told, not reckoned here."""

    LARGE = "large", "大型"
    MEDIUM = "medium", "中型"
    SMALL = "small", "小型"
    MICRO = "micro", "微型"


class Enterprise(models.Model):
    """An enterprise (企业). There is no target, no figure and no person on it (R1, R3).

    code: unknown is None, never guessed. name_key: the name as it is compared. unit: the town or park where it stands;
    None for one from outside or of which nobody knows. registrar_unit: who put it in and answers for it beside the
    town. same_as: the entry of the same enterprise that goes on in its stead (重复登记).
    """

    code = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    name = models.CharField("企业名称", max_length=120)
    name_key = models.CharField("比对名称", max_length=120)
    short_name = models.CharField("简称", max_length=40, blank=True)
    unit = models.ForeignKey(
        "units.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所在镇街"
    )
    place = models.CharField("住所", max_length=200, blank=True)
    industry = models.CharField("行业代码", max_length=4, blank=True)
    size = models.CharField("规模", max_length=10, choices=SizeClass.choices, blank=True)
    registered_on = models.DateField("成立日期", null=True, blank=True)
    status = models.CharField(
        "登记状态", max_length=20, choices=EnterpriseStatus.choices, default=EnterpriseStatus.ACTIVE
    )
    source = models.CharField("数据来源", max_length=200)
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="doubles", verbose_name="并入企业"
    )
    registrar_unit = models.ForeignKey(
        "units.Unit", models.PROTECT, null=True, related_name="+", verbose_name="登记单位"
    )
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey("units.Person", models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    by_name = models.CharField("登记人", max_length=40)
    version = models.PositiveIntegerField("版次", default=1)
    form_key = models.CharField("表单号", max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not empty

    objects = ScopedManager()

    class Meta:
        verbose_name = "企业"
        ordering: ClassVar = ["name", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["unit", "name"]),
            models.Index(fields=["name"]),
            models.Index(fields=["industry"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name_key"],
                condition=Q(status=EnterpriseStatus.ACTIVE, same_as__isnull=True),
                name="one_living_enterprise_a_name",
            ),
            models.CheckConstraint(condition=~Q(name_key=""), name="an_enterprise_has_a_name"),
            models.CheckConstraint(condition=~Q(code=""), name="an_unknown_code_is_null"),
            models.CheckConstraint(condition=~Q(source=""), name="an_enterprise_has_a_source"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """What a public register says is common knowledge of all whose work it is; what is done for one is not here."""
        return Q()

    @property
    def is_living(self) -> bool:
        """Whether it exists here and is no double of another entry."""
        return self.status == EnterpriseStatus.ACTIVE and self.same_as_id is None
