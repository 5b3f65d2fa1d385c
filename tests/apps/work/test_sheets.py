"""A unit's month goes out as a sheet with its rows and comes back: merged, asked where both changed, taken once."""

import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from bihuan.apps.units.models import Event
from bihuan.apps.units.queries import timeline
from bihuan.apps.work.actions.sheets import receiving
from bihuan.apps.work.models import Item, Progress, ReturnedSheet
from bihuan.base import uploads
from tests.support.items import as_drafted, make_item, move

pytestmark = pytest.mark.django_db
COLUMNS = {"无变化": "F", "进展": "G", "问题": "H", "措施": "I", "进度": "J"}


@pytest.fixture
def two(cast):
    """Two items in work; the first was reported on in February."""
    first = make_item(cast, "in_progress", title="甲", due_on=date(2026, 5, 31))
    move(first, "report_progress", cast, who="lead_clerk", text="已完成3家。", month_on=date(2026, 2, 1))
    make_item(cast, "in_progress", title="乙", due_on=date(2026, 6, 30))
    return cast


@pytest.fixture
def client(two, client_of):
    return client_of(two.lead_clerk)


def item(title):
    return Item.objects.unscoped("what was made").get(title=title)


def reports(title):
    return list(
        Progress.objects.unscoped("what was reported").filter(item__title=title, kind="progress").order_by("pk")
    )


def out(client, query=""):
    """The sheet as it is downloaded."""
    return client.post(f"{reverse('work:sheet_out')}{query}").content


def page_of(content):
    return openpyxl.load_workbook(BytesIO(content)).worksheets[0]


def filled(content, **rows):
    """The file as a person saves it: title=dict of column word -> value."""
    book = openpyxl.load_workbook(BytesIO(content))
    page = book.worksheets[0]
    at = {page.cell(row, 3).value: row for row in range(4, page.max_row + 1)}
    for title, said in rows.items():
        for word, value in said.items():
            page[f"{COLUMNS[word]}{at[title]}"] = value
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def send(client, content, **more):
    file = BytesIO(content)
    file.name = "填报表.xlsx"
    form = client.get(reverse("work:sheets")).context["form"]
    return client.post(reverse("work:sheets"), {"form_key": form["form_key"].value(), "file": file, **more})


def newest():
    return ReturnedSheet.objects.unscoped("what came back").order_by("-pk").first()


def take(client, row=None, **said):
    row = row or newest()
    return client.post(reverse("work:sheet_take", args=[row.pk]), {"token": row.found["token"], **said})


def sorts(row=None):
    return {one["title"]: one["sort"] for one in (row or newest()).found["rows"]}


def test_the_sheet_holds_the_units_rows_with_what_was_said_last(client):
    page = page_of(out(client))

    rows = [[cell.value for cell in row[1:5]] for row in page.iter_rows(min_row=4)]
    assert [(row[1], row[3]) for row in rows] == [("甲", "已完成3家。"), ("乙", None)]
    assert (page["B4"].protection.locked, page["G4"].protection.locked) == (True, False)


def test_two_units_get_different_rows_and_the_office_gets_all_in_one_archive(two, client_of):
    stranger = {"lead_unit_id": two.units.stranger.pk, "support_unit_ids": ()}
    other = make_item(two, title="别家的", **stranger)
    other = move(other, "dispatch", two, **as_drafted(other))
    other = move(other, "sign", two, who="stranger_clerk")
    move(other, "plan", two, who="stranger_clerk")

    answer = client_of(two.supervisor).post(reverse("work:sheet_out"))

    archive = zipfile.ZipFile(BytesIO(answer.content))
    titles = {
        name.partition("_")[0]: [page_of(archive.read(name)).cell(row, 3).value for row in (4, 5)]
        for name in archive.namelist()
    }
    assert titles == {two.units.lead.name: ["甲", "乙"], two.units.stranger.name: ["别家的", None]}


def test_what_was_filled_is_looked_at_first_and_then_reported_through_the_door(client):
    send(client, filled(out(client), 乙={"进展": "已开工。", "问题": "用地未批。", "进度": 35}))
    assert (sorts(), reports("乙")) == ({"甲": "unchanged", "乙": "taken"}, [])

    take(client)

    report = reports("乙")[0]
    assert (report.text, report.problems, report.percent) == ("已开工。", "用地未批。", 35)
    assert timeline("work.item", [item("乙").pk]).last().why == "已开工。"
    assert timeline("work.returned_sheet", [newest().pk]).last().kind == "work.sheet_taken"
    assert len(reports("甲")) == 1


def test_unchanged_is_told_in_the_words_of_last_time(client):
    send(client, filled(out(client), 甲={"无变化": "是"}))
    take(client)

    assert (reports("甲")[-1].text, reports("甲")[-1].unchanged) == ("已完成3家。", True)


def test_the_same_sheet_returned_twice_is_reported_once(client):
    content = filled(out(client), 甲={"无变化": "是"}, 乙={"进展": "已开工。"})
    send(client, content)
    take(client)

    send(client, content)

    assert set(sorts().values()) == {"unchanged"}
    assert take(client).status_code == 422
    assert (len(reports("甲")), len(reports("乙"))) == (2, 1)


def test_a_sheet_taken_twice_is_taken_once(client):
    send(client, filled(out(client), 乙={"进展": "已开工。"}))
    row = newest()
    take(client, row)
    again = take(client, row)

    assert (again.status_code, len(reports("乙"))) == (302, 1)


def test_one_upload_twice_is_one(client):
    content = filled(out(client), 乙={"进展": "已开工。"})
    answers = [send(client, content, form_key="k" * 32).url for _ in range(2)]

    assert answers[0] == answers[1]
    assert ReturnedSheet.objects.unscoped("all").count() == 1


def test_an_old_sheet_returned_after_a_supplement_does_not_bring_the_old_words_back(two, client):
    content = filled(out(client), 乙={"进展": "已开工。"})
    send(client, content)
    take(client)
    move(item("乙"), "report_progress", two, who="lead_head", text="已封顶。", month_on=newest().month_on)

    send(client, content)

    assert sorts()["乙"] == "unchanged"


def test_what_others_changed_meanwhile_is_shown_with_both_and_asked(two, client):
    content = filled(out(client), 乙={"进展": "表里写的。", "问题": "缺钱。"})
    month_on = date(2026, 3, 1)
    send(client, content)
    month_on = newest().month_on
    move(item("乙"), "report_progress", two, who="lead_head", text="别人写的。", month_on=month_on)

    send(client, content)

    cell = newest().found["rows"][1]["conflicts"][0]
    assert (cell["mine"], cell["now"], cell["given"]) == ("表里写的。", "别人写的。", "")
    refused = take(client)
    assert (refused.status_code, len(reports("乙"))) == (422, 1)
    take(client, **{f"side_{item('乙').pk}_text": "theirs"})
    assert (reports("乙")[-1].text, reports("乙")[-1].problems) == ("别人写的。", "缺钱。")


def test_the_sheets_side_holds_where_it_is_chosen(two, client):
    content = filled(out(client), 乙={"进展": "表里写的。"})
    send(client, content)
    move(item("乙"), "report_progress", two, who="lead_head", text="别人写的。", month_on=newest().month_on)
    send(client, content)

    take(client, **{f"side_{item('乙').pk}_text": "mine"})

    assert [report.text for report in reports("乙")] == ["别人写的。", "表里写的。"]


def test_what_moved_since_it_was_looked_at_refuses_and_shows_anew(two, client):
    send(client, filled(out(client), 乙={"进展": "表里写的。"}))
    row = newest()
    move(item("乙"), "report_progress", two, who="lead_head", text="别人写的。", month_on=row.month_on)

    answer = take(client, row)

    row.refresh_from_db()
    assert (answer.status_code, sorts(row)["乙"], len(reports("乙"))) == (409, "conflict", 1)


def test_wrong_cells_keep_all_out_and_come_back_marked_in_the_own_file(client):
    content = filled(out(client), 甲={"进展": "已完成5家。"}, 乙={"问题": "只写了问题。", "进度": "一半吧"})
    send(client, content)

    assert (sorts()["乙"], take(client).status_code, len(reports("甲"))) == ("wrong", 422, 1)
    page = page_of(client.get(reverse("work:sheet_marked", args=[newest().pk])).content)
    reasons = [page.cell(row, page.max_column).value for row in (3, 4, 5)]
    assert reasons[:2] == ["问题说明", None]
    assert "本月进展" in reasons[2]
    assert "进度" in reasons[2]


def test_the_right_rows_alone_when_that_is_said(client):
    send(client, filled(out(client), 甲={"进展": "已完成5家。"}, 乙={"进度": 200}))

    take(client, skip_wrong="on")

    assert (reports("甲")[-1].text, reports("乙")) == ("已完成5家。", [])


def test_what_the_unit_no_longer_reports_on_is_shown_and_not_lost(two, client):
    content = filled(out(client), 乙={"进展": "已开工。"})
    move(item("乙"), "submit_feedback", two)

    send(client, content)

    row = newest().found["rows"][1]
    assert (row["sort"], row["written"][0]["mine"], row["title"]) == ("gone", "已开工。", "乙")


def test_the_office_takes_a_units_sheet_and_it_is_kept_as_that_units_paper(two, client, client_of):
    content = filled(out(client), 乙={"进展": "已开工。"})
    office = client_of(two.supervisor)
    send(office, content)

    take(office)

    report = reports("乙")[0]
    assert (report.by_name, report.acted_for) == (two.supervisor.name, two.units.lead.name)
    assert item("乙").attachments.get(kind="paper").digest == newest().digest


def test_another_unit_may_neither_bring_nor_see_it(two, client, client_of):
    content = filled(out(client), 乙={"进展": "已开工。"})
    stranger = client_of(two.stranger_clerk)

    assert send(stranger, content).status_code == 422
    assert newest() is None
    send(client, content)
    for name in ("sheet", "sheet_state", "sheet_marked"):
        assert stranger.get(reverse(f"work:{name}", args=[newest().pk])).status_code == 404
    assert take(stranger).status_code == 404


def test_a_forged_seal_is_refused(client):
    book = openpyxl.load_workbook(BytesIO(filled(out(client), 乙={"进展": "已开工。"})))
    book["_随表信息"]["D1"] = "x" + book["_随表信息"]["D1"].value
    saved = BytesIO()
    book.save(saved)

    answer = send(client, saved.getvalue())

    assert answer.status_code == 422
    assert "重新下载" in answer.content.decode()


def test_what_is_no_sheet_of_ours_is_a_sentence(client):
    book = openpyxl.Workbook()
    saved = BytesIO()
    book.save(saved)

    assert send(client, saved.getvalue()).status_code == 422
    assert send(client, b"PK no workbook").status_code == 422
    assert newest() is None


def test_a_dropped_sheet_is_not_taken(client):
    send(client, filled(out(client), 乙={"进展": "已开工。"}))
    client.post(reverse("work:sheet_drop", args=[newest().pk]))

    assert (take(client).status_code, reports("乙")) == (409, [])


def test_where_many_come_at_once_it_waits_and_is_read_by_the_worker(two, client, monkeypatch):
    content = filled(out(client), 乙={"进展": "已开工。"})
    monkeypatch.setattr(receiving, "SOON_SECONDS", 0)
    with uploads.place(), uploads.place():
        answer = send(client, content)
    row = newest()
    assert (answer.status_code, row.state) == (302, "waiting")

    receiving.read_job.func(sheet_id=row.pk, person_id=two.lead_clerk.pk, address="", request_id="test")

    assert (newest().state, sorts()["乙"]) == ("read", "taken")


def test_a_list_of_sheets_takes_as_many_queries_for_ten_as_for_one(two, client, django_assert_max_num_queries):
    send(client, filled(out(client), 乙={"进展": "已开工。"}))
    row = newest()
    for place in range(10):
        row.pk, row.form_key = None, f"x{place}"
        row.save(force_insert=True)

    with django_assert_max_num_queries(25):
        client.get(reverse("work:sheets"))


def test_giving_out_leaves_an_event(two, client):
    out(client)

    last = Event._base_manager.order_by("-seq").first()
    assert last.kind == "work.sheets_given"
    assert two.units.lead.name in str(last.after)
