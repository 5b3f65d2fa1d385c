"""Planning lines: put in with their paper, ended, never redrawn."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bihuan.apps.projects import actions
from bihuan.apps.projects.models import PlanningLine
from bihuan.apps.units.models import Event
from bihuan.base.refusals import Forbidden
from bihuan.base.scope import Viewer
from tests.support import land
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.land import square
from tests.support.parcels import put_line, put_parcel

EYES = Viewer.worker(on=DAY)
SAID = {"form_key": "a", "kind": "river_range", "name": "青河", "document": "河道划定公告", "from_on": "2026-01-01"}


def html(response):
    return response.content.decode()


def test_a_line_is_put_in_from_a_file_of_several_shapes(cast, client_of):
    file = land.collection(land.feature([land.ring(0, 0, 100)]), land.feature([land.ring(500, 0, 100)]))

    answer = client_of(cast.lead_clerk).post(
        "/projects/sites/lines/new/", {**SAID, "shape": SimpleUploadedFile("线.geojson", file)}
    )

    row = PlanningLine.objects.visible_to(EYES).get()
    assert answer.status_code == 302
    assert len(row.shape["coordinates"]) == 2
    assert Event.objects.visible_to(viewer(cast.audit_admin)).filter(kind="site.line_added").exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "请上传图形文件，或写地块名单"),
        ({"codes": "DK-01", "has_none": "on"}, "请核对"),
        ({"codes": "DK-01", "to_on": "2025-01-01"}, "早于起效日期"),
        ({"codes": "DK-01", "document": ""}, "请填写“依据”"),
    ],
)
def test_a_line_that_says_nothing_whole_is_refused(cast, client_of, said, words):
    answer = client_of(cast.lead_clerk).post("/projects/sites/lines/new/", {**SAID, **said})

    assert answer.status_code == 422
    assert words in html(answer)


def test_a_list_answers_for_parcels_by_code(cast, client_of):
    row = put_parcel(cast, shape=None)
    put_line(cast, "river_range", parcels=("DK-01",))
    put_line(cast, "relic_range")

    page = html(client_of(cast.supervisor).get(f"/projects/sites/{row.pk}/"))

    assert "列在river_range一号名单之内" in page
    assert "不在relic_range一号名单之内" in page


def test_an_ended_line_is_asked_no_more(cast, client_of):
    row = put_parcel(cast)
    put = put_line(cast, "river_range", shape=square(0, 0, 500).body())
    client = client_of(cast.lead_clerk)

    client.post(f"/projects/sites/lines/{put.pk}/end/", {"to_on": str(DAY - timedelta(days=1)), "why": "新方案"})

    assert "没有登记当日有效的河道管理范围" in html(client.get(f"/projects/sites/{row.pk}/"))
    assert "已失效" in html(client.get("/projects/sites/lines/"))


def test_only_who_registered_a_line_ends_it_and_says_why(cast):
    row = put_line(cast, "river_range", parcels=("A",))

    with pytest.raises(Forbidden, match="由该单位办理失效"):
        actions.end_line(row.pk, to_on=DAY, why="错", by=actor(cast.stranger_clerk), now=NOW)
    with pytest.raises(actions.BadLine, match="请写明失效的原因"):
        actions.end_line(row.pk, to_on=DAY, why=" ", by=actor(cast.lead_clerk), now=NOW)
    with pytest.raises(actions.BadLine, match="早于起效日期"):
        actions.end_line(row.pk, to_on=date(2020, 1, 1), why="错", by=actor(cast.lead_clerk), now=NOW)


def test_kinds_without_a_line_are_named(cast, client_of):
    put_line(cast, "river_range", parcels=("A",))

    page = html(client_of(cast.supervisor).get("/projects/sites/lines/"))

    assert "永久基本农田" in page.split("今日没有有效的")[1].split("，")[0]
    assert "河道管理范围" not in page.split("今日没有有效的")[1].split("，")[0]
