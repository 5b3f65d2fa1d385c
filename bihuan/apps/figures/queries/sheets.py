"""A unit's month: what is asked, what is known already, what was typed (月报)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from bihuan.apps.figures.mapping import FigureForm, fields_of, follows_from
from bihuan.apps.figures.models import Assignment, Observation, Sheet, SheetFact, SheetState
from bihuan.apps.figures.queries.book import Book
from bihuan.apps.figures.queries.figures import Key, standing
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.engine.indicators import State
from bihuan.engine.values import Indicator, Month, Quantity


@dataclass(frozen=True)
class SheetLine:
    """One figure of a sheet: what it is, the fields asked of it now, and all that is known around it (填报行).

    asked: fields to fill; none where the month does not exist or the figure is known from elsewhere, `why` says which.
    now: the figure that stands. typed: what is in the draft.
    """

    key: str
    unit_id: int
    unit_name: str
    indicator: Indicator
    asked: tuple[str, ...]
    why: str = ""
    before: Observation | None = None
    year_before: Observation | None = None
    now: Observation | None = None
    target: Quantity | None = None
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def is_filled(self) -> bool:
        """Whether every asked field has something in it."""
        return bool(self.asked) and all(self.typed.get(name) for name in self.asked)

    @property
    def is_begun(self) -> bool:
        """Whether anything stands in it."""
        return any(self.typed.get(name) for name in self.asked)


@dataclass(frozen=True)
class SheetPage:
    """One sheet with its lines."""

    sheet: Sheet
    form: FigureForm
    lines: list[SheetLine]

    @property
    def asked(self) -> int:
        """How many fields are asked of the unit this month."""
        return sum(len(line.asked) for line in self.lines)

    @property
    def known(self) -> int:
        """How many figures are known from elsewhere and not asked."""
        return sum(line.why == KNOWN for line in self.lines)

    @property
    def filled(self) -> int:
        """How many fields have something in them."""
        return sum(bool(line.typed.get(name)) for line in self.lines for name in line.asked)


KNOWN = "系统已有，不再填"


def assignments(viewer: Viewer, *, month: Month) -> QuerySet[Assignment]:
    """Who reports what in a month (填报任务), in the order of the units."""
    rows = Assignment.objects.visible_to(viewer).filter(
        Q(to_month=None) | Q(to_month__gte=month), from_month__lte=month
    )
    return rows.order_by("reporter__path", "unit__path", "pk")


def sheet_or_new(viewer: Viewer, *, unit_id: int, month: Month, form: FigureForm) -> Sheet:
    """A unit's sheet of a month; one that is not kept yet where nothing was typed. None of another's (404)."""
    if not (viewer.sees_all or unit_id in viewer.unit_ids):
        raise Http404
    found = Sheet.objects.visible_to(viewer).filter(unit_id=unit_id, month=month, form=form.code).first()
    if found is not None:
        return found
    if units.unit(unit_id) is None:
        raise Http404
    name = units.unit_name_on(unit_id, month.end_on)
    return Sheet(unit_id=unit_id, unit_name=name, month=month, form=form.code, figure_state=form.state)


def sheet_page(viewer: Viewer, *, unit_id: int, month: Month, book: Book, form: FigureForm) -> SheetPage:
    """A unit's month with everything that is known (月报页面): a handful of queries, however many lines."""
    sheet = sheet_or_new(viewer, unit_id=unit_id, month=month, form=form)
    rows = list(assignments(viewer, month=month).filter(reporter_id=unit_id, form=form.code).select_related("unit"))
    if not rows and sheet.pk is None:
        raise Http404
    around = standing(
        viewer,
        months=_around(month),
        unit_ids={row.unit_id for row in rows},
        indicators={row.indicator for row in rows},
        forecasts=form.state == State.FORECAST.code,
    )
    names = units.unit_names_on({row.unit_id for row in rows}, month.end_on)
    places = {each.code: place for place, each in enumerate(book.ordered(row.indicator for row in rows))}
    known = [row for row in rows if row.indicator in places]
    known.sort(key=lambda row: (row.unit.path, places[row.indicator]))
    together: dict[int, set[str]] = {}
    for row in known:
        together.setdefault(row.unit_id, set()).add(row.indicator)
    lines = [_line(row, sheet, names, codes=together[row.unit_id], around=around, book=book) for row in known]
    return SheetPage(sheet, form, lines)


def _line(
    row: Assignment,
    sheet: Sheet,
    names: dict[int, str],
    *,
    codes: set[str],
    around: dict[Key, Observation],
    book: Book,
) -> SheetLine:
    indicator, month = book.indicators[row.indicator], sheet.month
    now = around.get((row.unit_id, row.indicator, month))
    asked, why = _asked(indicator, month, now, codes)
    key = f"{row.unit_id}-{row.indicator}"
    return SheetLine(
        key=key,
        unit_id=row.unit_id,
        unit_name=names[row.unit_id],
        indicator=indicator,
        asked=asked,
        why=why,
        before=_last_before(around, row, indicator, month),
        year_before=around.get((row.unit_id, row.indicator, month.shifted(-12))),
        now=now,
        typed=_typed(sheet, key, now),
    )


def _asked(indicator: Indicator, month: Month, now: Observation | None, codes: set[str]) -> tuple[tuple[str, ...], str]:
    if month.month not in indicator.months:
        return (), no_month(indicator, month)
    if now is not None and now.sheet_id is None:
        return (), KNOWN
    if follows_from(indicator, codes):
        return (), "由公式得出，不用填"
    return fields_of(indicator), ""


def no_month(indicator: Indicator, month: Month) -> str:
    """Why an indicator has no figure in a month (该月无数的原因)."""
    if indicator.frequency == "quarter":
        return "季度指标，季末月才有数"
    if indicator.frequency == "year":
        return "年度指标，12月才有数"
    return "1月不单独调查，1—2月合并报" if month.month == 1 else f"{month.month}月没有这项数"


def _typed(sheet: Sheet, key: str, now: Observation | None) -> dict[str, str]:
    """What is in the fields: the draft, else what was sent."""
    if key in sheet.draft:
        return dict(sheet.draft[key])
    if now is None or sheet.pk is None or now.sheet_id != sheet.pk:
        return {}
    level, growth = now.level, now.growth
    return {
        "level": "" if level is None else f"{level.amount:f}",
        "growth": "" if growth is None else f"{growth:f}",
    }


def _last_before(
    around: dict[Key, Observation], row: Assignment, indicator: Indicator, month: Month
) -> Observation | None:
    """The figure of the month before that exists, of the same year where it accumulates."""
    for back in range(1, 13):
        earlier = month.shifted(-back)
        if earlier.month in indicator.months and (earlier.year == month.year or not indicator.accumulates):
            return around.get((row.unit_id, row.indicator, earlier))
    return None


def _around(month: Month) -> list[Month]:
    """This month, the twelve before it."""
    return [month.shifted(-back) for back in range(13)]


def sheet_facts(sheet: Sheet) -> list[SheetFact]:
    """What became of a sheet, oldest first (沿革); the sheet itself was scoped when it was read."""
    return list(sheet.facts.all()) if sheet.pk else []


@dataclass(frozen=True)
class UnitMonth:
    """How far one unit is with its month (各单位报送情况)."""

    unit_id: int
    name: str
    figures: int
    fields: int
    state: str
    word: str
    due_on: date
    is_late: bool
    submitted_at: object = None


def unit_months(viewer: Viewer, *, month: Month, book: Book, form: FigureForm) -> list[UnitMonth]:
    """Every unit that reports in a month, with its fields counted and its state; those that lack stand first."""
    fields: dict[int, list[str]] = {}
    for row in assignments(viewer, month=month).filter(form=form.code):
        if row.reporter_id in viewer.unit_ids or viewer.sees_all:
            fields.setdefault(row.reporter_id, []).append(row.indicator)
    sheets = Sheet.objects.visible_to(viewer).filter(month=month, form=form.code, unit_id__in=fields)
    known = {sheet.unit_id: sheet for sheet in sheets.defer("draft")}
    names = units.unit_names_on(fields, month.end_on)
    found = [
        _unit_month(pk, names[pk], codes, known.get(pk), month=month, book=book, form=form)
        for pk, codes in fields.items()
    ]
    return sorted(found, key=lambda one: _TURN[one.state])


_TURN = {
    state: place for place, state in enumerate(("returned", "reopened", "draft", "submitted", "approved", "locked"))
}


def _unit_month(  # noqa: PLR0913 - one line of `unit_months`
    unit_id: int, name: str, codes: Sequence[str], sheet: Sheet | None, *, month: Month, book: Book, form: FigureForm
) -> UnitMonth:
    state = sheet.state if sheet else SheetState.DRAFT
    due_on = form.due_on(month)
    return UnitMonth(
        unit_id=unit_id,
        name=name,
        figures=len(codes),
        fields=sum(asked_fields(codes, month, book)),
        state=state,
        word=SheetState(state).label if sheet else "未填",
        due_on=due_on,
        is_late=state in Sheet.OPEN and due_on < book.day,
        submitted_at=sheet.submitted_at if sheet else None,
    )


def asked_fields(codes: Iterable[str], month: Month, book: Book) -> list[int]:
    """How many fields each indicator asks for in a month."""
    known = (book.indicators[code] for code in codes if code in book.indicators)
    return [len(fields_of(each)) if month.month in each.months else 0 for each in known]
