"""The report of a month: what it says, and that every number of it stands in the list of sources."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine import analysis
from bihuan.engine.analysis import BadPlan, plan, unsourced
from bihuan.engine.charts import Words
from bihuan.engine.values import Month
from tests.support.analysis import (
    FIGURES,
    OCTOBER,
    PLAN,
    TAKEN,
    TELLING,
    composed,
    figure,
    material,
    materials,
    towns,
    wording,
    words_of,
)
from tests.support.figures import INVESTMENT, USUAL


@given(materials(), st.sampled_from((PLAN, TELLING)))
def test_no_number_without_its_entry(said, outline):
    report = composed(said, plan=outline)

    assert report.findings() == []
    for section in report.sections:
        for paragraph in section.paragraphs:
            own = [each for each in report.sources if each.number in paragraph.cites]
            assert unsourced(paragraph.words, own) == []


@given(materials())
def test_the_numbers_of_the_table_stand_in_the_list_too(said):
    report = composed(said)
    values = {f"{abs(each.value):f}" for each in report.sources}

    for section in report.sections:
        for row in section.table.rows if section.table and section.place == "overall" else ():
            numbers = [cell for cell in row if cell.strip("+-").replace(".", "").isdigit()]
            assert {each.strip("+-") for each in numbers} <= values


@given(materials(), st.sampled_from((PLAN, TELLING)))
def test_the_numbers_of_the_drawings_stand_in_the_list_too(said, outline):
    report = composed(said, plan=outline)
    values = {abs(each.value) for each in report.sources}

    for drawing in (each for section in report.sections for each in section.drawings):
        shown = [mark.text for mark in drawing.marks if isinstance(mark, Words) and not mark.text.endswith("月")]
        numbers = [abs(Decimal(found)) for text in shown for found in re.findall(r"\d+(?:\.\d+)?", text)]
        assert set(numbers) <= values


def test_a_sentence_says_figure_growth_change_and_gap():
    text = words_of(composed())

    assert "工业投资累计160.5亿元，同比下降1.2%，降幅比1—9月扩大0.4个百分点" in text
    assert "完成年度目标240亿元的66.88%，慢于时序进度16.46个百分点" in text
    assert "收入累计41.20亿元，同比增长4.3%，增速比1—9月加快0.3个百分点，比年度目标5.0%低0.7个百分点" in text


def test_what_brings_nothing_new_is_one_line():
    unmoved = next(each for each in composed().sections[0].paragraphs if each.place == "overall.unmoved")

    assert unmoved.words == "存款与上期相同。总值本月没有单独的数。占比本月数暂无。"


def test_january_does_not_exist_for_investment():
    january = Month(2026, 1)
    revenue = replace(FIGURES["revenue", OCTOBER], month=january)
    figures = {(one.code, january): figure(one, january) for one in USUAL} | {("revenue", january): revenue}

    text = words_of(composed(material(figures, month=january, aims={})))

    assert "工业投资、占比、总值本月没有单独的数" in text
    assert "财政金融方面，1月，收入累计41.20亿元" in text
    assert "投资方面" not in text


def test_the_rest_of_the_year_stands_beside_the_best_ever_reached():
    text = words_of(composed())

    assert "后2个月平均每月需完成39.75亿元，以往最好单月为21.3亿元（需要的步子超过它）" in text
    assert "后期需增长65.2%（测算）" in text
    assert "历史数据不足，不作预测" in text


def test_what_lags_has_its_cause_its_measure_and_who():
    report = composed(material(taken=TAKEN))

    assert "原因：3个亿元项目用地手续未办结。" in words_of(report)
    assert report.sections[-1].table.rows[0] == (
        *("工业投资", "对3个亿元项目逐个定办结日期", "区自然资源局", "2026-11-30", "办理中"),
    )
    assert "原因由统计局说明" in words_of(composed())
    assert "工业投资的措施尚未明确，由统计局提出。" in words_of(composed())


def test_without_targets_nothing_is_said_of_completion():
    text = words_of(composed(material(aims={})))

    assert "年度目标尚未录入" in text
    assert "时序" not in text


UNITS = {"investment": towns(("60", "5.0", 1, 3), ("70", "-4.0", 2, 2), ("30.5", "-6.0", 3, 1))}


def test_the_report_names_and_ranks_no_unit_by_itself():
    text = words_of(composed(material(units=UNITS)))

    assert "镇" not in text
    assert "位" not in text.replace("单位", "")


def test_an_outline_that_asks_for_units_gets_what_each_brought_and_who_moved():
    report = composed(material(units=UNITS), plan=TELLING)
    text = words_of(report)

    assert (
        "石桥镇拉动增长1.76个百分点；青禾镇拉动下降1.80个百分点；东街道拉动下降1.20个百分点；其余部分拉动增长0.04个百分点"
        in text
    )
    assert "石桥镇由第3位到第1位；东街道由第1位到第3位" in text
    assert "图5 工业投资增速位次变化" in [each.title for section in report.sections for each in section.drawings]


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(-300, 300)), min_size=1, max_size=6))
def test_what_parts_brought_sums_to_the_growth_of_the_whole(parts):
    named = [
        (str(place), figure(INVESTMENT, OCTOBER, str(level), f"{rate / 10}"))
        for place, (level, rate) in enumerate(parts)
    ]
    whole = figure(INVESTMENT, OCTOBER, str(sum(level for level, _ in parts) + 7), "3.3")

    found = analysis.brought(whole, named, unit=INVESTMENT.unit, rest="其余")

    assert sum(each.points for each in found) == Decimal("3.30")
    assert found[0].share is None or sum(each.share for each in found) == 100


def test_a_number_of_an_offices_own_wording_is_found():
    words = wording()
    turned = replace(words, phrases={**words.phrases, "no_targets": "力争增长8.8%以上。"})
    report = analysis.compose(material(aims={}), plan=PLAN, wording=turned)

    assert [finding.at for finding in report.findings()] == []  # 8.8% is the growth of deposits
    turned = replace(words, phrases={**words.phrases, "no_targets": "力争增长8.9%以上。"})
    report = analysis.compose(material(aims={}), plan=PLAN, wording=turned)
    assert [finding.at for finding in report.findings()] == ["“8.9%”"]


def test_an_entry_says_where_its_number_is_from():
    entries = {each.what: each for each in composed().sources}

    assert entries["1—10月工业投资"].whence == "快报数第1版，区统计局报送"
    assert entries["1—10月工业投资"].cells[0].version == 10
    assert entries["工业投资增速比上期变化"].value == Decimal("-0.4")
    assert entries["工业投资增速比上期变化"].whence == "-1.2%减上期-0.8%"


def test_an_indicator_in_no_sector_is_refused():
    with pytest.raises(BadPlan) as refused:
        plan({"sectors": [{"word": "投资", "indicators": ["investment"]}], "splits": [], "lines": ["grp"]})

    assert "请先列入一个领域" in str(refused.value)
