"""Parcels: the list with its map, one, a new one, and files of many (选址地块)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from bihuan.apps.projects import actions, mapping, queries
from bihuan.apps.projects.forms.parcels import (
    USUAL_USES,
    ParcelFileForm,
    ParcelFilter,
    ParcelForm,
    ShapedParcelForm,
    row_form,
)
from bihuan.apps.projects.models import Parcel
from bihuan.apps.units import queries as units
from bihuan.base.refusals import Refusal, Stale
from bihuan.base.rights import may, needs
from bihuan.base.scope import Viewer
from bihuan.engine.office.sheets import Template, TemplateColumn, template_file
from bihuan.engine.values import Unit

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLACES = ("town", "zone")
COLUMNS = (
    TemplateColumn(
        "code", "地块编号", width=18, is_required=True, note="宗地代码或收储编号，不重复。", example="DK-2026-01"
    ),
    TemplateColumn("name", "名称", width=26, is_required=True, example="开发区北片1号地"),
    TemplateColumn("use", "用地性质", width=16, is_required=True, example="工业用地"),
    TemplateColumn("area", "面积", "number", 12, unit=Unit.MU, example=120),
    TemplateColumn(
        "status", "状态", "choice", 12, is_required=True, choices=tuple(str(word) for word in Parcel.Status.labels)
    ),
    TemplateColumn("town", "属地", width=16, note="镇街或园区的名称。"),
    TemplateColumn("document", "依据", width=34, is_required=True, note="文件名称和文号。"),
    TemplateColumn("note", "备注", width=26),
)


@require_safe
@needs("project.read")
def parcels(request: Any) -> HttpResponse:
    """All parcels, cut by the conditions, with a map of those on the page."""
    form = ParcelFilter(request.GET, uses=queries.uses_of_land(request.viewer), towns=_towns(request.viewer))
    found = queries.parcels(request.viewer, form.asked())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "page": page,
        "form": form,
        "counts": queries.status_counts(found),
        "picture": queries.map_of_parcels(page.object_list, request.viewer),
        "looks": [(mapping.LOOKS[code], word) for code, word in Parcel.Status.choices],
        "may_change": may(request.viewer, "site.change"),
        "is_cut": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "projects/parcels.html", facts)


@require_safe
@needs("project.read")
def parcel(request: Any, parcel_id: int) -> HttpResponse:
    """One parcel: what is known, its map, what each planning line says of it."""
    row = queries.parcel(parcel_id, request.viewer)
    may_change = may(request.viewer, "site.change") and queries.keeps_parcel(request.viewer, row)
    facts = {
        "shown": queries.parcel_page(row, request.viewer),
        "row": row,
        "may_change": may_change,
    }
    return render(request, "projects/parcel.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("site.change")
def parcel_new(request: Any) -> HttpResponse:
    """Put a parcel in."""
    form = ShapedParcelForm(request.POST or None, request.FILES or None, towns=_towns(request.viewer))

    def keep(shape: Mapping[str, Any] | None) -> Parcel:
        key = form.cleaned_data["form_key"]
        return actions.add_parcel(form.said(shape), by=request.actor, now=timezone.now(), key=key)

    return _answer(request, form, keep, None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("site.change")
def parcel_change(request: Any, parcel_id: int) -> HttpResponse:
    """Change a parcel."""
    row = queries.parcel(parcel_id, request.viewer)
    actions.require_own_parcel(row, by=request.actor)
    plain = {name: getattr(row, name) for name in ("code", "name", "use", "area", "status", "document", "note")}
    initial = {**plain, "town": row.town_id, "version": row.version}
    form = ShapedParcelForm(request.POST or None, request.FILES or None, towns=_towns(request.viewer), initial=initial)

    def keep(shape: Mapping[str, Any] | None) -> Parcel:
        version = form.cleaned_data["version"] or 0
        return actions.change_parcel(row.pk, form.said(shape), version=version, by=request.actor, now=timezone.now())

    return _answer(request, form, keep, row)


def _answer(request: Any, form: ShapedParcelForm, keep: Any, row: Parcel | None) -> HttpResponse:
    """Keep what a form says and go to the parcel's page, or show what is wrong."""
    status = 422 if form.is_bound and not form.is_valid() else 200
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep(one_shape(request, form, code=form.cleaned_data["code"]))
        except Stale:
            raise
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, "已保存。")
            return redirect("projects:parcel", parcel_id=kept.pk)
    facts = {"form": form, "row": row, "uses": _uses(request.viewer)}
    return render(request, "projects/parcel_form.html", facts, status=status)


def one_shape(request: Any, form: Any, *, code: str = "") -> dict[str, Any] | None:
    """The shape in a form's file: all of its shapes joined, or of several that of the code.

    Raises: BadParcel: nothing good is in it, or parts of it are wrong.
    """
    file = form.cleaned_data.get("shape")
    if not file:
        return None
    meridian = form.cleaned_data.get("meridian")
    read = actions.read_land(
        file.read(), name=file.name, by=request.actor, meridian=float(meridian) if meridian else None
    )
    if read["findings"]:
        first = read["findings"][0]
        raise actions.BadParcel(f"{first['at']}：{first['sentence']}")
    own = [each for each in read["rows"] if code and each["said"].get("code") == code] or read["rows"]
    shapes = [each["shape"] for each in own if each["shape"]]
    if not shapes:
        raise actions.BadParcel("文件里没有图形。请上传 .geojson 文件。")
    return mapping.one_shape(shapes)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("site.change")
def parcels_import(request: Any) -> HttpResponse:
    """Bring in a list or a file of shapes; what became of each row is said."""
    form = ParcelFileForm(request.POST or None, request.FILES or None)
    facts: dict[str, Any] = {"form": form, "uses": _uses(request.viewer), "columns": COLUMNS}
    status = 422 if form.is_bound and not form.is_valid() else 200
    if request.method == "POST" and form.is_valid():
        try:
            facts |= _import(request, form)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        facts["is_trial"] = form.cleaned_data["is_trial"]
    return render(request, "projects/parcels_import.html", facts, status=status)


def _import(request: Any, form: ParcelFileForm) -> dict[str, Any]:
    said = form.cleaned_data
    meridian = float(said["meridian"]) if said["meridian"] else None
    read = actions.read_land(said["file"].read(), name=said["file"].name, by=request.actor, meridian=meridian)
    towns = _towns(request.viewer)
    refused = [actions.ImportedRow(each["at"], "", False, each["sentence"]) for each in read["findings"]]
    rows = []
    for each in read["rows"]:
        judged = row_form(each["said"], defaults=form.defaults(), towns=towns)
        if judged.is_valid():
            rows.append((each["at"], judged.said(each["shape"])))
        else:
            refused.append(actions.ImportedRow(each["at"], each["said"].get("code", ""), False, _wrong(judged)))
    switches = {"is_update": said["is_update"], "is_trial": said["is_trial"]}
    done = actions.import_parcels(rows, file=read["name"], **switches, by=request.actor, now=timezone.now())
    results = [*refused, *(row for row in done if not row.is_done), *(row for row in done if row.is_done)]
    number = sum(row.is_done for row in results)
    return {"results": results, "done": number, "refused": len(results) - number}


def _wrong(form: ParcelForm) -> str:
    """What is wrong with a row, each field once."""
    return "".join(
        f"“{form.fields[name].label}”：{found[0]}" if name in form.fields else str(found[0])
        for name, found in form.errors.items()
    )


@require_safe
@needs("site.change")
def parcels_template(request: Any) -> HttpResponse:
    """The empty list to fill in."""
    note = "一行一个地块。地块编号、名称、用地性质、状态、依据必填；面积不清楚的空着，不填0。"
    content = template_file(Template("parcels", "地块清单", note, COLUMNS, (), new_rows=200))
    head = content_disposition_header(as_attachment=True, filename="地块清单模板.xlsx") or ""
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": head})


def _towns(viewer: Viewer) -> list[Any]:
    return units.unit_choices(viewer.on, kinds=PLACES)


def _uses(viewer: Viewer) -> list[str]:
    return list(dict.fromkeys((*queries.uses_of_land(viewer), *USUAL_USES)))
