"""Rows of suggestions and their answers (意见建议)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from bihuan.base.scope import ScopedManager, Viewer


class Suggestion(models.Model):
    """What a person wishes or complains of, with a receipt number and an answer (意见建议).

    An anonymous one keeps no person, no unit and no hour; `code` is random, so that its receipt tells nothing and
    shows it to who holds it. product: version of the program on whose page it was written.
    """

    text = models.TextField("意见")
    page = models.CharField("所在页面", max_length=200, blank=True)
    product = models.CharField("程序版本", max_length=20, blank=True)
    code = models.CharField("回执尾号", max_length=12, blank=True, db_index=True)
    person = models.ForeignKey("units.Person", models.PROTECT, null=True, blank=True, related_name="suggestions")
    person_name = models.CharField("姓名", max_length=40, blank=True)
    unit_name = models.CharField("单位", max_length=100, blank=True)
    at = models.DateTimeField("提出时间")
    answer = models.TextField("答复", blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.CharField("答复人", max_length=40, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    objects = ScopedManager()
    administrative = True

    class Meta:
        verbose_name = "意见建议"
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.receipt

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """One's own and all answered ones; everything for the office that answers, and for the worker."""
        if viewer.sees_all:
            return Q()
        return Q(person_id=viewer.person_id) | Q(answered_at__isnull=False)

    @property
    def receipt(self) -> str:
        """The receipt number (回执号): of the day and the row; of an anonymous one of the day and chance."""
        return f"{timezone.localtime(self.at):%Y%m%d}-{self.code or f'{self.pk:04d}'}" if self.pk else ""

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody knows who wrote it."""
        return bool(self.code)
