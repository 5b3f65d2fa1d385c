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
