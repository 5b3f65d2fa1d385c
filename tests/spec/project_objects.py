"""Sample projects for the walk over all addresses (see `objects.py`); each room adds its kinds here."""

from __future__ import annotations

from typing import Any

from bihuan.apps.projects.models import Project
from bihuan.apps.units.models import Person
from bihuan.base.files import Kept, keep
from tests.spec.project_month_objects import month_makers, month_missing
from tests.support.cast import Cast
from tests.support.funds import put_up
from tests.support.land import square
from tests.support.needs import raise_need
from tests.support.parcels import put_line, put_parcel
from tests.support.projects import (
    list_project,
    make_programme,
    make_project,
    put_evidence,
    put_member,
    put_support,
    strange_project,
)

Both = tuple[dict[str, Any], dict[str, Any]]


def projects(cast: Cast, person: Person) -> Both:
    """A project of the leading unit, and one of the stranger's."""
    return {"project_id": make_project(cast).pk}, {"project_id": strange_project(cast).pk}


def project_needs(cast: Cast, person: Person) -> Both:
    """A need of a project of the leading unit, and one of the stranger's."""
    strange = raise_need(cast, strange_project(cast), by=cast.stranger_head)
    return {"need_id": raise_need(cast).pk}, {"need_id": strange.pk}


def parcels(cast: Cast, person: Person) -> Both:
    """A parcel that the leading unit registered; land is shown to all whose work it is."""
    row = {"parcel_id": put_parcel(cast, name="北片一号地").pk}
    return row, row


def lines(cast: Cast, person: Person) -> Both:
    """A planning line that the leading unit registered."""
    said = {"name": "青河河道管理范围", "document": "河道划定公告", "shape": square(50, 0, 400).body()}
    row = {"line_id": put_line(cast, "river_range", **said).pk}
    return row, row


def _rows(cast: Cast) -> tuple[tuple[Project, Person], tuple[Project, Person]]:
    return (make_project(cast), cast.lead_clerk), (strange_project(cast), cast.stranger_clerk)


def _file() -> Kept:
    return keep("已备案。".encode(), name="备案证.txt")


def evidence(cast: Cast, person: Person) -> Both:
    """A paper of each."""
    own, other = (
        {"project_id": row.pk, "evidence_id": put_evidence(row, by=by, kept=_file()).pk} for row, by in _rows(cast)
    )
    return own, other


def members(cast: Cast, person: Person) -> Both:
    """One of the team of each."""
    own, other = ({"project_id": row.pk, "member_id": put_member(row, by=by).pk} for row, by in _rows(cast))
    return own, other


def supports(cast: Cast, person: Person) -> Both:
    """A unit that helps with each."""
    own, other = (
        {"project_id": row.pk, "support_id": put_support(row, cast.units.administration.pk, by=by).pk}
        for row, by in _rows(cast)
    )
    return own, other


def listed(cast: Cast, person: Person) -> Both:
    """The place of each on a list."""
    own, other = ({"key_id": list_project(cast, row).pk} for row, _ in _rows(cast))
    return own, other


def programmes(cast: Cast, person: Person) -> Both:
    """A programme; it is common."""
    code = {"code": make_programme(cast).code}
    return code, code


def programme_projects(cast: Cast, person: Person) -> Both:
    """The place of each in a programme."""
    rows = [row for row, _ in _rows(cast)]
    programme = make_programme(cast, rows, name="起步区")
    places = {each.project_id: each.pk for each in programme.members.all()}
    own, other = ({"code": programme.code, "member_id": places[row.pk]} for row in rows)
    return own, other


def project_bids(cast: Cast, person: Person) -> Both:
    """A bid of a project of the leading unit, and one of the stranger's."""
    strange = put_up(cast, strange_project(cast), by=cast.stranger_head)
    return {"bid_id": put_up(cast).pk}, {"bid_id": strange.pk}


def funds(cast: Cast, person: Person) -> Both:
    """A fund is common knowledge."""
    return {"code": "special_bond"}, {"code": "special_bond"}


def quotas(cast: Cast, person: Person) -> Both:
    """A quota is common knowledge."""
    return {"year": 2026, "kind": "energy_use"}, {"year": 2026, "kind": "energy_use"}


project_makers = {
    "project_bid": project_bids,
    "fund": funds,
    "quota": quotas,
    "project": projects,
    "project_evidence": evidence,
    "project_member": members,
    "project_support": supports,
    "key_project": listed,
    "programme": programmes,
    "parcel": parcels,
    "line": lines,
    "project_need": project_needs,
    "programme_project": programme_projects,
    **month_makers,
}
project_missing: dict[str, dict[str, Any]] = {
    "programme": {"code": "none"},
    "programme_project": {"code": "none", "member_id": 10**9},
    **month_missing,
}


def project_nodes(cast: Cast, person: Person) -> Both:
    """A node of each of the two."""
    own, other = projects(cast, person)
    return {**own, "activity": "filing"}, {**other, "activity": "filing"}


def network_rules(cast: Cast, person: Person) -> Both:
    """A network that ships."""
    return {"code": "approval"}, {"code": "approval"}


def shared_limits(cast: Cast, person: Person) -> Both:
    """A limit that ships."""
    return {"code": "land_transfers"}, {"code": "land_transfers"}


project_makers |= {"project_node": project_nodes, "network_rule": network_rules, "shared_limit": shared_limits}
project_missing |= {"project_node": {"project_id": 10**9, "activity": "filing"}}
