"""What signing in must know: failed attempts, by name and by address (登录)."""

from __future__ import annotations

from datetime import datetime, timedelta

from axes.models import AccessFailureLog

from bihuan.apps.units import models

ADDRESS_FAILURES = 30
ADDRESS_WINDOW = timedelta(minutes=1)


def person_id_of_login(login: str) -> int | None:
    """Id of the person with this login name; None where there is none."""
    people = models.Person.objects.unscoped("nobody is signed in yet")
    return people.filter(login=login).values_list("pk", flat=True).first()


def too_many_from(address: str, *, now: datetime) -> bool:
    """Whether an address failed so often in the last minute that it must wait."""
    recent = AccessFailureLog.objects.filter(ip_address=address or None, attempt_time__gt=now - ADDRESS_WINDOW)
    return recent.count() >= ADDRESS_FAILURES


def failures_since_last_sign_in(person_id: int) -> int:
    """How often somebody failed to sign in as this person since they last did."""
    events = models.Event.objects.unscoped("one's own failed sign-ins, told at the next one").filter(
        object_kind="person", object_id=person_id
    )
    last = events.filter(kind="person.signed_in").order_by("-seq").values_list("seq", flat=True).first() or 0
    return events.filter(kind="person.sign_in_failed", seq__gt=last).count()
