"""Pages of reports: the list, one report with its ways back, one paragraph in other words."""

from __future__ import annotations

import pytest

from bihuan.apps.reports.models import AnalysisReport
from bihuan.base.scope import Viewer
from tests.support.analyses import correct, draft, issue, put_figures
from tests.support.observations import LATER

EYES = Viewer.worker(on=LATER.date())


@pytest.fixture
def report(cast):
    put_figures(cast)
    return draft(cast)


@pytest.fixture
def office(cast, client_of):
    return client_of(cast.statistician)


def html(response):
    return response.content.decode()


def test_each_number_of_the_text_leads_to_its_figure(cast, report, office):
    said = html(office.get(f"/reports/{report.pk}/"))

    url = f"/figures/cell/{cast.units.district.pk}/general_public_budget_revenue/2026-02/"
    assert f'<a class="sourced" href="{url}"' in said
    assert ">7.85亿元</a>" in said
    assert "统计局发布" in said


def test_drafting_and_issuing_by_the_pages(cast, report, office):
    report.refresh_from_db()
    issued = office.post(f"/reports/{report.pk}/issue/", {"version": report.version}, follow=True)

    assert "已印发：镜澜区2026年1—2月经济运行分析（2026年第1期）" in html(issued)
    file = office.get(f"/reports/{report.pk}/file/")
    assert b"".join(file.streaming_content).startswith(b"PK")
    again = office.post("/reports/", {"month": _month(office), "form_key": "again"})
    assert AnalysisReport.objects.visible_to(EYES).get(pk=again.url.split("/")[2]).is_draft


def _month(office):
    return html(office.get("/reports/")).partition('<option value="')[2][:7]


def test_a_paragraph_that_cannot_be_kept_stays_in_the_box(report, office):
    said = {"words": "收入增长9.9%。", "version": report.version}

    answer = office.post(f"/reports/{report.pk}/edit/features.6/", said)

    assert answer.status_code == 422
    assert "“9.9%”不在数据来源里" in html(answer)
    assert "收入增长9.9%。" in html(answer)


def test_a_kept_paragraph_is_marked(report, office):
    said = {"words": "收入增长4.3%。", "version": report.version}

    page = html(office.post(f"/reports/{report.pk}/edit/features.6/", said, follow=True))

    assert "已改写" in page
    assert '<span class="mark">改写</span>' in page


def test_what_was_corrected_since_is_told_beside_the_old(cast, report, office):
    issue(cast, report)
    correct(cast)

    said = html(office.get(f"/reports/{report.pk}/"))

    assert "印发以后更正的数" in said
    assert "决算调整" in said
    assert "本份分析照印发时的数，不改" in said


def test_a_preview_is_a_word_file_and_leaves_nothing(report, office):
    answer = office.get(f"/reports/{report.pk}/preview/")

    assert answer.content.startswith(b"PK")
    assert AnalysisReport.objects.visible_to(EYES).get(pk=report.pk).is_draft


def test_a_draft_is_no_page_for_others(cast, report, client_of):
    assert client_of(cast.lead_clerk).get(f"/reports/{report.pk}/").status_code == 404
    assert client_of(cast.system_admin).get("/reports/").status_code == 403


def test_the_list_costs_the_same_for_many_reports(cast, report, office, django_assert_max_num_queries):
    issue(cast, report)
    draft(cast)
    with django_assert_max_num_queries(40):
        office.get("/reports/")
