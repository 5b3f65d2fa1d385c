"""What the monthly forms of figures cost the units (填报负担)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse_lazy

from bihuan.apps.figures.mapping import FigureForm
from bihuan.apps.figures.models import Assignment
from bihuan.apps.figures.queries.book import Book, book
from bihuan.apps.figures.queries.sheets import asked_fields
from bihuan.base.registries import FormAsked
from bihuan.base.scope import Viewer
from bihuan.engine.values import Month


def forms_asked(viewer: Viewer, first: date, last: date, unit_id: int | None = None) -> list[FormAsked]:
    """Each sheet of a unit in reach, or of one, that falls due between two days, with its fields."""
    months = _months(first, last)
    rows = Assignment.objects.visible_to(viewer).filter(
        Q(to_month=None) | Q(to_month__gte=months[0]), from_month__lte=months[-1]
    )
    if unit_id is not None or not viewer.sees_all:
        rows = rows.filter(reporter_id__in=list(viewer.unit_ids) if unit_id is None else [unit_id])
    sheets: dict[tuple[int, str], list[Assignment]] = {}
    for row in rows.select_related("reporter").order_by("reporter__path", "pk"):
        sheets.setdefault((row.reporter_id, row.form), []).append(row)
    if not sheets:
        return []
    rules = book(viewer.on)
    return [
        each
        for (_, code), asked in sheets.items()
        if code in rules.forms
        for each in _sheets(asked, rules.forms[code], months=months, book=rules)
        if first <= each.due_on <= last
    ]


def _sheets(
    rows: Sequence[Assignment], form: FigureForm, *, months: Sequence[Month], book: Book
) -> Iterator[FormAsked]:
    """One unit's sheets on one form, month by month; none where nothing is asked."""
    reporter = rows[0].reporter
    for month in months:
        live = [row for row in rows if row.from_month <= month and (row.to_month is None or row.to_month >= month)]
        if fields := sum(asked_fields((row.indicator for row in live), month, book)):
            yield FormAsked(
                unit_id=reporter.pk,
                unit_name=reporter.name,
                title=form.name,
                asker=live[0].source,
                url=reverse_lazy("figures:sheet", args=[reporter.pk, month]),
                fields=fields,
                due_on=form.due_on(month),
            )


def _months(first: date, last: date) -> list[Month]:
    """Months whose forms may fall due between two days: the one before the first day's to the last's."""
    month, found = Month(first.year, first.month).shifted(-1), []
    while month <= Month(last.year, last.month):
        found.append(month)
        month = month.shifted(1)
    return found
