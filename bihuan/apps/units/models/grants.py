"""Rights that were proposed and wait for a second person (授权申请)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from bihuan.apps.units.models.people import Person


class Grant(models.Model):
    """One right for one person, proposed by one and confirmed or refused by another (授权须两人)."""

    class Kind(models.TextChoices):
        """What is granted."""

        POST = "post", "岗位"
        PROXY = "proxy", "代办"
        PORTFOLIO = "portfolio", "分管"

    class Decision(models.TextChoices):
        """What the second person said."""

        WAITING = "waiting", "待复核"
        CONFIRMED = "confirmed", "已授权"
        REFUSED = "refused", "未同意"

    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+")
    leader = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    role = models.CharField("角色", max_length=40, blank=True)
    title = models.CharField("职务", max_length=60, blank=True)
    from_on = models.DateField("起")
    to_on = models.DateField("止", null=True, blank=True)
    why = models.CharField("理由", max_length=200, blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField("提出时间")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("复核时间", null=True)
    decision = models.CharField("结论", max_length=10, choices=Decision.choices, default=Decision.WAITING)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["decision", "proposed_at"])]

    def __str__(self) -> str:
        return f"{self.person}:{self.facts()}"

    def facts(self) -> dict[str, Any]:
        """What is granted, as the log and the page say it."""
        return {
            "kind": self.kind,
            "person": self.person.name,
            "unit": self.unit.name if self.unit else "",
            "leader": self.leader.name if self.leader else "",
            "role": self.role,
            "title": self.title,
            "from_on": self.from_on.isoformat(),
            "to_on": self.to_on.isoformat() if self.to_on else "",
        }
