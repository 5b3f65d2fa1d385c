"""Who works here, what they are and what waits for a second person (人员)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from bihuan.apps.units import models
from bihuan.base.scope import ScopedQuerySet, Viewer

CONTACTS = {"supervision": "事项怎么办", "system_admin": "账号、口令", "security_admin": "权限"}


def people(viewer: Viewer, *, words: str = "", unit_id: int | None = None) -> ScopedQuerySet:
    """People whom this viewer may look up, with their posts, by name."""
    found = models.Person.objects.visible_to(viewer).order_by("-is_active", "name", "pk")
    if words:
        found = found.filter(Q(name__icontains=words) | Q(login__icontains=words))
    if unit_id:
        found = found.filter(pk__in=_rights_on(models.Post, viewer.on).filter(unit_id=unit_id).values("person"))
    posts = _rights_on(models.Post, viewer.on).select_related("unit").order_by("from_on", "pk")
    return found.prefetch_related(Prefetch("posts", queryset=posts, to_attr="posts_now"))


def person(viewer: Viewer, person_id: int) -> models.Person | None:
    """One person whom this viewer may look up."""
    return models.Person.objects.visible_to(viewer).filter(pk=person_id).first()


def people_by_login(viewer: Viewer, logins: Iterable[str]) -> dict[str, int]:
    """Ids of people by the names under which they sign in; unknown ones are left out."""
    rows = models.Person.objects.visible_to(viewer).filter(login__in=list(logins))
    return dict(rows.values_list("login", "pk"))


def rights_of(person: models.Person) -> dict[str, list[Any]]:
    """Posts, proxies and portfolio of a person, the latest first, past ones too."""
    return {
        "posts": list(person.posts.select_related("unit").order_by("-from_on", "-pk")),
        "proxies": list(person.acts_for.select_related("leader").order_by("-from_on", "-pk")),
        "portfolio": list(person.portfolio.select_related("unit").order_by("-from_on", "-pk")),
    }


def roles_from(person_id: int, *, on: date) -> set[str]:
    """Roles that a person holds on a day or after it; acting for a leader counts as one."""
    later = Q(to_on=None) | Q(to_on__gte=on)
    roles = set(models.Post.objects.filter(later, person_id=person_id).values_list("role", flat=True))
    if models.Proxy.objects.filter(later, person_id=person_id).exists():
        roles.add("leader_proxy")
    return roles


def has_post(person_id: int, *, unit_code: str, role: str) -> bool:
    """Whether a person holds this post now or later, or it waits for a second person."""
    wanted = {"person_id": person_id, "unit__code": unit_code, "role": role}
    waiting = models.Grant.objects.filter(decision=models.Grant.Decision.WAITING, kind="post", **wanted)
    return waiting.exists() or models.Post.objects.filter(Q(to_on=None), **wanted).exists()


def leaders_on(day: date) -> list[models.Person]:
    """District leaders in post on a day, for whom others may act."""
    posts = _rights_on(models.Post, day).filter(role="leader").select_related("person").order_by("person__name")
    return list({post.person_id: post.person for post in posts}.values())


def contacts(day: date, *, most: int = 3) -> list[tuple[str, list[models.Post]]]:
    """Whom to ask about what: the work, the account, the rights; a few posts each (联系人)."""
    posts = _rights_on(models.Post, day).filter(role__in=CONTACTS, person__is_active=True)
    found = list(posts.select_related("person", "unit").order_by("from_on", "pk"))
    return [(word, [post for post in found if post.role == role][:most]) for role, word in CONTACTS.items()]


def waiting_grants() -> QuerySet[models.Grant]:
    """Rights that wait for a second person, the oldest first."""
    waiting = models.Grant.objects.filter(decision=models.Grant.Decision.WAITING)
    return waiting.select_related("person", "unit", "leader", "proposed_by").order_by("proposed_at", "pk")


def decided_grants() -> QuerySet[models.Grant]:
    """Rights that were decided on, the latest first."""
    decided = models.Grant.objects.exclude(decision=models.Grant.Decision.WAITING)
    return decided.select_related("person", "unit", "leader", "proposed_by", "decided_by").order_by("-decided_at")


def _rights_on(model: Any, day: date) -> QuerySet[Any]:
    return model.objects.filter(Q(to_on=None) | Q(to_on__gte=day), from_on__lte=day)
