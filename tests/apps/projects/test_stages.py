"""Stages of a project: entered where all is there, refused with what is missing, gone back from with a reason."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.models import Evidence, StageEntry
from bihuan.apps.units.models import Event
from bihuan.base import files
from bihuan.base.refusals import Forbidden, Stale
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.projects import flag, go, make_project, put_evidence, put_support, strange_project


def html(response):
    return response.content.decode()


def enter(cast, row, stage, *, by=None, on=DAY, words="", version=None):
    row.refresh_from_db()
    step = actions.Entering(stage, on, words)
    return actions.enter_stage(row.pk, step, version=version or row.version, by=actor(by or cast.lead_clerk), now=NOW)


def paper(name="备案证.txt", text="已备案。"):
    return SimpleUploadedFile(name, text.encode(), content_type="text/plain")


def test_a_project_enters_a_stage_where_all_is_there_and_leaves_its_event(cast):
    row = make_project(cast)

    entry = enter(cast, row, "negotiation")

    row.refresh_from_db()
    event = Event.objects.visible_to(viewer(cast.audit_admin)).get(kind="project.stage_entered")
    assert (row.stage, row.version) == ("negotiation", 2)
    assert (entry.from_stage, entry.version, entry.event_seq) == ("idea", 2, event.seq)
    assert "2025-07-11" in entry.rule


def test_what_is_missing_is_said_with_how_to_get_it(cast):
    row = make_project(cast, total=None)

    with pytest.raises(actions.Missing, match="总投资：请填写总投资") as refused:
        enter(cast, row, "negotiation")

    assert [need.asked.code for need in refused.value.needs] == ["total"]


def test_a_withdrawn_paper_proves_nothing(cast):
    row = make_project(cast)
    found = put_evidence(row, by=cast.lead_clerk, code="agreement")
    actions.withdraw_evidence(found.pk, row.pk, words="传错文件", by=actor(cast.lead_clerk), now=NOW)

    with pytest.raises(actions.Missing, match="投资协议"):
        enter(cast, row, "signed")


def test_a_project_goes_all_the_way(cast):
    row = go(make_project(cast), "signed", "started", "building", "in_production", "full_capacity", by=cast.lead_clerk)

    assert row.stage == "full_capacity"
    assert [entry.version for entry in row.entries.all()] == [1, 2, 3, 4, 5, 6]


def test_going_back_needs_a_reason_and_is_an_event_of_its_own(cast):
    row = go(make_project(cast), "signed", by=cast.lead_clerk)

    with pytest.raises(actions.BadStage, match="原因"):
        enter(cast, row, "negotiation")
    entry = enter(cast, row, "negotiation", words="协议没有生效")

    assert (entry.from_stage, entry.words) == ("signed", "协议没有生效")
    assert Event.objects.visible_to(viewer(cast.audit_admin)).filter(kind="project.stage_returned").exists()


@pytest.mark.parametrize(
    ("stage", "said", "match"),
    [
        ("started", {}, "中间的阶段要先办"),
        ("idea", {}, "已经在“谋划”"),
        ("nowhere", {}, "没有这个阶段"),
        ("negotiation", {"on": DAY + timedelta(days=1)}, "还没有到"),
        ("negotiation", {"on": DAY - timedelta(days=1)}, "早于"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(cast, stage, said, match):
    with pytest.raises(actions.BadStage, match=match):
        enter(cast, make_project(cast), stage, **said)


def test_a_stopped_project_goes_nowhere(cast):
    row = flag(cast, make_project(cast), "suspended")

    with pytest.raises(actions.BadStage, match="先恢复"):
        enter(cast, row, "negotiation")


def test_the_same_form_sent_twice_is_one_step_and_a_slower_one_is_told(cast):
    row = make_project(cast)
    first = enter(cast, row, "negotiation", version=1)

    again = enter(cast, row, "negotiation", version=1)

    assert first == again
    with pytest.raises(Stale):
        enter(cast, row, "negotiation", version=1, by=cast.town_clerk)


def test_who_only_helps_moves_no_project(cast):
    row = make_project(cast)
    put_support(row, cast.units.support.pk, by=cast.lead_clerk)

    with pytest.raises(Forbidden):
        enter(cast, row, "negotiation", by=cast.support_clerk)


def test_the_database_keeps_the_line_of_stages_without_a_gap(cast):
    row = make_project(cast)

    with pytest.raises(DatabaseError), transaction.atomic():
        StageEntry.objects.create(
            project=row, version=3, stage="signed", entered_on=DAY, at=NOW, by_name="", event_seq=1
        )


def test_the_page_lists_what_is_there_and_what_is_missing(cast, client_of):
    row = go(make_project(cast), "signed", by=cast.lead_clerk)
    put_evidence(row, by=cast.lead_clerk, code="filing")

    page = html(client_of(cast.lead_clerk).get(f"/projects/{row.pk}/stage/"))

    assert "还缺3项" in page
    assert "请上传施工许可证；没有施工许可不能算开工。" in page
    assert 'value="construction_permit"' in page


def test_a_paper_is_uploaded_at_the_gate_and_the_stage_entered(cast, client_of):
    row, client = make_project(cast), client_of(cast.lead_clerk)
    url = f"/projects/{row.pk}/stage/?to=signed"
    said = {
        "form_key": "k",
        "code": "agreement",
        "to": "signed",
        "file": paper("投资协议.txt"),
        "issued_on": "2026-02-01",
    }

    refused = client.post(url, {"version": 1, "stage": "signed", "on": f"{DAY}"})
    back = client.post(f"/projects/{row.pk}/evidence/", said)
    entered = client.post(url, {"version": 1, "stage": "signed", "on": f"{DAY}"})

    assert (refused.status_code, back.url, entered.status_code) == (422, url, 302)
    assert "进入“签约”还缺1项" in html(refused)
    page = html(client.get(f"/projects/{row.pk}/"))
    assert "阶段：签约" in page
    assert "投资协议" in page


def test_a_file_is_kept_and_given_to_those_who_read_the_project(cast, client_of):
    row = make_project(cast)
    said = {"form_key": "k", "code": "filing", "file": paper(text="已备案。"), "document_number": "启发改备〔2026〕1号"}
    client = client_of(cast.lead_clerk)
    client.post(f"/projects/{row.pk}/evidence/", said)
    client.post(f"/projects/{row.pk}/evidence/", said | {"file": paper(text="已备案。")})

    found = Evidence.objects.visible_to(viewer(cast.lead_clerk)).get()
    url = f"/projects/{row.pk}/evidence/{found.pk}/"

    assert (found.text, found.size) == ("立项文件（备案、核准或审批）", len("已备案。".encode()))
    assert files.read_kept(found.path) == "已备案。".encode()
    event = Event.objects.visible_to(viewer(cast.audit_admin)).get(kind="project.evidence_added")
    assert (found.digest in str(event.evidence), found.digest in event.after) == (True, False)
    assert b"".join(client_of(cast.town_clerk).get(url).streaming_content) == "已备案。".encode()
    assert client_of(cast.stranger_clerk).get(url).status_code == 404
    assert client.post(url).status_code == 405


def test_a_paper_without_a_file_has_no_download(cast, client_of):
    row = make_project(cast)
    found = put_evidence(row, by=cast.lead_clerk)

    assert client_of(cast.lead_clerk).get(f"/projects/{row.pk}/evidence/{found.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("said", "match"),
    [
        ({"code": "nothing"}, "什么材料"),
        ({"number": ""}, "上传文件"),
    ],
)
def test_evidence_that_proves_nothing_is_refused(cast, said, match):
    with pytest.raises(actions.BadEvidence, match=match):
        put_evidence(make_project(cast), by=cast.lead_clerk, **said)


def test_a_bad_file_is_refused_and_nothing_is_kept(cast, client_of):
    row = make_project(cast)
    said = {"form_key": "k", "code": "filing", "file": paper("程序.exe")}

    answer = client_of(cast.lead_clerk).post(f"/projects/{row.pk}/evidence/", said)

    assert answer.status_code == 422
    assert "格式不在接收范围内" in html(answer)
    assert not Evidence.objects.visible_to(viewer(cast.lead_clerk)).exists()


def test_evidence_is_withdrawn_with_words_and_stays(cast, client_of):
    row = make_project(cast)
    found = put_evidence(row, by=cast.lead_clerk)
    url, client = f"/projects/{row.pk}/evidence/{found.pk}/withdraw/", client_of(cast.lead_clerk)

    assert client.post(url, {"words": ""}).status_code == 422
    assert client.post(url, {"words": "传错文件"}).status_code == 302
    assert client.post(url, {"words": "再撤"}).status_code == 422
    assert "撤回原因：传错文件" in html(client.get(f"/projects/{row.pk}/"))
    assert Event.objects.visible_to(viewer(cast.audit_admin)).filter(kind="project.evidence_withdrawn").exists()


@pytest.mark.parametrize("way", ["stage", "evidence"])
def test_strangers_and_readers_move_nothing(cast, client_of, way):
    url = f"/projects/{make_project(cast).pk}/{way}/"

    assert client_of(cast.stranger_clerk).get(url).status_code == 404
    assert client_of(cast.statistician).get(url).status_code == 403
    assert client_of(cast.lead_clerk).put(url).status_code == 405


def test_the_line_tells_the_days_of_each_stage(cast):
    row = make_project(cast)
    enter(cast, row, "negotiation")
    later = DAY + timedelta(days=10)

    told = queries.steps(list(row.entries.all()), queries.stage_rule(later).table, later)

    assert [(step.name, step.days, step.is_now) for step in told] == [("谋划", 0, False), ("洽谈", 10, True)]


def test_a_paper_of_another_project_is_not_found_at_this_one(cast, client_of):
    row = make_project(cast)
    other = put_evidence(strange_project(cast, total=Decimal(1)), by=cast.stranger_clerk)

    assert client_of(cast.supervisor).get(f"/projects/{row.pk}/evidence/{other.pk}/").status_code == 404
