"""Teams of projects: one leader, who stands in for how long, who is told, who sees it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bihuan.apps.desk.models import Notice
from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.models import TeamMember
from bihuan.apps.units.models import Event
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.projects import make_project, put_member, put_support

LATER = DAY + timedelta(days=1)


def html(response):
    return response.content.decode()


def test_a_new_leader_follows_the_one_before_whose_time_ends(cast):
    row = make_project(cast)
    put_member(row, by=cast.lead_clerk, name="顾明远", from_on=DAY - timedelta(days=9))
    put_member(row, by=cast.lead_clerk, name="岳长川", from_on=DAY)

    team = queries.team_of(row)

    assert [each.name for each in team.members] == ["岳长川"]
    assert [(each.name, each.to_on) for each in team.former] == [("顾明远", DAY)]


def test_what_the_team_lacks_is_told(cast):
    row = make_project(cast)
    put_member(row, by=cast.lead_clerk)

    assert queries.team_of(row).lacks == ("牵头单位负责人", "联络员")


@pytest.mark.parametrize(
    ("said", "match"),
    [
        ({"name": " "}, "填写姓名"),
        ({"role": "cook"}, "职责"),
        ({"name": "岳长川", "from_on": DAY - timedelta(days=1)}, "早于现任"),
        ({}, "已经是这个项目的责任领导"),
    ],
)
def test_a_member_that_cannot_be_is_refused(cast, said, match):
    row = make_project(cast)
    put_member(row, by=cast.lead_clerk)

    with pytest.raises(actions.BadMember, match=match):
        put_member(row, by=cast.lead_clerk, **said)


def test_who_is_put_on_a_team_is_told_and_then_sees_the_project(cast):
    row = make_project(cast)

    put_member(row, by=cast.lead_clerk, role="commissioner", name="冯怀瑾", person_id=cast.stranger_clerk.pk)

    told = Notice.objects.visible_to(viewer(cast.stranger_clerk)).get()
    assert (told.title, told.text) == (f"项目专班：{row.name}", "您是项目专员")
    assert list(queries.projects(viewer(cast.stranger_clerk))) == [row]


def test_a_helping_unit_is_told_and_sees_the_project_until_it_helps_no_more(cast):
    row = make_project(cast)
    helps = put_support(row, cast.units.support.pk, by=cast.lead_clerk)
    assert list(queries.projects(viewer(cast.support_clerk))) == [row]
    assert Notice.objects.visible_to(viewer(cast.support_clerk)).exists()

    actions.end_support(helps.pk, row.pk, by=actor(cast.lead_clerk), now=NOW)

    assert not queries.projects(viewer(cast.support_clerk)).exists()


def test_a_unit_helps_once_and_never_where_it_leads(cast):
    row = make_project(cast)
    put_support(row, cast.units.support.pk, by=cast.lead_clerk)

    with pytest.raises(actions.BadMember, match="已经是配合单位"):
        put_support(row, cast.units.support.pk, by=cast.lead_clerk)
    with pytest.raises(actions.BadMember, match="是牵头单位"):
        put_support(row, cast.units.lead.pk, by=cast.lead_clerk)


def test_each_act_leaves_its_event(cast):
    row = make_project(cast)
    member = put_member(row, by=cast.lead_clerk)
    helps = put_support(row, cast.units.support.pk, by=cast.lead_clerk)
    by = actor(cast.lead_clerk)
    actions.end_member(member.pk, row.pk, by=by, now=NOW)
    actions.end_support(helps.pk, row.pk, by=by, now=NOW)

    kinds = set(Event.objects.visible_to(viewer(cast.audit_admin)).values_list("kind", flat=True))
    assert kinds >= {
        "project.member_added",
        "project.member_ended",
        "project.support_added",
        "project.support_ended",
    }


def test_a_member_is_put_on_and_taken_off_through_the_page(cast, client_of):
    row, client = make_project(cast), client_of(cast.lead_clerk)
    url = f"/projects/{row.pk}/team/"
    said = {"role": "leader", "person": cast.leader.pk, "from_on": f"{DAY}", "phone": "0531-63210001"}

    assert client.post(url, said).status_code == 302
    member = TeamMember.objects.visible_to(viewer(cast.lead_clerk)).get()
    assert (member.name, member.person) == ("顾明远", cast.leader)
    assert "顾明远" in html(client.get(f"/projects/{row.pk}/"))

    assert client.post(f"{url}{member.pk}/end/").status_code == 302
    assert client.post(f"{url}{member.pk}/end/").status_code == 422


def test_a_member_without_a_name_is_said_beside_the_field(cast, client_of):
    row = make_project(cast)

    answer = client_of(cast.lead_clerk).post(f"/projects/{row.pk}/team/", {"role": "builder", "from_on": f"{DAY}"})

    assert answer.status_code == 422
    assert "请从名单里选人员，或填写姓名。" in html(answer)


def test_a_helping_unit_is_chosen_on_the_page(cast, client_of):
    row, client = make_project(cast), client_of(cast.lead_clerk)

    assert client.post(f"/projects/{row.pk}/support/", {"unit": cast.units.support.pk}).status_code == 302
    assert client.post(f"/projects/{row.pk}/support/", {"unit": ""}).status_code == 422
    assert "区财政局" in html(client.get(f"/projects/{row.pk}/"))


@pytest.mark.parametrize("way", ["team", "support"])
def test_strangers_and_readers_change_no_team(cast, client_of, way):
    url = f"/projects/{make_project(cast).pk}/{way}/"

    assert client_of(cast.stranger_clerk).post(url).status_code == 404
    assert client_of(cast.statistician).post(url).status_code == 403
    assert client_of(cast.lead_clerk).put(url).status_code == 405
