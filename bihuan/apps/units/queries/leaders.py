"""Leaders of the district, for a form's choices (区领导)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from bihuan.apps.units import models


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


def holders_of(role: str, *, on: date) -> list[tuple[int, int]]:
    """Everyone in use who holds a role on a day: id of the person and of the unit (在岗人员)."""
    posts = models.Post.objects.filter(Q(to_on=None) | Q(to_on__gte=on), role=role, from_on__lte=on)
    return list(posts.filter(person__is_active=True).order_by("pk").values_list("person_id", "unit_id"))
