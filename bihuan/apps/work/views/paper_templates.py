"""An office's own Word templates: those that it has, a new one, what may be named in them, a preview (公文模板)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.apps.work import actions, mapping, queries
from bihuan.apps.work.forms import TemplateForm
from bihuan.apps.work.mapping.paper_templates import BadTemplate
from bihuan.apps.work.models import PaperKind
from bihuan.base import files
from bihuan.base.refusals import Refusal
from bihuan.base.rights import needs
from bihuan.engine.office.docx_text import docx_lines

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_http_methods(["GET", "HEAD", "POST"])
@needs("item.register")
def paper_templates(request: Any) -> HttpResponse:
    """Templates of the own unit, and the form of a new one; a mistake in it is named with where it stands."""
    kinds = queries.paper_kinds(request.viewer)
    form = TemplateForm(request.POST or None, request.FILES or None, kinds=kinds, day=request.viewer.on)
    if request.method == "POST" and form.is_valid():
        try:
            return _added(request, form)
        except BadTemplate as bad:
            for line in bad.lines:
                form.add_error("file", line)
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
    facts = {
        "form": form,
        "templates": queries.paper_templates(request.viewer),
        "kinds": kinds,
        "names": [(code, word, mapping.paper_templates.told_names(code)) for code, word in kinds],
        "today": request.viewer.on,
    }
    return render(request, "work/paper_templates.html", facts, status=422 if form.errors else 200)


def _added(request: Any, form: TemplateForm) -> HttpResponse:
    said = form.cleaned_data
    facts = {"name": said["file"].name, "kind": said["kind"], "from_on": said["from_on"], "key": said["form_key"]}
    row = actions.add_template(said["file"].read(), **facts, by=request.actor, now=timezone.now())
    messages.success(request, f"模板已留存，{row.from_on}起出具{row.get_kind_display()}可以用它。")
    return redirect("work:paper_template", template_id=row.pk)


@require_safe
@needs("item.register")
def paper_template(request: Any, template_id: int) -> HttpResponse:
    """One template, filled in with a few real items as text."""
    row = queries.paper_template(template_id, request.viewer)
    try:
        _, content = actions.preview_template(template_id, by=request.actor, now=timezone.now())
    except Refusal as refusal:
        return render(request, "work/paper_template.html", {"row": row, "refused": refusal.sentence})
    lines = [[cell.text for cell in line.cells] for line in docx_lines(content)]
    return render(request, "work/paper_template.html", {"row": row, "lines": [line for line in lines if any(line)]})


@require_safe
@needs("item.register")
def paper_template_file(request: Any, template_id: int) -> HttpResponseBase:
    """The template as it was uploaded."""
    row = queries.paper_template(template_id, request.viewer)
    return files.download(row.path, name=row.name)


@require_safe
@needs("item.register")
def paper_template_preview(request: Any, template_id: int) -> HttpResponse:
    """The template filled in, as a Word file."""
    return _docx(*actions.preview_template(template_id, by=request.actor, now=timezone.now()))


@require_safe
@needs("item.register")
def paper_template_starter(request: Any) -> HttpResponse:
    """A Word file with the placeholders of a kind, to begin from."""
    kind = request.GET.get("kind", PaperKind.TASK_TABLE)
    if kind not in dict(queries.paper_kinds(request.viewer)):
        raise Http404
    return _docx(f"{PaperKind(kind).label}模板样稿.docx", actions.starter(kind, day=request.viewer.on))


@require_POST
@needs("item.register")
def paper_template_end(request: Any, template_id: int) -> HttpResponse:
    """Use a template no more."""
    row = actions.end_template(template_id, by=request.actor, now=timezone.now())
    messages.success(request, f"已停用模板“{row.name}”，出具过的公文不变。")
    return redirect("work:paper_templates")


def _docx(name: str, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=DOCX)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer
