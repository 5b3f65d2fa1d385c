"""Who stands for a project: its team and the units that help (专班、配合单位)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from bihuan.apps.projects.models import Project, Role, SupportUnit, TeamMember
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer

NEEDED = (Role.LEADER, Role.HEAD, Role.LIAISON)
"""Without whom a project has no leader and no team (一个项目、一名领导、一个专班)."""


@dataclass(frozen=True)
class Team:
    """A project's team now, who stood in it before, the units that help, and which seats are empty (专班)."""

    members: tuple[TeamMember, ...]
    former: tuple[TeamMember, ...]
    support: tuple[SupportUnit, ...]
    lacks: tuple[str, ...]


def team_of(row: Project) -> Team:
    """The team of a project in hand; two queries."""
    order = {role: place for place, role in enumerate(Role.values)}
    rows = sorted(row.team.all(), key=lambda each: (order[each.role], each.pk))
    members = tuple(each for each in rows if each.to_on is None)
    held = {each.role for each in members}
    return Team(
        members=members,
        former=tuple(each for each in rows if each.to_on is not None),
        support=tuple(row.support.filter(to_on=None)),
        lacks=tuple(role.label for role in NEEDED if role not in held),
    )


def member(member_id: int, project_id: int, viewer: Viewer) -> TeamMember:
    """One of the team of a project in reach; else there is none."""
    rows = TeamMember.objects.visible_to(viewer).filter(pk=member_id, project_id=project_id)
    found: TeamMember | None = rows.select_related("project").first()
    if found is None:
        raise Http404
    return found


def support(support_id: int, project_id: int, viewer: Viewer) -> SupportUnit:
    """One unit that helps with a project in reach; else there is none."""
    rows = SupportUnit.objects.visible_to(viewer).filter(pk=support_id, project_id=project_id)
    found: SupportUnit | None = rows.select_related("project").first()
    if found is None:
        raise Http404
    return found


def people_for(row: Project, viewer: Viewer) -> list[tuple[str, list[tuple[int, str]]]]:
    """Whom a form offers for the team: the district's leaders, then people of its unit and its town (可选人员)."""
    own = units.people_in_post(viewer.on, unit_ids=[pk for pk in (row.lead_unit_id, row.town_id) if pk])
    near = [(person.pk, person.name) for person in own]
    return [("区领导", units.leader_choices(viewer.on)), ("牵头单位和属地", near)]
