"""The library of measures, taking one for a figure that lags, and where a matter came from (措施库)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.figures import actions, queries
from bihuan.apps.figures.forms import MeasureForm, TakeForm
from bihuan.apps.figures.queries import Book
from bihuan.apps.units import queries as units
from bihuan.base.month_addresses import month_code
from bihuan.base.refusals import Refusal
from bihuan.base.rights import may, needs
from bihuan.base.scope import Viewer
from bihuan.engine.values import Month

USUAL_DAYS = 30


@require_safe
@needs("figure.read")
def measures(request: Any) -> HttpResponse:
    """All measures by indicator and cause; of one indicator with `?indicator=`."""
    book = queries.book(request.viewer.on)
    code = request.GET.get("indicator", "")
    if code and code not in book.indicators:
        raise Http404
    rows = list(queries.measures(request.viewer, indicator=code, with_ended=True))
    facts = {
        "groups": _by_indicator(rows, book),
        "code": code,
        "indicators": _choices(book),
        "may_change": may(request.viewer, "measure.change"),
    }
    return render(request, "figures/measures.html", facts)


def _by_indicator(rows: list[Any], book: Book) -> list[tuple[str, str, list[Any]]]:
    order = book.ordered({row.indicator for row in rows})
    return [(one.code, one.label, [row for row in rows if row.indicator == one.code]) for one in order]


def _choices(book: Book) -> list[tuple[str, str]]:
    return [(one.code, one.label) for one in book.ordered(book.indicators)]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("measure.change")
def measure_new(request: Any) -> HttpResponse:
    """Put a measure into the library."""
    book = queries.book(request.viewer.on)
    asked = {"indicator": request.GET.get("indicator", "")}
    form = MeasureForm(request.POST or None, indicators=_choices(book), initial=asked)
    status = 200
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        key = said.pop("form_key")
        try:
            row = actions.add_measure(actions.NewMeasure(**said), by=request.actor, now=timezone.now(), key=key)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, "已录入措施库。")
            return redirect(f"/figures/measures/?indicator={row.indicator}")
    return render(request, "figures/measure_new.html", {"form": form}, status=422 if form.errors else status)


@require_POST
@needs("measure.change")
def measure_end(request: Any, measure_id: int) -> HttpResponse:
    """Offer a measure no more."""
    actions.end_measure(measure_id, by=request.actor, now=timezone.now())
    messages.success(request, "已停用，采用过的不受影响。")
    return redirect("figures:measures")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("measure.take")
def measure_take(request: Any, unit_id: int, code: str, month: Month) -> HttpResponse:
    """Take a measure for one figure: choose it, say who and by when; it becomes a matter of work."""
    book = queries.book(request.viewer.on)
    page = queries.cell_page(request.viewer, unit_id=unit_id, code=code, month=month, book=book)
    rows = list(queries.measures(request.viewer, indicator=code))
    form = TakeForm(
        request.POST or None,
        measures=[(row.pk, f"{row.words}（原因：{row.cause}；可由{row.who}办；依据：{row.source}）") for row in rows],
        units=units.unit_choices(request.viewer.on),
        due_on=request.viewer.on + timedelta(days=rows[0].days if rows else USUAL_DAYS),
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        taking = actions.Taking(unit_id, month, said["cause"].strip(), said["lead_unit"], said["due_on"])
        sides: dict[str, Any] = {"by": request.actor, "now": timezone.now(), "key": said["form_key"]}
        try:
            taken = actions.take_measure(said["measure"], taking, **sides)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, "已立项，进展在措施和经济运行分析里都看得到。")
            return redirect("work:item", item_id=taken.item_id)
    facts = {"form": form, "page": page, "rows": rows, "month_code": month_code(month), "code": code}
    facts["period"] = month.year_to_date.label if page.indicator.accumulates else f"{month.label}末"
    return render(request, "figures/measure_take.html", facts, status=422 if form.errors else status)


def item_part(viewer: Viewer, item: Any) -> dict[str, Any]:
    """On a matter's page: the figure that it is to bring up, as it stood then and stands now."""
    came_from_figures = item.source_kind == queries.MEASURE_SOURCE
    if not (came_from_figures and viewer.business and may(viewer, "figure.read")):
        return {"taken": None}
    taken = queries.taken_as(viewer, item.pk)
    if taken is None:
        return {"taken": None}
    book = queries.book(viewer.on)
    now = queries.figure_now(viewer, unit_id=taken.unit_id, code=taken.indicator, month=taken.month)
    then = queries.figures_by_number([taken.figure], viewer).get(taken.figure or 0)
    return {
        "taken": taken,
        "label": book.label(taken.indicator),
        "month_code": month_code(taken.month),
        "unit_name": units.unit_name_on(taken.unit_id, taken.month.end_on),
        "then": then,
        "now": now if now is not None and now.pk != taken.figure else None,
    }


def taken_facts(viewer: Viewer, *, unit_id: int, code: str, month: Month) -> dict[str, Any]:
    """Measures taken for one figure, for its pages, and whether this viewer may take another."""
    return {
        "taken": queries.taken_for(viewer, unit_id=unit_id, month=month, indicators=[code]),
        "may_take": may(viewer, "measure.take") and (viewer.sees_all or queries.is_answered_by(viewer, code)),
    }
