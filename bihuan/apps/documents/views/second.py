"""The second reader's settings, and taking a sentence from it (第二读取器)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from bihuan.apps.documents import actions, forms, queries
from bihuan.base import rights
from bihuan.base.chat import BadAddress
from bihuan.base.refusals import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def second_reader(request: Any) -> HttpResponse:
    """Where the second reader is; off until somebody says so."""
    rights.require(request.viewer, "reader.change")
    row = queries.second_reader(request.viewer)
    initial = {"address": row.address, "model": row.model, "is_on": row.is_on} if row else None
    form = forms.SecondReaderForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_second_reader(by=request.actor, now=timezone.now(), **form.cleaned_data)
        except BadAddress as refusal:
            form.add_error("address", refusal.sentence)
        else:
            messages.success(request, "已保存第二读取器的设置。")
            return redirect("documents:second_reader")
    status = 422 if request.method == "POST" else 200
    return render(request, "documents/second_reader.html", {"form": form, "row": row}, status=status)


@require_POST
@login_required
def add_second(request: Any, document_id: int) -> HttpResponse:
    """Make a candidate of a sentence that only the second reader has."""
    queries.document(request.viewer, document_id)
    actions.check_right(request.actor)
    form = forms.SecondPlaceForm(request.POST)
    if not form.is_valid():
        raise Refusal("没有收到是哪一句，请回到文件页再试。")
    place = (form.cleaned_data["start"], form.cleaned_data["end"])
    row = actions.add_from_second(document_id, place, by=request.actor, now=timezone.now())
    messages.success(request, f"已加为第{row.number}条，待核定。")
    return redirect(f"{reverse('documents:page', args=[document_id])}?tab=second")
