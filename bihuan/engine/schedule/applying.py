"""Changes written into a network (采用调整): what was tried on a plan becomes the network that it is planned on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from bihuan.engine.schedule.changes import Change, ChangeKind, is_commitment, is_overlap
from bihuan.engine.schedule.network import Link, LinkKind, Network


def apply_changes(body: Mapping[str, Any], network: Network, changes: Iterable[Change]) -> dict[str, Any]:
    """The body of a network with some changes in it (采用调整); a moved promise changes no network.

    Args: body: of a definition, in the form of `build`. network: the plan's, fitted to the project, whose links the
    changes were tried on.
    """
    found: dict[str, Any] = deepcopy(dict(body))
    for change in changes:
        if change.kind is ChangeKind.SHORTEN:
            _shorten(found, change)
        for place, link in enumerate(network.links):
            if (kind := _loosened(change, link)) is not None:
                _rewrite(found["links"][place], kind)
    found["links"] = _without_twins(found["links"])
    return found


def _shorten(body: dict[str, Any], change: Change) -> None:
    activity = next(each for each in body["activities"] if each["code"] == change.activity)
    activity["days"] = change.days


def _loosened(change: Change, link: Link) -> LinkKind | None:
    """What a change makes of a link: side by side both starts wait, on a promise both finishes."""
    if change.kind is ChangeKind.OVERLAP and is_overlap(link):
        return LinkKind.START_TO_START if (link.before, link.after) == (change.after, change.activity) else None
    if change.kind is ChangeKind.COMMIT and is_commitment(link, change.activity):
        return LinkKind.FINISH_TO_FINISH
    return None


def _rewrite(link: dict[str, Any], kind: LinkKind) -> None:
    for name in ("lag", "lag_in", "may_overlap"):
        link.pop(name, None)
    link["kind"] = kind.code


def _without_twins(links: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of links of one kind between the same two the one that holds longest."""
    kept: dict[tuple[str, str, str], dict[str, Any]] = {}
    for link in links:
        key = (link["before"], link["after"], link.get("kind", LinkKind.FINISH_TO_START.code))
        if key not in kept or link.get("lag", 0) > kept[key].get("lag", 0):
            kept[key] = link
    return list(kept.values())
