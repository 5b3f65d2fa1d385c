"""Office rows of the one store of definitions (规则)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class OfficeDefinition(models.Model):
    """A definition that this office added or changed, from a day on (本单位规则); same schema as what ships."""

    kind = models.CharField("类别", max_length=40)
    code = models.CharField("编码", max_length=60)
    name = models.CharField("名称", max_length=100)
    body = models.JSONField("内容")
    source = models.JSONField("依据")
    from_on = models.DateField("生效日期")
    to_on = models.DateField("失效日期", null=True, blank=True)
    event_seq = models.BigIntegerField("事件")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "code", "from_on"], name="one_rule_a_day")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.code} {self.from_on}"
