"""Leaders of the district, for a form's choices (区领导)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from bihuan.apps.units import models
from bihuan.base.rights import matrix


def leader_choices(day: date) -> list[tuple[int, str]]:
    """Everyone who holds a leader's post on a day: id, name with title."""
    posts = models.Post.objects.filter(Q(to_on=None) | Q(to_on__gte=day), role="leader", from_on__lte=day)
    rows = posts.order_by("pk").values_list("person_id", "person__name", "title")
    return [(person_id, f"{name}（{title}）" if title else name) for person_id, name, title in rows]


def portfolio_of(leader_id: int, *, on: date) -> list[tuple[int, str]]:
    """Units that a leader answers for on a day, in tree order: id, name (分管单位)."""
    lines = models.Portfolio.objects.filter(Q(to_on=None) | Q(to_on__gte=on), leader_id=leader_id, from_on__lte=on)
    rows = lines.order_by("unit__path").values_list("unit_id", "unit__name")
    return list(dict(rows).items())


def people_who_may(action: str, *, on: date, unit_ids: Iterable[int]) -> list[int]:
    """People in use whose post in one of some units gives a right on a day (有权人员)."""
    roles = [role for role, reach in matrix()[action].items() if reach in ("own", "portfolio", "all")]
    posts = models.Post.objects.filter(Q(to_on=None) | Q(to_on__gte=on), from_on__lte=on, role__in=roles)
    found = posts.filter(person__is_active=True, unit_id__in=list(unit_ids))
    return list(dict.fromkeys(found.order_by("pk").values_list("person_id", flat=True)))


def holders_of(role: str, *, on: date) -> list[tuple[int, int]]:
    """Everyone in use who holds a role on a day: id of the person and of the unit (在岗人员)."""
    posts = models.Post.objects.filter(Q(to_on=None) | Q(to_on__gte=on), role=role, from_on__lte=on)
    return list(posts.filter(person__is_active=True).order_by("pk").values_list("person_id", "unit_id"))
