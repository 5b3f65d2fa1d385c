"""The plan of daily work: what ran on which day (每日任务)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class DailyRun(models.Model):
    """One daily work on one day; the row is the claim, so that two workers never run the same day twice.

    A claim without an end is open again after a while (`actions.daily.CLAIM_HOLDS`), so works must bear being repeated.
    """

    code = models.CharField("任务", max_length=60)
    on = models.DateField("日期")
    started_at = models.DateTimeField("开始")
    ended_at = models.DateTimeField("结束", null=True, blank=True)
    outcome = models.CharField("结果", max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["code", "on"], name="one_run_a_day")]

    def __str__(self) -> str:
        return f"{self.code} {self.on}"
