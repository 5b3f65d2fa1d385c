"""Three administrators: accounts, rights and the log are in different hands; a grant needs two people (A06)."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from bihuan.apps.units import actions, queries
from bihuan.apps.units.models import Event, Grant, Person
from bihuan.base.refusals import Forbidden
from bihuan.base.rights import matrix
from tests.support.builders import LONG_AGO, actor, viewer
from tests.support.cast import Cast

ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")


def propose(cast: Cast, person, role="clerk", *, by=None, unit=None, **facts):
    grant = Grant(
        kind="post", person=person, unit=unit or cast.units.lead, role=role, from_on=LONG_AGO, why="到岗", **facts
    )
    return actions.propose_grant(grant, by=actor(by or cast.security_admin), now=timezone.now())


def confirm(cast: Cast, grant, *, by=None):
    return actions.confirm_grant(grant.pk, by=actor(by or cast.second_security_admin), now=timezone.now())


def test_a_new_account_has_no_rights(cast):
    person, _ = actions.add_person("xin", name="新来人", by=actor(cast.system_admin), now=timezone.now())

    assert viewer(person).roles == frozenset()
    assert not any(queries.may(viewer(person), action) for action in matrix())


def test_a_grant_has_no_effect_until_a_second_person_confirms(cast):
    grant = propose(cast, cast.nobody)
    assert viewer(cast.nobody).roles == frozenset()

    confirm(cast, grant)

    assert viewer(cast.nobody).roles == {"clerk"}


def test_who_proposed_a_grant_cannot_confirm_it(cast):
    grant = propose(cast, cast.nobody)

    with pytest.raises(actions.SecondPersonNeeded):
        confirm(cast, grant, by=cast.security_admin)


def test_who_would_receive_a_right_cannot_confirm_it(cast):
    third = Person.objects.create(login="third", name="第三人", created_at=timezone.now())
    third.posts.create(unit=cast.units.administration, role="security_admin", from_on=LONG_AGO)
    grant = propose(cast, third, role="security_admin")

    with pytest.raises(actions.SecondPersonNeeded):
        confirm(cast, grant, by=third)


@pytest.mark.parametrize("holder", ADMINISTRATORS)
@pytest.mark.parametrize("role", [*ADMINISTRATORS, "clerk", "supervision", "leader"])
def test_nobody_holds_two_administrators_posts_nor_one_beside_a_business_post(cast, holder, role):
    if holder == role:
        return
    with pytest.raises(actions.TwoHats):
        propose(cast, getattr(cast, holder), role=role)


@pytest.mark.parametrize("role", ADMINISTRATORS)
def test_a_business_person_cannot_become_an_administrator_beside(cast, role):
    with pytest.raises(actions.TwoHats):
        propose(cast, cast.lead_clerk, role=role)


def test_two_waiting_grants_cannot_make_two_hats(cast):
    first, second = propose(cast, cast.nobody), propose(cast, cast.nobody, role="audit_admin")
    confirm(cast, first)

    with pytest.raises(actions.TwoHats):
        confirm(cast, second)


def test_an_administrator_cannot_act_for_a_leader(cast):
    grant = Grant(kind="proxy", person=cast.audit_admin, leader=cast.leader, from_on=LONG_AGO)

    with pytest.raises(actions.TwoHats):
        actions.propose_grant(grant, by=actor(cast.security_admin), now=timezone.now())


@pytest.mark.parametrize("person", ["system_admin", "audit_admin", "supervisor", "lead_head", "leader"])
def test_only_the_security_administrator_grants(cast, person):
    with pytest.raises(Forbidden):
        propose(cast, cast.nobody, by=getattr(cast, person))


@pytest.mark.parametrize("person", ["security_admin", "audit_admin", "supervisor"])
def test_only_the_system_administrator_makes_accounts(cast, person):
    with pytest.raises(Forbidden):
        actions.add_person("xin", name="新来人", by=actor(getattr(cast, person)), now=timezone.now())


@pytest.mark.parametrize("person", [name for name in Cast.__dataclass_fields__ if name not in ("units", "audit_admin")])
def test_only_the_audit_administrator_reads_the_log(cast, client_of, person):
    assert client_of(getattr(cast, person)).get("/audit/").status_code == 403


@pytest.mark.parametrize("person", ADMINISTRATORS)
def test_administrators_see_no_business_rows(cast, person):
    from bihuan.apps.documents.models import Document
    from bihuan.apps.work.models import Item

    eyes = viewer(getattr(cast, person))

    assert not eyes.business
    assert "item" not in {action.partition(".")[0] for action in matrix() if queries.may(eyes, action)}
    for model in (Item, Document):
        assert model.objects.visible_to(eyes).query.is_empty()


def test_there_is_no_superuser():
    assert not hasattr(Person, "is_superuser")
    assert not hasattr(Person, "is_staff")


def test_a_right_taken_away_is_gone_at_the_next_request(cast, client_of):
    client = client_of(cast.supervisor)
    post = cast.supervisor.posts.get()

    actions.end_right("post", post.pk, why="调离", by=actor(cast.security_admin), now=timezone.now())

    assert client.get("/units/").status_code == 302
    assert client_of(cast.supervisor).get("/units/").status_code == 403


def test_events_of_a_moved_person_keep_the_old_units_name(cast):
    event = actions.record_event(
        "test.done", object_kind="test", object_id=1, by=actor(cast.lead_clerk), at=timezone.now()
    )
    post = cast.lead_clerk.posts.get()
    actions.end_right("post", post.pk, why="调任", by=actor(cast.security_admin), now=timezone.now())
    confirm(cast, propose(cast, cast.lead_clerk, unit=cast.units.stranger))

    assert Event.objects.unscoped("test").get(seq=event.seq).unit_name == "区工业和信息化局"
    assert actor(cast.lead_clerk).viewer.unit_name == "区农业农村局"


def test_every_event_of_a_proxy_carries_both_names(cast):
    event = actions.record_event("test.done", object_kind="test", object_id=1, by=actor(cast.proxy), at=timezone.now())

    assert (event.person_name, event.acted_for) == (cast.proxy.name, cast.leader.name)


def test_a_grant_leaves_the_names_of_both_people_in_the_log(cast):
    confirm(cast, propose(cast, cast.nobody))

    kept = Event.objects.unscoped("test").filter(object_id=cast.nobody.pk).values_list("kind", "person_name")

    assert list(kept) == [("right.proposed", "施安全"), ("right.granted", "张复核")]


def test_who_may_confirm_sees_on_the_desk_how_many_grants_wait(cast, client_of):
    propose(cast, cast.nobody)

    def counted(person):
        return re.findall(r'授权复核</a> <span class="count">(\d+)', client_of(person).get("/").content.decode())

    assert counted(cast.second_security_admin) == ["1"]
    assert counted(cast.security_admin) == []
