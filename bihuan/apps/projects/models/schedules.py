"""The plan of a project: its network, promises, what happened, what was agreed (倒排工期)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.apps.projects.models.projects import Project, Signed


class ProjectNetwork(Signed):
    """The network that a project is planned on, from a version on (项目网络图); only added.

    code, rule_on: the definition and the day as of which it is read. body: the project's own network in the schema of
    `networks` where it was edited, else None. reason: why it was changed.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="networks")
    version = models.PositiveIntegerField("版次")
    code = models.CharField("网络图", max_length=60)
    rule_on = models.DateField("规则日期")
    body = models.JSONField("本项目的网络", null=True, blank=True)
    reason = models.CharField("理由", max_length=500, blank=True)
    event_seq = models.BigIntegerField("事件")

    class Meta:
        verbose_name = "项目网络图"
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "version"], name="one_network_a_version"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="a_changed_network_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.code} v{self.version}"


class Promise(Signed):
    """The day that was promised for a project (承诺日期); only added, a new one says why."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="promises")
    version = models.PositiveIntegerField("版次")
    promised_on = models.DateField("承诺日期")
    to_whom = models.CharField("向谁承诺", max_length=100, blank=True)
    source = models.CharField("依据", max_length=200, blank=True)
    reason = models.CharField("理由", max_length=500, blank=True)
    event_seq = models.BigIntegerField("事件")

    class Meta:
        verbose_name = "承诺日期"
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "version"], name="one_promise_a_version"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="a_moved_promise_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.promised_on}"


class ActivityFact(Signed):
    """What is known of a node of a project (节点实绩、约束); only added, the last version of an activity counts.

    started_on, finished_on: in fact. constraint, constraint_on: one of the planners' kinds (MSO, FNLT …), empty for
    none. reason: where something said before was changed, and why the constraint.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="activity_facts")
    activity = models.CharField("节点", max_length=60)
    version = models.PositiveIntegerField("版次")
    started_on = models.DateField("实际开始", null=True, blank=True)
    finished_on = models.DateField("实际完成", null=True, blank=True)
    constraint = models.CharField("约束", max_length=10, blank=True)
    constraint_on = models.DateField("约束日期", null=True, blank=True)
    reason = models.CharField("理由", max_length=500, blank=True)
    event_seq = models.BigIntegerField("事件")

    class Meta:
        verbose_name = "节点"
        ordering: ClassVar = ["activity", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "activity", "version"], name="one_node_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.activity} v{self.version}"


class KeptBaseline(Signed):
    """What was agreed of a plan (基准计划); only added. body: the baseline of the engine, day numbers by activity."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="baselines")
    name = models.CharField("名称", max_length=100)
    on = models.DateField("日期")
    body = models.JSONField("基准日期")
    event_seq = models.BigIntegerField("事件")

    class Meta:
        verbose_name = "基准计划"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "name"], name="one_baseline_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
