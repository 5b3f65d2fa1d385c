"""Bringing an office's units, people and posts at once: planned first, then all or nothing (导入单位人员)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from bihuan.apps.units import models, queries
from bihuan.apps.units.actions.events import record_event
from bihuan.apps.units.actions.people import add_person, change_person
from bihuan.apps.units.actions.rights import propose_imported
from bihuan.apps.units.actions.tree import add_unit, rename_unit
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal
from bihuan.engine.loop import ROLES

NEW, CHANGED, SAME, WRONG = "新增", "变更", "不变", "错误"


@dataclass(frozen=True)
class Deed:
    """What one row will do: its place, its fields, whether it is new, changed, the same or wrong, and the sentence."""

    at: str
    kind: str
    fields: dict[str, str]
    state: str
    sentence: str


def plan_office(rows: Sequence[Mapping[str, str]], *, by: Actor) -> list[Deed]:
    """What an import would do, row by row; writes nothing.

    Args: rows: fields of each row with `at` (its place), `kind` (unit or person) and `wrong` (a sentence or "").
    """
    rights.require(by.viewer, "office.import")
    codes = {row["code"] for row in rows if row["kind"] == "unit" and not row["wrong"]}
    seen: set[str] = set()
    held: dict[str, set[str]] = {}
    return [
        _unit_deed(row, codes=codes, seen=seen, on=by.viewer.on)
        if row["kind"] == "unit"
        else _person_deed(row, codes=codes, held=held, by=by)
        for row in rows
    ]


def digest(deeds: Sequence[Deed]) -> str:
    """Fingerprint of a plan; the confirmation carries it, so that what was looked at is what is done."""
    content = json.dumps([asdict(deed) for deed in deeds], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


@transaction.atomic
def import_office(
    rows: Sequence[Mapping[str, str]], *, looked_at: str, by: Actor, now: datetime
) -> list[tuple[str, str, str]]:
    """Do what was planned, all or nothing; posts wait for a security administrator as the second person.

    Returns: (name, login, one-time password) of every new account, shown once.
    Raises: Refusal: a row is wrong, or the database moved since the plan was looked at.
    """
    deeds = plan_office(rows, by=by)
    if digest(deeds) != looked_at:
        raise Refusal("预览之后数据有变动，未写入任何内容。请重新上传，核对新的预览。")
    if any(deed.state == WRONG for deed in deeds):
        raise Refusal("表中还有错误行，未写入任何内容。请改正后重新上传。")
    made: list[tuple[str, str, str]] = []
    for deed in deeds:
        if "code" in deed.fields:
            _do_unit(deed, by=by, now=now)
        else:
            made += _do_person(deed, by=by, now=now)
    facts = {state: sum(deed.state == state for deed in deeds) for state in (NEW, CHANGED, SAME)}
    record_event("office.imported", object_kind="office", object_id=None, by=by, at=now, to=facts, evidence=[looked_at])
    return made


def _deed(row: Mapping[str, str], state: str, sentence: str) -> Deed:
    fields = {name: value for name, value in row.items() if name not in ("at", "kind", "wrong")}
    return Deed(row["at"], row["kind"], fields, state, sentence)


def _unit_deed(row: Mapping[str, str], *, codes: set[str], seen: set[str], on: date) -> Deed:
    if row["wrong"]:
        return _deed(row, WRONG, row["wrong"])
    if row["code"] in seen:
        return _deed(row, WRONG, f"“编码”：“{row['code']}”在表中写了两次。请改为不同的编码。")
    seen.add(row["code"])
    known = models.Unit.objects.filter(code=row["code"]).first()
    if known:
        return _known_unit_deed(row, known, on=on)
    return _new_unit_deed(row, codes=codes, seen=seen, on=on)


def _known_unit_deed(row: Mapping[str, str], known: models.Unit, *, on: date) -> Deed:
    if known.ended_on and known.ended_on <= on:
        return _deed(row, WRONG, _is_gone("编码", known))
    if (known.name, known.short_name) == (row["name"], row.get("short_name", "")):
        return _deed(row, SAME, "")
    if known.names.filter(from_on__gte=on).exists():
        return _deed(row, WRONG, f"“{known.name}”今日或之后已登记过名称，不能再改名。请到单位页面按日期登记。")
    return _deed(row, CHANGED, f"“{known.name}”更名为“{row['name']}”，自今日起")


def _new_unit_deed(row: Mapping[str, str], *, codes: set[str], seen: set[str], on: date) -> Deed:
    under = row.get("under", "")
    if not under and models.Unit.objects.exists():
        return _deed(row, WRONG, "“上级编码”未填。只有区县本身没有上级，请填写上级单位的编码。")
    above = models.Unit.objects.filter(code=under).first()
    if above is not None and above.ended_on and above.ended_on <= on:
        return _deed(row, WRONG, _is_gone("上级编码", above))
    if under and above is None and under not in seen:
        remedy = "请把上级单位排在前面" if under in codes else "请先写上级单位"
        return _deed(row, WRONG, f"“上级编码”：没有编码为“{under}”的单位。{remedy}。")
    return _deed(row, NEW, f"设立{row['name']}")


def _unit_wrong(code: str, known: models.Unit | None, *, codes: set[str], on: date) -> str:
    """What is wrong with the unit that a post names; empty where nothing is."""
    if known is not None and known.ended_on and known.ended_on <= on:
        return _is_gone("单位编码", known)
    if known is None and code not in codes:
        return f"“单位编码”：没有编码为“{code}”的单位。请先在“单位”表写明。"
    return ""


def _is_gone(column: str, unit: models.Unit) -> str:
    return f"“{column}”：“{unit.name}”已撤销。请改用在用的单位。"


def _person_deed(row: Mapping[str, str], *, codes: set[str], held: dict[str, set[str]], by: Actor) -> Deed:
    unit, login = row.get("unit", ""), row.get("login", "")
    known = models.Unit.objects.filter(code=unit).first()
    wrong = row["wrong"] or (_unit_wrong(unit, known, codes=codes, on=by.viewer.on) if unit else "")
    if wrong:
        return _deed(row, WRONG, wrong)
    person = models.Person.objects.visible_to(by.viewer).filter(login=login).first()
    roles = held.setdefault(login, queries.roles_from(person.pk, on=by.viewer.on) if person else set())
    if row.get("role"):
        roles.add(row["role"])
    if roles & queries.ADMIN_ROLES and len(roles) > 1:
        return _deed(row, WRONG, "三员分立：管理员不兼其他岗位。请换人或改角色。")
    post = f"加岗位（{known.name if known else unit}，{ROLES[row['role']]}），待复核" if unit else ""
    if person is None:
        return _deed(row, NEW, "，".join(["建账号", post] if post else ["建账号"]))
    changed = (person.name, person.phone) != (row["name"], row.get("phone") or person.phone)
    posted = not unit or queries.has_post(person.pk, unit_code=unit, role=row["role"])
    if not changed and posted:
        return _deed(row, SAME, "")
    return _deed(row, CHANGED, "，".join(["改姓名或电话"] * changed + [post] * (not posted)))


def _do_unit(deed: Deed, *, by: Actor, now: datetime) -> None:
    fields = deed.fields
    if deed.state == NEW:
        under = models.Unit.objects.filter(code=fields["under"]).first() if fields.get("under") else None
        began_on = date.fromisoformat(fields["began_on"])
        names = {"name": fields["name"], "short_name": fields.get("short_name", ""), "kind": fields["type"]}
        add_unit(fields["code"], began_on=began_on, under=under, by=by, now=now, **names)
    elif deed.state == CHANGED:
        unit = models.Unit.objects.get(code=fields["code"])
        names = {"name": fields["name"], "short_name": fields.get("short_name", "")}
        rename_unit(unit.pk, from_on=by.viewer.on, why=f"导入：{deed.at}", by=by, now=now, **names)


def _do_person(deed: Deed, *, by: Actor, now: datetime) -> list[tuple[str, str, str]]:
    if deed.state == SAME:
        return []
    fields = deed.fields
    made = []
    person = models.Person.objects.visible_to(by.viewer).filter(login=fields["login"]).first()
    if person is None:
        person, password = add_person(
            fields["login"], name=fields["name"], phone=fields.get("phone", ""), by=by, now=now
        )
        made = [(fields["name"], fields["login"], password)]
    elif (person.name, person.phone) != (fields["name"], fields.get("phone") or person.phone):
        change_person(person.pk, name=fields["name"], phone=fields.get("phone") or person.phone, by=by, now=now)
    if fields.get("unit") and not queries.has_post(person.pk, unit_code=fields["unit"], role=fields["role"]):
        unit = models.Unit.objects.get(code=fields["unit"])
        from_on = date.fromisoformat(fields["from_on"]) if fields.get("from_on") else by.viewer.on
        post = {"unit": unit, "role": fields["role"], "title": fields.get("title", ""), "from_on": from_on}
        propose_imported(models.Grant(kind="post", person=person, why=f"导入：{deed.at}", **post), by=by, now=now)
    return made
