"""Putting an enterprise into the register, changing it, and saying that two entries are one (登记、变更、并档)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from bihuan.apps.enterprises import queries
from bihuan.apps.enterprises.models import Enterprise, EnterpriseStatus
from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal, Stale
from bihuan.engine.values import Finding, enterprise_key, read_credit_code, read_industry

OBJECT = "enterprise"


class BadEnterprise(Refusal):
    """An enterprise cannot be kept so; the sentence says why and what to do."""


@dataclass(frozen=True)
class NewEnterprise:
    """What is said of an enterprise (企业). Unknown is empty or None."""

    name: str
    code: str = ""
    short_name: str = ""
    unit_id: int | None = None
    place: str = ""
    industry: str = ""
    size: str = ""
    registered_on: date | None = None
    status: str = EnterpriseStatus.ACTIVE
    source: str = ""


def add_enterprise(new: NewEnterprise, *, by: Actor, now: datetime, key: str = "") -> Enterprise:
    """Put an enterprise into the register (登记企业).

    Raises: Forbidden; BadEnterprise: the code cannot be right, or the code or the name stands there already.
    """
    rights.require(by.viewer, "enterprise.change")
    own = Enterprise.objects.visible_to(by.viewer).filter(form_key=key, by_id=by.viewer.person_id)
    if key and (known := own.first()):
        return known
    values = _checked(new, by, but=None)
    try:
        return _add(values, by=by, now=now, key=key)
    except IntegrityError as twice:
        if key and (known := own.first()):
            return known
        raise BadEnterprise(RACED) from twice


@transaction.atomic
def _add(values: dict[str, Any], *, by: Actor, now: datetime, key: str) -> Enterprise:
    row: Enterprise = Enterprise.objects.create(
        **values,
        registrar_unit_id=by.viewer.unit_id,
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        form_key=key or None,
    )
    record_event("enterprise.added", object_kind=OBJECT, object_id=row.pk, by=by, at=now, to=_told(values, by))
    return row


def change_enterprise(
    enterprise_id: int, new: NewEnterprise, *, version: int, why: str, by: Actor, now: datetime
) -> Enterprise:
    """Change an entry, with its reason (变更企业信息).

    Raises: Forbidden: neither its town nor who put it in; BadEnterprise; Stale: somebody was quicker.
    """
    row = _kept(enterprise_id, by)
    if not why.strip():
        raise BadEnterprise("请写明变更原因，如：企业更名、核对营业执照后更正。")
    values = _checked(new, by, but=row)
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return row
    try:
        return _change(row, changed, version=version, why=why.strip(), by=by, now=now)
    except IntegrityError as twice:
        raise BadEnterprise(RACED) from twice


@transaction.atomic
def _change(
    row: Enterprise, changed: dict[str, Any], *, version: int, why: str, by: Actor, now: datetime
) -> Enterprise:
    before = {name: getattr(row, name) for name in changed}
    if not Enterprise.objects.write_if(row, stands={"version": version}, values={**changed, "version": version + 1}):
        raise _stale(row, changed, by)
    sides: dict[str, Any] = {"object_kind": OBJECT, "object_id": row.pk, "by": by, "at": now}
    record_event("enterprise.changed", frm=_told(before, by), to=_told(changed, by), why=why, **sides)
    row.refresh_from_db()
    return row


@transaction.atomic
def merge_enterprise(
    enterprise_id: int, into_id: int, *, version: int, why: str, by: Actor, now: datetime
) -> Enterprise:
    """Say that an entry is another one's double: it stays with all that hangs on it and is offered no more (并档).

    Raises: Forbidden; BadEnterprise: both have a code, so they are two; or the other is a double itself; Stale.
    """
    row = _kept(enterprise_id, by)
    into = queries.enterprise(into_id, by.viewer)
    _require_one(row, into, why)
    values = {"same_as_id": into.pk, "version": version + 1}
    if not Enterprise.objects.write_if(row, stands={"version": version, "same_as": None}, values=values):
        raise _stale(row, {}, by)
    told = {"name": row.name, "same_as": into.name}
    record_event(
        "enterprise.merged", object_kind=OBJECT, object_id=row.pk, by=by, at=now, frm={}, to=told, why=why.strip()
    )
    row.refresh_from_db()
    return row


def _require_one(row: Enterprise, into: Enterprise, why: str) -> None:
    if not why.strip():
        raise BadEnterprise("请写明凭什么认定是同一家企业，如：与企业核对过、同一份营业执照。")
    if row.pk == into.pk:
        raise BadEnterprise("不能并入自己，请另选一家企业。")
    if row.same_as_id is not None:
        raise BadEnterprise(f"“{row.name}”已经并入别的登记，不用再并。")
    if into.same_as_id is not None:
        raise BadEnterprise(f"“{into.name}”本身已并入别的登记，请选最后保留的那一条。")
    if row.code and into.code:
        raise BadEnterprise("两条登记各有统一社会信用代码，不是同一家企业；代码登记错的，请先更正。")


def _kept(enterprise_id: int, by: Actor) -> Enterprise:
    rights.require(by.viewer, "enterprise.change")
    row = queries.enterprise(enterprise_id, by.viewer)
    if not queries.keeps(by.viewer, row):
        raise Forbidden(kept_by(row))
    return row


def kept_by(row: Enterprise) -> str:
    """Who answers for an entry, for those who may not change it (维护单位)."""
    names = dict.fromkeys(unit.name for unit in (row.unit, row.registrar_unit) if unit)
    return f"“{row.name}”由{'、'.join(names) or '督查室'}维护，需要更正的请告诉他们。"


def _checked(new: NewEnterprise, by: Actor, *, but: Enterprise | None) -> dict[str, Any]:
    """Columns of what was said, if it can be and stands nowhere else; else the refusal that says what is wrong."""
    values = read(new, by)
    _require_place(new.unit_id)
    _require_single(values, by, but=but)
    return values


def read(new: NewEnterprise, by: Actor) -> dict[str, Any]:
    """Columns of what was said (读取). Raises: BadEnterprise: something of it cannot be."""
    values = asdict(new)
    for name, value in values.items():
        values[name] = value.strip() if isinstance(value, str) else value
    values["code"] = _read(read_credit_code(new.code))
    values["industry"] = _read(read_industry(new.industry)) or ""
    values["name_key"] = enterprise_key(new.name)
    if not values["name_key"]:
        raise BadEnterprise("请填写企业名称，写营业执照上的全称。")
    if not values["source"]:
        raise BadEnterprise("请填写数据来源，如：企业营业执照、市场监管部门共享。")
    _require_day(new.registered_on, by)
    return values


def _read(found: str | Finding | None) -> str | None:
    if isinstance(found, Finding):
        raise BadEnterprise(found.sentence)
    return found


def _require_day(day: date | None, by: Actor) -> None:
    if day is not None and day > by.viewer.on:
        raise BadEnterprise(f"成立日期{day}还没有到，请对照营业执照核对。")


def _require_place(unit_id: int | None) -> None:
    if unit_id is None:
        return
    unit = units.unit(unit_id)
    if unit is None or unit.kind not in queries.PLACES:
        raise BadEnterprise("所在镇街请选镇街或园区；区外企业或者不清楚的，可以不选。")


def _require_single(values: dict[str, Any], by: Actor, *, but: Enterprise | None) -> None:
    """No other entry has the code, no other living one the name; the way to it is said."""
    others = queries.enterprises(by.viewer)
    others = others.exclude(pk=but.pk) if but else others
    if values["code"] and (known := others.filter(code=values["code"]).first()):
        raise BadEnterprise(f"统一社会信用代码{values['code']}已登记为“{known.name}”，请查看那一条，不要重复登记。")
    is_double = but is not None and but.same_as_id is not None
    if is_double or values["status"] != EnterpriseStatus.ACTIVE:
        return
    named = queries.enterprises_called([values["name"]], by.viewer).get(values["name_key"])
    if named is not None and not (but and but.pk == named.pk):
        shown = f"（{named.code}）" if named.code else "（信用代码暂无）"
        raise BadEnterprise(f"已有同名的存续企业“{named.name}”{shown}，请查看那一条；确是另一家的，请写全称以示区别。")


def _told(values: Mapping[str, Any], by: Actor) -> dict[str, object]:
    unit_id = values.get("unit_id")
    return told(values, {unit_id: units.unit_name_on(unit_id, by.viewer.on)} if unit_id else {})


def told(values: Mapping[str, Any], names: Mapping[int, str]) -> dict[str, object]:
    """What the log keeps: facts in words, without what is only for comparing. names: of the units."""
    facts = {name: value or None for name, value in values.items() if name not in ("name_key", "unit_id")}
    return facts | ({"unit": names.get(values["unit_id"])} if "unit_id" in values else {})


def _stale(row: Enterprise, mine: dict[str, Any], by: Actor) -> Stale:
    now = queries.enterprise(row.pk, by.viewer)
    labels = {field.attname: str(field.verbose_name) for field in Enterprise._meta.concrete_fields}
    names = [name for name in mine if name != "name_key" and getattr(now, name) != mine[name]]
    return Stale(
        theirs={labels[name]: str(getattr(now, name) or "暂无") for name in names},
        mine={labels[name]: str(mine[name] or "暂无") for name in names},
    )


RACED = "刚刚有人登记了同一代码或同名的企业，请在名录里查找后再办。"
