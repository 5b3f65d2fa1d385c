"""Choosing an encoding; putting removed pieces back (重新读取)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from bihuan.apps.documents import actions, forms, queries
from bihuan.apps.documents.actions.readings import ENCODINGS


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def encoding(request: Any, document_id: int) -> HttpResponse:
    """Ask which encoding is right, with the beginning of the text in each."""
    document = queries.document(request.viewer, document_id)
    form = forms.EncodingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["encoding"]
        reading = actions.choose_encoding(document_id, chosen, by=request.actor, now=timezone.now())
        messages.success(request, f"已按{ENCODINGS[reading.encoding]}读取。")
        return redirect("documents:page", document_id)
    shown = [{**each, "word": ENCODINGS[each["encoding"]]} for each in actions.previews(document_id, by=request.actor)]
    facts = {"document": document, "previews": shown, "reading": queries.newest_reading(document)}
    return render(request, "documents/encoding.html", facts, status=422 if request.method == "POST" else 200)


@require_POST
@login_required
def put_back(request: Any, document_id: int) -> HttpResponse:
    """Put a removed piece back into the text."""
    return _read_again(request, document_id, actions.put_back, "已放回正文，并重新读取。")


@require_POST
@login_required
def take_out(request: Any, document_id: int) -> HttpResponse:
    """Take out again what was put back."""
    return _read_again(request, document_id, actions.take_out, "已再次移除，并重新读取。")


def _read_again(request: Any, document_id: int, act: Callable[..., Any], sentence: str) -> HttpResponse:
    queries.document(request.viewer, document_id)
    form = forms.PlaceForm(request.POST)
    if not form.is_valid():
        raise actions.NotRemoved
    sent = form.cleaned_data
    place = (sent["start"], sent["end"])
    act(document_id, place, version=sent["version"], by=request.actor, now=timezone.now())
    messages.success(request, sentence)
    return redirect(f"{reverse('documents:page', args=[document_id])}?tab=removed")
