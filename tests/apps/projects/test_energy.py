"""Energy and emissions: quotas in versions, what projects take, what is unknown, what is flagged."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.models import EnergyQuota
from bihuan.base.refusals import Forbidden, Stale
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.funds import put_quota
from tests.support.needs import EYES
from tests.support.projects import make_project

YEAR = DAY.year


def html(response):
    return response.content.decode()


def building(cast, use, *, stage="building", year=YEAR, **said):
    """A project that will take so much from a year on."""
    amount = None if use is None else Decimal(use)
    row = make_project(cast, energy_use=amount, to_year=year, **said)
    row.stage = stage
    row.save(update_fields=["stage"])
    return row


def line(cast, *, with_project=None, year=YEAR):
    page = queries.energy_page(viewer(cast.supervisor), year=year, with_project=with_project)
    return page.lines[0]


def test_what_is_left_is_the_quota_less_what_projects_take_that_year(cast):
    put_quota(cast, 1000)
    building(cast, 300)
    building(cast, 250, year=YEAR + 1)

    told = line(cast).told

    assert (told.balance.taken.amount, told.balance.left.amount) == (Decimal(300), Decimal(700))


def test_an_unknown_use_is_named_and_never_counted_as_nothing(cast):
    put_quota(cast)
    building(cast, 300)
    building(cast, None, name="用量不明的项目")

    told = line(cast).told

    assert [each.name for each in told.unknown] == ["用量不明的项目"]
    assert "最多还剩700吨标准煤" in told.sentence
    assert "1个项目用量暂无" in told.sentence


def test_over_the_quota_is_told_with_the_projects_that_make_it_so(cast):
    put_quota(cast)
    building(cast, 900, name="大用户")
    building(cast, 250, name="小用户")

    told = line(cast).told

    assert told.is_short
    assert "超出150吨标准煤，占用大的是大用户（900吨标准煤）" in told.sentence


def test_a_project_only_thought_of_counts_where_it_is_supposed_to_come(cast):
    put_quota(cast)
    thought = building(cast, 1200, stage="idea", name="谋划项目")

    assert line(cast).told.balance.taken is None
    assert line(cast, with_project=thought.pk).told.balance.left.amount == Decimal(-200)


def test_the_year_of_production_in_fact_stands_before_the_planned_one(cast):
    put_quota(cast)
    row = building(cast, 300, year=YEAR + 2, stage="in_production")
    said = {"version": 2, "stage": "in_production", "entered_on": DAY, "at": NOW, "by": None, "by_name": "某人"}
    row.entries.create(**said, event_seq=1)

    assert line(cast).told.balance.taken.amount == Decimal(300)


def test_a_changed_quota_is_a_new_version_that_says_why(cast):
    put_quota(cast)
    with pytest.raises(actions.BadQuota, match="调整要写明理由"):
        put_quota(cast, 1200, version=1)

    put_quota(cast, 1200, version=1, reason="市里追加。")

    found = line(cast)
    assert found.told.balance.quota.amount == Decimal(1200)
    assert [each.version for each in found.versions] == [1, 2]


def test_who_was_slower_with_a_quota_is_told_what_stands(cast):
    put_quota(cast)

    with pytest.raises(Stale) as stale:
        put_quota(cast, 900, version=0)
    assert stale.value.theirs["版次"] == "1"


@pytest.mark.parametrize(("said", "sentence"), [({"amount": Decimal(-1)}, "应在0到"), ({"source": " "}, "请填写依据")])
def test_a_quota_that_cannot_be_is_refused(cast, said, sentence):
    new = actions.NewQuota(**{"year": YEAR, "kind": "cod", "amount": Decimal(1), "source": "某文", **said})

    with pytest.raises(actions.BadQuota, match=sentence):
        actions.set_quota(new, version=0, by=actor(cast.supervisor), now=NOW)


def test_only_the_office_sets_quotas_and_the_database_keeps_them(cast):
    row = put_quota(cast)
    new = actions.NewQuota(year=YEAR, kind="nox", amount=Decimal(1), source="某文")

    with pytest.raises(Forbidden):
        actions.set_quota(new, version=0, by=actor(cast.lead_head), now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        EnergyQuota.objects.visible_to(EYES).filter(pk=row.pk).update(amount=Decimal(2))


def test_the_page_tells_sums_versions_and_flags(cast, client_of):
    put_quota(cast)
    row = building(cast, 1500, industry="3011", name="水泥项目")
    client = client_of(cast.supervisor)

    page = html(client.get("/projects/energy/"))

    assert "超出500吨标准煤" in page
    assert "市发改〔2026〕3号" in page
    assert "两高项目" in page
    assert client.post("/projects/energy/").status_code == 405
    assert client.get("/projects/energy/?year=99999").status_code == 404
    assert client.get(f"/projects/energy/?with={10**9}").status_code == 404
    part = html(client.get(f"/projects/{row.pk}/"))
    assert "属于建材" in part
    assert "环环评〔2021〕45号" in part


def test_a_unit_reads_that_only_its_own_projects_are_counted(cast, client_of):
    building(cast, 300)

    assert "只算您能看到的项目" in html(client_of(cast.lead_clerk).get("/projects/energy/"))


def test_setting_a_quota_by_the_page(cast, client_of):
    client, url = client_of(cast.supervisor), f"/projects/energy/{YEAR}/energy_use/"

    assert client.get(url).status_code == 200
    base = {"kind": "energy_use", "year": YEAR, "version": 0}
    assert client.post(url, {**base, "amount": "一千", "source": "某文"}).status_code == 422
    done = client.post(url, {**base, "amount": "1,000", "source": "市发改〔2026〕3号"}, follow=True)
    assert "已定下指标" in html(done)
    assert client.post(url, {**base, "amount": "1", "source": "某文"}).status_code == 409
    assert client_of(cast.lead_head).get(url).status_code == 403
    assert client.get(f"/projects/energy/{YEAR}/water/").status_code == 404


def test_the_page_reads_no_more_for_more_projects(cast, client_of, django_assert_max_num_queries):
    for number in range(6):
        building(cast, 100 + number)
    client = client_of(cast.supervisor)
    client.get("/projects/energy/")

    with django_assert_max_num_queries(14):
        client.get("/projects/energy/")
