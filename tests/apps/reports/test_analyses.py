"""Reports of a month: drafted from figures, edited with their numbers only, issued and never changed (A21)."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from django.db import DatabaseError, transaction

from bihuan.apps.reports import actions, mapping, queries
from bihuan.apps.reports.models import AnalysisReport
from bihuan.apps.units.models import Event
from bihuan.base import files
from bihuan.base.refusals import Forbidden, Stale
from bihuan.base.scope import Viewer
from tests.support.analyses import correct, draft, issue, put_figures
from tests.support.builders import actor, viewer
from tests.support.measures import put_measure, take
from tests.support.observations import JANUARY, LATER
from tests.support.targets import set_one

EYES = Viewer.worker(on=LATER.date())
PLACE = "features.6"


@pytest.fixture
def report(cast):
    put_figures(cast)
    return draft(cast)


def words_of(report, place=PLACE):
    found = mapping.edited(mapping.from_content(report.content), report.edits)
    return next(each.words for section in found.sections for each in section.paragraphs if each.place == place)


def edit(cast, report, words, place=PLACE):
    sides = {"version": report.version, "by": actor(cast.statistician), "now": LATER}
    return actions.edit_paragraph(report.pk, place, words, **sides)


def text_of(row):
    content = files.read_kept(row.path)
    paper = docx.Document(io.BytesIO(content))
    return "\n".join(each.text for each in paper.paragraphs)


def body_of(content):
    return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")


def test_a_draft_says_the_figures_as_they_were_entered(report):
    assert report.title == "镜澜区2026年1—2月经济运行分析"
    assert "一般公共预算收入累计7.85亿元，同比增长4.3%，增速比1月加快0.3个百分点。" in words_of(report)
    assert "进出口总额累计20.10亿元，同比下降1.2%，降幅比1月扩大0.4个百分点。" in words_of(report, "features.7")


def test_the_same_month_is_drafted_once(cast, report):
    assert draft(cast).pk == report.pk


def test_industry_has_no_january(cast):
    put_figures(cast)

    said = words_of(draft(cast, JANUARY), "overall.unmoved")

    assert "规模以上工业总产值" in said.partition("本月没有单独的数")[0]


def test_words_may_be_edited_with_the_same_numbers(cast, report):
    said = "一般公共预算收入7.85亿元，增长4.3%，开局平稳。"

    edited = edit(cast, report, said)

    assert words_of(edited) == said
    event = Event.objects.visible_to(viewer(cast.audit_admin)).get(kind="reports.edited")
    assert "开局平稳" in event.after
    assert "加快0.3个百分点" in event.before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("一般公共预算收入增长4.8%。", "“4.8%”不在数据来源里，没有保存。"),
        ("一般公共预算收入下降4.3%。", "“4.3%”的升降与来源相反"),
        ("一般公共预算收入增长近百分之五。", "请写成阿拉伯数字"),
    ],
)
def test_a_number_that_has_no_source_is_refused(cast, report, words, says):
    with pytest.raises(actions.BadWords) as refused:
        edit(cast, report, words)

    assert says in refused.value.sentence
    report.refresh_from_db()
    assert report.edits == {}


def test_empty_words_give_back_those_of_the_system(cast, report):
    before = words_of(report)
    edited = edit(cast, report, "收入7.85亿元。")

    assert words_of(edit(cast, edited, " ")) == before


def test_two_officers_do_not_overwrite_each_other(cast, report):
    edit(cast, report, "收入7.85亿元。")

    with pytest.raises(Stale):
        edit(cast, report, "收入增长4.3%。")


def test_an_issued_report_has_its_number_and_its_words(cast, report):
    row = issue(cast, edit(cast, report, "收入7.85亿元。"))

    assert (row.year, row.issue, row.numbered) == (2026, 1, "（2026年第1期）")
    text = text_of(row)
    assert "（2026年第1期）" in text
    assert "收入7.85亿元。" in text
    assert "数据来源" in text


def test_numbers_of_a_year_follow_each_other(cast, report):
    issue(cast, report)

    assert issue(cast, draft(cast, JANUARY)).issue == 2


def test_a_later_correction_changes_nothing_of_an_issued_report(cast, report):
    row = issue(cast, report)
    kept = mapping.from_content(row.content)
    rules = queries.rules_of(LATER.date())

    corrected = correct(cast)

    again = AnalysisReport.objects.visible_to(EYES).get(pk=row.pk)
    made = actions.analyses.laid_out(again, mapping.from_content(again.content), rules=rules, day=LATER.date(), issue=1)
    assert body_of(made) == body_of(files.read_kept(row.path))
    found = queries.corrected_since(kept, EYES)
    assert [(str(each.was.level), str(each.now.level), each.now.pk) for each in found] == [
        ("7.85亿元", "7.95亿元", corrected.pk)
    ]


def test_the_database_itself_keeps_an_issued_report(cast, report):
    row = issue(cast, report)

    with pytest.raises(DatabaseError, match="已印发"), transaction.atomic():
        AnalysisReport.objects.write_if(row, stands={}, values={"title": "别的"})


def test_a_draft_whose_figures_moved_is_not_issued_by_mistake(cast, report):
    correct(cast)

    with pytest.raises(actions.FiguresMoved) as refused:
        issue(cast, report)

    assert "1个数更正了（1—2月一般公共预算收入）" in refused.value.sentence
    assert issue(cast, report, as_drafted=True).issue == 1


def test_an_updated_draft_keeps_the_edits_that_still_have_sources(cast, report):
    report = edit(cast, report, "收入7.85亿元。")
    report = edit(cast, report, "进出口下降1.2%。", place="features.7")
    correct(cast)

    sides = {"version": report.version, "by": actor(cast.statistician), "now": LATER}
    report, lost = actions.refresh_analysis(report.pk, **sides)

    assert lost == [PLACE]
    assert "7.95亿元" in words_of(report)
    assert words_of(report, "features.7") == "进出口下降1.2%。"
    assert queries.corrected_since(mapping.from_content(report.content), EYES) == []


def test_a_report_as_of_a_past_day_knows_nothing_later(cast):
    put_figures(cast)
    correct(cast)

    report = draft(cast, known_on=LATER.date().replace(day=19))

    assert "本月数暂无" in words_of(report, "overall.unmoved")
    assert "有数的0项" in words_of(report, "overall.counts")


def test_only_the_office_drafts(cast):
    with pytest.raises(Forbidden):
        actions.draft_analysis(JANUARY, by=actor(cast.lead_head), now=LATER)


def test_others_read_it_once_its_figures_are_out(cast, report):
    row = issue(cast, report)
    early, late = (viewer(cast.lead_clerk, on=row.released_on.replace(day=day)) for day in (17, 18))

    assert not queries.analyses(early).exists()
    assert queries.analyses(late).get() == row


def test_a_draft_is_the_offices_alone(cast, report):
    assert not queries.analyses(viewer(cast.lead_head)).exists()


def test_a_taken_measure_enters_the_report_with_who_and_when(cast):
    put_figures(cast)
    set_one(cast, cast.units.district, code="general_public_budget_revenue", goal="9")
    take(cast, put_measure(cast))

    report = draft(cast)

    assert "原因：2月减收。" in words_of(report, "problems.general_public_budget_revenue")
    table = mapping.from_content(report.content).sections[-1].table
    assert table.rows[0][1:4] == ("逐户走访20家重点税源企业，3月底前摸清全年预计入库数", "区财政局", "2026-03-31")
