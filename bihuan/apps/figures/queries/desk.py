"""What waits for a person: their unit's month, sheets to check, corrections to decide (待办)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.urls import reverse_lazy

from bihuan.apps.figures.models import Correction, Letter, LetterState, Sheet, SheetState
from bihuan.apps.figures.queries.book import Book, book
from bihuan.apps.figures.queries.sheets import asked_fields, assignments
from bihuan.apps.units import queries as units
from bihuan.base.registries import Matter
from bihuan.base.rights import may
from bihuan.base.scope import Viewer
from bihuan.engine.values import Month

REPORTERS = ("clerk", "liaison", "unit_head")


class FigureLines:
    """One person's lines of the desk; only what is to be done, oldest deadline first."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer

    def count(self, tab: str, group: str = "") -> int:
        """How many lines the tab, or one group of it, has."""
        return len(self.find(tab, 10_000, group))

    def find(self, tab: str, limit: int, group: str = "") -> list[Matter]:
        """The first lines of the tab."""
        lines = {"todo": self._todo, "late": [line for line in self._own if line.group == "overdue"]}.get(tab, [])
        return [line for line in lines if group in ("", line.group)][:limit]

    @cached_property
    def _todo(self) -> list[Matter]:
        return sorted(
            [*self._own, *self._to_sign, *self._to_check],
            key=lambda line: (line.due_on is None, line.due_on, line.title),
        )

    @cached_property
    def _book(self) -> Book:
        return book(self.viewer.on)

    @cached_property
    def _own(self) -> list[Matter]:
        """Months that one's units still have to send."""
        if not may(self.viewer, "figure.report"):
            return []
        own = {post.unit_id for post in self.viewer.posts if post.role in REPORTERS}
        month = Month(self.viewer.on.year, self.viewer.on.month).shifted(-1)
        asked: dict[int, list[str]] = {}
        rows = assignments(self.viewer, month=month).filter(reporter_id__in=own).order_by()
        for unit_id, code in rows.values_list("reporter_id", "indicator"):
            asked.setdefault(unit_id, []).append(code)
        if not asked:
            return []
        sheets = Sheet.objects.visible_to(self.viewer).filter(
            Q(month=month) | Q(state__in=[SheetState.RETURNED, SheetState.REOPENED]), unit_id__in=asked
        )
        kept = list(sheets.defer("draft"))
        begun = {sheet.unit_id for sheet in kept if sheet.month == month}
        names = units.unit_names_on(asked.keys() - begun, self.viewer.on)
        new = [Sheet(unit_id=pk, unit_name=name, month=month, form=self._book.form.code) for pk, name in names.items()]
        return [self._line(sheet, asked[sheet.unit_id]) for sheet in (*kept, *new) if sheet.is_open]

    def _line(self, sheet: Sheet, codes: Iterable[str]) -> Matter:
        due_on = self._book.forms[sheet.form].due_on(sheet.month)
        returned = sheet.state in (SheetState.RETURNED, SheetState.REOPENED)
        fields = sum(asked_fields(codes, sheet.month, self._book))
        return Matter(
            title=f"{sheet.month.label}数据填报",
            url=_page(sheet),
            word="数据填报",
            step=sheet.get_state_display() if sheet.pk else "待填报",
            unit=sheet.unit_name,
            due_on=due_on,
            at=sheet.moved_at or sheet.drafted_at,
            is_returned=returned,
            remind=f"要填{fields}格",
            group=self._group(due_on, returned),
        )

    def _group(self, due_on: Any, returned: bool) -> str:
        soon = timedelta(days=self._book.form.soon_days)
        if due_on < self.viewer.on:
            return "overdue"
        if returned:
            return "returned"
        return "soon" if due_on <= self.viewer.on + soon else "rest"

    @cached_property
    def _to_sign(self) -> list[Matter]:
        """Letters that wait for the head of a unit, and signed ones that wait for the office."""
        heads = [post.unit_id for post in self.viewer.posts if post.role == "unit_head"]
        rows = Letter.objects.visible_to(self.viewer).order_by("drafted_at").defer("content", "wording")
        waiting = list(rows.filter(state=LetterState.DRAFT, unit_id__in=heads)) if heads else []
        if may(self.viewer, "letter.draft"):
            waiting += rows.filter(state=LetterState.COUNTERSIGNED)
        return [
            Matter(
                title=f"{row.unit_name}{row.year}年度目标责任书",
                url=_letter_page(row),
                word="目标责任书",
                step="待会签" if row.state == LetterState.DRAFT else "待批准生效",
                unit=row.unit_name,
                at=row.drafted_at,
            )
            for row in waiting
        ]

    @cached_property
    def _to_check(self) -> list[Matter]:
        """Sheets and corrections that wait for the reviewer."""
        if not may(self.viewer, "figure.review"):
            return []
        sheets = Sheet.objects.visible_to(self.viewer).filter(state=SheetState.SUBMITTED).defer("draft")
        return [*map(self._check, sheets.order_by("submitted_at")), *map(self._decide, self._corrections())]

    def _corrections(self) -> Iterable[Correction]:
        return Correction.objects.visible_to(self.viewer).filter(state=Correction.State.ASKED).order_by("asked_at")

    def _check(self, sheet: Sheet) -> Matter:
        due_on = self._book.forms[sheet.form].consolidated_on(sheet.month)
        return Matter(
            title=f"{sheet.unit_name}{sheet.month.label}数据",
            url=_page(sheet),
            word="数据审核",
            step=sheet.get_state_display(),
            unit=sheet.unit_name,
            due_on=due_on,
            at=sheet.submitted_at,
            group=self._group(due_on, returned=False),
        )

    def _decide(self, row: Correction) -> Matter:
        return Matter(
            title=f"更正{self._book.label(row.indicator)}（{row.month.label}）",
            url=cell_url(row.unit_id, row.indicator, row.month),
            word="数据更正",
            step=row.get_state_display(),
            unit=row.reporter_name,
            at=row.asked_at,
        )


def _page(sheet: Sheet) -> Any:
    return reverse_lazy("figures:sheet", args=[sheet.unit_id, sheet.month])


def _letter_page(row: Letter) -> Any:
    return reverse_lazy("figures:letter", args=[row.pk])


def cell_url(unit_id: int, code: str, month: Month) -> Any:
    """Address of one figure's page."""
    return reverse_lazy("figures:cell", args=[unit_id, code, month])
