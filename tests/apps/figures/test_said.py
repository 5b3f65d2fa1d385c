"""Targets from the words of a document: confirmed by the officer, each with its way back to the sentence."""

import pytest

from bihuan.apps.documents.actions import upload
from bihuan.apps.documents.models import Candidate
from bihuan.apps.figures import queries
from bihuan.apps.figures.models import TargetVersion
from tests.support.builders import DAY, NOW, actor, viewer

pytestmark = pytest.mark.django_db
REPORT = """镜澜区召开2026年区委经济工作会议

会议提出,2026年全区生产总值增长6%左右,规上工业增加值增长8%以上,力争新增“四上”企业60家。

石桥镇要加快项目建设,全年完成到位资金9亿元。
"""


@pytest.fixture
def document(cast):
    sides = {"kind": "report", "by": actor(cast.supervisor), "now": NOW}
    return upload(REPORT.encode(), name="2026年区委经济工作会议.txt", **sides).document


def page_of(cast, document):
    return queries.said_page(viewer(cast.supervisor), document.pk, rules=queries.book(DAY))


def test_a_documents_targets_are_read_with_their_indicator_and_unit(cast, document):
    found = {line.said.indicator.code: line for line in page_of(cast, document).lines if line.said.indicator}

    told = {code: (line.said.kind.code, line.said.value, line.said.bound) for code, line in found.items()}
    assert told == {
        "grp": ("growth", "6%", "左右"),
        "value_added_industry_ads": ("growth", "8%", "以上"),
        "new_above_designated_size": ("count", "60家", "力争"),
        "funds_in_place": ("level", "9亿元", ""),
    }
    assert found["grp"].unit_id == cast.units.district.pk
    assert found["funds_in_place"].unit_id == cast.units.town.pk


def posted(page, **more):
    """The form as it comes prefilled, with one target ticked."""
    fields = {}
    for line in page.lines:
        prefix = f"t{line.said.number}"
        fields[f"{prefix}-unit"] = line.unit_id
        fields[f"{prefix}-indicator"] = line.said.indicator.code if line.said.indicator else ""
        fields[f"{prefix}-kind"] = line.said.kind.code if line.said.kind else ""
        fields[f"{prefix}-goal"] = line.said.value
    return fields | more


def number_of(page, code):
    return next(line.said.number for line in page.lines if line.said.indicator and line.said.indicator.code == code)


def test_a_ticked_target_is_set_and_leads_back_to_its_sentence(cast, document, client_of):
    page, client = page_of(cast, document), client_of(cast.supervisor)
    at = f"t{number_of(page, 'grp')}"
    url = f"/figures/targets/document/{document.pk}/"

    fields = posted(page, **{f"{at}-take": "on", f"{at}-settle": "on", f"{at}-floor": "5.5"})
    assert client.post(url, fields).status_code == 302

    row = TargetVersion.objects.visible_to(viewer(cast.supervisor)).get()
    assert (row.target.year, str(row.goal), str(row.floor)) == (2026, "6%", "5.5%")
    assert "生产总值增长6%左右" in row.quote
    candidate = Candidate.objects.visible_to(viewer(cast.supervisor)).get(pk=row.candidate_id)
    assert (candidate.state, candidate.accepted_as) == ("accepted", "2026年度目标1项")
    told = client.get(f"/figures/targets/{row.target_id}/").content.decode()
    assert f"/documents/{document.pk}/?at={candidate.pk}" in told
    assert "生产总值增长6%左右" in told
    assert f"/figures/targets/{row.target_id}/" in client.get(url).content.decode()


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_set(cast, document, client_of):
    page = page_of(cast, document)
    at = f"t{number_of(page, 'grp')}"

    fields = posted(page, **{f"{at}-take": "on", f"{at}-goal": "六"})
    answer = client_of(cast.supervisor).post(f"/figures/targets/document/{document.pk}/", fields)

    assert answer.status_code == 422
    assert "“六”不是数字" in answer.content.decode()
    assert not TargetVersion.objects.visible_to(viewer(cast.supervisor)).exists()


def test_who_may_not_read_the_document_sees_the_words_but_no_way_to_it(cast, document, client_of):
    page = page_of(cast, document)
    at = f"t{number_of(page, 'grp')}"
    client_of(cast.supervisor).post(f"/figures/targets/document/{document.pk}/", posted(page, **{f"{at}-take": "on"}))
    row = TargetVersion.objects.visible_to(viewer(cast.supervisor)).get()

    told = client_of(cast.stranger_clerk).get(f"/figures/targets/{row.target_id}/").content.decode()

    assert "生产总值增长6%左右" in told
    assert f"/documents/{document.pk}/" not in told
