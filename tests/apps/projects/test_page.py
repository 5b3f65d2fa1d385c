"""The page of a project: all parts in few queries, unknown told as such, ways back."""

from __future__ import annotations

from bihuan.apps.projects.models import Project
from tests.support.builders import viewer
from tests.support.items import make_item
from tests.support.projects import (
    go,
    list_project,
    make_programme,
    make_project,
    put_evidence,
    put_member,
    put_support,
)

MOST = 33
"""Queries of the page with the parts of all rooms: 9 of every page, 8 of the library, some of each room's part."""


def html(response):
    return response.content.decode()


def test_the_page_with_all_parts_takes_few_queries(cast, client_of, django_assert_max_num_queries):
    row = go(make_project(cast), "signed", "started", by=cast.lead_clerk)
    put_member(row, by=cast.lead_clerk)
    put_support(row, cast.units.support.pk, by=cast.lead_clerk)
    put_evidence(row, by=cast.lead_clerk, code="site_photo")
    list_project(cast, row)
    make_programme(cast, [row])
    client = client_of(cast.lead_clerk)
    client.get(f"/projects/{row.pk}/")

    with django_assert_max_num_queries(MOST):
        page = html(client.get(f"/projects/{row.pk}/"))

    for words in ("阶段：开工", "顾明远", "区财政局", "老城片区城市更新", "区级重点项目", "现场照片"):
        assert words in page


def test_what_is_not_known_is_said_to_be_so(cast, client_of):
    row = make_project(cast, total=None, town_id=None)

    page = html(client_of(cast.lead_clerk).get(f"/projects/{row.pk}/"))

    assert "<dt>总投资</dt><dd>暂无</dd>" in page
    assert "还没有定责任领导、牵头单位负责人、联络员。" in page


def test_a_project_from_a_matter_leads_back_to_it_and_the_matter_to_it(cast, client_of):
    item = make_item(cast, "dispatched")
    client = client_of(cast.lead_clerk)
    before = html(client.get(f"/items/{item.pk}/"))
    assert f"source_item_id={item.pk}" in before
    form = html(client.get(f"/projects/new/?source_item_id={item.pk}&source_text=来源"))
    assert f'name="source_item_id" value="{item.pk}"' in form

    row = make_project(cast, source_item_id=item.pk)

    assert row.name in html(client.get(f"/projects/from/?item={item.pk}"))
    assert row.name not in html(client_of(cast.stranger_clerk).get(f"/projects/from/?item={item.pk}"))
    assert f'href="/items/{item.pk}/"' in html(client.get(f"/projects/{row.pk}/"))


def test_a_matter_out_of_reach_is_not_named(cast, client_of):
    item = make_item(cast, "dispatched")
    row = make_project(cast, source_item_id=item.pk, lead_unit_id=cast.units.stranger.pk, by=cast.supervisor)

    page = html(client_of(cast.stranger_clerk).get(f"/projects/{row.pk}/"))

    assert f"/items/{item.pk}/" not in page


def test_the_page_offers_only_what_this_person_may_do(cast, client_of):
    row = make_project(cast)

    own, reader = (html(client_of(person).get(f"/projects/{row.pk}/")) for person in (cast.lead_clerk, cast.leader))

    assert (f"/projects/{row.pk}/change/" in own, f"/projects/{row.pk}/change/" in reader) == (True, False)
    assert (f"/projects/{row.pk}/stage/" in own, f"/projects/{row.pk}/stage/" in reader) == (True, False)


def test_a_project_that_began_before_the_register_stands_in_its_stage(cast, client_of):
    said = {"form_key": "k", "name": "早就开工的", "lead_unit_id": cast.units.lead.pk}
    client = client_of(cast.lead_clerk)

    client.post("/projects/new/", said | {"stage": "building", "since": "2025-05-06"})
    bad = client.post("/projects/new/", said | {"form_key": "k2", "another": "on", "since": "2027-01-01"})

    row = Project.objects.visible_to(viewer(cast.lead_clerk)).get()
    entry = row.entries.get()
    assert (row.stage, entry.stage, f"{entry.entered_on}") == ("building", "building", "2025-05-06")
    assert "还没有到" in html(bad)
