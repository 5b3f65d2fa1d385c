"""The second reader: set by the system administrator, asked by the worker, never believed against the text."""

import json
import time

import pytest
from django_tasks_db.models import DBTaskResult

from bihuan.apps.documents import actions, models, queries
from bihuan.apps.documents.actions import second
from bihuan.apps.units.models import Event
from bihuan.base.refusals import Forbidden, Refusal
from tests.apps.documents.conftest import REPORT
from tests.support.builders import NOW, actor, viewer
from tests.support.chat import reply, speaking

TASK = "各部门要开展企业走访服务，帮助企业解决用工难题"
ONLY_SECOND = "1月4日，镜澜区召开全区经济工作会议"


def said(*, tasks=(), figures=()):
    return json.dumps({"tasks": list(tasks), "figures": list(figures)}, ensure_ascii=False)


def turn_on(cast, address):
    return actions.set_second_reader(address, "m", is_on=True, by=actor(cast.system_admin), now=NOW)


def bring(cast, callbacks, text=REPORT):
    """Upload, and let what waits for the commit happen."""
    with callbacks(execute=True):
        done = actions.upload(text.encode(), name="报告.txt", kind="report", by=actor(cast.supervisor), now=NOW)
    return done.document


def answer_all():
    """What the worker does with the queue."""
    for row in models.SecondReading.objects.unscoped("the test is the worker").filter(state="waiting"):
        second.read_second.call(second_id=row.pk)


def event(kind):
    return Event.objects.unscoped("the test looks into the log").get(kind=kind)


@pytest.fixture
def asked(cast, django_capture_on_commit_callbacks):
    """A document that the second reader answered: the answer is the test's."""

    def read(answer):
        with speaking(answer) as (address, heard):
            turn_on(cast, address)
            document = bring(cast, django_capture_on_commit_callbacks)
            answer_all()
        return document, queries.second_of(queries.newest_reading(document)), heard

    return read


def test_it_is_off_until_someone_turns_it_on(cast, django_capture_on_commit_callbacks):
    document = bring(cast, django_capture_on_commit_callbacks)

    assert queries.second_of(queries.newest_reading(document)) is None
    assert not DBTaskResult.objects.exists()


def test_within_the_request_nothing_is_sent_and_the_worker_finds_it_waiting(cast, django_capture_on_commit_callbacks):
    with speaking(lambda *_: said()) as (address, heard):
        turn_on(cast, address)
        document = bring(cast, django_capture_on_commit_callbacks)

    assert heard == []
    assert queries.second_of(queries.newest_reading(document)).state == "waiting"
    assert [task.task_path for task in DBTaskResult.objects.all()] == [second.read_second.module_path]
    assert queries.counts(queries.candidates_of(document))["open"] > 0


def test_what_the_readers_say_otherwise_is_shown_beside(asked, cast, client_of):
    task = {"quote": TASK, "owners": ["区住建局"], "deadline": "2026-12"}
    document, row, _ = asked(lambda *_: said(tasks=[task, {"quote": ONLY_SECOND}]))

    office = client_of(cast.supervisor)
    page = office.get(f"/documents/{document.pk}/?tab=second").content.decode()
    candidate = document.candidates.get(quote=TASK)
    panel = office.get(f"/documents/{document.pk}/?at={candidate.pk}").content.decode()

    assert row.state == "done"
    assert ONLY_SECOND in page
    assert "只有系统读到" in page
    assert "第二读取器的说法不同：责任单位 区住建局，时限 2026-12" in panel


def test_a_quote_that_is_not_in_the_text_is_dropped_with_a_note(asked, cast, client_of):
    document, row, _ = asked(lambda *_: said(tasks=[{"quote": "要征收一项新的费用"}]))

    page = client_of(cast.supervisor).get(f"/documents/{document.pk}/?tab=second").content.decode()

    assert row.entries == []
    assert "“要征收一项新的费用”不在正文里" in page


def test_the_event_keeps_the_text_that_was_sent(asked):
    document, _, heard = asked(lambda *_: said())

    kept = event("document.second_read")
    body = queries.newest_reading(document).body
    assert "".join(each["messages"][-1]["content"] for each in heard) == body
    assert json.loads(kept.after)["发送文字"] == body


@pytest.mark.parametrize(
    "answer",
    [
        lambda _, handler: reply(handler, 500, {}),
        lambda _, handler: reply(handler, 302, {}, Location="http://127.0.0.1:1/"),
        lambda _, handler: reply(handler, 200, b"\xff\xfe"),
    ],
)
def test_a_failure_is_a_sentence_and_the_first_reading_stands(asked, cast, client_of, answer):
    document, row, _ = asked(answer)

    page = client_of(cast.supervisor).get(f"/documents/{document.pk}/?tab=second").content.decode()

    assert (row.state, row.entries) == ("failed", [])
    assert row.sentence in page
    assert queries.counts(queries.candidates_of(document))["open"] > 0
    assert event("document.second_read").result == "failed"


def test_a_slow_reader_is_not_waited_for(asked, monkeypatch):
    monkeypatch.setattr(second, "SECONDS", 0.2)

    _, row, _ = asked(lambda *_: time.sleep(1))

    assert (row.state, "时间" in row.sentence) == ("failed", True)


def test_a_long_text_is_sent_in_parts(cast, django_capture_on_commit_callbacks):
    with speaking(lambda *_: said()) as (address, heard):
        turn_on(cast, address)
        text = "\n".join(f"第{number}批项目要抓紧开工，确保{number}月底前投产。" for number in range(1, 600))
        document = bring(cast, django_capture_on_commit_callbacks, text)
        answer_all()

    assert len(heard) > 1
    assert queries.second_of(queries.newest_reading(document)).state == "done"


def test_a_sentence_of_the_second_reader_becomes_a_candidate_once(asked, by):
    document, row, _ = asked(lambda *_: said(tasks=[{"quote": ONLY_SECOND}]))
    place = (row.entries[0]["start"], row.entries[0]["end"])

    made = actions.add_from_second(document.pk, place, by=by, now=NOW)

    assert (made.state, made.quote) == ("open", ONLY_SECOND)
    with pytest.raises(Refusal):
        actions.add_from_second(document.pk, place, by=by, now=NOW)


def test_only_the_system_administrator_sets_it_and_the_event_says_what(cast):
    with pytest.raises(Forbidden):
        actions.set_second_reader("http://10.0.0.8/v1", "m", is_on=True, by=actor(cast.supervisor), now=NOW)
    turn_on(cast, "http://10.0.0.8/v1")

    assert json.loads(event("reader.changed").after)["接口地址"] == "http://10.0.0.8/v1"


@pytest.mark.parametrize("address", ["", "file:///etc/passwd", "http://a@10.0.0.8"])
def test_what_is_no_address_is_refused_on_the_page(cast, client_of, address):
    answer = client_of(cast.system_admin).post(
        "/documents/second-reader/", {"is_on": "on", "address": address, "model": "m"}
    )

    assert answer.status_code == 422
    assert "请填写完整地址" in answer.content.decode()


def test_an_outside_address_is_never_asked(cast, django_capture_on_commit_callbacks):
    turn_on(cast, "http://8.8.8.8/v1")
    document = bring(cast, django_capture_on_commit_callbacks)

    answer_all()

    assert "内网" in queries.second_of(queries.newest_reading(document)).sentence


def test_turned_off_meanwhile_nothing_is_sent(cast, django_capture_on_commit_callbacks):
    with speaking(lambda *_: said()) as (address, heard):
        turn_on(cast, address)
        bring(cast, django_capture_on_commit_callbacks)
        actions.set_second_reader(address, "m", is_on=False, by=actor(cast.system_admin), now=NOW)
        answer_all()

    assert heard == []


def test_the_page_keeps_an_address_that_is_not_in_use_yet(cast, client_of):
    client_of(cast.system_admin).post("/documents/second-reader/", {"address": "http://10.0.0.8/v1", "model": "m"})

    row = queries.second_reader(viewer(cast.system_admin))
    assert (row.address, row.is_on) == ("http://10.0.0.8/v1", False)
