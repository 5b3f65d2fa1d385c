"""What every request carries: its number, the viewer, the actor; refusals become pages (请求)."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bihuan.apps.units import actions, queries
from bihuan.base import registries
from bihuan.base.actors import Actor
from bihuan.base.full_disk import DiskFull, is_full
from bihuan.base.refusals import Refusal
from bihuan.base.scope import Viewer

logger = logging.getLogger(__name__)


class RequestMiddleware:
    """Sets `request.viewer` and `request.actor` (None when signed out) and `request.number`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Answer one request."""
        request.number = uuid.uuid4().hex
        request.viewer, request.actor = None, None
        if request.user.is_authenticated:
            request.viewer = queries.viewer_of(request.user, on=timezone.localdate())
            request.actor = Actor(
                request.viewer, address=request.META.get("REMOTE_ADDR", ""), request_id=request.number
            )
        request.refusal = None
        response = self.get_response(request)
        _keep_refusal(request, response)
        response["X-Request-Id"] = request.number
        response.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        """A refusal that no view caught becomes a page with its sentence; a mistake of ours goes to the log."""
        if is_full(exception):
            logger.error("disk full: request %s %s", getattr(request, "number", ""), request.path)
            full = DiskFull()  # not kept in the log either: there is no room
            return render(request, "refusal.html", {"refusal": full}, status=full.status)
        if isinstance(exception, Refusal):
            request.refusal = exception
            return render(request, "refusal.html", {"refusal": exception}, status=exception.status)
        if not isinstance(exception, Http404 | PermissionDenied):
            logger.error("request %s %s failed", getattr(request, "number", ""), request.path, exc_info=exception)
        return None


def _keep_refusal(request: Any, response: HttpResponse) -> None:
    """Keep in the log who was refused what: rights, other units' objects, refused acts (A11).

    A view that shows a refusal itself sets `request.refusal`.
    """
    match = request.resolver_match
    objects = match.kwargs if match else {}
    hidden = response.status_code == 404 and objects and request.viewer
    if not (request.refusal or response.status_code == 403 or hidden):
        return
    why = (
        request.refusal.sentence
        if request.refusal
        else {403: "无权访问", 404: "无此对象或无权查看"}[response.status_code]
    )
    actions.record_refusal(
        (match.view_name if match else "") or request.path,
        object_id=next((value for value in objects.values() if isinstance(value, int)), None),
        by=request.actor
        or actions.nobody(
            on=timezone.localdate(), address=request.META.get("REMOTE_ADDR", ""), request_id=request.number
        ),
        at=timezone.now(),
        why=why,
        facts={"method": request.method, "status": response.status_code},
    )


def page_frame(request: Any) -> dict[str, object]:
    """What the frame of every page shows: the district, who is signed in, the rooms that hold something for them."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    rooms = registries.rooms_for(viewer) if viewer else []
    return {"viewer": viewer, "rooms": rooms, "district": queries.district_name()}
