"""Who may read a project (项目可见范围)."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from bihuan.base.scope import Viewer


def project_scope(viewer: Viewer, prefix: str = "") -> Q:
    """Projects led, sited, registered or supported by one's unit, those it is on the team of, those whose needs it
    owes an answer to; all for those who see the whole district.

    prefix: the way to the project from the row that is asked for, as `project__`.
    """
    if viewer.sees_all:
        return Q()
    units = list(viewer.unit_ids)
    people = [pk for pk in (viewer.person_id, viewer.for_person_id) if pk is not None]
    project = f"{prefix.removesuffix('__')}_id__in" if prefix else "pk__in"  # IN, not EXISTS: each part has its index
    own = Q(**{f"{prefix}lead_unit_id__in": units})
    own |= Q(**{f"{prefix}town_id__in": units}) | Q(**{f"{prefix}registrar_unit_id__in": units})
    return (
        own
        | _through(project, "SupportUnit", unit_id__in=units, to_on=None)
        | _through(project, "TeamMember", person_id__in=people, to_on=None)
        | _through(project, "FactorNeed", unit_id__in=units)
    )


def _through(project: str, model: str, **condition: object) -> Q:
    rows = apps.get_model("projects", model).objects.inside().filter(**condition)
    return Q(**{project: rows.order_by().values("project_id")})
