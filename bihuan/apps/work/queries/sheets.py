"""Returned sheets of units' months, and what they are held against (交回的填报表)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from bihuan.apps.work import mapping
from bihuan.apps.work.mapping.sheets import Choices, SheetRow
from bihuan.apps.work.models import Progress, ReturnedSheet
from bihuan.apps.work.queries.month import MonthLine, month_lines, told_in_month
from bihuan.apps.work.queries.rulebook import rulebook
from bihuan.base.scope import Viewer


@dataclass(frozen=True)
class Beside:
    """What a returned sheet is held against: the lines of the month by key, and all that was said in it."""

    lines: Mapping[str, MonthLine]
    told: Mapping[int, list[Progress]]

    def rows(self, said: Mapping[str, Any], choices: Choices) -> list[SheetRow]:
        """Each row of the sheet with what it would report."""
        return [
            mapping.sheets.sheet_row(
                merged,
                line := self.lines.get(merged.key),
                said=said,
                told=self.told.get(line.item.pk, []) if line else [],
                choices=choices,
            )
            for merged in mapping.sheets.rows_of(said, self.lines, self.told)
        ]


def returned_sheets(viewer: Viewer) -> QuerySet[ReturnedSheet]:
    """Returned sheets in reach, newest first."""
    return ReturnedSheet.objects.visible_to(viewer).order_by("-at", "-pk").defer("said", "found")


def returned_sheet(sheet_id: int, viewer: Viewer) -> ReturnedSheet:
    """One returned sheet; else it does not exist."""
    found = ReturnedSheet.objects.visible_to(viewer).filter(pk=sheet_id).first()
    if found is None:
        raise Http404
    return found


def taken_before(row: ReturnedSheet, viewer: Viewer) -> ReturnedSheet | None:
    """The sheet of the same bytes that was taken before."""
    same = ReturnedSheet.objects.visible_to(viewer).filter(digest=row.digest, state=ReturnedSheet.State.TAKEN)
    return same.exclude(pk=row.pk).order_by("at").first()


def beside(unit_id: int, month_on: date, viewer: Viewer) -> Beside:
    """What stands now of a unit's month; four queries."""
    lines = month_lines(unit_id, month_on=month_on, viewer=viewer, book=rulebook(viewer.on))
    told = told_in_month([line.item for line in lines], month_on)
    return Beside({str(line.item.pk): line for line in lines}, told)
