"""A sentence of a document becomes an item and stays its source."""

import pytest
from django.urls import reverse

from bihuan.apps.documents import actions as documents
from bihuan.apps.documents import queries as documents_read
from bihuan.apps.work import actions, queries
from bihuan.apps.work.models import Item
from bihuan.base.refusals import Refusal
from tests.support.builders import NOW, actor, viewer
from tests.support.items import DUE_ON, move, new_item

REPORT = """全区经济工作会议召开
2026-01-05 来源：镜澜日报
1月4日，镜澜区召开全区经济工作会议。
今年将加快建设镇东产业园，新建标准厂房20万平方米，确保6月底前投产。将推进老旧小区改造，完成石桥片区12个小区改造，由区住建局牵头负责。
各部门要开展企业走访服务，帮助企业解决用工难题。
力争全年招商引资到位资金突破120亿元。
"""


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def document(cast):
    done = documents.upload(REPORT.encode(), name="讲话.txt", kind="report", by=actor(cast.supervisor), now=NOW)
    return done.document


@pytest.fixture
def candidate(document):
    rows = documents_read.candidates_of(document)
    assert rows, "the reader finds the tasks of the report"
    return rows[0]


def take(cast, candidate, **said):
    new = new_item(cast, title="新增规上工业企业20家", **said)
    return actions.register_from_candidate(
        candidate.pk, new, version=candidate.version, by=actor(cast.supervisor), now=NOW
    )


def test_the_item_keeps_the_way_back_to_its_sentence(cast, candidate):
    item = take(cast, candidate)

    assert (item.source_quote, item.source_digest) == (candidate.quote, candidate.document.sha256)
    link = queries.source_of(item, viewer(cast.supervisor))
    assert not link.is_broken
    candidate.refresh_from_db()
    assert candidate.state == "accepted"


def test_a_candidate_is_taken_once_and_a_failure_leaves_nothing(cast, candidate):
    take(cast, candidate)

    with pytest.raises(Refusal):
        take(cast, candidate)

    assert Item.objects.unscoped("the test counts").count() == 1


def test_a_unit_that_gets_the_work_may_read_the_source(cast, candidate):
    item = take(cast, candidate)
    assert queries.source_of(item, viewer(cast.lead_clerk)) is None

    move(item, "dispatch", cast)

    assert queries.source_of(item, viewer(cast.lead_clerk)) is not None


def test_a_changed_text_is_said_loudly(cast, candidate, client_of):
    item = take(cast, candidate)
    reading = documents_read.newest_reading(candidate.document)
    reading.body = "改动" + reading.body
    reading.save()

    words = client_of(cast.supervisor).get(reverse("work:item", args=[item.pk])).content.decode()

    assert "原句与文件现在的正文不一致" in words


def test_the_panel_of_a_candidate_takes_it_and_goes_on(cast, document, candidate, client_of):
    office = client_of(cast.supervisor)
    panel = office.get(reverse("documents:page", args=[document.pk])).content.decode()
    assert reverse("work:take", args=[candidate.pk]) in panel

    answer = office.post(
        reverse("work:take", args=[candidate.pk]),
        {
            "version": candidate.version,
            "form_key": "take-1",
            "title": "新增规上工业企业20家",
            "ledger": "key_task",
            "lead_unit_id": cast.units.lead.pk,
            "due_on": DUE_ON,
        },
    )

    assert answer.status_code == 302
    item = Item.objects.unscoped("the test looks").get()
    assert (item.numbered, item.lead_name) == ("〔2026〕1号", "区工业和信息化局")


def test_a_title_that_is_missing_is_named_in_place(cast, candidate, client_of):
    values = {"version": candidate.version, "form_key": "take-1", "title": "", "ledger": "key_task"}

    answer = client_of(cast.supervisor).post(
        reverse("work:take", args=[candidate.pk]), values, headers={"HX-Request": "true"}
    )

    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == f"#take{candidate.pk}"
    assert "请填写“标题”" in answer.content.decode()


def test_all_ticked_candidates_are_taken_and_what_did_not_go_is_named(cast, document, client_of):
    rows = documents_read.candidates_of(document)
    versions = [f"{row.pk}:{row.version}" for row in rows]
    versions[-1] = f"{rows[-1].pk}:99"

    answer = client_of(cast.supervisor).post(
        reverse("work:take_all", args=[document.pk]),
        {"candidate": versions, "form_key": "all-1", "ledger": "key_task"},
    )

    done = [row.is_done for row in answer.context["rows"]]
    assert done.count(False) == 1
    assert Item.objects.unscoped("the test counts").count() == len(rows) - 1


def test_a_stranger_takes_nothing(cast, candidate, client_of):
    answer = client_of(cast.lead_clerk).post(reverse("work:take", args=[candidate.pk]), {"title": "x"})

    assert answer.status_code == 403


def test_frameworks_of_a_document_are_offered_as_campaigns_from_its_page(cast, client_of):
    text = REPORT + "会议要求，实施项目建设、产业强链、招商提效三大攻坚行动。\n"
    done = documents.upload(text.encode(), name="行动.txt", kind="report", by=actor(cast.supervisor), now=NOW)
    client = client_of(cast.supervisor)

    page = client.get(reverse("documents:page", args=[done.document.pk])).content.decode()
    offered = client.get(f"/campaigns/new/?document={done.document.pk}").content.decode()

    assert f"/campaigns/new/?document={done.document.pk}" in page
    assert "三大攻坚行动" in offered
