"""Signing in with a name and a password (登录)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend
from django.db.models import QuerySet
from django.http import HttpRequest

from bihuan.base import prepared


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
        return next(iter(prepared.instances(_in_use, fill=(user_id,))), None)


def _in_use(user_id: int) -> QuerySet[Any]:
    return get_user_model().objects.unscoped("whose session this is").filter(pk=user_id, is_active=True)
