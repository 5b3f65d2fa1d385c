"""Whose turn it is, as a condition of the database (轮到谁办)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from bihuan.apps.work.models import Party
from bihuan.apps.work.queries.rulebook import Rulebook
from bihuan.base.scope import Viewer
from bihuan.engine.loop import STANDS_FOR, Kind, State

NEVER = Q(pk__in=[])
UNIT_COLUMNS = {"registrar": "registrar_unit_id", "finder": "finder_unit_id", "lead": "lead_unit_id"}
Waiting = list[tuple[Kind, Q, frozenset[str]]]
"""Versions of kinds, which items are theirs, and in which states they wait."""


def is_my_turn(viewer: Viewer, *, book: Rulebook, day: date) -> Q:
    """Items whose next step is this person's; a suspended one only from its review day on.

    The states stand in front of the parties once more: by them the database finds the few open items in an index.
    """
    turns = {turn: waiting for turn, waiting in _turns(book).items() if _may_stand(viewer, *turn)}
    mine = NEVER
    for (party, role), waiting in turns.items():
        mine |= _stands(viewer, party, role) & _in_states(waiting)
    awaited = sorted({code for waiting in turns.values() for _, _, codes in waiting for code in codes})
    not_yet = Q(state="suspended") & (Q(review_on=None) | Q(review_on__gt=day))
    return Q(state__in=awaited) & mine & ~not_yet


def _turns(book: Rulebook) -> dict[tuple[str, str], Waiting]:
    """Where each (party, role) is waited for and may act; an item's own version of its kind says so."""
    turns: dict[tuple[str, str], Waiting] = {}
    for kind, items in (each for code in book.codes for each in book.generations(code)):
        of_kind: dict[tuple[str, str], set[str]] = {}
        for state in kind.states:
            for role in _roles_awaited(kind, state):
                of_kind.setdefault((str(state.waits_on), role), set()).add(state.code)
        for turn, states in of_kind.items():
            turns.setdefault(turn, []).append((kind, items, frozenset(states)))
    return turns


def _roles_awaited(kind: Kind, state: State) -> set[str]:
    entries = (entry.split(":") for move in kind.moves_from(state.code) for entry in move.by)
    return {role for party, role in entries if party in (state.waits_on, "any")} if state.waits_on else set()


def _in_states(waiting: Waiting) -> Q:
    """Items that wait so; ledgers with the same states are asked together."""
    alike: dict[frozenset[str], list[str]] = {}
    wanted = NEVER
    for kind, items, codes in waiting:
        if items == Q(ledger_kind=kind.code):
            alike.setdefault(codes, []).append(kind.code)
        else:
            wanted |= items & Q(state__in=sorted(codes))
    for codes, kinds in alike.items():
        wanted |= Q(ledger_kind__in=kinds, state__in=sorted(codes))
    return wanted


def _may_stand(viewer: Viewer, party: str, role: str) -> bool:
    """Whether this person can stand so to any item at all."""
    if party == "instructor":
        return role == "leader" and bool(viewer.roles & {"leader", "leader_proxy"})
    if party == "registrar" and role == "supervision":
        return role in viewer.roles
    return bool(_own_units(viewer, role))


def _own_units(viewer: Viewer, role: str) -> list[int]:
    return [post.unit_id for post in viewer.posts if role in (post.role, STANDS_FOR.get(post.role))]


def _stands(viewer: Viewer, party: str, role: str) -> Q:
    """Items to which this person stands as this party in this role."""
    if party == "instructor":
        return _instructs(viewer)
    if party == "registrar" and role == "supervision":
        return Q()
    own = _own_units(viewer, role)
    if party in UNIT_COLUMNS:
        return Q(**{f"{UNIT_COLUMNS[party]}__in": own})
    rows = Party.objects.inside().filter(role=party, unit_id__in=own, to_at=None).order_by()
    return Q(pk__in=rows.values("item_id"))


def _instructs(viewer: Viewer) -> Q:
    """A leader's own instructions, and those without a named leader in the portfolio; a proxy's for the leader."""
    people = [pk for pk in (viewer.person_id, viewer.for_person_id) if pk is not None]
    return Q(sponsor_leader_id__in=people) | Q(sponsor_leader=None)
