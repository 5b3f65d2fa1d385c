"""Campaigns and frameworks: a tree over items (专项行动、工作框架)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from treebeard.mp_tree import MP_Node


class Campaign(MP_Node):
    """A node of a campaign's tree, as 十大提升行动 and each of its ten (专项行动). Its name is common knowledge, its
    items are not.
    """

    code = models.CharField("编码", max_length=60, unique=True)
    name = models.CharField("名称", max_length=200)
    year = models.PositiveIntegerField("年度")
    note = models.CharField("说明", max_length=300, blank=True)
    source_document_id = models.BigIntegerField("来源文件", null=True, blank=True)
    ended_on = models.DateField("结束日期", null=True, blank=True)

    node_order_by: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "专项行动"

    def __str__(self) -> str:
        return self.name
