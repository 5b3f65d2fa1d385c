"""The demonstration's letters: one in force, one signed, one drafted (演示责任书)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from bihuan.apps.figures import actions, queries
from bihuan.base.demonstration import Demonstration

OFFICE = "ducha"
DRAFTED_ON, SIGNED_ON, IN_FORCE_ON = (3, 10), (3, 16), (3, 20)
FATES = {"Z07": "in_force", "Z01": "countersigned", "Z08": "draft"}
"""What becomes of the letters of these towns, by code."""
GUARANTEES = ("新增建设用地指标优先保障园区配套道路。", "对列入省市计划的技改项目按季兑付补助。")


def make(demonstration: Demonstration, year: int) -> int:
    """Draft a few towns' letters, sign and enforce some, through the same acts as people use; how many."""
    units = demonstration.made["units"]
    return sum(_letter(demonstration, units[code], year, fate) for code, fate in FATES.items() if code in units)


def _letter(demonstration: Demonstration, unit: Any, year: int, fate: str) -> int:
    at = _at(demonstration, year, *DRAFTED_ON)
    by = demonstration.actor_of(OFFICE, at)
    if not queries.targets_of_year(by.viewer, year, unit=unit.pk):
        return 0
    wanted = actions.LetterWanted("启明区人民政府", f"{year}年区委经济工作会议报告（演示）", GUARANTEES)
    row = actions.draft_letter(unit.pk, year, wanted, by=by, now=at)
    if fate == "draft":
        return 1
    at = _at(demonstration, year, *SIGNED_ON)
    head = demonstration.actor_of(f"{unit.code.lower()}-head", at)
    actions.countersign(row.pk, agree=True, digest=row.digest, by=head, now=at)
    if fate == "in_force":
        at = _at(demonstration, year, *IN_FORCE_ON)
        number = f"启办函〔{year}〕7号（演示）"
        by = demonstration.actor_of(OFFICE, at)
        actions.put_in_force(row.pk, number=number, from_on=at.date(), by=by, now=at)
    return 1


def _at(demonstration: Demonstration, year: int, month: int, day: int) -> datetime:
    return timezone.make_aware(datetime.combine(min(date(year, month, day), demonstration.on), time(15)))
