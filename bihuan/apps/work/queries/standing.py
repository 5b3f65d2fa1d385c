"""How an item and a person stand to each other now, and as whom the person would act (可办动作)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404

from bihuan.apps.units import queries as units
from bihuan.apps.work import mapping
from bihuan.apps.work.models import Item, Party
from bihuan.apps.work.queries.kinds import kind_of
from bihuan.base import prepared
from bihuan.base.scope import Viewer
from bihuan.engine.calendar import local_day
from bihuan.engine.loop import OFFICE, STANDS_FOR, Kind, Move, Standing

ENDED = ("not_filed", "closed", "written_off", "look_back", "cancelled", "split")
"""States in which a sub-item no longer holds up its parent."""


@dataclass(frozen=True)
class Acting:
    """As whom a person makes a move: the party, and whether for a unit whose paper is attached (代办)."""

    party: str
    on_paper: bool = False


def visible_item(item_id: int, viewer: Viewer) -> Item:
    """The item, if this viewer may see it; else it does not exist."""
    found = prepared.instances(_visible, viewer, fill=(item_id,))
    if not found:
        raise Http404
    item: Item = found[0]
    return item


def _visible(viewer: Viewer, item_id: int) -> QuerySet[Item]:
    return Item.objects.visible_to(viewer).filter(pk=item_id).select_related("registrar_unit", "parent", "campaign")


def standing_of(item: Item, *, viewer: Viewer, now: datetime, kind: Kind | None = None) -> Standing:
    """What the loop needs to judge what this person may do to this item now."""
    counts = mapping.Counts(
        evidence=item.attachments.filter(kind="evidence", round=item.round).count(),
        open_children=item.children.filter(~Q(state__in=ENDED)).count(),
    )
    return mapping.to_standing(
        item,
        parties=parties_now(item),
        counts=counts,
        viewer=viewer,
        kind=kind or kind_of(item),
        calendar=units.working_calendar(on=local_day(now)),
        now=now,
    )


def parties_now(item: Item) -> list[Party]:
    """Units that act on the item now, the lead unit first."""
    found: list[Party] = prepared.instances(_parties, fill=(item.pk,))
    order = {role: place for place, role in enumerate(Party.Role.values)}
    return sorted(found, key=lambda party: (order[party.role], party.pk))


def _parties(item_id: int) -> QuerySet[Party]:
    return Party.objects.of([Item(pk=item_id)]).filter(to_at=None).order_by("pk")


def acting(move: Move, parties: Iterable[str]) -> Acting | None:
    """As whom a person with these standings would make a move; None without any right to it."""
    own = set(parties)
    for entry in move.by:
        party, role = entry.split(":")
        held = {each.split(":")[1] for each in own if party in ("any", each.split(":")[0])}
        if any(role in (each, STANDS_FOR.get(each)) for each in held):
            return Acting(party)
    if move.on_paper and OFFICE in own:
        return Acting(move.by[0].split(":")[0], on_paper=True)
    return None


def paper_parties(move: Move, parties: Iterable[Party]) -> list[Party]:
    """Units for which the office may make a move on their paper; the lead unit answers where a kind asks so."""
    roles = {entry.split(":")[0] for entry in move.by}
    if "answerer" in roles:
        roles.add(Party.Role.LEAD)
    return [party for party in parties if party.role in roles]
