"""Money from above: candidates with the reason, bids and what became of them, totals, pages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.models import FundBid
from bihuan.apps.units.models import Event
from bihuan.base.refusals import Forbidden, Stale
from bihuan.engine.rules import Truth
from bihuan.engine.values import Quantity, Unit
from tests.support.builders import DAY, NOW, viewer
from tests.support.funds import granted, move, put_up
from tests.support.needs import EYES
from tests.support.projects import NAME, make_project, strange_project

ROAD = {"name": "园区道路项目", "industry": "4813", "procedure": "approval"}


def html(response):
    return response.content.decode()


def considered(cast, code, **said):
    project = make_project(cast, **said)
    lines = queries.funds_of(project, viewer(cast.lead_clerk))
    return next(each.candidacy for each in lines if each.fund.code == code)


def test_a_road_may_be_a_candidate_for_special_bonds_and_a_factory_may_not(cast):
    assert considered(cast, "special_bond", **ROAD).truth is Truth.YES
    factory = considered(cast, "special_bond", industry="3011")
    assert factory.truth is Truth.NO
    assert "负面清单" in factory.because


def test_what_is_not_known_is_neither_yes_nor_no_and_is_named(cast):
    found = considered(cast, "special_bond", industry="", total=None)

    assert found.truth is Truth.UNKNOWN
    assert found.unknown == ("行业代码", "总投资")


def test_papers_that_a_project_has_are_missing_no_more(cast):
    project = make_project(cast, **ROAD)
    project.evidence.create(code="filing", text="可研批复", at=NOW, by=None, by_name="某人")

    one = next(each for each in queries.funds_of(project, viewer(cast.lead_clerk)) if each.fund.code == "special_bond")

    assert "立项文件（审批、核准或备案）" not in [paper.name for paper in one.candidacy.papers]
    assert "收益与融资平衡方案" in [paper.name for paper in one.candidacy.papers]


def test_reasons_are_in_words_and_not_in_codes(cast):
    found = considered(cast, "equipment_renewal", nature="new")

    assert "“新建”" in found.because
    assert "renovation" not in found.because


def test_a_bid_goes_from_reserve_to_granted_by_a_paper(cast):
    row = granted(cast, put_up(cast))

    assert (row.state, row.granted, row.granted_document) == ("granted", Decimal(4000), "市财债〔2026〕8号")
    events = Event.objects.visible_to(viewer(cast.audit_admin)).filter(kind__startswith="project.fund").order_by("seq")
    assert list(events.values_list("kind", flat=True)) == [
        "project.fund_bid",
        "project.fund_moved",
        "project.fund_moved",
    ]


def test_the_same_form_sent_twice_is_one_bid_and_a_year_has_one(cast):
    project = make_project(cast)

    first, again = put_up(cast, project, key="k"), put_up(cast, project, key="k")

    assert first == again
    with pytest.raises(actions.BadBid, match="已经申报了这项资金"):
        put_up(cast, project)
    assert FundBid.objects.visible_to(EYES).count() == 1


@pytest.mark.parametrize(
    ("to", "said", "sentence"),
    [
        ("granted", {}, "下一步只能是：已申报、不再申报"),
        ("dropped", {}, "请写明原因"),
        ("nowhere", {}, "下一步只能是"),
    ],
)
def test_a_bid_moves_only_where_it_may(cast, to, said, sentence):
    with pytest.raises(actions.BadBid, match=sentence):
        move(cast, put_up(cast), to, **said)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"granted": Decimal(0), "document": "某文"}, "下达金额"),
        ({"granted": Decimal(10)}, "请填写下达文件"),
        ({"document": "某文"}, "下达金额"),
    ],
)
def test_granted_money_has_an_amount_and_a_paper(cast, said, sentence):
    row = move(cast, put_up(cast), "applied")

    with pytest.raises(actions.BadBid, match=sentence):
        move(cast, row, "granted", **said)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"fund": "lottery"}, "没有这项资金"),
        ({"amount": Decimal(0)}, "拟申请金额"),
        ({"amount": Decimal("1.234")}, "最多两位小数"),
        ({"year": 1900}, "年度1900不对"),
    ],
)
def test_a_bid_that_cannot_be_is_refused(cast, said, sentence):
    with pytest.raises(actions.BadBid, match=sentence):
        put_up(cast, **said)


def test_who_was_slower_is_told_what_stands(cast):
    row = put_up(cast)
    move(cast, row, "applied")

    with pytest.raises(Stale) as stale:
        move(cast, row, "dropped", words="不报了", version=1)
    assert stale.value.theirs["现状态"] == "已申报"


def test_others_put_up_no_project_of_ours(cast):
    with pytest.raises(Forbidden):
        put_up(cast, make_project(cast), by=cast.town_clerk)


def test_totals_by_fund_and_year_tell_reserve_asked_and_granted_apart(cast):
    granted(cast, put_up(cast))
    move(cast, put_up(cast, amount=Decimal(2000)), "applied")
    put_up(cast, amount=Decimal(700))
    move(cast, put_up(cast, amount=Decimal(900)), "dropped", words="不报了")

    (found,) = queries.bid_totals(queries.bids(viewer(cast.lead_clerk)))

    def wan(number):
        return Quantity(Decimal(number), Unit.TEN_THOUSAND_YUAN)

    assert (found.fund, found.year, found.reserve, found.applied, found.decided) == ("special_bond", DAY.year, 1, 1, 1)
    assert (found.reserved, found.asked, found.waiting, found.granted) == (wan(700), wan(7000), wan(2000), wan(4000))


def test_the_pages_show_candidates_reasons_and_bids(cast, client_of):
    project = make_project(cast, **ROAD)
    make_project(cast, industry="3011")
    granted(cast, put_up(cast, project))
    client = client_of(cast.lead_clerk)

    page = html(client.get("/projects/funds/"))
    assert "地方政府专项债券" in page
    assert "市财债〔2026〕8号" in page
    assert ROAD["name"] in html(client.get("/projects/funds/special_bond/"))
    refused = html(client.get("/projects/funds/special_bond/?truth=no"))
    assert NAME in refused
    assert ROAD["name"] not in refused
    assert client.get("/projects/funds/lottery/").status_code == 404
    assert client.post("/projects/funds/").status_code == 405
    assert client_of(cast.nobody).get("/projects/funds/").status_code == 403
    part = html(client.get(f"/projects/{project.pk}/"))
    assert "4,000万元" in part


def test_putting_up_and_moving_by_the_pages(cast, client_of):
    project = make_project(cast, **ROAD)
    client = client_of(cast.lead_clerk)
    url = f"/projects/{project.pk}/funds/new/"

    assert "地方政府专项债券（符合）" in html(client.get(f"{url}?fund=special_bond"))
    assert client.post(url, {"form_key": "k"}).status_code == 422
    sent = {"form_key": "k", "fund": "special_bond", "year": DAY.year, "amount": "1.2亿"}
    assert "已列入储备" in html(client.post(url, sent, follow=True))
    row = FundBid.objects.visible_to(EYES).get()
    assert row.amount == Decimal(12000)

    moving = f"/projects/bids/{row.pk}/"
    assert client.get(moving).status_code == 200
    assert client.post(moving, {"version": 1, "to": "dropped", "words": ""}).status_code == 422
    assert "已更新资金进展" in html(client.post(moving, {"version": 1, "to": "applied"}, follow=True))
    assert client.post(moving, {"version": 1, "to": "granted", "granted": "1", "document": "某"}).status_code == 409
    assert client_of(cast.town_head).get(moving).status_code == 403
    assert client_of(cast.stranger_head).get(moving).status_code == 404


def test_the_lists_read_no_more_for_more_projects(cast, client_of, django_assert_max_num_queries):
    strange_project(cast)
    for number in range(5):
        put_up(cast, make_project(cast, name=f"项目{number}", **{k: v for k, v in ROAD.items() if k != "name"}))
    client = client_of(cast.supervisor)
    for url in ("/projects/funds/", "/projects/funds/special_bond/"):
        client.get(url)
        with django_assert_max_num_queries(15):
            client.get(url)
