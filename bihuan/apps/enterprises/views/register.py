"""The register of enterprises: list, page, forms, file (企业名录)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.enterprises import actions, mapping, queries
from bihuan.apps.enterprises.forms import ChangeForm, EnterpriseForm, ListForm, SameForm
from bihuan.apps.units import queries as units
from bihuan.base.paces import at_most
from bihuan.base.refusals import Forbidden, Refusal, Stale
from bihuan.base.registries import parts_of
from bihuan.base.rights import may, needs

PAGE_SIZE = 50
EXPORTS_A_MINUTE = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@needs("enterprise.read")
def enterprises(request: Any) -> HttpResponse:
    """All enterprises, with filters in the address."""
    form = _list_form(request)
    page = Paginator(queries.listed(request.viewer, form.wanted()), PAGE_SIZE).get_page(request.GET.get("page"))
    facts = {
        "form": form,
        "page": page,
        "may_add": may(request.viewer, "enterprise.change"),
        "query": request.GET.urlencode(),
        "is_filtered": any(value for name, value in request.GET.items() if name != "page"),
    }
    return render(request, "enterprises/enterprises.html", facts)


def _list_form(request: Any) -> ListForm:
    return ListForm(request.GET, units=_places(request))


def _places(request: Any) -> list[Any]:
    return units.unit_choices(request.viewer.on, kinds=queries.PLACES)


@require_safe
@needs("enterprise.read")
def enterprise(request: Any, enterprise_id: int) -> HttpResponse:
    """One enterprise: what is known, what hangs on it, what was done to its entry."""
    page = queries.enterprise_page(enterprise_id, request.viewer)
    facts = {
        "page": page,
        "row": page.row,
        "parts": parts_of("enterprises.enterprise", request.viewer, page.row),
    }
    return render(request, "enterprises/enterprise.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("enterprise.change")
def enterprise_new(request: Any) -> HttpResponse:
    """Put an enterprise into the register."""
    form = EnterpriseForm(request.POST or None, units=_places(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        new, key = actions.NewEnterprise(**form.said()), form.cleaned_data["form_key"]
        try:
            row = actions.add_enterprise(new, by=request.actor, now=timezone.now(), key=key)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, "已登记。")
            return redirect("enterprises:enterprise", row.pk)
    return render(request, "enterprises/enterprise_form.html", {"form": form}, status=_status(form, status))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("enterprise.change")
def enterprise_change(request: Any, enterprise_id: int) -> HttpResponse:
    """Change what stands, with a reason."""
    row = _own(request, enterprise_id)
    form = ChangeForm.of(row, request.POST or None, units=_places(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        sides: dict[str, Any] = {"version": said["version"], "why": said["why"], "by": request.actor}
        try:
            actions.change_enterprise(enterprise_id, actions.NewEnterprise(**form.said()), **sides, now=timezone.now())
        except Stale:
            raise
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, "已变更，变更前后都记在办理记录里。")
            return redirect("enterprises:enterprise", enterprise_id)
    facts = {"form": form, "row": row}
    return render(request, "enterprises/enterprise_form.html", facts, status=_status(form, status))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("enterprise.change")
def enterprise_same(request: Any, enterprise_id: int) -> HttpResponse:
    """Say that this entry is another one's double."""
    row = _own(request, enterprise_id)
    form = SameForm(request.POST or None, initial={"version": row.version})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            into = _merge(request, row.pk, form.cleaned_data)
        except Stale:
            raise
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, "已并档：原登记和它名下的内容都保留，不再供选用。")
            return redirect("enterprises:enterprise", into)
    facts = {"form": form, "row": row}
    return render(request, "enterprises/same.html", facts, status=_status(form, status))


def _merge(request: Any, enterprise_id: int, said: dict[str, Any]) -> int:
    into = queries.found_as(said["into"], request.viewer)
    if into is None:
        raise actions.BadEnterprise(
            f"名录里没有“{said['into'][:60]}”这家存续企业，请填它的统一社会信用代码或企业全称。"
        )
    sides: dict[str, Any] = {"version": said["version"], "why": said["why"], "by": request.actor}
    actions.merge_enterprise(enterprise_id, into.pk, **sides, now=timezone.now())
    return into.pk


def _own(request: Any, enterprise_id: int) -> Any:
    row = queries.enterprise(enterprise_id, request.viewer)
    if not queries.keeps(request.viewer, row):
        raise Forbidden(actions.kept_by(row))
    return row


def _status(form: Any, status: int) -> int:
    return status if status != 200 else 422 if form.errors else 200


@require_POST
@needs("enterprise.read")
@at_most(EXPORTS_A_MINUTE, "导出")
def export(request: Any) -> HttpResponse:
    """The list as a file, as filtered or whole; that it was taken is kept."""
    now, whole = timezone.now(), request.POST.get("all") == "1"
    wanted = queries.Wanted(double=True) if whole else _list_form(request).wanted()
    rows = list(queries.listed(request.viewer, wanted))
    local, scope = timezone.localtime(now), "全部" if whole else "按当前筛选"
    who = f"{request.viewer.unit_name}{request.viewer.name}"
    note = f"{who}　{local:%Y-%m-%d %H:%M}导出　{scope}共{len(rows)}家　空白为暂无"
    content = mapping.register_file(rows, title="企业名录", note=note)
    query = "" if whole else request.GET.urlencode()
    actions.record_export("企业名录", query=query, count=len(rows), by=request.actor, now=now)
    name = f"企业名录_{scope}_{local:%Y%m%d_%H%M}.xlsx"
    head = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": head})
