"""The one cast of users with set rights; every room's tests play with these people."""

from __future__ import annotations

from dataclasses import dataclass

from bihuan.apps.units.models import Person, Unit
from tests.support.builders import LONG_AGO, make_holder, make_person, make_unit


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


def make_units() -> Units:
    """A small district: a leading, a supporting and an uninvolved department, a town, the supervision office."""
    district = make_unit("镜澜区", kind="district", code="district")
    return Units(
        district=district,
        lead=make_unit("区工业和信息化局", under=district, code="lead", short_name="区工信局"),
        support=make_unit("区财政局", under=district, code="support"),
        stranger=make_unit("区农业农村局", under=district, code="stranger"),
        supervision=make_unit(
            "区委区政府督查室", kind="party", under=district, code="supervision", short_name="督查室"
        ),
        town=make_unit("石桥镇", kind="town", under=district, code="town"),
        administration=make_unit("区大数据中心", under=district, code="administration"),
    )


def make_cast() -> Cast:
    """Everyone, with their rights."""
    u = make_units()
    leader = make_holder("顾明远", u.district, "leader", login="leader")
    for unit in (u.lead, u.town):
        leader.portfolio.create(unit=unit, from_on=LONG_AGO)
    proxy = make_person("秦小舟", login="proxy")
    proxy.acts_for.create(leader=leader, from_on=LONG_AGO)
    return Cast(
        units=u,
        lead_clerk=make_holder("陈知远", u.lead, "clerk", login="lead_clerk"),
        lead_liaison=make_holder("林向晚", u.lead, "liaison", login="lead_liaison"),
        lead_head=make_holder("周启航", u.lead, "unit_head", login="lead_head"),
        support_clerk=make_holder("吴清越", u.support, "clerk", login="support_clerk"),
        support_head=make_holder("郑若谷", u.support, "unit_head", login="support_head"),
        stranger_clerk=make_holder("冯怀瑾", u.stranger, "clerk", login="stranger_clerk"),
        stranger_head=make_holder("卫长风", u.stranger, "unit_head", login="stranger_head"),
        supervisor=make_holder("沈砚秋", u.supervision, "supervision", login="supervisor"),
        second_supervisor=make_holder("韩映雪", u.supervision, "supervision", login="second_supervisor"),
        statistician=make_holder("杨叔同", u.administration, "statistician", login="statistician"),
        leader=leader,
        proxy=proxy,
        town_clerk=make_holder("许青禾", u.town, "clerk", login="town_clerk"),
        town_head=make_holder("何望舒", u.town, "unit_head", login="town_head"),
        system_admin=make_holder("吕系统", u.administration, "system_admin", login="system_admin"),
        security_admin=make_holder("施安全", u.administration, "security_admin", login="security_admin"),
        second_security_admin=make_holder("张复核", u.administration, "security_admin", login="second_security_admin"),
        audit_admin=make_holder("孔审计", u.administration, "audit_admin", login="audit_admin"),
        nobody=make_person("曹无权", login="nobody"),
    )
