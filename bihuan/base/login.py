"""Signing in with a name and a password (登录)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest


class PersonBackend(BaseBackend):
    """Checks a person's password; takes the same time whether the name exists or not."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> Any:
        """The person, or None."""
        people = get_user_model()
        person = people.objects.unscoped("nobody is signed in yet").filter(login=username or "").first()
        if person is None:
            people().set_password(password or "")
            return None
        return person if person.check_password(password or "") and person.is_active else None

    def get_user(self, user_id: int) -> Any:
        """The person of a session; None once the account is stopped."""
        known = get_user_model().objects.unscoped("whose session this is")
        return known.filter(pk=user_id, is_active=True).first()
