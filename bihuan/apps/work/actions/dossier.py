"""An item with all that a move may look at, read once and then kept up in memory (卷宗)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bihuan.apps.work import mapping
from bihuan.apps.work.models import Attachment, Extension, Item, Milestone, Party, PauseFact
from bihuan.apps.work.queries import ENDED
from bihuan.base.refusals import Stale
from bihuan.base.scope import Viewer
from bihuan.engine.loop import Kind


class Overtaken(Stale):
    """Someone else moved the item between reading and writing."""


class Dossier:
    """One item, the units that act on it now, its nodes, what stands open of it (卷宗).

    What only some moves look at is read when one looks. evidence: files of this round. changed: columns to write.
    """

    def __init__(
        self, item: Item, *, kind: Kind, parties: list[Party], evidence: int = 0, open_children: int = 0
    ) -> None:
        self.item, self.kind, self.parties = item, kind, parties
        self.evidence, self.open_children = evidence, open_children
        self.changed: set[str] = set()
        self.kept_as = (item.state, item.version)

    @cached_property
    def nodes(self) -> list[Milestone]:
        """Nodes that are not dropped (节点)."""
        return list(self.item.milestones.filter(dropped_at=None))

    @cached_property
    def pause(self) -> PauseFact | None:
        """The pause that is not over; None while the clock runs."""
        return self.item.pauses.filter(ended_at=None).first()

    @cached_property
    def extension(self) -> Extension | None:
        """The extension that waits for a decision."""
        return self.item.extensions.filter(decision=Extension.Decision.OPEN).first()

    def is_new(self) -> None:
        """Nothing hangs on a new item yet, so nothing needs to be read."""
        self.nodes, self.pause, self.extension = [], None, None

    @property
    def counts(self) -> mapping.Counts:
        """What the loop judges by besides the item's own columns."""
        return mapping.Counts(evidence=self.evidence, open_children=self.open_children)

    def set(self, **columns: object) -> None:
        """Set columns of the item in memory."""
        for name, value in columns.items():
            setattr(self.item, name, value)
        self.changed |= columns.keys()

    def write(self) -> None:
        """Write the changed columns, if the item is still in the state and version that were read."""
        if not self.changed:
            return
        state, version = self.kept_as
        values = {name: getattr(self.item, name) for name in self.changed}
        if not Item.objects.write_if(self.item, stands={"state": state, "version": version}, values=values):
            raise Overtaken
        self.changed, self.kept_as = set(), (self.item.state, self.item.version)

    def is_visible_to(self, viewer: Viewer) -> bool:
        """The scope of items, over what is in memory: the same answer as `Item.scope` (事项可见范围)."""
        if not viewer.business or viewer.sees_all:
            return viewer.business
        item = self.item
        units = {item.lead_unit_id, item.registrar_unit_id, item.finder_unit_id, *(p.unit_id for p in self.parties)}
        people = {viewer.person_id, viewer.for_person_id} - {None}
        return bool(units & viewer.unit_ids) or item.sponsor_leader_id in people or self._is_copied_to(viewer, people)

    def _is_copied_to(self, viewer: Viewer, people: Iterable[int | None]) -> bool:
        copied = Q(unit_id__in=list(viewer.unit_ids)) | Q(person_id__in=list(people))
        return bool(self.item.copies.filter(copied).exists())


def items_with_counts(viewer: Viewer) -> QuerySet[Item]:
    """Items this viewer may see, each with the counts that a dossier starts from."""
    files = Attachment.objects.inside().filter(item_id=OuterRef("pk"), kind=Attachment.Kind.EVIDENCE)
    children = Item.objects.inside().filter(parent_id=OuterRef("pk")).exclude(state__in=ENDED)
    return Item.objects.visible_to(viewer).annotate(
        evidence_count=_count(files.filter(round=OuterRef("round")), of="item_id"),
        open_children_count=_count(children, of="parent_id"),
    )


def _count(rows: QuerySet, *, of: str) -> Coalesce:
    counted = rows.order_by().values(of).annotate(found=Count("pk")).values("found")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def parties_of(items: Iterable[Item]) -> dict[int, list[Party]]:
    """Units that act on each of some items now, the lead unit first."""
    order = {role: place for place, role in enumerate(Party.Role.values)}
    found: dict[int, list[Party]] = defaultdict(list)
    rows = Party.objects.of(items).filter(to_at=None).order_by("pk")
    for party in sorted(rows, key=lambda party: (order[party.role], party.pk)):
        found[party.item_id].append(party)
    return found
