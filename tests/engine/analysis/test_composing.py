"""The report of a month: what it says, and that every number of it stands in the list of sources."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from bihuan.engine import analysis
from bihuan.engine.analysis import BadPlan, plan, unsourced
from bihuan.engine.values import Month
from tests.support.analysis import (
    FIGURES,
    OCTOBER,
    PLAN,
    TAKEN,
    composed,
    figure,
    material,
    materials,
    wording,
    words_of,
)
from tests.support.figures import USUAL


@given(materials())
def test_no_number_without_its_entry(said):
    report = composed(said)

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

    text = words_of(composed(material(figures, month=january, aims={}, paces={})))

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


def test_the_report_names_and_ranks_no_unit_by_itself():
    text = words_of(composed())

    assert "位次" not in text
    assert "排名" not in text


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
