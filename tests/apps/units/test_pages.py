"""Pages of units, people and rights do what their buttons say."""

from __future__ import annotations

from datetime import date

import pytest

from bihuan.apps.units import queries
from bihuan.apps.units.models import Event, Grant, Person, Unit
from tests.support.builders import DAY, LONG_AGO


def kinds(**wanted):
    return list(Event.objects.unscoped("test").filter(**wanted).values_list("kind", flat=True))


def test_an_account_is_made_and_its_password_shown_once(cast, client_of):
    page = client_of(cast.system_admin).post("/people/new/", {"name": "新来人", "login": "xinlai"}).content.decode()

    person = Person.objects.get_by_natural_key("xinlai")
    password = page.split("<code>")[1].split("</code>")[0]
    assert person.check_password(password)
    assert password not in str(list(Event.objects.unscoped("test").values()))


def test_a_login_name_is_given_once(cast, client_of):
    answer = client_of(cast.system_admin).post("/people/new/", {"name": "新来人", "login": "lead_clerk"})

    assert answer.status_code == 422
    assert "已有人使用" in answer.content.decode()


def test_a_right_is_proposed_and_confirmed_through_the_pages(cast, client_of):
    form = {"kind": "post", "unit": cast.units.lead.pk, "role": "clerk", "from_on": "2020-01-01", "why": "到岗"}
    client_of(cast.security_admin).post(f"/people/{cast.nobody.pk}/rights/", form)
    grant = Grant.objects.get()

    client_of(cast.second_security_admin).post("/rights/decide/", {"grant": [grant.pk], "decision": "confirm"})

    assert queries.viewer_of(cast.nobody, on=DAY).roles == {"clerk"}


def test_confirming_ones_own_proposal_is_refused_and_kept(cast, client_of):
    client = client_of(cast.security_admin)
    form = {"kind": "portfolio", "unit": cast.units.lead.pk, "from_on": "2020-01-01", "why": "分工"}
    client.post(f"/people/{cast.leader.pk}/rights/", form)

    page = client.post("/rights/decide/", {"grant": [Grant.objects.get().pk]}, follow=True)

    assert "不能自己复核" in page.content.decode()
    assert Event.objects.unscoped("test").get(result="refused").person_name == "施安全"


def test_a_refused_grant_gives_nothing(cast, client_of):
    form = {"kind": "proxy", "leader": cast.leader.pk, "from_on": "2020-01-01", "why": "代办"}
    client_of(cast.security_admin).post(f"/people/{cast.nobody.pk}/rights/", form)

    decision = {"grant": [Grant.objects.get().pk], "decision": "refuse", "why": "人选不妥"}
    client_of(cast.second_security_admin).post("/rights/decide/", decision)

    assert queries.viewer_of(cast.nobody, on=DAY).for_name == ""
    assert Grant.objects.get().decision == "refused"


def test_a_stopped_account_cannot_sign_in(cast, client_of, client):
    client_of(cast.system_admin).post(f"/people/{cast.nobody.pk}/stop/", {"why": "退休"})

    assert client.post("/login/", {"username": "nobody", "password": "Heming-2026-lu"}).status_code == 422


def test_a_unit_is_added_below_another(cast, client_of):
    form = {
        "name": "运行科",
        "code": "lead-1",
        "kind": "section",
        "under": cast.units.lead.pk,
        "began_on": "2026-01-01",
    }

    client_of(cast.system_admin).post("/units/new/", form)

    assert Unit.objects.get_parent(Unit.objects.get(code="lead-1")) == cast.units.lead


def test_a_renamed_unit_keeps_its_old_name_for_old_days(cast, client_of):
    form = {"name": "区工信和科技局", "from_on": "2026-02-01", "why": "机构改革"}

    client_of(cast.system_admin).post(f"/units/{cast.units.lead.pk}/rename/", form)

    assert Unit.objects.get(pk=cast.units.lead.pk).name == "区工信和科技局"
    assert queries.unit_name_on(cast.units.lead, date(2026, 1, 31)) == "区工业和信息化局"


def test_a_merged_unit_names_what_it_became_and_its_posts_end(cast, client_of):
    form = {"became": cast.units.lead.pk, "on": "2026-03-02", "why": "机构改革"}

    client_of(cast.system_admin).post(f"/units/{cast.units.stranger.pk}/end/", form)

    ended = Unit.objects.get(pk=cast.units.stranger.pk)
    assert (ended.became, ended.ended_on) == (cast.units.lead, DAY)
    assert queries.viewer_of(cast.stranger_clerk, on=DAY).roles == frozenset()
    assert kinds(kind__startswith="unit.") == ["unit.merged"]


def test_a_unit_with_units_below_cannot_end(cast, client_of):
    form = {"on": "2026-03-02", "why": "机构改革"}

    page = client_of(cast.system_admin).post(f"/units/{cast.units.district.pk}/end/", form)

    assert page.status_code == 422
    assert "请先办理下级单位" in page.content.decode()


def test_a_duty_is_written_down_and_taken_off(cast, client_of):
    client = client_of(cast.system_admin)
    client.post(f"/units/{cast.units.lead.pk}/duties/", {"text": "工业运行监测", "kind": "department"})
    duty = cast.units.lead.duties.get()

    client.post(f"/units/{cast.units.lead.pk}/duties/{duty.pk}/remove/")

    assert not cast.units.lead.duties.exists()
    assert kinds(kind__startswith="unit.duty") == ["unit.duty_added", "unit.duty_removed"]


def test_a_name_of_a_day_to_come_is_taken_on_that_day(cast):
    from bihuan.apps.units import actions
    from tests.support.builders import NOW, actor

    by = actor(cast.system_admin)
    actions.rename_unit(cast.units.lead.pk, name="区数字经济局", from_on=date(2026, 6, 1), why="改革", by=by, now=NOW)
    before = Unit.objects.get(pk=cast.units.lead.pk).name
    actions.take_names_of_day(on=date(2026, 6, 1), now=NOW)

    assert before == "区工业和信息化局"
    assert Unit.objects.get(pk=cast.units.lead.pk).name == "区数字经济局"


def test_the_log_is_filtered_by_person_and_kind(cast, client_of):
    client_of(cast.system_admin).post(f"/people/{cast.nobody.pk}/reset/")
    client = client_of(cast.audit_admin)

    found = client.get("/audit/?kind=person.password_reset&person=吕系统&from_on=2020-01-01").content.decode()
    none = client.get("/audit/?kind=person.password_reset&person=陈知远").content.decode()

    assert "吕系统" in found.split("<tbody>")[1]
    assert "<tbody>" not in none


def test_refused_access_is_kept_with_who_what_and_where(cast, client_of):
    client_of(cast.lead_clerk).get("/audit/", REMOTE_ADDR="10.2.3.4")

    event = Event.objects.unscoped("test").get()

    assert (event.kind, event.result, event.object_kind) == ("access.refused", "refused", "units:audit")
    assert (event.person_name, event.unit_name, event.address) == ("陈知远", "区工业和信息化局", "10.2.3.4")
    assert len(event.request_id) == 32


def test_the_help_page_prints_the_matrix(cast, client_of):
    page = client_of(cast.nobody).get("/help/roles/").content.decode()

    assert "复核授权" in page
    assert "审计管理员" in page


@pytest.mark.parametrize("address", ["/units/", "/people/", "/audit/"])
def test_lists_ask_the_database_a_fixed_number_of_times(cast, client_of, address, django_assert_max_num_queries):
    for number in range(30):
        person = Person.objects.create(login=f"m{number}", name=f"人{number}", created_at=f"{LONG_AGO}T00:00Z")
        person.posts.create(unit=cast.units.lead, role="clerk", from_on=LONG_AGO)
    client = client_of(cast.audit_admin if address == "/audit/" else cast.system_admin)

    with django_assert_max_num_queries(15):
        assert client.get(address).status_code == 200
