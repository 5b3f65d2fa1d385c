"""The library of projects: registered once with a number, seen by those whose project it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.models import Project, StageEntry, SupportUnit
from bihuan.apps.units.models import Event
from bihuan.base.refusals import Forbidden, Stale
from bihuan.base.scope import Viewer
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.enterprises import code_of, put_enterprise
from tests.support.projects import NAME, as_said, flag, make_project, strange_project

EYES = Viewer.worker(on=DAY)


def html(response):
    return response.content.decode()


def test_projects_of_a_year_are_numbered_without_a_gap(cast):
    first, second = make_project(cast), strange_project(cast)

    assert (first.number, second.number) == (f"项{DAY.year}-0001", f"项{DAY.year}-0002")


def test_a_registered_project_begins_as_an_idea_and_leaves_an_event(cast):
    row = make_project(cast)

    entry = row.entries.get()
    event = Event.objects.visible_to(viewer(cast.audit_admin)).get(kind="project.registered")
    assert (row.stage, entry.stage, entry.event_seq) == ("idea", "idea", event.seq)


def test_the_same_form_sent_twice_gives_one_project(cast):
    new = actions.NewProject(name=NAME, lead_unit_id=cast.units.lead.pk)
    by = actor(cast.lead_clerk)

    first = actions.register_project(new, by=by, now=NOW, key="k")
    again = actions.register_project(new, by=by, now=NOW, key="k")

    assert first == again
    assert Project.objects.visible_to(EYES).count() == 1


def test_one_national_code_stands_at_one_project(cast):
    code = "2609-370100-04-01-123456"
    make_project(cast, national_code=code)

    with pytest.raises(actions.BadProject, match=code):
        make_project(cast, national_code=code)


def test_a_unit_registers_no_project_of_others(cast):
    with pytest.raises(Forbidden):
        make_project(cast, by=cast.stranger_clerk)


def test_those_whose_project_it_is_see_it_and_no_others(cast):
    row = make_project(cast)

    for person in (cast.lead_clerk, cast.town_clerk, cast.supervisor, cast.statistician):
        assert list(queries.projects(viewer(person))) == [row]
    for person in (cast.stranger_clerk, cast.nobody):
        assert not queries.projects(viewer(person)).exists()


def test_money_keeps_its_two_places_and_sums_exactly(cast):
    make_project(cast, total=Decimal("0.10"))
    row = make_project(cast, total=Decimal("99999999999.99"))
    row.refresh_from_db()

    assert row.total == Decimal("99999999999.99")


def test_the_database_itself_keeps_how_a_project_went(cast):
    entry = make_project(cast).entries.get()

    with pytest.raises(DatabaseError), transaction.atomic():
        StageEntry.objects.unscoped("a test of the database").filter(pk=entry.pk).update(stage="started")


def test_the_page_of_a_project_is_closed_to_strangers(cast, client_of):
    row = make_project(cast)
    url = f"/projects/{row.pk}/"

    assert NAME in html(client_of(cast.lead_clerk).get(url))
    assert client_of(cast.stranger_clerk).get(url).status_code == 404
    assert client_of(cast.lead_clerk).post(url).status_code == 405


def change(cast, row, *, by=None, version=None, why="备案变更", **said):
    new = replace(as_said(row), **said)
    sides = {"by": actor(by or cast.lead_clerk), "now": NOW}
    return actions.change_project(row.pk, new, version=version or row.version, why=why, **sides)


def test_a_change_is_an_event_with_both_sides_and_the_reason(cast):
    row = change(cast, make_project(cast), total=Decimal(15000))

    event = Event.objects.visible_to(viewer(cast.audit_admin)).get(kind="project.changed")
    assert (row.total, row.version, event.why) == (Decimal(15000), 2, "备案变更")
    assert ("12000" in event.before, "15000" in event.after) == (True, True)


def test_a_change_without_a_reason_is_refused(cast):
    with pytest.raises(actions.BadProject, match="理由"):
        change(cast, make_project(cast), why=" ", total=Decimal(1))


def test_a_change_that_changes_nothing_leaves_no_event(cast):
    row = change(cast, make_project(cast))

    assert row.version == 1
    assert not Event.objects.visible_to(viewer(cast.audit_admin)).filter(kind="project.changed").exists()


def test_who_was_slower_is_shown_both_sides(cast):
    row = make_project(cast)
    change(cast, row, total=Decimal(15000))

    with pytest.raises(Stale) as refused:
        change(cast, row, version=1, by=cast.town_clerk, total=Decimal(18000))

    assert refused.value.theirs["总投资（万元）"] == "15000"
    assert refused.value.mine["总投资（万元）"] == "18000"


def test_who_only_helps_with_a_project_does_not_change_it(cast):
    row = make_project(cast)
    SupportUnit.objects.create(
        project=row, unit=cast.units.support, unit_name="区财政局", from_on=DAY, at=NOW, by_name="x", by=cast.lead_clerk
    )

    with pytest.raises(Forbidden, match="区工业和信息化局"):
        change(cast, row, by=cast.support_clerk, total=Decimal(1))


@pytest.mark.parametrize("kind", ["suspended", "terminated"])
def test_a_stopped_project_says_why_and_can_be_taken_up_again(cast, kind):
    row = flag(cast, make_project(cast), kind)
    assert (row.is_running, row.flag_words) == (False, "资金没有落实")

    row = flag(cast, row, "resumed")

    assert (row.is_running, row.flag_words) == (True, "")
    kinds = set(Event.objects.visible_to(viewer(cast.audit_admin)).values_list("kind", flat=True))
    assert {f"project.{kind}", "project.resumed"} <= kinds


@pytest.mark.parametrize(
    ("kind", "said", "match"),
    [
        ("suspended", {"words": ""}, "原因"),
        ("suspended", {"on": DAY + timedelta(days=1)}, "还没有到"),
        ("resumed", {}, "不用恢复"),
    ],
)
def test_a_flag_that_cannot_be_is_refused(cast, kind, said, match):
    with pytest.raises(actions.BadProject, match=match):
        flag(cast, make_project(cast), kind, **said)


FORM = {"form_key": "k1", "name": NAME, "content": "年产传感器200万只"}


def test_money_is_read_as_people_write_it_and_the_owner_is_found(cast, client_of):
    entry = put_enterprise(cast.supervisor)
    said = FORM | {"lead_unit_id": cast.units.lead.pk, "total": "1.2亿", "owner_name": "澜山精密(镜澜)科技有限公司"}

    answer = client_of(cast.lead_clerk).post("/projects/new/", said)

    row = Project.objects.visible_to(EYES).get()
    assert answer.url == f"/projects/{row.pk}/"
    assert (row.total, row.owner, row.owner_name) == (Decimal(12000), entry, entry.name)


def test_an_owner_is_found_by_its_credit_code(cast, client_of):
    entry = put_enterprise(cast.supervisor, code=code_of(1))
    client, said = client_of(cast.lead_clerk), FORM | {"lead_unit_id": cast.units.lead.pk}

    client.post("/projects/new/", said | {"owner_name": code_of(1)})
    unknown = client.post("/projects/new/", said | {"owner_name": code_of(2), "form_key": "k2"})

    assert Project.objects.visible_to(EYES).get().owner == entry
    assert "企业名录里没有代码" in html(unknown)


def test_an_owner_whom_the_register_does_not_know_is_kept_by_name(cast, client_of):
    said = FORM | {"lead_unit_id": cast.units.lead.pk, "owner_name": "云舟仓储有限公司"}

    client_of(cast.lead_clerk).post("/projects/new/", said)

    row = Project.objects.visible_to(EYES).get()
    assert (row.owner, row.owner_name) == (None, "云舟仓储有限公司")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("total", "三千", "不是数字"),
        ("national_code", "2613-370100-04-01-123456", "月份"),
        ("industry", "Z99", "行业"),
        ("to_year", "2020", "早于开工年份"),
        ("fixed_assets", "20亿", "大于总投资"),
        ("lead_unit_id", "", "请选择牵头单位"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(cast, client_of, field, typed, said):
    form = FORM | {"lead_unit_id": cast.units.lead.pk, "from_year": "2026", "total": "1亿", field: typed}

    answer = client_of(cast.lead_clerk).post("/projects/new/", form)

    assert answer.status_code == 422
    assert said in html(answer)
    assert "年产传感器200万只" in html(answer)
    assert not Project.objects.visible_to(EYES).exists()


def test_a_near_name_is_shown_before_it_is_kept_and_not_refused(cast, client_of):
    known = make_project(cast, name="智能传感器生产线建设工程")
    client, said = client_of(cast.lead_clerk), FORM | {"lead_unit_id": cast.units.lead.pk}

    first = client.post("/projects/new/", said)
    second = client.post("/projects/new/", said | {"another": "on"})

    assert (first.status_code, second.status_code) == (422, 302)
    assert f'href="/projects/{known.pk}/"' in html(first)
    assert "已有相近项目" in html(first)
    assert Project.objects.visible_to(EYES).count() == 2


def test_a_project_is_changed_through_its_form(cast, client_of):
    row = make_project(cast, source_item_id=7)
    said = FORM | {"version": 1, "why": "备案变更", "lead_unit_id": cast.units.lead.pk, "total": "1.5亿元"}

    answer = client_of(cast.lead_clerk).post(f"/projects/{row.pk}/change/", said)

    row.refresh_from_db()
    assert answer.status_code == 302
    assert (row.total, row.source_item_id) == (Decimal(15000), 7)


def test_the_form_shows_both_sides_where_somebody_was_quicker(cast, client_of):
    row = make_project(cast)
    change(cast, row, total=Decimal(15000))
    said = FORM | {"version": 1, "why": "核定", "lead_unit_id": cast.units.lead.pk, "total": "18000"}
    client = client_of(cast.lead_clerk)

    answer = client.post(f"/projects/{row.pk}/change/", said)

    assert answer.status_code == 409
    assert "刚刚被他人更改" in html(answer)
    again = client.post(f"/projects/{row.pk}/change/", said | {"version": 2})
    assert again.status_code == 302


def test_the_flags_are_set_on_the_page(cast, client_of):
    row = make_project(cast)
    said = {"version": 1, "kind": "suspended", "on": f"{DAY}", "words": "资金没有落实"}
    client = client_of(cast.lead_clerk)

    assert client.post(f"/projects/{row.pk}/flag/", said).status_code == 302
    assert "资金没有落实" in html(client.get(f"/projects/{row.pk}/"))
    assert client.post(f"/projects/{row.pk}/flag/", {"version": 2}).status_code == 422


@pytest.mark.parametrize("way", ["change", "flag"])
def test_strangers_and_readers_change_nothing(cast, client_of, way):
    row = make_project(cast)
    url = f"/projects/{row.pk}/{way}/"

    assert client_of(cast.stranger_clerk).post(url).status_code == 404
    assert client_of(cast.statistician).post(url).status_code == 403
    assert client_of(cast.lead_clerk).put(url).status_code == 405


def test_owners_are_offered_by_what_is_typed(cast, client_of):
    put_enterprise(cast.supervisor)
    client = client_of(cast.lead_clerk)

    assert "澜山精密" in html(client.get("/projects/owners/?owner_name=精密"))
    assert "option" not in html(client.get("/projects/owners/?owner_name=精"))
    assert client_of(cast.statistician).get("/projects/owners/").status_code == 403
