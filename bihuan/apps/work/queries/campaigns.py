"""Campaigns and frameworks: a tree over items, with counts that roll up and drill down (专项行动、工作框架)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.http import Http404
from django.urls import reverse

from bihuan.apps.documents import queries as documents
from bihuan.apps.work.models import Campaign, Item
from bihuan.apps.work.queries.columns import BY_CODE, Row
from bihuan.apps.work.queries.ledger import bucket_of, rows_of
from bihuan.apps.work.queries.rulebook import Rulebook
from bihuan.base.scope import Viewer
from bihuan.engine.lamps import status_by_bucket

MOST_ROWS = 500


@dataclass(frozen=True)
class CampaignNode:
    """One node of the tree with the counts of all items at and below it (一个节点)."""

    campaign: Campaign
    level: int
    total: int
    done: int
    counts: Mapping[str, int]

    def url(self, status: str = "") -> str:
        """The ledger's rows behind a number of this node."""
        asked = {"campaign": self.campaign.code} | ({"status": status} if status else {})
        return f"{reverse('work:items')}?{urlencode(asked)}"


@dataclass(frozen=True)
class Scheme:
    """A framework that a document tells of, offered for a person's word (文件中的框架)."""

    name: str
    parts: tuple[str, ...]


def campaign_tree() -> list[Campaign]:
    """All campaigns in tree order; their names are common knowledge, their items are not."""
    return list(Campaign.objects.order_by("path"))


def campaign_nodes(*, viewer: Viewer, book: Rulebook, top: Campaign | None = None) -> list[CampaignNode]:
    """The tree, or what stands below one campaign, with rolled-up counts of what this viewer may see; two queries."""
    tree = Campaign.objects.order_by("path")
    nodes = list(tree.filter(path__startswith=top.path) if top else tree)
    counted = _counted(_items_of(viewer, top), book)
    first = top.depth if top else 1
    return [_node(node, node.depth - first, counted) for node in nodes]


def campaign(code: str) -> Campaign:
    """A campaign by its code; else it does not exist."""
    found = Campaign.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def campaign_rows(top: Campaign, *, viewer: Viewer, book: Rulebook) -> list[Row]:
    """Items of a campaign that this viewer may see, by node and due day, with units and nodes."""
    items = _items_of(viewer, top).select_related("campaign").order_by("campaign__path", "due_at", "pk")
    return rows_of(list(items[:MOST_ROWS]), book=book, columns=[BY_CODE["support"], BY_CODE["nodes"]])


def schemes_of(document_id: int, *, viewer: Viewer) -> list[Scheme]:
    """Frameworks that the reader found in a document, each with its parts or their members."""
    reading = documents.newest_reading(documents.document(viewer, document_id))
    found: Sequence[Mapping[str, Any]] = (reading.found if reading else {}).get("frameworks", ())
    return [Scheme(each["name"], tuple(_parts(each))) for each in found]


def _parts(scheme: Mapping[str, Any]) -> list[str]:
    """The members where there is one part with members, else the parts by their labels."""
    parts = scheme.get("parts") or []
    if len(parts) == 1 and parts[0].get("members"):
        return list(parts[0]["members"])
    return [part["label"] for part in parts if part.get("label")]


def _items_of(viewer: Viewer, top: Campaign | None) -> QuerySet[Item]:
    items = Item.objects.visible_to(viewer)
    return items.filter(campaign__path__startswith=top.path) if top else items.filter(campaign__isnull=False)


def _counted(items: QuerySet[Item], book: Rulebook) -> dict[str, dict[str, int]]:
    """Path of a node -> shown status -> how many items hang on the node itself."""
    found: dict[str, dict[str, int]] = {}
    if book.statuses is None:
        return found
    grouped = items.order_by().annotate(bucket=bucket_of(book)).values_list("campaign__path", "state", "bucket")
    for path, state, bucket, count in grouped.annotate(n=Count("pk")):
        code = status_by_bucket(book.statuses, state=state, day=book.day)[bucket].code
        own = found.setdefault(path, {})
        own[code] = own.get(code, 0) + count
    return found


def _node(node: Campaign, level: int, counted: Mapping[str, Mapping[str, int]]) -> CampaignNode:
    counts: dict[str, int] = {}
    for path, own in counted.items():
        if path.startswith(node.path):
            for code, count in own.items():
                counts[code] = counts.get(code, 0) + count
    done = counts.get("done", 0) + counts.get("written_off", 0)
    return CampaignNode(node, level, sum(counts.values()), done, counts)
