"""Signing in, signing out, changing the password (登录)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from bihuan.apps.units import actions, queries
from bihuan.apps.units.forms.signing_in import PasswordForm, SignInForm
from bihuan.base import registries
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal

WRONG = "登录名或口令不正确。连续5次不正确，须等候15分钟。忘记口令请与系统管理员联系。"
WAIT = "登录失败次数过多，请等候15分钟后再试。忘记口令请与系统管理员联系。"
EXPIRED = "一次性口令已过期(7天)。请与系统管理员联系重置。"


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sign_in(request: Any) -> HttpResponse:
    """The page of signing in; the same answer for a wrong password and an unknown name."""
    form = SignInForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _page(request, form, status=200 if request.method == "GET" else 422)
    now = timezone.now()
    if queries.too_many_from(_address(request), now=now):
        return locked_out(request)
    name, password = form.cleaned_data["username"], form.cleaned_data["password"]
    person = authenticate(request, username=name, password=password)
    if person is None:
        actions.record_sign_in_failure(name, address=_address(request), request_id=request.number, at=now)
        form.add_error(None, WRONG)
        return _page(request, form, status=422)
    if person.one_time_until and person.one_time_until < now:
        form.add_error(None, EXPIRED)
        return _page(request, form, status=422)
    return _enter(request, person)


def locked_out(request: Any, *_: Any, **__: Any) -> HttpResponse:
    """The answer after too many failures; the same whether the name exists or not."""
    form = SignInForm(request.POST)
    form.is_valid()
    form.add_error(None, WAIT)
    return _page(request, form, status=429)


@require_POST
def sign_out(request: Any) -> HttpResponse:
    """End the session on the server."""
    actions.record_sign_out(by=request.actor, at=timezone.now())
    logout(request)
    return redirect("units:sign_in")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: Any) -> HttpResponse:
    """Change one's own password; a one-time password must be changed before anything else."""
    form = PasswordForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_password(
                request.user.pk, password=form.cleaned_data["new"], by=request.actor, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error("new", refusal.sentence)
        else:
            request.user.refresh_from_db()
            update_session_auth_hash(request, request.user)
            messages.success(request, "口令已修改，其他地方的登录已退出。")
            return redirect("/")
    status = 422 if request.method == "POST" else 200
    return render(
        request, "units/password.html", {"form": form, "must": request.user.must_change_password}, status=status
    )


def _enter(request: Any, person: Any) -> HttpResponse:
    failures, before = queries.failures_since_last_sign_in(person.pk), person.last_login
    login(request, person)
    viewer = queries.viewer_of(person, on=timezone.localdate())
    by = Actor(viewer, address=_address(request), request_id=request.number)
    actions.record_sign_in(person, by=by, at=timezone.now())
    if failures:
        last = f"上次登录:{timezone.localtime(before):%Y-%m-%d %H:%M}。" if before else ""
        messages.warning(request, f"{last}其后有{failures}次登录失败。如不是本人所为，请修改口令并告知安全管理员。")
    return redirect(_next(request))


def _next(request: HttpRequest) -> str:
    url = request.POST.get("next") or request.GET.get("next") or ""
    known = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if known else "/"


def _page(request: HttpRequest, form: SignInForm, *, status: int) -> HttpResponse:
    facts = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next") or "",
        "cast": [account for accounts in registries.casts for account in accounts()],
    }
    return render(request, "units/sign_in.html", facts, status=status)


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
