"""Who may read an item and what hangs on it (事项可见范围)."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from bihuan.base.scope import Viewer


def item_scope(viewer: Viewer, *, prefix: str = "") -> Q:
    """Own parties, what it registered or found, a leader's instructions and portfolio, what was copied to it; all for
    the supervision office.

    Args: prefix: how the model reaches the item, as `item__`; empty for the item itself.
    """
    if viewer.sees_all:
        return Q()
    units = list(viewer.unit_ids)
    people = [pk for pk in (viewer.person_id, viewer.for_person_id) if pk is not None]
    parties = apps.get_model("work", "Party").objects.inside().filter(unit_id__in=units, to_at=None)
    copies = apps.get_model("work", "CopyTo").objects.inside()
    copies = copies.filter(Q(unit_id__in=units) | Q(person_id__in=people))
    item = f"{prefix.removesuffix('__')}_id__in" if prefix else "pk__in"  # IN, not EXISTS: each part has its index
    own = (
        Q(**{f"{prefix}lead_unit_id__in": units})
        | Q(**{f"{prefix}registrar_unit_id__in": units})
        | Q(**{f"{prefix}finder_unit_id__in": units})
        | Q(**{f"{prefix}sponsor_leader_id__in": people})
    )
    return own | Q(**{item: parties.order_by().values("item_id")}) | Q(**{item: copies.order_by().values("item_id")})
