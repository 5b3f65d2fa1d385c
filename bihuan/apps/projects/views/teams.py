"""The team of a project and the units that help with it (专班、配合单位)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.forms import MemberForm, SupportForm
from bihuan.apps.projects.models import Project, Role
from bihuan.apps.projects.views.register import require_keeper
from bihuan.apps.units import queries as units
from bihuan.base.refusals import Refusal
from bihuan.base.rights import needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs("project.register")
def team(request: Any, project_id: int) -> HttpResponse:
    """The team of a project: who stands in it, and a form for one more."""
    row = queries.project(project_id, request.viewer)
    require_keeper(request.viewer, row)
    form, status = _form(request, row), 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_member(row.pk, _member(form), by=request.actor, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(request, f"已定{form.cleaned_data['name']}为{Role(form.cleaned_data['role']).label}。")
            return redirect("projects:team", row.pk)
    status = 422 if form.errors and status == 200 else status
    return render(request, "projects/team.html", _facts(request, row, form), status=status)


def _form(request: Any, row: Project) -> MemberForm:
    initial = {"role": request.GET.get("role") or Role.LEADER, "from_on": request.viewer.on}
    return MemberForm(request.POST or None, people=queries.people_for(row, request.viewer), initial=initial)


def _member(form: MemberForm) -> actions.NewMember:
    said = dict(form.cleaned_data)
    return actions.NewMember(person_id=said.pop("person"), **said)


def _facts(request: Any, row: Project, form: MemberForm, support: SupportForm | None = None) -> dict[str, Any]:
    choices = units.unit_choices(request.viewer.on)
    return {
        "project": row,
        "team": queries.team_of(row),
        "form": form,
        "support": support or SupportForm(units=choices),
        "may_change": True,
    }


@require_POST
@needs("project.register")
def member_end(request: Any, project_id: int, member_id: int) -> HttpResponse:
    """Somebody is on the team no more."""
    done = actions.end_member(member_id, project_id, by=request.actor, now=timezone.now())
    messages.success(request, f"{done.name}从今天起不在专班里，任职记录仍在。")
    return redirect("projects:team", project_id)


@require_POST
@needs("project.register")
def support_new(request: Any, project_id: int) -> HttpResponse:
    """A unit helps with the project from today on."""
    row = queries.project(project_id, request.viewer)
    require_keeper(request.viewer, row)
    form = SupportForm(request.POST, units=units.unit_choices(request.viewer.on))
    if not form.is_valid():
        raise actions.BadMember("请选择配合单位。")
    done = actions.add_support(row.pk, form.cleaned_data["unit"], by=request.actor, now=timezone.now())
    messages.success(request, f"已将{done.unit_name}列为配合单位，该单位可以看到这个项目。")
    return redirect("projects:team", project_id)


@require_POST
@needs("project.register")
def support_end(request: Any, project_id: int, support_id: int) -> HttpResponse:
    """A unit helps no more."""
    done = actions.end_support(support_id, project_id, by=request.actor, now=timezone.now())
    messages.success(request, f"{done.unit_name}从今天起不再是配合单位。")
    return redirect("projects:team", project_id)
