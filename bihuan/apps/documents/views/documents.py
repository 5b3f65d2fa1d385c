"""The list, the upload, the page of one document and its original (文件)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bihuan.apps.documents import actions, forms, queries
from bihuan.apps.documents.actions.readings import ENCODINGS
from bihuan.apps.documents.views.panels import panel_facts
from bihuan.apps.units import queries as units
from bihuan.base import files
from bihuan.base.refusals import Forbidden, Refusal, Stale
from bihuan.base.registries import parts_of

PAGE_SIZE = 50
TABS = (("candidates", "条目"), ("removed", "移除内容"), ("heading", "文件信息"))


@require_safe
@login_required
def library(request: Any) -> HttpResponse:
    """All documents that this person may read, with filters in the address."""
    if not units.may(request.viewer, "document.read"):
        raise Forbidden("您的岗位不看文件。")
    form = forms.LibraryForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = queries.library(
        request.viewer,
        words=asked.get("q", ""),
        kind=asked.get("kind", ""),
        from_on=asked.get("from_on"),
        to_on=asked.get("to_on"),
    )
    page_of_rows = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    facts = {"form": form, "page": page_of_rows, "may_add": units.may(request.viewer, "document.add")}
    return render(request, "documents/library.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def upload(request: Any) -> HttpResponse:
    """Bring a document in: a file or pasted text."""
    if not units.may(request.viewer, "document.add"):
        raise Forbidden("您的岗位没有上传文件的权限。")
    form = forms.UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _uploaded(request, form)
        except Refusal as refusal:
            form.add_error("file" if form.cleaned_data["file"] else "pasted", refusal.sentence)
    status = 422 if request.method == "POST" else 200
    return render(request, "documents/upload.html", {"form": form}, status=status)


def _uploaded(request: Any, form: forms.UploadForm) -> HttpResponse:
    content, name = form.content()
    chosen = {"kind": form.cleaned_data["kind"], "title": form.cleaned_data["title"]}
    done = actions.upload(content, name=name, by=request.actor, now=timezone.now(), **chosen)
    if not done.is_new:
        shown = f"{timezone.localtime(done.document.uploaded_at):%Y-%m-%d}"
        messages.info(
            request, f"这个文件已由{done.document.unit_name}于{shown}上传，没有重复保存。下面就是已有的文件。"
        )
    return redirect("documents:page", done.document.pk)


@require_safe
@login_required
def page(request: Any, document_id: int) -> HttpResponse:
    """One document: its text, what was removed, its candidates."""
    shown = queries.page(request.viewer, document_id, at=_number(request, "at"), here=_place(request))
    if shown.reading is None:
        return redirect("documents:encoding", document_id)
    tab = request.GET.get("tab", "")
    second = queries.second_of(shown.reading)
    tabs = _tabs(shown, second)
    tab = tab if tab in dict(tabs) else "candidates"
    facts = {
        "shown": shown,
        "document": shown.document,
        "reading": shown.reading,
        "tab": tab,
        "tabs": tabs,
        "second": second,
        "both": shown.both,
        "other": shown.both.of(shown.chosen.pk) if shown.both and shown.chosen else None,
        "heading": _heading_form(shown.document),
        "encoding_word": ENCODINGS.get(shown.reading.encoding, "办公软件文件"),
        "head_parts": parts_of("documents.head", request.viewer, shown),
        "twins": queries.twins(request.viewer, shown.document),
        "events": queries.history(shown.document, shown.candidates) if tab == "heading" else (),
        **panel_facts(request, shown.chosen, may_decide=shown.may_decide, rows=shown.candidates, names=shown.names),
    }
    return render(request, "documents/page.html", facts)


def _tabs(shown: queries.Page, second: Any) -> tuple[tuple[str, str], ...]:
    """The tabs of a document: those that every document has, and those for which there is something."""
    more = (
        ("tables", "表格", shown.tables),
        ("doubts", "存疑文字", shown.doubts),
        ("second", "第二读取器", second),
    )
    return (*TABS, *((code, word) for code, word, there in more if there))


def _heading_form(document: Any) -> forms.CorrectForm:
    names = ("version", "kind", "title", "held_on", "published_on")
    return forms.CorrectForm(initial={name: getattr(document, name) for name in names})


@require_http_methods(["POST"])
@login_required
def heading(request: Any, document_id: int) -> HttpResponse:
    """Put the head of the paper right."""
    shown = queries.page(request.viewer, document_id)
    if not shown.may_put_back:
        raise Forbidden("只有上传单位和负责核定条目的人员可以更正文件信息。")
    form = forms.CorrectForm(request.POST)
    if not form.is_valid():
        return _heading_page(request, shown, form, status=422)
    try:
        actions.correct(document_id, by=request.actor, now=timezone.now(), **form.cleaned_data)
    except Stale as stale:
        return _heading_page(request, shown, form, status=409, stale=stale)
    messages.success(request, "文件信息已更正。")
    return redirect(f"{request.path.removesuffix('heading/')}?tab=heading")


def _heading_page(
    request: HttpRequest, shown: queries.Page, form: forms.CorrectForm, *, status: int, stale: Stale | None = None
) -> HttpResponse:
    facts = {"shown": shown, "document": shown.document, "reading": shown.reading, "tab": "heading", "tabs": TABS}
    facts["encoding_word"] = ENCODINGS.get(shown.reading.encoding, "办公软件文件") if shown.reading else ""
    facts |= {"heading": form, "stale": stale, "events": queries.history(shown.document, shown.candidates)}
    return render(request, "documents/page.html", facts, status=status)


@require_safe
@login_required
def original_file(request: Any, document_id: int) -> StreamingHttpResponse:
    """The original, byte for byte, as a download."""
    document = queries.document(request.viewer, document_id)
    return files.download(document.path, name=document.name)


@require_safe
@login_required
def original_text(request: Any, document_id: int) -> HttpResponse:
    """The text as it came in, traditional characters and all."""
    document = queries.document(request.viewer, document_id)
    reading = queries.newest_reading(document)
    return render(request, "documents/original.html", {"document": document, "reading": reading})


def _number(request: HttpRequest, name: str) -> int | None:
    written = request.GET.get(name, "")
    return int(written) if written.isdecimal() and len(written) < 16 else None


def _place(request: HttpRequest) -> tuple[int, int] | None:
    start, end = _number(request, "start"), _number(request, "end")
    return (start, end) if start is not None and end is not None else None
