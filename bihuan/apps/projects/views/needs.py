"""Raising needs, the part on a project's and on a matter's page (要素需求)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.forms.needs import NeedFilter, NeedForm, WithdrawForm
from bihuan.apps.projects.mapping.need_file import needs_file
from bihuan.apps.projects.mapping.needs import Factor
from bihuan.apps.units import queries as units
from bihuan.base.refusals import Forbidden, Refusal
from bihuan.base.rights import may, needs
from bihuan.base.scope import Viewer

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@needs("project.read")
def need_list(request: Any) -> HttpResponse:
    """All needs in reach: sums by factor, what each unit owes, the list."""
    viewer = request.viewer
    form = _filter(request.GET, viewer)
    listed = queries.need_list(_wanted(form), viewer)
    page = Paginator(listed.rows, PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "form": form,
        "listed": listed,
        "sums": [(listed.kinds.get(each.factor), each) for each in listed.sums],
        "page": page,
        "lines": queries.need_lines(list(page), viewer, listed.kinds),
        "asked": any(request.GET.get(name) for name in form.fields),
        "tab": "needs",
    }
    return render(request, "projects/needs.html", facts)


@require_POST
@needs("project.read")
def need_export(request: Any) -> HttpResponse:
    """The list as a file, as it is filtered; that it was taken is kept."""
    viewer, now = request.viewer, timezone.now()
    listed = queries.need_list(_wanted(_filter(request.GET, viewer)), viewer)
    lines = queries.need_lines(listed.rows, viewer, listed.kinds)
    taken = f"{viewer.unit_name}{viewer.name}　{timezone.localtime(now):%Y-%m-%d %H:%M}导出　{len(lines)}条"
    content = needs_file(lines, note=taken)
    actions.record_need_export(len(lines), query=request.GET.urlencode(), by=request.actor, now=now)
    head = content_disposition_header(
        as_attachment=True, filename=f"要素保障台账_{timezone.localtime(now):%Y%m%d_%H%M}.xlsx"
    )
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": head or ""})


@require_safe
@needs("project.read")
def commissioners(request: Any) -> HttpResponse:
    """Who looks after which projects, and the open needs of these."""
    facts = {"rows": queries.commissioners(request.viewer), "tab": "commissioners"}
    return render(request, "projects/commissioners.html", facts)


def _filter(asked: Any, viewer: Viewer) -> NeedFilter:
    kinds = queries.factor_kinds(viewer.on).values()
    return NeedFilter(
        asked,
        factors=[(each.code, each.name) for each in kinds],
        units=queries.answering_units(viewer),
        members=queries.commissioner_names(viewer),
    )


def _wanted(form: NeedFilter) -> queries.WantedNeeds:
    """What the form asks for; a condition that cannot be read is left out and told by the form."""
    form.is_valid()
    said = form.cleaned_data
    return queries.WantedNeeds(
        factor=said.get("factor", ""),
        unit=said.get("unit"),
        state=said.get("state", ""),
        member=said.get("member", ""),
        words=said.get("q", ""),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs("need.raise")
def need_new(request: Any, project_id: int) -> HttpResponse:
    """Raise a need of a project: choose the factor, then say what, how much, by when; it is a matter at once."""
    project = queries.project(project_id, request.viewer)
    if not queries.may_raise(request.viewer, project):
        raise Forbidden(f"这个项目的需求由{project.lead_name}、属地或督查室提出。")
    kinds = queries.factor_kinds(request.viewer.on)
    code = request.GET.get("factor", "")
    if code and code not in kinds:
        raise Http404
    facts: dict[str, Any] = {"project": project, "kinds": kinds.values(), "code": code}
    if not code:
        return render(request, "projects/need_new.html", facts)
    form, proposed = _form(request, kinds[code], project)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.raise_need(
                _said(form, project.pk, code), by=request.actor, now=timezone.now(), key=form.cleaned_data["form_key"]
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, f"已提出，由{row.unit_name}答复；进展在事项页和本页都看得到。")
            return redirect("projects:project", row.project_id)
    facts |= {"form": form, "factor": kinds[code], "proposed": proposed}
    return render(request, "projects/need_new.html", facts, status=422 if form.errors and status == 200 else status)


def _form(request: Any, factor: Factor, project: Any) -> tuple[NeedForm, Any]:
    proposed = queries.proposed_answerers([factor], request.viewer.on).get(factor.code)
    nodes = queries.nodes_of(project, request.viewer)
    form = NeedForm(
        request.POST or None,
        factor=factor,
        units=units.unit_choices(request.viewer.on),
        nodes=[(code, f"{each.name}（最迟{each.latest_start}开始）") for code, each in nodes.items()],
        because=proposed.because if proposed else "没有单位的职责写到这一项，请自行选择。",
        initial={"unit": proposed.unit_id if proposed else ""},
    )
    return form, proposed


def _said(form: NeedForm, project_id: int, code: str) -> actions.NewNeed:
    said = form.cleaned_data
    return actions.NewNeed(
        project_id=project_id,
        factor=code,
        text=said["text"].strip(),
        amount=said.get("amount"),
        due_on=said["due_on"],
        unit_id=said["unit"],
        answer_on=said["answer_on"],
        activity=said.get("activity") or "",
    )


@require_POST
@needs("need.raise")
def need_withdraw(request: Any, need_id: int) -> HttpResponse:
    """Withdraw a need with words."""
    row = queries.need(need_id, request.viewer)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        raise actions.BadNeed("".join(map(str, form.errors["words"])))
    actions.withdraw_need(row.pk, words=form.cleaned_data["words"], by=request.actor, now=timezone.now())
    messages.success(request, "已撤回，对应的事项一并撤销。")
    return redirect("projects:project", row.project_id)


def needs_part(viewer: Viewer, project: Any) -> dict[str, Any]:
    """On a project's page: what is lacking, who owes an answer, how far it is."""
    lines = queries.needs_of(project, viewer)
    raises = may(viewer, "need.raise") and queries.may_raise(viewer, project)
    return {"project": project, "lines": lines, "may_raise": raises and project.is_running}


def item_part(viewer: Viewer, item: Any) -> dict[str, Any]:
    """On a matter's page: the project and the need that it came from."""
    if not (viewer.business and may(viewer, "project.read")):
        return {"row": None}
    row = queries.need_of_item(item, viewer)
    if row is None:
        return {"row": None}
    return {"row": row, "factor": queries.factor_kinds(viewer.on).get(row.factor)}
