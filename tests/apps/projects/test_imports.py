"""An office's own list of projects comes in, and the library goes out: looked at first, whole or not at all, once."""

from __future__ import annotations

import os
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bihuan.apps.projects import queries
from bihuan.apps.projects.actions.imports import IMPORTER
from bihuan.apps.projects.mapping.exports import library_file
from bihuan.apps.projects.models import Nature, Procedure, Project
from bihuan.apps.units.models import Event
from bihuan.base.scope import Viewer
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.enterprises import code_of, put_enterprise
from tests.support.projects import NAME, make_project, strange_project
from tests.support.sheets import workbook_of
from tests.trust.rows import trial

pytestmark = pytest.mark.django_db
EYES = Viewer.worker(on=DAY)
CODE = "2609-370100-04-01-123456"
HEAD = [
    *("序号", "项目名称", "项目统一代码", "项目业主", "建设性质", "建设规模及主要内容", "建设年限", "总投资（亿元）"),
    *("年度计划投资", "责任单位", "包保领导", "所属镇街", "形象进度", "绿化率"),
]


def line(name=NAME, **said):
    known = {
        "code": "",
        "owner": "远山食品有限公司",
        "nature": "技改",
        "content": "建设厂房2万平方米",
        "years": "2025-2027",
        "total": 1.2,
        "plan": 5000,
        "lead": "区工业和信息化局",
        "leader": "顾明远",
        "town": "石桥镇",
        "image": "主体封顶",
        "more": "三成",
    }
    return [name, *(known | said).values()]


def table(*rows):
    return workbook_of(["2026年重点项目清单"], HEAD, *[[place, *row] for place, row in enumerate(rows, start=1)])


def receive(cast, *rows, by=None, content=None):
    sides = {"by": actor(by or cast.lead_clerk), "now": NOW}
    return IMPORTER.receive(content or table(*rows), name="清单.xlsx", **sides)


def put(cast, row, *, by=None, skip_wrong=False):
    sides = {"by": actor(by or cast.lead_clerk), "now": NOW}
    return IMPORTER.put(row.pk, token=row.found["token"], skip_wrong=skip_wrong, **sides)


def counts(row):
    return tuple(row.found["counts"][sort] for sort in ("new", "changed", "same", "wrong"))


def library():
    return {row.name: row for row in Project.objects.visible_to(EYES)}


def test_a_list_as_it_is_comes_in_and_nothing_of_it_is_lost(cast):
    owner = put_enterprise(cast.lead_clerk, name="远山食品有限公司", code=code_of(1))
    row = receive(cast, line(code=CODE))
    assert (counts(row), library()) == ((1, 0, 0, 0), {}), row.found

    put(cast, row)

    project = library()[NAME]
    assert (project.national_code, project.owner, project.nature) == (CODE, owner, "renovation")
    assert (project.from_year, project.to_year, project.total) == (2025, 2027, Decimal(12000))
    assert (project.lead_unit, project.town, project.stage) == (cast.units.lead, cast.units.town, "idea")
    for kept in ("年度计划投资：5000万元", "牵头领导：顾明远", "形象进度：主体封顶", "绿化率：三成"):
        assert kept in project.note


def test_the_same_file_twice_changes_nothing(cast):
    put(cast, receive(cast, line(), line("标准厂房项目", code=CODE)))

    assert counts(receive(cast, line(), line("标准厂房项目", code=CODE))) == (0, 0, 2, 0)


def test_what_differs_is_a_change_with_its_reason(cast):
    make_project(cast, national_code=CODE, nature="new")
    row = receive(cast, line("智能传感器生产线扩建项目", code=CODE, total=1.5))
    told = {change["word"]: (change["old"], change["new"]) for change in row.found["rows"]["changed"][0]["changes"]}
    assert told["总投资（万元）"] == ("12000", "15000") or told["总投资（万元）"][1].startswith("15000")

    put(cast, row)

    (event,) = Event.objects.visible_to(viewer(cast.audit_admin)).filter(kind="project.changed")
    assert (library()["智能传感器生产线扩建项目"].total, event.why) == (Decimal(15000), "项目表导入（清单.xlsx）")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"code": "2609-370100-04-01-12345"}, "应为20位数字"),
        ({"nature": "随便建"}, "不认识"),
        ({"years": "两年"}, "看不出年份"),
        ({"years": "2027-2025"}, "早于开工年份"),
        ({"total": -1}, "不像项目金额"),
        ({"total": 0.00000123}, "两位小数"),
        ({"lead": "不存在局"}, "认不出单位“不存在局”"),
        ({"town": "不存在镇"}, "认不出属地“不存在镇”"),
        ({"lead": "区农业农村局", "town": ""}, "只能登记由本单位牵头"),
    ],
)
def test_a_wrong_row_says_why_and_leaves_the_good_ones(cast, said, sentence):
    row = receive(cast, line("坏的项目", **said), line("好的项目"))
    assert sentence in "；".join(row.found["rows"]["wrong"][0]["wrong"]), row.found

    put(cast, row, skip_wrong=True)

    assert set(library()) == {"好的项目"}


def test_a_list_without_a_leading_unit_is_of_the_unit_that_brings_it(cast):
    row = receive(cast, content=workbook_of(["项目名称", "总投资（万元）"], ["标准厂房", 100]))

    put(cast, row)

    assert library()["标准厂房"].lead_unit == cast.units.lead


def test_the_office_must_say_who_leads(cast):
    row = receive(cast, by=cast.supervisor, content=workbook_of(["项目名称", "总投资（万元）"], ["标准厂房", 100]))

    assert "新项目要写牵头单位" in row.found["rows"]["wrong"][0]["wrong"][0]


def test_a_project_out_of_reach_is_told_by_its_code_only_when_it_is_written(cast, client_of):
    strange_project(cast, national_code=CODE)
    row = receive(cast, line(code=CODE))

    answer = client_of(cast.lead_clerk).post(
        reverse("projects:import_write", args=[row.pk]), {"token": row.found["token"]}
    )

    assert answer.status_code in (409, 422)
    assert NAME not in library()


def test_the_file_goes_back_with_its_wrong_cells_marked(cast, client_of):
    row = receive(cast, line("坏的项目", nature="随便建"), line("好的项目"))

    answer = client_of(cast.lead_clerk).get(reverse("projects:import_marked", args=[row.pk]))

    page = load_workbook(BytesIO(answer.content)).active
    assert any("不认识" in str(cell.value) for cell in page[3])


def exported(client, **said):
    return client.post("/projects/export/", said)


def test_the_library_goes_out_as_seen_or_whole_and_is_kept_in_the_log(cast, client_of):
    make_project(cast), make_project(cast, name="标准厂房项目", total=Decimal(1))
    client = client_of(cast.lead_clerk)

    some = client.post("/projects/export/?q=标准厂房")
    whole = exported(client, all="1")

    rows = [load_workbook(BytesIO(answer.content)).active.max_row for answer in (some, whole)]
    kept = Event.objects.visible_to(viewer(cast.audit_admin)).filter(kind="project.exported")
    assert (rows, kept.count()) == ([4, 5], 2)


WORDS = st.text("甲乙丙丁ABC（）12=+-", min_size=1, max_size=12).map(lambda word: f"项目{word}号")
PROJECTS = st.fixed_dictionaries(
    {
        "name": WORDS,
        "owner_name": st.sampled_from(["", "远山食品有限公司", "=某公司"]),
        "nature": st.sampled_from(["", *Nature.values]),
        "procedure": st.sampled_from(["", *Procedure.values]),
        "industry": st.sampled_from(["", "2612", "0111"]),
        "content": st.sampled_from(["", "建设厂房2万平方米\n及配套"]),
        "place": st.sampled_from(["", "一号路1号"]),
        "from_year": st.sampled_from([None, 2025]),
        "to_year": st.sampled_from([None, 2027]),
        "total": st.none() | st.decimals(0, 10**8, places=2),
        "fixed_assets": st.none() | st.decimals(0, 10**8, places=2),
        "spent_before": st.none() | st.decimals(0, 10**8, places=2),
    }
)


@settings(
    max_examples=int(os.environ.get("BIHUAN_ROUNDS", "2")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(projects=st.lists(PROJECTS, min_size=1, max_size=4, unique_by=lambda said: said["name"]))
def test_what_goes_out_comes_in_again_as_the_same(cast, projects):
    with trial():
        for said in projects:
            make_project(cast, **said)
        rows = queries.projects(viewer(cast.supervisor))
        content = library_file(rows, stages={"idea": "谋划"}, title="项目库", note="全部")
        row = receive(cast, content=content, by=cast.supervisor)

        assert counts(row) == (0, 0, len(projects), 0), row.found["rows"]
