"""Who stands for a project: its team and the units that help (专班、包保、配合单位)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.apps.projects.models.projects import Project, Signed


class Role(models.TextChoices):
    """What somebody is on the team of a project (专班职责)."""

    LEADER = "leader", "责任领导"
    HEAD = "head", "牵头单位负责人"
    COMMISSIONER = "commissioner", "项目专员"
    OWNER_CONTACT = "owner_contact", "业主联络人"
    BUILDER = "builder", "施工负责人"
    LIAISON = "liaison", "联络员"


class TeamMember(Signed):
    """One of the team of a project (专班成员), from a day, to a day; a row is ended, never rewritten.

    person: where it is somebody with an account; of the owner's and the builder's only what is needed to ring them up.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="team")
    role = models.CharField("职责", max_length=20, choices=Role.choices)
    person = models.ForeignKey(
        "units.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人员"
    )
    name = models.CharField("姓名", max_length=40)
    unit_name = models.CharField("单位", max_length=100, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    from_on = models.DateField("起始日期")
    to_on = models.DateField("截止日期", null=True, blank=True)

    class Meta:
        verbose_name = "专班成员"
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["person", "to_on"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "role"], condition=Q(role="leader", to_on=None), name="one_project_one_leader"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.name}"


class SupportUnit(Signed):
    """A unit that helps with a project (配合单位)."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="support")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name="配合单位")
    unit_name = models.CharField("配合单位", max_length=100)
    from_on = models.DateField("起始日期")
    to_on = models.DateField("截止日期", null=True, blank=True)

    class Meta:
        verbose_name = "配合单位"
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["unit", "to_on"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "unit"], condition=Q(to_on=None), name="a_unit_supports_a_project_once"
            ),
        ]

    def __str__(self) -> str:
        return self.unit_name
