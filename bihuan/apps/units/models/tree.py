"""The tree of units, their names through time and their duties (单位)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from treebeard.mp_tree import MP_Node


class UnitKind(models.TextChoices):
    """What kind of body a unit is."""

    DISTRICT = "district", "区县"
    PARTY = "party", "党委部门"
    DEPARTMENT = "department", "政府部门"
    TOWN = "town", "镇街"
    ZONE = "zone", "园区"
    TASK_FORCE = "task_force", "工作专班"
    CHAIN_OFFICE = "chain_office", "链长办"
    SECTION = "section", "科室"


class Unit(MP_Node):
    """A unit in the tree (单位). The directory of units is common knowledge inside the district: it has no scope."""

    code = models.CharField("编码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=40, blank=True)
    kind = models.CharField("类别", max_length=20, choices=UnitKind.choices)
    began_on = models.DateField("设立日期")
    ended_on = models.DateField("撤销日期", null=True, blank=True)
    became = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")

    node_order_by: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "单位"

    def __str__(self) -> str:
        return self.name


class UnitName(models.Model):
    """What a unit was called from a day on (曾用名); records made then keep showing it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="names")
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=40, blank=True)
    from_on = models.DateField("启用日期")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "from_on"], name="one_name_a_day")]
        ordering: ClassVar = ["from_on"]

    def __str__(self) -> str:
        return self.name


class Duty(models.Model):
    """One duty of a unit (职责); for a town also whether it is basic, assisting or taken back (履职事项清单)."""

    class Kind(models.TextChoices):
        """Lists of duties after the township duty reform."""

        DEPARTMENT = "department", "部门职责"
        BASIC = "basic", "基本履职"
        ASSISTING = "assisting", "配合履职"
        TAKEN_BACK = "taken_back", "上级收回"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="duties")
    text = models.CharField("职责", max_length=300)
    kind = models.CharField("类别", max_length=20, choices=Kind.choices, default=Kind.DEPARTMENT)
    source = models.CharField("依据", max_length=200, blank=True)

    def __str__(self) -> str:
        return self.text
