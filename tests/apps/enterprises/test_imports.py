"""A table of enterprises comes in: looked at first, written whole or not at all, once, marked where it is wrong."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from bihuan.apps.enterprises import actions
from bihuan.apps.enterprises.models import Enterprise, EnterpriseImport
from bihuan.apps.units.actions.table_imports import importer
from bihuan.apps.units.models import Event
from bihuan.base.scope import Viewer
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.enterprises import NEW, code_of, put_enterprise
from tests.support.sheets import workbook_of

pytestmark = pytest.mark.django_db
EYES = Viewer.worker(on=DAY)
HEAD = ["序号", "单位名称", "信用代码", "属地镇街", "企业规模", "经营状态", "成立时间", "联系方式"]


def table(*rows):
    return workbook_of(["全区企业名单"], HEAD, *[[place, *row] for place, row in enumerate(rows, start=1)])


def line(name, code="", *, town="石桥镇", size="小型", status="存续", day="2020-05-08"):
    return [name, code, town, size, status, day, ""]


def receive(cast, *rows, by=None, name="名单.xlsx"):
    return actions.IMPORTER.receive(table(*rows), name=name, by=actor(by or cast.lead_clerk), now=NOW)


def put(cast, row, *, by=None, skip_wrong=False):
    sides = {"by": actor(by or cast.lead_clerk), "now": NOW}
    return actions.IMPORTER.put(row.pk, token=row.found["token"], skip_wrong=skip_wrong, **sides)


def counts(row):
    return tuple(row.found["counts"][sort] for sort in ("new", "changed", "same", "wrong"))


def entries():
    return {row.name: row for row in Enterprise.objects.visible_to(EYES)}


def test_a_list_as_it_is_comes_in(cast):
    row = receive(cast, line("远山食品有限公司", code_of(1), size="中", status="在业"), line("试验二厂"))
    assert (row.state, counts(row), entries()) == ("read", (2, 0, 0, 0), {})

    put(cast, row)

    first, second = entries()["远山食品有限公司"], entries()["试验二厂"]
    assert (first.code, first.size, first.status, first.unit) == (code_of(1), "medium", "active", cast.units.town)
    assert (second.code, second.source) == (None, "导入：名单.xlsx")


def test_the_same_file_twice_changes_nothing(cast):
    rows = [line("远山食品有限公司", code_of(1)), line("试验二厂")]
    put(cast, receive(cast, *rows))

    assert counts(receive(cast, *rows)) == (0, 0, 2, 0)


def test_what_differs_is_a_change_with_its_event(cast):
    put_enterprise(cast.lead_clerk, code=code_of(1), place="一号路1号")
    row = receive(cast, line("澜山精工（镜澜）科技有限公司", code_of(1)))
    assert row.found["rows"]["changed"][0]["changes"][0] == {
        "word": "企业名称",
        "old": NEW.name,
        "new": "澜山精工（镜澜）科技有限公司",
    }

    put(cast, row)

    changed = entries()["澜山精工（镜澜）科技有限公司"]
    (event,) = Event.objects.visible_to(viewer(cast.audit_admin)).filter(kind="enterprise.changed")
    assert (changed.place, changed.unit, event.why) == ("一号路1号", cast.units.town, "企业表导入更正（名单.xlsx）")


def test_another_way_to_write_the_same_name_is_no_change_and_no_second_entry(cast):
    put_enterprise(cast.lead_clerk, unit_id=cast.units.town.pk, size="small")

    row = receive(cast, line("澜山精密(镜澜) 科技有限公司", day=""))

    assert counts(row) == (0, 0, 1, 0)


def test_a_code_for_an_entry_without_one_is_shown_as_a_change(cast):
    put_enterprise(cast.lead_clerk)

    row = receive(cast, line(NEW.name, code_of(1)))

    assert {"word": "统一社会信用代码", "old": "", "new": code_of(1)} in row.found["rows"]["changed"][0]["changes"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (line("坏代码厂", code_of(1)[:17] + "O"), "第18位不会是“O”"),
        (line(NEW.name, code_of(2)), f"同名企业的信用代码是{code_of(9)}"),
        (line("某厂", size="超大"), "规模只能是"),
        (line("某厂", status="吊销"), "登记状态只能是"),
        (line("某厂", day="2030-01-01"), "还没有到"),
        (line("某厂", town="不存在镇"), "认不出单位“不存在镇”"),
        (line("某厂", town="区财政局"), "不是镇街或园区"),
        (line("", code_of(3)), "必须填写"),
        (line("长" * 121), "最多120个"),
    ],
)
def test_a_wrong_row_says_why_and_leaves_the_good_ones(cast, wrong, sentence):
    put_enterprise(cast.lead_clerk, code=code_of(9))
    row = receive(cast, wrong, line("好的一厂"))
    assert counts(row)[3] == 1
    assert sentence in "；".join(row.found["rows"]["wrong"][0]["wrong"])

    put(cast, row, skip_wrong=True)

    assert set(entries()) == {NEW.name, "好的一厂"}


def test_one_code_in_two_rows_is_told_on_both(cast):
    row = receive(cast, line("某一厂", code_of(1)), line("某二厂", code_of(1)))

    assert counts(row) == (0, 0, 0, 2)


def test_wrong_rows_are_not_passed_over_unasked(cast, client_of):
    row = receive(cast, line("某厂", size="超大"), line("好的一厂"))
    client = client_of(cast.lead_clerk)

    answer = client.post(reverse("enterprises:import_write", args=[row.pk]), {"token": row.found["token"]})

    assert "未写入任何内容" in answer.content.decode()
    assert entries() == {}


def test_the_file_goes_back_with_its_wrong_cells_marked(cast, client_of):
    row = receive(cast, line("某厂", code_of(1)[:17] + "O"), line("好的一厂"))

    answer = client_of(cast.lead_clerk).get(reverse("enterprises:import_marked", args=[row.pk]))

    page = load_workbook(BytesIO(answer.content)).active
    said = [str(cell.value) for cell in page[3] if cell.value]
    assert any("第18位不会是“O”" in each for each in said)
    assert page["B4"].value == "好的一厂"


def test_another_units_entry_is_not_changed_by_a_file(cast):
    put_enterprise(cast.stranger_clerk, code=code_of(1))

    row = receive(cast, line("改了名的公司", code_of(1), town=""))

    assert "由区农业农村局维护" in row.found["rows"]["wrong"][0]["wrong"][0]


def test_what_moved_since_the_preview_takes_it_back(cast, client_of):
    row = receive(cast, line("某厂"))
    put_enterprise(cast.stranger_clerk, name="某厂")

    answer = client_of(cast.lead_clerk).post(
        reverse("enterprises:import_write", args=[row.pk]), {"token": row.found["token"]}
    )

    assert answer.status_code == 409
    assert len(entries()) == 1


def test_a_name_of_a_town_is_asked_once_and_remembered(cast, client_of):
    row = receive(cast, line("某厂", town="石桥"))
    page = client_of(cast.lead_clerk).get(reverse("enterprises:import_page", args=[row.pk]))
    (field,) = (name for name, key in page.context["form"].keys.items() if key.startswith("unit:"))
    client_of(cast.lead_clerk).post(
        reverse("enterprises:import_answer", args=[row.pk]), {field: str(cast.units.town.pk)}
    )

    assert counts(receive(cast, line("另一厂", town="石桥"))) == (1, 0, 0, 0)


def test_a_large_file_is_read_and_written_by_the_worker(cast, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(importer, "SOON_BYTES", 0)
    monkeypatch.setattr(importer, "SOON_ROWS", 0)
    row = receive(cast, line("某厂"))
    assert row.state == "waiting"
    whose = {"person_id": cast.lead_clerk.pk, "address": "", "request_id": ""}

    actions.IMPORTER.read_behind(import_id=row.pk, **whose)
    row.refresh_from_db()
    assert put(cast, row).state == "queued"
    actions.IMPORTER.write_behind(import_id=row.pk, **whose)

    row.refresh_from_db()
    assert (row.state, set(entries())) == ("written", {"某厂"})


def test_what_goes_out_comes_in_again_as_the_same(cast, client_of):
    put_enterprise(cast.lead_clerk, code=code_of(1), unit_id=cast.units.town.pk, industry="3545", size="small")
    put_enterprise(cast.lead_clerk, name="旧渡口织造厂", status="deregistered", place="一号路1号")
    content = client_of(cast.lead_clerk).post("/enterprises/export/", {"all": "1"}).content

    row = actions.IMPORTER.receive(content, name="企业名录.xlsx", by=actor(cast.lead_clerk), now=NOW)

    assert counts(row) == (0, 0, 2, 0), row.found["rows"]


def test_another_units_file_is_not_there(cast, client_of):
    row = receive(cast, line("某厂"))

    assert client_of(cast.stranger_clerk).get(reverse("enterprises:import_page", args=[row.pk])).status_code == 404
    assert EnterpriseImport.objects.visible_to(viewer(cast.supervisor)).exists()
