"""A page of figures as a file: what is seen is what is written; a template comes back as it went out (B06, A22)."""

from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from bihuan.apps.figures import mapping
from bihuan.apps.units.models import Event
from bihuan.base.sheets import open_book
from bihuan.definitions import indicators, ledger_columns
from bihuan.engine.office.sheets import read_returned
from bihuan.engine.office.workbook import of_plain
from bihuan.engine.values import Month, Quantity, Unit
from tests.support.builders import DAY
from tests.support.observations import FEBRUARY, ask, push
from tests.support.targets import set_one

BILLION = Unit.HUNDRED_MILLION_YUAN


@pytest.fixture
def filled(cast):
    ask(cast, codes=("exports", "imports", "grp", "new_above_designated_size"))
    lead = cast.units.lead
    for month, level, growth in ((FEBRUARY, "1234.50", "-5.60"), (Month(2025, 2), "1300", "3")):
        amount = Quantity(Decimal(level), BILLION)
        push(lead, "exports", month, level=amount, growth=Decimal(growth), by=cast.statistician)
    set_one(cast, lead, kind="level", goal="9000")
    return cast


def table_of(content: bytes) -> list[list[object]]:
    """The lines of an exported table, its heading first."""
    page = openpyxl.load_workbook(BytesIO(content)).active
    return [list(row) for row in page.iter_rows(min_row=3, values_only=True)]


def shown(client, url: str) -> dict[str, list[str]]:
    """The cells of the page's table by their row's heading."""
    rows = html.fromstring(client.get(url).content.decode()).xpath("//table[contains(@class, 'month-table')]/tbody/tr")
    cells = (([cell.text_content() for cell in row.xpath("td")], row.xpath("string(th)")) for row in rows)
    return {name.strip(): [" ".join(text.split()) for text in texts] for texts, name in cells}


@pytest.mark.django_db
def test_the_file_of_a_month_holds_what_the_page_shows(filled, client_of):
    client, query = client_of(filled.supervisor), f"?month=2026-02&unit={filled.units.lead.pk}"

    heads, *rows = table_of(client.post(f"/figures/export/{query}").content)

    page = shown(client, f"/figures/{query}")
    assert [row[0] for row in rows] == list(page)
    exports = next(dict(zip(heads, row, strict=True)) for row in rows if row[0] == "出口总额")
    cells = page["出口总额"]
    assert f"{exports['数']:,.2f}" == cells[1] == "1,234.50"
    assert f"{exports['增速（%）']:.2f}" == cells[2] == "-5.60"
    assert exports["年度目标"] == "9000亿元"
    assert f"完成 {exports['完成率（%）']:.2f}%" in cells[-3]
    assert exports["数据状态"] == cells[-1].split()[0]


@pytest.mark.django_db
def test_a_lack_is_a_word_and_the_whole_file_holds_what_the_page_sets_apart(filled, client_of):
    client, query = client_of(filled.supervisor), f"?month=2026-02&unit={filled.units.lead.pk}"

    heads, *rows = table_of(client.post(f"/figures/export/{query}", {"all": "1"}).content)

    by_name = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert by_name["地区生产总值"]["数"].startswith("本月无数")
    assert by_name["进口总额"]["数"].startswith("尚未报送")
    assert by_name["出口总额"]["来源"] == "统计局发布"
    assert by_name["出口总额"]["目标判定"].startswith("完成1234.50亿元")


@pytest.mark.django_db
def test_an_indicators_file_holds_units_by_months_and_is_kept_in_the_log(filled, client_of):
    client = client_of(filled.supervisor)

    seen = table_of(client.post("/figures/indicator/exports/export/?month=2026-02").content)
    whole = table_of(client.post("/figures/indicator/exports/export/?month=2026-02", {"all": "1"}).content)

    lead = filled.units.lead.name
    assert next(row for row in seen if row[0] == lead)[2] == pytest.approx(-5.6)
    assert next(row for row in whole if row[:2] == [lead, "2026年2月"])[2:5] == [1234.5, -5.6, "快报数"]
    kinds = Event.objects.unscoped("test").filter(kind="figures.exported").values_list("person_name", flat=True)
    assert list(kinds) == [filled.supervisor.name] * 2


KNOWN = {each.code: each for each in indicators(DAY)}
ASKED = ("exports", "foreign_trade", "industrial_electricity", "new_above_designated_size", "tax_share")
PLAIN = st.decimals(min_value=-(10**9), max_value=10**9, places=2).map(lambda number: f"{number.normalize():f}")


@dataclass
class Line:
    """A line of a sheet, as the template takes it."""

    key: str
    indicator: object
    asked: tuple[str, ...]
    typed: dict[str, str]
    unit_name: str = "石桥镇"
    year_before: object = None
    before: object = None
    now: object = None
    seen: dict[str, str] = field(default_factory=dict)


@st.composite
def lines(draw):
    """Lines with anything that a clerk may have typed and the system could read."""
    found = []
    for code in ASKED:
        asked = mapping.fields_of(KNOWN[code])
        typed = {name: draw(st.one_of(st.just(""), PLAIN)) for name in asked}
        found.append(Line(f"7-{code}", KNOWN[code], asked, typed))
    return found


@given(lines())
def test_a_template_comes_back_as_it_went_out(drawn):
    words = ledger_columns(DAY).words
    content = mapping.templates.filled(drawn, title="数据填报表", note="说明", seal="7|2026-02|monthly")

    book = of_plain(open_book(content, name="填报表.xlsx")["book"])
    found = mapping.templates.said(read_returned(book, mapping.templates.COLUMNS, words=words), drawn, words=words)

    assert found["new"] == found["left"] == 0
    assert {row["key"]: row["typed"] for row in found["rows"] if row["typed"]} == {
        line.key: {name: text for name, text in line.typed.items() if text}
        for line in drawn
        if any(line.typed.values())
    }
