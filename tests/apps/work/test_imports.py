"""An office's own ledger comes in: looked at first, written whole or not at all, once, and marked where it is wrong."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.urls import reverse
from python_calamine import CalamineWorkbook

from bihuan.apps.units.queries import timeline
from bihuan.apps.work.actions.imports import reading
from bihuan.apps.work.models import Item, LedgerAnswer, LedgerImport
from bihuan.base import progress
from bihuan.engine.office import workbook
from tests.support.items import make_item
from tests.support.sheets import workbook_of

pytestmark = pytest.mark.django_db
HEAD = ["序号", "重点任务", "目标任务", "责任单位", "完成时限"]
UNITS = "牵头：区工业和信息化局；配合：区财政局、石桥镇"


def ledger(*rows, title="2026年重点工作台账"):
    return workbook_of([title], HEAD, *rows, merges=["A1:E1"])


def good(*titles, unit=UNITS, due="2026-06-30"):
    return [[place, title, f"{title}的要求", unit, due] for place, title in enumerate(titles, start=1)]


def send(client, content, name="台账.xlsx", kind="key_task", **said):
    """Upload as the page gives the form; the import that came of it."""
    form = client.get(reverse("work:imports")).context["form"]
    file = BytesIO(content)
    file.name = name
    values = {"form_key": form["form_key"].initial, "kind": kind, "file": file, **said}
    return client.post(reverse("work:imports"), values)


def newest():
    return LedgerImport.objects.unscoped("what the upload made").order_by("-pk").first()


def write(client, row, **said):
    return client.post(reverse("work:import_write", args=[row.pk]), {"token": row.found["token"], **said})


def answer(client, row, **by_key):
    """Answer the questions whose keys begin so."""
    form = client.get(reverse("work:import_page", args=[row.pk])).context["form"]
    values = {}
    for name, key in form.keys.items():
        for begin, value in by_key.items():
            if key.startswith(begin):
                values[name] = value
    client.post(reverse("work:import_answer", args=[row.pk]), values)
    row.refresh_from_db()
    return row


def items():
    return Item.objects.unscoped("what was written")


@pytest.fixture
def client(cast, client_of):
    return client_of(cast.supervisor)


def test_a_ledger_with_a_merged_title_and_units_in_one_cell_comes_in(cast, client):
    assert send(client, ledger(*good("建成标准厂房", "招引链主企业"))).status_code == 302
    row = newest()
    assert row.found["counts"] == {"new": 2, "changed": 0, "same": 0, "wrong": 0}
    assert not items().exists(), "nothing is written before it was looked at"

    write(client, row)

    first = items().order_by("number").first()
    assert (first.title, first.requirement, first.due_on) == (
        "建成标准厂房",
        "建成标准厂房的要求",
        date(2026, 6, 30),
    )
    assert (first.lead_unit, first.state, first.number) == (cast.units.lead, "registered", 1)
    assert {party.unit for party in first.parties.filter(role="support")} == {cast.units.support, cast.units.town}


def test_the_same_file_twice_changes_nothing(cast, client):
    content = ledger(*good("建成标准厂房", "招引链主企业"))
    send(client, content)
    write(client, newest())

    send(client, content)

    assert newest().found["counts"] == {"new": 0, "changed": 0, "same": 2, "wrong": 0}
    assert write(client, newest()).status_code == 422
    assert items().count() == 2


def test_one_confirmation_twice_writes_once(client):
    send(client, ledger(*good("建成标准厂房")))
    row = newest()

    write(client, row)
    again = write(client, row)

    assert (again.status_code, items().count()) == (302, 1)


def test_one_upload_twice_is_one(client):
    key = "k" * 32
    first = send(client, ledger(*good("建成标准厂房")), form_key=key)
    second = send(client, ledger(*good("建成标准厂房")), form_key=key)

    assert (first.url, LedgerImport.objects.unscoped("all").count()) == (second.url, 1)


def test_a_wrong_row_keeps_all_rows_out_and_comes_back_marked(client):
    rows = [
        *good("建成标准厂房"),
        [2, "", "没有标题", UNITS, "2026-06-30"],
        [3, "时限不对", "要求", UNITS, "三十号左右吧"],
    ]
    send(client, ledger(*rows))
    row = newest()

    answer_ = write(client, row)

    assert (answer_.status_code, items().count(), row.found["counts"]["wrong"]) == (422, 0, 2)
    back = client.get(reverse("work:import_marked", args=[row.pk])).content
    told = CalamineWorkbook.from_filelike(BytesIO(back)).get_sheet_by_index(0).to_python()
    assert told[1][-1] == "问题说明"
    assert told[2][-1] == ""
    assert "必须填写" in told[3][-1]
    assert "完成时限" in told[4][-1]
    assert told[2][:5] == [1.0, "建成标准厂房", "建成标准厂房的要求", UNITS, "2026-06-30"]


def test_the_good_rows_alone_when_that_is_said(client):
    send(client, ledger(*good("建成标准厂房"), [2, "", "没有标题", UNITS, "2026-06-30"]))

    write(client, newest(), skip_wrong="on")

    assert [item.title for item in items()] == ["建成标准厂房"]
    assert newest().written["left_out"] == 1


def test_a_thousand_rows_with_seven_bad_write_none_and_name_the_seven(client, settings):
    rows = good(*(f"任务{place}" for place in range(1000)))
    for place in range(0, 700, 100):
        rows[place][4] = "不知何时"
    send(client, ledger(*rows))
    row = newest()
    client.get(reverse("work:import_page", args=[row.pk]))

    assert row.found["counts"] == {"new": 993, "changed": 0, "same": 0, "wrong": 7}
    assert [one["wrong"][0].partition("：")[0] for one in row.found["rows"]["wrong"]] == [
        f"台账!E{place + 3}" for place in range(0, 700, 100)
    ]
    assert (write(client, row).status_code, items().count()) == (422, 0)


def test_what_moved_since_the_preview_refuses_the_confirmation(cast, client):
    make_item(cast, title="建成标准厂房", requirement="旧要求", support_unit_ids=(cast.units.support.pk,))
    send(client, ledger(*good("建成标准厂房", "招引链主企业")))
    row = newest()
    assert row.found["counts"]["changed"] == 1
    items().filter(title="建成标准厂房").update(requirement="别人改过", version=9)

    answer_ = write(client, row)

    assert (answer_.status_code, items().count()) == (409, 1)
    row.refresh_from_db()
    assert row.found["rows"]["changed"][0]["changes"][0]["old"] == "别人改过"


def test_a_known_item_is_put_right_and_its_day_is_not_moved(cast, client):
    item = make_item(cast, title="建成标准厂房", requirement="旧要求")
    send(client, ledger(*good("建成标准厂房", due="2026-12-31")))

    write(client, newest())

    item.refresh_from_db()
    assert (item.requirement, item.due_on) == ("建成标准厂房的要求", date(2026, 4, 30))
    assert timeline("work.item", [item.pk]).last().kind == "work.amended"


def test_an_unknown_unit_is_asked_once_and_remembered(cast, client):
    content = ledger(*good("建成标准厂房", "招引链主企业", unit="牵头：工信委"))
    send(client, content)
    row = newest()
    assert [each["name"] for each in row.found["unknown"]] == ["工信委"]
    assert row.found["counts"]["wrong"] == 2

    row = answer(client, row, unit=str(cast.units.lead.pk))

    assert row.found["counts"]["new"] == 2
    assert LedgerAnswer.objects.unscoped("kept").get().answer == str(cast.units.lead.pk)
    send(client, ledger(*good("整治农田", unit="牵头：工信委")))
    assert (newest().found["unknown"], newest().found["counts"]["new"]) == ([], 1)


def test_an_unknown_column_is_asked_and_until_then_kept_in_the_note(client):
    content = workbook_of([*HEAD, "群众满意度"], [*good("建成标准厂房")[0], "高"])
    send(client, content)
    row = newest()
    assert [each["key"] for each in row.found["questions"]] == ["column:群众满意度"]

    write(client, row)

    assert "群众满意度：高" in items().get().note


def test_a_pressing_question_comes_before_the_preview(client):
    content = workbook_of(["任务", "责任单位", "完成时限"], ["建成厂房", "区工业和信息化局、区财政局", "2026-06-30"])
    send(client, content)
    row = newest()
    assert (row.found["is_ready"], write(client, row).status_code) == (False, 409)

    row = answer(client, row, leads="first")
    write(client, row)

    assert items().get().lead_name == "区工业和信息化局"


def test_what_is_no_workbook_is_a_sentence(client):
    answer_ = send(client, b"PK\x03\x04 no workbook")

    assert answer_.status_code == 422
    assert not LedgerImport.objects.unscoped("none").exists()


def test_another_office_sees_nothing_of_it(cast, client, client_of):
    send(client, ledger(*good("建成标准厂房")))

    stranger = client_of(cast.stranger_head)

    for name in ("import_page", "import_marked", "import_state"):
        assert stranger.get(reverse(f"work:{name}", args=[newest().pk])).status_code == 404
    assert write(stranger, newest()).status_code == 404


def test_a_cancelled_file_writes_nothing(client):
    send(client, ledger(*good("建成标准厂房")))
    row = newest()
    client.post(reverse("work:import_cancel", args=[row.pk]))

    assert write(client, row).status_code == 409
    assert not items().exists()


def test_writing_that_is_stopped_leaves_nothing(cast, client, monkeypatch):
    """The worker asks for progress as it goes; a stop takes back all of it."""
    from bihuan.apps.work.actions.imports import writing as acts

    send(client, ledger(*good(*(f"任务{place}" for place in range(150)))))
    row = newest()
    monkeypatch.setattr(acts, "SOON_ROWS", 10)
    write(client, row)
    row.refresh_from_db()
    assert row.is_running

    monkeypatch.setattr(acts, "OFTEN", 50)
    tell = progress.tell

    def stop_at_a_hundred(code, done, total):
        if done == 100:
            progress.stop(code)
        tell(code, done, total)

    monkeypatch.setattr(progress, "tell", stop_at_a_hundred)
    facts = {"person_id": cast.supervisor.pk, "address": "", "request_id": "test"}
    acts.write_job.func(import_id=row.pk, skip_wrong=False, **facts)

    row.refresh_from_db()
    assert (row.state, items().count()) == ("cancelled", 0)


def test_a_third_file_in_hand_is_refused_and_others_go_on(cast, client, client_of, monkeypatch):
    monkeypatch.setattr(reading, "SOON_BYTES", 0)
    for name in ("甲.xlsx", "乙.xlsx"):
        assert send(client, ledger(*good(name)), name=name).status_code == 302

    refused = send(client, ledger(*good("丙")))

    assert "已有2个文件在后台处理" in refused.content.decode()
    assert send(client_of(cast.second_supervisor), ledger(*good("丁"))).status_code == 302


def while_made_ready(monkeypatch, act, *, times=1):
    """Let somebody do something while the rows are made ready; how many transactions are open at each word of it."""
    tell, depths = progress.tell, []

    def heard(code, done, total):
        depths.append(len(connection.savepoint_ids))
        if len(depths) <= times:
            act(len(depths))
        tell(code, done, total)

    monkeypatch.setattr(progress, "tell", heard)
    return depths


def test_no_transaction_is_open_while_the_rows_are_made_ready(client, monkeypatch):
    """So that others write meanwhile; on SQLite there is one writer at a time."""
    send(client, ledger(*good(*(f"任务{place}" for place in range(250)))))
    row = newest()
    outside = len(connection.savepoint_ids)
    depths = while_made_ready(monkeypatch, lambda _: None)

    write(client, row)

    assert depths[:3] == [outside] * 3
    assert min(depths[3:]) > outside, "all of it is written in one"


def test_a_ledger_that_moves_meanwhile_is_read_anew_and_still_comes_in(cast, client, monkeypatch):
    send(client, ledger(*good("建成标准厂房")))
    row = newest()
    while_made_ready(monkeypatch, lambda _: make_item(cast, title="其间立项"))

    write(client, row)

    assert [item.title for item in items().order_by("number")] == ["其间立项", "建成标准厂房"]


def test_a_row_that_somebody_registers_meanwhile_is_not_doubled(cast, client, monkeypatch):
    send(client, ledger(*good("建成标准厂房")))
    row = newest()
    while_made_ready(monkeypatch, lambda _: make_item(cast, title="建成标准厂房"))

    assert write(client, row).status_code == 409
    assert items().count() == 1


def test_a_ledger_that_never_rests_is_not_written(cast, client, monkeypatch):
    send(client, ledger(*good("建成标准厂房")))
    row = newest()
    while_made_ready(monkeypatch, lambda time: make_item(cast, title=f"其间立项{time}"), times=9)

    answer = write(client, row)

    assert "一直有人在改" in answer.content.decode()
    assert not items().filter(title="建成标准厂房").exists()


def test_every_written_item_and_the_import_leave_events(client):
    send(client, ledger(*good("建成标准厂房")))
    row = newest()

    write(client, row)

    told = [event.kind for event in timeline("work.ledger_import", [row.pk])]
    assert told == ["work.ledger_received", "work.ledger_imported"]
    assert [event.kind for event in timeline("work.item", [items().get().pk])] == ["work.drafted", "work.moved"]


def test_what_goes_out_as_a_file_comes_in_the_same(cast, client):
    """Export and import are inverse."""
    make_item(cast, title="建成标准厂房")
    out = client.post(reverse("work:export"), {"all": "1"}).content
    assert workbook.open_workbook(out).grids

    send(client, out)

    assert newest().found["counts"]["same"] == 1
    assert newest().found["counts"]["new"] == 0


NASTY = (
    *("=1+1", "+8613", "-2", "@SUM(A1)", "007", "2026-03-05", "12345678901234567890", "0.30", "1,234.5", "３０％"),
    *("甲\n乙", "“引号”、<尖括号>&amp;", "_x0041_", "是", "√", "𠮷䶮", "备注：无", "一、总体要求", "小计", "3月底前"),
)
"""Words that a spreadsheet, or a reader of ledgers, could take for something else."""


@pytest.mark.parametrize("everything", [True, False], ids=["whole", "as seen"])
def test_whatever_words_go_out_as_a_file_come_in_the_same(cast, client, everything):
    """Export and import are inverse, for the list whole and as seen (A50)."""
    for place, words in enumerate(NASTY):
        make_item(
            cast,
            title=f"第{place}项{words}".replace("\n", ""),
            requirement=words,
            target=words,
            category=words.replace("\n", ""),
            source_text=words.replace("\n", ""),
            responsible_leader="张三",
            liaison="李四、王五",
            due_on=date(2026, 4, 1 + place),
            support_unit_ids=[cast.units.support.pk, cast.units.town.pk][: place % 3],
        )

    out = client.post(reverse("work:export"), {"all": "1"} if everything else {}).content
    send(client, out)

    assert [one for sort in ("wrong", "changed", "new") for one in newest().found["rows"][sort]] == []
    assert newest().found["counts"]["same"] == len(NASTY)
