"""A project's site drawn, and checked against the lines of the day; each check is kept (用地范围、选址核对)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from bihuan.apps.projects import mapping, queries
from bihuan.apps.projects.models import Parcel, Project, SiteCheck
from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal, Stale
from bihuan.engine import sites

PROJECT = "projects.project"


class BadSite(Refusal):
    """A site cannot be checked; the sentence says why and what to do."""


@transaction.atomic
def draw_site(project_id: int, shape: Mapping[str, Any], *, version: int, by: Actor, now: datetime) -> Project:
    """Say which land a project takes, as a shape (登记用地范围).

    Raises: Forbidden: not of the project; Stale: somebody changed the project meanwhile.
    """
    rights.require(by.viewer, "site.change")
    row = queries.project(project_id, by.viewer)
    _require_own(row, by)
    values = {"shape": dict(shape), "version": version + 1}
    before = mapping.to_shape(row.shape)
    if not Project.objects.write_if(row, stands={"version": version}, values=values):
        raise Stale("项目刚被他人更改过，请刷新后再登记用地范围。")
    sides: dict[str, Any] = {"object_kind": PROJECT, "object_id": row.pk, "by": by, "at": now}
    frm = {"drawn_area": str(before.area) if before else None}
    record_event("site.drawn", frm=frm, to={"drawn_area": str(sites.shape_of(shape).area)}, **sides)
    row.refresh_from_db()
    return row


@transaction.atomic
def check_site(project_id: int, *, parcel_id: int | None, by: Actor, now: datetime) -> SiteCheck:
    """Check a parcel, or the drawn site, for a project against the lines in force today, and keep it (核对选址).

    A check with the same answers on the same day is not kept twice.
    Raises: Forbidden: not of the project; BadSite: nothing is drawn.
    """
    rights.require(by.viewer, "site.change")
    row = queries.project(project_id, by.viewer)
    _require_own(row, by)
    parcel = queries.parcel(parcel_id, by.viewer) if parcel_id else None
    site = _site(row, parcel)
    index = queries.line_index(by.viewer, by.viewer.on)
    found = [mapping.kept(answer) for answer in sites.check_all([site], index).answers(0)]
    if not found:
        raise BadSite("还没有管控线类别可以核对。请先在“规则”里启用规划管控线。")
    known = queries.checks_of(row, by.viewer).filter(on=by.viewer.on, parcel=parcel).first()
    if known is not None and known.found == found and known.shape == _body(site):
        return known
    return _keep(row, parcel, site, found, by=by, now=now)


def _keep(
    row: Project, parcel: Parcel | None, site: sites.Site, found: list[dict[str, Any]], *, by: Actor, now: datetime
) -> SiteCheck:
    on = by.viewer.on
    outcomes = {word: sum(each["outcome"] == code for each in found) for code, word in sites.OUTCOMES.items()}
    told = {"site": str(parcel) if parcel else "登记的用地范围", "answers": _in_words(outcomes)}
    event = record_event("site.checked", object_kind=PROJECT, object_id=row.pk, by=by, at=now, to=told)
    checked: SiteCheck = SiteCheck.objects.create(
        project=row,
        parcel=parcel,
        on=on,
        shape=_body(site),
        found=found,
        rules={"lines": queries.line_names(by.viewer, on), "kinds": queries.kind_versions(on)},
        event_seq=event.seq,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
    )
    return checked


def _in_words(outcomes: Mapping[str, int]) -> str:
    return "，".join(f"{word}{number}项" for word, number in outcomes.items() if number)


def _site(row: Project, parcel: Parcel | None) -> sites.Site:
    if parcel is not None:
        return mapping.to_site(parcel)
    shape = mapping.to_shape(row.shape)
    if shape is None:
        raise BadSite("项目还没有登记用地范围。请先上传用地范围，或选一个地块来核对。")
    return sites.Site(None, shape)


def _body(site: sites.Site) -> dict[str, Any] | None:
    return site.shape.body() if site.shape else None


def _require_own(row: Project, by: Actor) -> None:
    reached = {row.lead_unit_id, row.town_id, row.registrar_unit_id} & set(by.viewer.unit_ids)
    if not by.viewer.sees_all and not reached:
        lead = units.unit_name_on(row.lead_unit_id, by.viewer.on)
        raise Forbidden(f"选址由{lead}、属地和登记单位核对，请与他们联系。")
