"""Pages of enterprises: the list with its filters, the page of one, its forms, its file, and who finds it."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from bihuan.apps.desk import queries as desk
from bihuan.apps.enterprises.models import Enterprise
from bihuan.apps.units.models import Event
from bihuan.base.scope import Viewer
from tests.support.builders import DAY, viewer
from tests.support.enterprises import NEW, code_of, put_enterprise

EYES = Viewer.worker(on=DAY)
FORM = {"form_key": "k", "name": NEW.name, "code": "", "industry": "3545", "status": "active", "source": "企业营业执照"}


def html(response):
    return response.content.decode()


@pytest.fixture
def three(cast):
    """One of the town, one from outside without a code, one that is gone."""
    town = put_enterprise(cast.lead_clerk, code=code_of(7), unit_id=cast.units.town.pk, industry="3545", size="small")
    outside = put_enterprise(cast.stranger_clerk, name="远山食品（镜澜）有限公司", industry="1371")
    gone = put_enterprise(cast.lead_clerk, name="旧渡口织造厂", status="deregistered")
    return town, outside, gone


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ("", {0, 1, 2}),
        ("q=精密(镜澜)", {0}),
        ("q=ma0000007", {0}),
        ("unit=outside", {1, 2}),
        ("section=C", {0, 1}),
        ("section=A", set()),
        ("size=unknown", {1, 2}),
        ("status=deregistered", {2}),
        ("code=unknown", {1, 2}),
        ("unit=nonsense&section=%00", {0, 1, 2}),
    ],
)
def test_the_list_shows_what_is_asked_for(cast, client_of, three, asked, places):
    page = html(client_of(cast.statistician).get(f"/enterprises/?{asked}"))

    assert {place for place, row in enumerate(three) if f'href="/enterprises/{row.pk}/"' in page} == places


def test_the_list_asks_no_query_a_row(cast, client_of, django_assert_max_num_queries):
    for number in range(30):
        put_enterprise(cast.lead_clerk, name=f"试验{number}厂", unit_id=cast.units.town.pk)
    client = client_of(cast.lead_clerk)
    client.get("/enterprises/")

    with django_assert_max_num_queries(15):
        client.get("/enterprises/")


def test_a_page_tells_what_is_known_and_what_is_not(cast, client_of, three):
    page = html(client_of(cast.leader).get(f"/enterprises/{three[0].pk}/"))

    assert code_of(7) in page
    assert "制造业" in page
    assert "登记企业" in page
    assert "暂无" in page
    assert "变更</a>" not in page


def test_an_enterprise_is_registered_on_its_form(cast, client_of):
    answer = client_of(cast.town_clerk).post("/enterprises/new/", {**FORM, "unit": cast.units.town.pk})

    row = Enterprise.objects.visible_to(EYES).get()
    assert (answer.status_code, answer.url) == (302, f"/enterprises/{row.pk}/")
    assert (row.unit, row.registrar_unit) == (cast.units.town, cast.units.town)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"code": code_of(7)[:17] + "I"}, "第18位不会是“I”，是否应为1"),
        ({"industry": "机械"}, "不是行业代码"),
        ({"name": ""}, "请填写企业名称"),
        ({"source": ""}, "请填写数据来源"),
    ],
)
def test_a_wrong_field_is_told_and_the_rest_is_kept(cast, client_of, wrong, sentence):
    answer = client_of(cast.lead_clerk).post("/enterprises/new/", {**FORM, "place": "一号路1号", **wrong})

    assert answer.status_code == 422
    assert sentence in html(answer)
    assert "一号路1号" in html(answer)


def test_a_change_is_made_on_its_form(cast, client_of, three):
    said = {**FORM, "name": "澜山精工（镜澜）科技有限公司", "code": code_of(7), "version": 1, "why": "企业更名"}

    client_of(cast.lead_clerk).post(f"/enterprises/{three[0].pk}/change/", said)

    assert "澜山精工" in html(client_of(cast.lead_clerk).get(f"/enterprises/{three[0].pk}/"))


def test_anothers_entry_says_who_keeps_it(cast, client_of, three):
    answer = client_of(cast.lead_clerk).get(f"/enterprises/{three[1].pk}/change/")

    assert answer.status_code == 403
    assert "由区农业农村局维护" in html(answer)


def test_a_double_is_told_on_both_pages(cast, client_of, three):
    double = put_enterprise(cast.lead_clerk, name="澜山精密公司")
    client = client_of(cast.lead_clerk)

    client.post(f"/enterprises/{double.pk}/same/", {"version": 1, "into": code_of(7), "why": "同一份营业执照"})

    assert "已并入" in html(client.get(f"/enterprises/{double.pk}/"))
    assert "澜山精密公司" in html(client.get(f"/enterprises/{three[0].pk}/"))
    assert "澜山精密公司" not in html(client.get("/enterprises/"))


def test_a_double_of_nobody_is_refused_with_what_to_write(cast, client_of, three):
    said = {"version": 1, "into": "没有这家公司", "why": "同名"}

    answer = client_of(cast.lead_clerk).post(f"/enterprises/{three[0].pk}/same/", said)

    assert "名录里没有“没有这家公司”这家存续企业" in html(answer)


@pytest.mark.parametrize(("sent", "count"), [({}, 1), ({"all": "1"}, 3)])
def test_the_file_has_what_is_listed_or_all_and_is_kept_in_the_log(cast, client_of, three, sent, count):
    answer = client_of(cast.lead_clerk).post("/enterprises/export/?size=small", sent)

    page = load_workbook(BytesIO(answer.content)).active
    (event,) = Event.objects.visible_to(viewer(cast.audit_admin)).filter(kind="enterprise.exported")
    assert page.max_row == 3 + count
    assert f'"count": {count}' in event.after or f'"count":{count}' in event.after


@pytest.mark.parametrize("words", ["澜山精密", "lsjm", code_of(7)])
def test_the_search_finds_it_by_name_letters_and_code(cast, three, words):
    found = desk.search(viewer(cast.lead_clerk), words)

    assert any(three[0].name in str(hit) for hit in found)
