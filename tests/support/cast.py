"""The one cast of users with set rights; every room's tests play with these people."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from bihuan.apps.units.models import Person, Portfolio, Post, Proxy, Unit, UnitName
from tests.support.builders import LONG_AGO, NOW, PASSWORD, make_unit


@dataclass(frozen=True)
class Units:
    """The units of the cast's district."""

    district: Unit
    lead: Unit
    support: Unit
    stranger: Unit
    supervision: Unit
    town: Unit
    administration: Unit


@dataclass(frozen=True)
class Cast:
    """The people; the unit in the name is the one they belong to."""

    units: Units
    lead_clerk: Person
    lead_liaison: Person
    lead_head: Person
    support_clerk: Person
    support_head: Person
    stranger_clerk: Person
    stranger_head: Person
    supervisor: Person
    second_supervisor: Person
    statistician: Person
    leader: Person
    proxy: Person
    town_clerk: Person
    town_head: Person
    system_admin: Person
    security_admin: Person
    second_security_admin: Person
    audit_admin: Person
    nobody: Person

    def of_role(self, role: str) -> Person:
        """One person who holds this role."""
        return {
            "clerk": self.lead_clerk,
            "liaison": self.lead_liaison,
            "unit_head": self.lead_head,
            "supervision": self.supervisor,
            "leader_proxy": self.proxy,
        }.get(role) or getattr(self, role)


DEPARTMENTS = (
    ("lead", "区工业和信息化局", "department", "区工信局"),
    ("support", "区财政局", "department", ""),
    ("stranger", "区农业农村局", "department", ""),
    ("supervision", "区委区政府督查室", "party", "督查室"),
    ("town", "石桥镇", "town", ""),
    ("administration", "区大数据中心", "department", ""),
)
"""Name in the cast, name, kind, short name."""

PEOPLE = (
    ("leader", "顾明远", "district", "leader"),
    ("proxy", "秦小舟", "", ""),
    ("lead_clerk", "陈知远", "lead", "clerk"),
    ("lead_liaison", "林向晚", "lead", "liaison"),
    ("lead_head", "周启航", "lead", "unit_head"),
    ("support_clerk", "吴清越", "support", "clerk"),
    ("support_head", "郑若谷", "support", "unit_head"),
    ("stranger_clerk", "冯怀瑾", "stranger", "clerk"),
    ("stranger_head", "卫长风", "stranger", "unit_head"),
    ("supervisor", "沈砚秋", "supervision", "supervision"),
    ("second_supervisor", "韩映雪", "supervision", "supervision"),
    ("statistician", "杨叔同", "administration", "statistician"),
    ("town_clerk", "许青禾", "town", "clerk"),
    ("town_head", "何望舒", "town", "unit_head"),
    ("system_admin", "吕系统", "administration", "system_admin"),
    ("security_admin", "施安全", "administration", "security_admin"),
    ("second_security_admin", "张复核", "administration", "security_admin"),
    ("audit_admin", "孔审计", "administration", "audit_admin"),
    ("nobody", "曹无权", "", ""),
)
"""Name in the cast, which is the login too, name, unit, role."""


def make_units() -> Units:
    """A small district: a leading, a supporting and an uninvolved department, a town, the supervision office.

    Written in few statements, as the people below: a test in two plays with the cast.
    """
    district = make_unit("镜澜区", kind="district", code="district")
    rows = [
        Unit(
            path=Unit._get_path(district.path, 2, place),
            depth=2,
            code=code,
            name=name,
            kind=kind,
            short_name=short,
            began_on=LONG_AGO,
        )
        for place, (code, name, kind, short) in enumerate(DEPARTMENTS, start=1)
    ]
    units = Unit.objects.bulk_create(rows)
    Unit.objects.filter(pk=district.pk).update(numchild=len(units))
    named = [UnitName(unit=unit, name=unit.name, short_name=unit.short_name, from_on=LONG_AGO) for unit in units]
    UnitName.objects.bulk_create(named)
    return Units(district=district, **{unit.code: unit for unit in units})


def make_cast() -> Cast:
    """Everyone, with their rights."""
    units = make_units()
    secret = make_password(PASSWORD)
    drafts = [
        Person(login=login, name=name, password=secret, created_at=NOW, password_set_at=NOW)
        for login, name, _, _ in PEOPLE
    ]
    people = {person.login: person for person in Person.objects.bulk_create(drafts)}
    Post.objects.bulk_create(
        Post(person=people[login], unit=getattr(units, unit), role=role, from_on=LONG_AGO)
        for login, _, unit, role in PEOPLE
        if role
    )
    leader = people["leader"]
    led = [Portfolio(leader=leader, unit=unit, from_on=LONG_AGO) for unit in (units.lead, units.town)]
    Portfolio.objects.bulk_create(led)
    Proxy.objects.create(leader=leader, person=people["proxy"], from_on=LONG_AGO)
    return Cast(units=units, **people)
