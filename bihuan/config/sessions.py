"""How long a session lives: 30 minutes idle, 12 hours in all, kept on the server (会话时限)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.signals import user_logged_in
from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from bihuan.base.full_disk import is_full

BEGAN, SEEN = "began_at", "seen_at"
NOTE_EVERY = 60  # seconds; a page more often than this writes nothing


class SessionLimits:
    """Ends a session that was idle too long or is too old; keeps a one-time password's holder at the password page."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Answer one request."""
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            if _is_over(request.session, now=now):
                logout(request)
            elif now - request.session[SEEN] > NOTE_EVERY:
                _note_seen(request.session, now=now)
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, *_: Any) -> HttpResponse | None:
        """A one-time password opens nothing but the page on which it is changed."""
        if not getattr(request.user, "must_change_password", False) or not getattr(view, "login_required", True):
            return None
        if request.resolver_match.view_name in ("units:password", "units:sign_out"):
            return None
        return redirect("units:password")


class SignedInOnly(LoginRequiredMiddleware):
    """Every page needs a signed-in person unless it says otherwise; a part of a page sends all of it to sign in."""

    def handle_no_permission(self, request: Any, view_func: Any) -> Any:
        """To the page of signing in."""
        if getattr(request, "htmx", False):
            return HttpResponse(status=204, headers={"HX-Redirect": reverse("units:sign_in")})
        return super().handle_no_permission(request, view_func)


def _is_over(session: Any, *, now: float) -> bool:
    began, seen = session.get(BEGAN), session.get(SEEN)
    if began is None or seen is None:
        return True
    return now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE


def _note_seen(session: Any, *, now: float) -> None:
    """Keep when the person was last here; a full disk must not keep them from reading."""
    session[SEEN] = now
    try:
        session.save()
    except DatabaseError as failure:
        if not is_full(failure):
            raise
    session.modified = False


def begin(sender: Any, request: Any, **_: Any) -> None:
    """Note when a session began."""
    now = timezone.now().timestamp()
    request.session[BEGAN] = request.session[SEEN] = now


user_logged_in.connect(begin, dispatch_uid="session_begins")
