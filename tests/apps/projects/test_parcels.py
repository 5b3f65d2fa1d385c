"""Parcels: put in, changed, brought in by the file; each page says what planning lines say of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bihuan.apps.projects import actions
from bihuan.apps.projects.models import Parcel
from bihuan.apps.units.models import Event
from bihuan.base.refusals import Forbidden, Stale
from bihuan.base.scope import Viewer
from bihuan.engine.office.sheets import SheetColumn, sheet
from tests.support import land
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.land import square
from tests.support.parcels import PAPER, put_line, put_parcel

EYES = Viewer.worker(on=DAY)
WORDS = ("地块编号", "名称", "用地性质", "面积（公顷）", "状态", "属地", "依据")


def html(response):
    return response.content.decode()


def listed(*rows):
    columns = [SheetColumn(word) for word in WORDS]
    return SimpleUploadedFile("地块.xlsx", sheet("地块", note="", columns=columns, rows=rows))


def drawn(*features):
    return SimpleUploadedFile("地块.geojson", land.collection(*features))


def codes():
    return sorted(Parcel.objects.visible_to(EYES).values_list("code", flat=True))


def events(cast, kind):
    return Event.objects.visible_to(viewer(cast.audit_admin)).filter(kind=kind)


def send(client, file, **more):
    return client.post("/projects/sites/import/", {"file": file, **more})


def test_a_parcel_put_in_leaves_its_event(cast):
    row = put_parcel(cast)

    event = events(cast, "site.parcel_added").get()
    assert (event.object_id, row.town_name) == (row.pk, cast.units.town.name)
    assert "15.00亩" in event.after


def test_the_same_form_sent_twice_gives_one_parcel(cast):
    new = actions.NewParcel(code="A", name="甲", use="工业用地", status="idle", document=PAPER)

    first, again = (actions.add_parcel(new, by=actor(cast.lead_clerk), now=NOW, key="k") for _ in range(2))

    assert first == again


def test_a_code_that_stands_is_refused_with_where_it_is(cast):
    put_parcel(cast)

    with pytest.raises(actions.BadParcel, match="地块编号DK-01已登记"):
        put_parcel(cast)


def test_another_units_parcel_is_not_changed(cast):
    row = put_parcel(cast, by=cast.supervisor)
    new = actions.NewParcel(code="DK-01", name="乙", use="工业用地", status="idle", document=PAPER)

    with pytest.raises(Forbidden, match="维护"):
        actions.change_parcel(row.pk, new, version=1, by=actor(cast.stranger_clerk), now=NOW)


def test_a_change_keeps_the_shape_and_a_lost_race_is_told(cast):
    row = put_parcel(cast)
    new = actions.NewParcel(code="DK-01", name="改名", use="工业用地", status="idle", document=PAPER)
    sides = {"version": 1, "by": actor(cast.lead_clerk), "now": NOW}

    changed = actions.change_parcel(row.pk, new, **sides)

    assert (changed.name, changed.shape) == ("改名", row.shape)
    with pytest.raises(Stale):
        actions.change_parcel(row.pk, actions.NewParcel(**{**vars(new), "name": "再改"}), **sides)


def test_the_list_is_cut_by_use_area_status_and_town(cast, client_of):
    put_parcel(cast)
    put_parcel(cast, "DK-02", use="商业用地", area=Decimal(80), status="idle", town_id=None)
    client = client_of(cast.supervisor)

    for asked in ("use=商业用地", "least=50", "status=idle", "q=DK-02"):
        page = html(client.get(f"/projects/sites/?{asked}"))
        assert ("DK-02号地" in page, "DK-01号地" in page) == (True, False), asked
    assert "DK-01号地" in html(client.get(f"/projects/sites/?town={cast.units.town.pk}&most=20"))


def test_a_number_that_is_none_is_told_and_the_other_conditions_hold(cast, client_of):
    put_parcel(cast)

    page = html(client_of(cast.supervisor).get("/projects/sites/?least=多&use=工业用地"))

    assert "DK-01号地" in page


def test_the_list_draws_the_parcels_and_asks_no_more_with_more_of_them(cast, client_of, django_assert_max_num_queries):
    for number in range(8):
        put_parcel(cast, f"DK-{number}", shape=square(200 * number, 0, 100).body())
    client = client_of(cast.supervisor)

    with django_assert_max_num_queries(22):
        page = html(client.get("/projects/sites/"))

    assert page.count("<title>DK-") == 8


def test_the_page_of_a_parcel_says_what_each_line_says_with_its_document(cast, client_of):
    row = put_parcel(cast)
    put_line(cast, "permanent_basic_farmland", shape=square(50, 0, 500).body())

    page = html(client_of(cast.supervisor).get(f"/projects/sites/{row.pk}/"))

    assert "占用permanent_basic_farmland一号7.50亩（占地块50.0%）" in page
    assert "permanent_basic_farmland划定方案" in page
    assert "没有登记当日有效的生态保护红线，无法核对" in page


def test_an_area_on_paper_that_is_not_the_shapes_is_told(cast, client_of):
    row = put_parcel(cast, area=Decimal(20))

    assert "图形面积15.00亩，登记面积20" in html(client_of(cast.supervisor).get(f"/projects/sites/{row.pk}/"))


def test_a_list_brings_in_its_good_rows_and_says_what_is_wrong_with_others(cast, client_of):
    town = cast.units.town.name
    file = listed(
        ("DK-01", "甲", "工业用地", 2, "待供", town, PAPER),
        ("DK-02", "乙", "工业用地", "很大", "闲置", town, PAPER),
        ("DK-03", "丙", "工业用地", "", "出让中", "不存在镇", PAPER),
        ("DK-01", "丁", "工业用地", 1, "待供", town, PAPER),
    )

    page = html(send(client_of(cast.lead_clerk), file))

    assert codes() == ["DK-01"]
    assert Parcel.objects.visible_to(EYES).get().area == Decimal(30)
    for words in ("第5行", "“面积”", "“出让中”不在其中", "请从列表里选属地", "出现了两次"):
        assert words in page, words


def test_a_trial_says_the_same_and_writes_nothing(cast, client_of):
    page = html(
        send(client_of(cast.lead_clerk), listed(("DK-01", "甲", "工业用地", 2, "待供", "", PAPER)), is_trial="on")
    )

    assert "可导入 1 行" in page
    assert codes() == []


def test_a_known_parcel_is_changed_only_where_asked(cast, client_of):
    put_parcel(cast)
    row = ("DK-01", "新名称", "工业用地", 1, "闲置", cast.units.town.name, PAPER)
    client = client_of(cast.lead_clerk)

    told = html(send(client, listed(row)))
    assert "已登记，名称、状态与文件不同" in told
    assert Parcel.objects.visible_to(EYES).get().name == "DK-01号地"

    send(client, listed(row), is_update="on")
    changed = Parcel.objects.visible_to(EYES).get()
    assert (changed.name, changed.status) == ("新名称", "idle")


def test_shapes_come_in_by_code_and_a_wrong_shape_costs_only_itself(cast, client_of):
    good = land.feature([land.ring(0, 0, 100)], 地块编号="DK-07", 名称="七号")
    open_ring = land.feature([land.ring(0, 0, 100)[:-1]], 地块编号="DK-08", 名称="八号")
    said = {"document": PAPER, "use": "工业用地", "status": "reserved"}

    page = html(send(client_of(cast.lead_clerk), drawn(good, open_ring), **said))

    assert codes() == ["DK-07"]
    assert "首尾两点的坐标不同" in page
    assert Parcel.objects.visible_to(EYES).get().shape["type"] == "MultiPolygon"
    assert events(cast, "site.parcels_imported").count() == 1


@pytest.mark.parametrize(("name", "words"), [("a.pdf", "不能读"), ("a.geojson", "不是GeoJSON"), ("a.xlsx", "不符")])
def test_a_file_that_is_none_of_these_is_told(cast, client_of, name, words):
    answer = send(client_of(cast.lead_clerk), SimpleUploadedFile(name, b"\x00nothing"))

    assert words in html(answer)


def test_the_template_comes_back_in(cast, client_of):
    client = client_of(cast.lead_clerk)
    content = client.get("/projects/sites/template/").content

    page = html(send(client, SimpleUploadedFile("模板.xlsx", content)))

    assert "可导入 0 行" in page


def test_land_far_from_the_registered_border_is_refused(cast, client_of):
    put_line(cast, "district_boundary", shape=square(-5000, -5000, 10_000).body())
    far = land.feature([land.ring(90_000, 0, 100)], 地块编号="DK-09", 名称="远")

    page = html(send(client_of(cast.lead_clerk), drawn(far), document=PAPER, use="工业用地", status="idle"))

    assert "在本地范围之外" in page


def test_a_parcel_is_put_in_by_the_form_with_its_shape(cast, client_of):
    file = drawn(land.feature([land.ring(0, 0, 100)]))
    said = {"form_key": "a", "code": "DK-01", "name": "甲", "use": "工业用地", "status": "idle", "document": PAPER}

    answer = client_of(cast.lead_clerk).post("/projects/sites/new/", {**said, "area": "15.5", "shape": file})

    row = Parcel.objects.visible_to(EYES).get()
    assert answer.status_code == 302
    assert (row.area, bool(row.shape)) == (Decimal("15.5"), True)
