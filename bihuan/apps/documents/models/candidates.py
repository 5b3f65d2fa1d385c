"""Sentences that may become work, and what people decided on them (条目)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bihuan.apps.documents.models.documents import Document, OfDocument, Reading


class Kind(models.TextChoices):
    """What a candidate may become (条目类型)."""

    TASK = "task", "任务"
    TARGET = "target", "目标"
    PLEDGE = "pledge", "承诺"


class State(models.TextChoices):
    """What was decided on a candidate (核定状态)."""

    OPEN = "open", "待核定"
    ACCEPTED = "accepted", "已立项"
    REJECTED = "rejected", "已舍弃"
    MERGED = "merged", "已并入"
    SPLIT = "split", "已拆分"


class Candidate(OfDocument):
    """A sentence of a document that may become work (条目); nothing enters a ledger without a person's word.

    quote, start, end: the words as they stand in the body of `reading`; text: as edited for the ledger.
    is_broken: the words no longer stand in the newest reading. parent: whence it was split, or into which it merged.
    accepted_as: what it became, in the words of the app that took it.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="candidates")
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="candidates")
    number = models.PositiveIntegerField("序号")
    kind = models.CharField("类型", max_length=10, choices=Kind.choices)
    quote = models.TextField("原句")
    quote_digest = models.CharField("原句摘要", max_length=64)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    is_broken = models.BooleanField("原句已变", default=False)
    text = models.TextField("条目内容")
    section = models.JSONField("所在章节", default=list)
    owners = models.CharField("文中责任单位", max_length=300, blank=True)
    deadline = models.CharField("文中时限", max_length=20, blank=True)
    figures = models.JSONField("所含数字", default=list)
    state = models.CharField("核定状态", max_length=10, choices=State.choices, default=State.OPEN)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    accepted_as = models.CharField("立项为", max_length=80, blank=True)
    why = models.CharField("理由", max_length=200, blank=True)
    decided_at = models.DateTimeField("核定时间", null=True, blank=True)
    decided_by_name = models.CharField("核定人", max_length=40, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    said_lead: int | None = None
    """The unit that its words name as the lead, while it is shown; kept nowhere."""

    class Meta:
        verbose_name = "条目"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="one_candidate_a_number"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="a_candidate_has_words"),
        ]
        indexes: ClassVar = [models.Index(fields=["document", "state", "start"])]
        ordering: ClassVar = ["start", "number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:40]}"


class Decision(OfDocument):
    """What was answered to one sent form on candidates (核定记录); the same form sent twice gets the same answer."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="decisions")
    form_key = models.CharField("表单号", max_length=64, unique=True)
    act = models.CharField("动作", max_length=20)
    candidates = models.JSONField("条目", default=list)
    at = models.DateTimeField("时间")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["document", "at"])]

    def __str__(self) -> str:
        return f"{self.act} {self.form_key}"
