"""What a person may reach, from posts, proxies and portfolios on a day (数据权限)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from bihuan.apps.units import models
from bihuan.base import prepared
from bihuan.base.scope import PostHeld, Viewer

DISTRICT_ROLES = frozenset({"supervision", "statistician"})
ADMIN_ROLES = frozenset({"system_admin", "security_admin", "audit_admin"})


def _in_force(rows: QuerySet, on: date) -> QuerySet:
    return rows.filter(Q(to_on=None) | Q(to_on__gte=on), from_on__lte=on)


def people_in_post(on: date, *, unit_ids: Iterable[int] | None = None) -> list[models.Person]:
    """Everyone in use who holds a post or acts for a leader on a day, for what is sent out; of some units only where
    asked (在岗人员).
    """
    posts = _in_force(models.Post.objects.filter(person__is_active=True), on).select_related("person")
    if unit_ids is not None:
        return list({row.person_id: row.person for row in posts.filter(unit_id__in=list(unit_ids))}.values())
    proxies = _in_force(models.Proxy.objects.filter(person__is_active=True), on).select_related("person")
    return list({row.person_id: row.person for row in (*posts, *proxies)}.values())


def viewer_of(person: models.Person, *, on: date) -> Viewer:
    """Everything that decides what this person may see and do on a day."""
    posts = prepared.instances(_posts, on, fill=(person.pk,))
    proxy = next(iter(prepared.instances(_proxies, on, fill=(person.pk,))), None)
    led = prepared.instances(_portfolio, on, fill=(person.pk,))
    units = [post.unit for post in posts] + [line.unit for line in led]
    held = [PostHeld(unit_id=post.unit_id, role=post.role) for post in posts]
    if proxy:
        seats = prepared.instances(_posts, on, fill=(proxy.leader_id,))
        units += [line.unit for line in prepared.instances(_portfolio, on, fill=(proxy.leader_id,))]
        units += [post.unit for post in seats]
        held += [PostHeld(post.unit_id, "leader_proxy") for post in seats]
    roles = {post.role for post in held}
    home = posts[0].unit if posts else None
    return Viewer(
        person_id=person.pk,
        name=person.name,
        unit_id=home.pk if home else None,
        unit_name=home.name if home else "",
        on=on,
        unit_ids=_units_below(units),
        posts=tuple(held),
        district=bool(roles & DISTRICT_ROLES),
        business=bool(roles - ADMIN_ROLES),
        for_person_id=proxy.leader_id if proxy else None,
        for_name=proxy.leader.name if proxy else "",
    )


def _units_below(units: list[models.Unit]) -> frozenset[int]:
    """Ids of these units, all below them and what was merged into them; the district's root reaches itself alone
    (a leader's seat is no reach).
    """
    own = frozenset(unit.pk for unit in units)
    paths = frozenset(unit.path for unit in units if unit.depth > 1 and unit.numchild)
    return frozenset(pk for (pk,) in prepared.rows(_below, own, paths)) | own


def _below(own: frozenset[int], paths: frozenset[str]) -> QuerySet[models.Unit, tuple[int]]:
    below = Q(became_id__in=own)
    for path in sorted(paths):
        below |= Q(path__startswith=path)
    return models.Unit.objects.filter(below).order_by().values_list("pk")


def _posts(on: date, person_id: int) -> QuerySet[models.Post]:
    return (
        _in_force(models.Post.objects.filter(person_id=person_id), on).select_related("unit").order_by("from_on", "pk")
    )


def _proxies(on: date, person_id: int) -> QuerySet[models.Proxy]:
    return _in_force(models.Proxy.objects.filter(person_id=person_id), on).select_related("leader").order_by("pk")[:1]


def _portfolio(on: date, person_id: int) -> QuerySet[models.Portfolio]:
    return _in_force(models.Portfolio.objects.filter(leader_id=person_id), on).select_related("unit")
