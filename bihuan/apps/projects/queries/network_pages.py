"""A network as tables to read, and the versions of a project's own (网络图的查看)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bihuan.apps.projects import mapping
from bihuan.apps.projects.models import ProjectNetwork
from bihuan.apps.projects.queries.plan_page import networks_of
from bihuan.apps.projects.queries.schedules import ProjectPlan
from bihuan.engine import schedule
from bihuan.engine.schedule import KINDS, Network


@dataclass(frozen=True)
class NetworkTables:
    """A network in words: nodes, links, stops, what is promised."""

    activities: Sequence[Mapping[str, Any]]
    links: Sequence[Mapping[str, Any]]
    stops: Sequence[Mapping[str, Any]]
    promised: str


@dataclass(frozen=True)
class NetworkVersion:
    """A version of a project's network, with what it changed (网络图的一版)."""

    row: ProjectNetwork
    name: str
    changes: tuple[str, ...]


def network_tables(body: Mapping[str, Any]) -> NetworkTables:
    """A network's tables with words instead of codes."""
    sheet = mapping.to_sheet(body)
    calendars = dict(mapping.calendar_choices(body))
    activities = [{**each, "on": calendars[each.get("calendar", "working_days")]} for each in sheet.activities]
    links = [
        {
            **each,
            "word": KINDS[each.get("kind", "FS")].words,
            "lag_on": mapping.CALENDARS[each.get("lag_in", "working_days")],
        }
        for each in sheet.links
    ]
    stops = [{**each, "on": mapping.CALENDARS[each["days"]]} for each in sheet.stops]
    return NetworkTables(activities, links, stops, sheet.promised)


def network_versions(found: ProjectPlan) -> list[NetworkVersion]:
    """All versions of a project's network, the newest first; each says how it differs from the one before."""
    rows = networks_of(found.project)
    built = [_network(found, row) for row in rows]
    first = _network(found, None) if rows and rows[-1].body is not None else None
    pairs = zip(built, [*built[1:], first][: len(built)], strict=True)
    return [
        NetworkVersion(row, _name(found, row), _changes(now, before))
        for row, (now, before) in zip(rows, pairs, strict=True)
    ]


def _network(found: ProjectPlan, row: ProjectNetwork | None) -> Network | None:
    choice = mapping.choice_of(found.project, row, on=found.on)
    try:
        chosen = mapping.chosen(choice, found.book.rule(choice.code, choice.rule_on))
    except ValueError:
        return None
    return chosen.network if chosen else None


def _changes(now: Network | None, before: Network | None) -> tuple[str, ...]:
    return schedule.differences(before, now) if now and before else ()


def _name(found: ProjectPlan, row: ProjectNetwork) -> str:
    rule = found.book.rule(row.code, row.rule_on)
    name = rule.name if rule else row.code
    return f"{name}（本项目自定）" if row.body is not None else name
