"""Who may read a figure (指标可见范围)."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from bihuan.base.scope import Viewer


def figure_scope(viewer: Viewer) -> Q:
    """Own and reported figures, those of the indicators one's unit answers for, the district's own once released; all
    for the statisticians and the supervision office.

    What is not yet released is read only by whom it comes from, who answers for it and who checks it (R4).
    """
    if viewer.sees_all:
        return Q()
    units = list(viewer.unit_ids)
    return Q(unit_id__in=units) | Q(reporter_id__in=units) | Q(indicator__in=_owned(units)) | _published(viewer)


def assignment_scope(viewer: Viewer) -> Q:
    """What one's unit reports, what is reported about it, what it answers for; and what the district is asked for."""
    if viewer.sees_all:
        return Q()
    units = list(viewer.unit_ids)
    return Q(reporter_id__in=units) | Q(unit_id__in=units) | Q(owner_unit_id__in=units) | Q(unit_id__in=_district())


def target_scope(viewer: Viewer, prefix: str = "") -> Q:
    """Own targets, those of the indicators one's unit answers for, the district's own; all for those who see all.

    prefix: the way to the target from the row that is asked for.
    """
    if viewer.sees_all:
        return Q()
    units = list(viewer.unit_ids)
    of_units = Q(**{f"{prefix}unit_id__in": units}) | Q(**{f"{prefix}unit_id__in": _district()})
    return of_units | Q(**{f"{prefix}indicator__in": _owned(units)})


def _owned(units: list[int]) -> object:
    return apps.get_model("figures", "Assignment").objects.inside().filter(owner_unit_id__in=units).values("indicator")


def _published(viewer: Viewer) -> Q:
    return Q(unit_id__in=_district(), released_on__lte=viewer.on)


def _district() -> object:
    return apps.get_model("units", "Unit").objects.filter(depth=1).values("pk")
