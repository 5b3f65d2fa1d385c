"""An office brings its units, people and posts in one file: preview first, all or nothing."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from python_calamine import CalamineWorkbook

from bihuan.apps.units import queries
from bihuan.apps.units.forms.office import COLUMNS
from bihuan.apps.units.models import Event, Grant, Person, Unit
from tests.support.builders import DAY, LONG_AGO, make_unit

UNITS = [
    ["fgj", "区发展和改革局", "区发改局", "政府部门", "district", "2026-01-01"],
    ["fgj-1", "综合科", "", "科室", "fgj", "2026-01-01"],
    ["lead", "区工业和信息化局", "区工信局", "政府部门", "district", "2020-01-01"],
]
PEOPLE = [
    ["江一帆", "jiangyf", "", "fgj", "经办人", "科员", "2026-01-01"],
    ["江一帆", "jiangyf", "", "fgj-1", "联络员", "", "2026-01-01"],
    ["陈知远", "lead_clerk", "", "lead", "经办人", "", ""],
]

TWO_HATS = [["某人", "x1", "", "lead", role, "", ""] for role in ("审计管理员", "经办人")]


def book(units=UNITS, people=PEOPLE):
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as made:
        for (name, columns), rows in zip(COLUMNS.items(), (units, people), strict=True):
            page = made.add_worksheet(name)
            for number, row in enumerate([list(columns), *rows]):
                page.write_row(number, 0, row)
    return SimpleUploadedFile("单位人员.xlsx", file.getvalue())


@pytest.fixture
def browser(cast, client_of):
    gone = make_unit("区旧局", under=cast.units.district, code="gone")
    gone.ended_on = DAY
    gone.save()
    soon = make_unit("区新局", under=cast.units.district, code="soon")
    soon.names.create(name="区更新局", from_on=timezone.localdate())
    return client_of(cast.system_admin)


def preview(browser, **sheets):
    return browser.post("/office/", {"file": book(**sheets)}).content.decode()


def passwords(page):
    return re.findall(r"<td>([\w.-]+)</td><td><code>([^<]+)</code></td>", page)


def plan(page):
    return re.search(r'name="plan" value="([^"]+)"', page).group(1)


def test_the_preview_tells_what_each_row_will_do_and_writes_nothing(browser):
    before = (Unit.objects.count(), Event.objects.unscoped("test").count())

    page = preview(browser)

    assert "新增 4 行" in page
    assert "不变 2 行" in page
    assert (Unit.objects.count(), Event.objects.unscoped("test").count()) == before


def test_confirming_writes_units_accounts_and_waiting_posts(browser):
    answer = browser.post("/office/confirm/", {"plan": plan(preview(browser))})

    (login, password), *_ = passwords(answer.content.decode())
    person = Person.objects.get_by_natural_key(login)
    assert person.check_password(password)
    assert Unit.objects.get_parent(Unit.objects.get(code="fgj-1")).code == "fgj"
    assert sorted(Grant.objects.values_list("role", flat=True)) == ["clerk", "liaison"]
    assert queries.roles_from(person.pk, on=LONG_AGO) == set()


def test_the_one_time_passwords_are_on_the_page_and_in_a_file(browser):
    page = browser.post("/office/confirm/", {"plan": plan(preview(browser))}).content.decode()
    made = re.search(r'name="made" value="([^"]+)"', page).group(1)

    answer = browser.post("/office/passwords/", {"made": made})

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[1:3] for row in rows if row[0] == "江一帆"] == [list(pair) for pair in passwords(page)]
    assert browser.post("/office/passwords/", {"made": "forged"}).status_code == 422


def test_the_same_file_twice_changes_nothing_and_offers_nothing(browser):
    browser.post("/office/confirm/", {"plan": plan(preview(browser))})

    page = preview(browser)

    assert "不变 6 行" in page
    assert 'name="plan"' not in page


def test_a_table_longer_than_is_read_is_refused_not_cut(browser):
    people = [["某人", f"x{number}", "", "", "", "", ""] for number in range(5001)]

    assert "超过5000行" in preview(browser, people=people)


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ({"units": [["x", "", "", "政府部门", "", "2026-01-01"]]}, "“单位”第2行"),
        ({"units": [["x", "某局", "", "局", "", "2026-01-01"]]}, "“类别”：“局”不在"),
        ({"units": [["x", "某局", "", "政府部门", "none", "2026-01-01"]]}, "没有编码为“none”的单位"),
        ({"units": [["x", "某局", "", "政府部门", "", "去年"]]}, "“去年”不是日期"),
        ({"units": [["x", "某局", "", "政府部门", "", "2026-01-01"]]}, "“上级编码”未填"),
        ({"units": [["x", "某局", "", "政府部门", "gone", "2026-01-01"]]}, "“区旧局”已撤销"),
        ({"units": [["gone", "区旧局", "", "政府部门", "district", "2026-01-01"]]}, "“区旧局”已撤销"),
        ({"units": [["soon", "别的局", "", "政府部门", "district", "2026-01-01"]]}, "已登记过名称"),
        ({"people": [["某人", "x1", "", "none", "经办人", "", ""]]}, "没有编码为“none”的单位"),
        ({"people": [["某人", "x1", "", "gone", "经办人", "", ""]]}, "“区旧局”已撤销"),
        ({"people": [["某人", "x 1", "", "lead", "经办人", "", ""]]}, "“登录名”：“x 1”"),
        ({"people": [["某人", "x1", "", "lead", "局长", "", ""]]}, "“角色”：“局长”不在"),
        (
            {
                "people": [
                    ["某人", "x1", "", "lead", "审计管理员", "", ""],
                    ["某人", "x1", "", "lead", "经办人", "", ""],
                ]
            },
            "三员分立",
        ),
    ],
)
def test_a_wrong_row_names_its_cell_and_remedy_and_nothing_can_be_confirmed(browser, sheets, said):
    page = preview(browser, **sheets)

    assert said in page
    assert 'name="plan"' not in page


def test_a_file_that_is_no_xlsx_is_refused(browser):
    answer = browser.post("/office/", {"file": SimpleUploadedFile("单位.xlsx", b"not a workbook")})

    assert answer.status_code == 422


def test_a_confirmation_is_refused_once_the_data_moved(browser, cast):
    page = preview(browser)
    Person.objects.create(login="jiangyf", name="江一帆", created_at=cast.nobody.created_at)

    answer = browser.post("/office/confirm/", {"plan": plan(page)})

    assert answer.status_code == 422
    assert not Unit.objects.filter(code="fgj").exists()


def test_a_forged_plan_is_refused(browser):
    assert browser.post("/office/confirm/", {"plan": "forged"}).status_code == 422


def test_the_template_is_read_by_its_own_reader(browser):
    content = browser.get("/office/template/").content

    assert CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names == ["单位", "人员"]
