"""Advice on the lead unit beside the form; choosing stays with the person."""

import pytest

from bihuan.apps.work import queries
from tests.support.builders import viewer
from tests.support.items import make_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def duties(cast):
    cast.units.lead.duties.create(text="培育专精特新企业，推进规上工业企业增长")
    cast.units.support.duties.create(text="政府采购和预算绩效管理")
    cast.units.stranger.duties.create(text="高标准农田建设和粮食生产")
    cast.units.town.duties.create(text="农村人居环境整治", kind="basic")
    cast.units.town.duties.create(text="招商引资任务", kind="taken_back")
    return cast


def test_the_unit_whose_duties_fit_is_advised_with_its_reason(duties):
    advice = queries.advise_lead("建成高标准农田2万亩，保障粮食生产", viewer=viewer(duties.supervisor))

    assert advice.fits[0].name == "区农业农村局"
    assert "高标准农田" in advice.because


def test_not_sure_is_an_answer(duties):
    advice = queries.advise_lead("持续深化扫黑除恶", viewer=viewer(duties.supervisor))

    assert not advice.sure
    assert "人工确定" in advice.because


def test_earlier_assignments_count(duties):
    make_item(duties, "dispatched", title="办好龙舟赛事", requirement="龙舟赛事组织")

    advice = queries.advise_lead("筹备今年龙舟赛事", viewer=viewer(duties.supervisor))

    assert advice.fits[0].name == "区工业和信息化局"
    assert "以往交其牵头" in advice.fits[0].because


def test_a_town_is_warned_of_what_was_taken_back(duties):
    town = duties.units.town.pk

    warned = queries.advise_lead("完成招商引资任务3亿元", viewer=viewer(duties.supervisor), chosen=town)
    fine = queries.advise_lead("开展农村人居环境整治", viewer=viewer(duties.supervisor), chosen=town)

    assert "上级收回" in warned.warning
    assert fine.warning == ""


def test_the_advice_comes_as_part_of_a_page(duties, client_of, django_assert_max_num_queries):
    client = client_of(duties.supervisor)

    with django_assert_max_num_queries(15):
        answer = client.get("/items/suggest/", {"title": "建成高标准农田2万亩"})

    assert "区农业农村局" in answer.content.decode()
    assert client.get("/items/suggest/").content.decode().strip() == ""


def test_advice_is_for_those_who_register(duties, client_of):
    assert client_of(duties.statistician).get("/items/suggest/?title=x").status_code == 403
    assert client_of(duties.supervisor).post("/items/suggest/").status_code == 405


def test_a_town_is_warned_of_where_a_move_chooses_its_unit(duties, client_of):
    item = make_item(duties, title="完成招商引资任务3亿元")
    client, town = client_of(duties.supervisor), duties.units.town.pk
    form = client.get(f"/items/{item.pk}/moves/dispatch/").content.decode()
    assert 'hx-get="/items/suggest/"' in form

    answer = client.get("/items/suggest/", {"title": item.title, "unit": town}).content.decode()

    assert "上级收回" in answer
