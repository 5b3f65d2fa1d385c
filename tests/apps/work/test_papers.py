"""Papers: made from what a list shows, kept with what they were made from, numbered by year, issued once."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse

from bihuan.apps.units.queries import timeline
from bihuan.apps.work.models import Item, Paper
from bihuan.base import files
from bihuan.engine.office.docx_text import docx_lines
from tests.support.builders import NOW
from tests.support.items import make_item, move

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def words(paper):
    """All text of an issued paper."""
    return "\n".join(cell.text for line in docx_lines(files.read_kept(paper.path)) for cell in line.cells)


def issue(client, kind, query="", **said):
    """Fill in the form as it is shown, with what is typed on top, and send it."""
    url = f"{reverse('work:paper_new')}?paper={kind}&{query}"
    form = client.get(url).context["form"]
    shown = {bound.html_name: bound.initial for bound in form if bound.initial is not None}
    values = {name: value() if callable(value) else value for name, value in shown.items()}
    return client.post(url, {**values, **said})


def newest():
    return Paper.objects.unscoped("what the form made").order_by("-pk").first()


@pytest.fixture
def several(cast):
    """Two late ones of one unit, one far off of another."""
    stranger = {"lead_unit_id": cast.units.stranger.pk, "support_unit_ids": ()}
    make_item(cast, "in_progress", title="建成标准厂房", due_on=date(2026, 2, 27))
    make_item(cast, "in_progress", title="招引链主企业", due_on=date(2026, 2, 26))
    make_item(cast, "registered", title="整治农田", due_on=date(2070, 12, 31), **stranger)
    return cast


def test_a_table_of_tasks_holds_what_the_list_shows(several, client_of):
    answer = issue(client_of(several.supervisor), "task_table", "q=厂房", name="2026年工业", basis="工作会议")

    paper = newest()
    assert answer.url == reverse("work:paper", args=[paper.pk])
    text = words(paper)
    assert "2026年工业任务分解表" in text
    assert "建成标准厂房" in text
    assert "整治农田" not in text
    assert [item["title"] for item in paper.snapshot["items"]] == ["建成标准厂房"]


def test_a_table_of_tasks_names_each_part_once(cast, client_of):
    for title, category in (("甲", "工业"), ("乙", ""), ("丙", "工业"), ("丁", "")):
        make_item(cast, title=title, category=category)

    issue(client_of(cast.supervisor), "task_table", name="2026年工业")

    text = words(newest())
    assert (text.count("工业\n"), text.count("其他\n")) == (1, 1)


def test_a_unit_makes_a_table_of_what_it_sees_and_no_notice(several, client_of):
    client = client_of(several.lead_clerk)

    issue(client, "task_table", name="本单位重点工作")

    assert newest().item_count == 2
    assert client.get(f"{reverse('work:paper_new')}?paper=bulletin").status_code == 403


def test_a_notice_goes_to_each_leading_unit(several, client_of):
    issue(client_of(several.supervisor), "supervision_notice", subject="重点工作", ground="工作会议")

    found = {paper.to_name: paper.item_count for paper in Paper.objects.unscoped("both")}
    assert found == {"区工业和信息化局": 2, "区农业农村局": 1}
    assert client_of(several.stranger_clerk).get(reverse("work:papers")).context["page"].paginator.count == 1


def test_a_reminder_names_only_what_is_near_or_late(several, client_of):
    issue(client_of(several.supervisor), "reminder_letter", subject="逾期事项")

    assert [paper.to_name for paper in Paper.objects.unscoped("the one")] == ["区工业和信息化局"]
    assert "已过" in words(newest())


def test_a_bulletin_counts_units_names_the_late_and_their_reason(several, client_of):
    item = Item.objects.unscoped("the late one").get(title="建成标准厂房")
    move(item, "report_progress", several, who="lead_clerk", text="已完成主体。", problems="用地指标未落实。")

    issue(client_of(several.supervisor), "bulletin", period="2026年3月", subject="重点工作推进")

    text = words(newest())
    assert "关于2026年3月重点工作推进情况的通报" in text
    assert "在督事项共3项，已完成0项，正在推进1项，即将到期0项，逾期2项" in text
    assert "用地指标未落实。" in text
    assert "未说明" in text
    assert text.index("区工业和信息化局") < text.index("区农业农村局"), "the office's own order, no ranking"


def test_bulletins_are_numbered_and_tell_what_moved(several, client_of):
    client = client_of(several.supervisor)
    issue(client, "bulletin", period="2026年2月")
    first = newest()
    item = Item.objects.unscoped("the late one").get(title="建成标准厂房")
    move(item, "submit_feedback", several)

    issue(client, "bulletin", period="2026年3月")

    second = newest()
    assert (first.numbered, second.numbered) == ("2026年第1期", "2026年第2期")
    assert "2026年第1期以来，有1项发生变化" in words(second)
    assert "其余2项" in words(second)
    assert "以来" not in words(first).replace("以来的变化", "")


def test_a_failed_issue_leaves_no_number_no_file_and_no_row(several, client_of, monkeypatch):
    client = client_of(several.supervisor)
    monkeypatch.setattr("bihuan.apps.work.actions.papers._record", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        issue(client, "bulletin")
    monkeypatch.undo()

    issue(client, "bulletin")

    assert newest().issue == 1


def test_the_same_form_twice_is_one_paper(several, client_of):
    client = client_of(several.supervisor)
    first = issue(client, "bulletin", form_key="k" * 32)

    second = issue(client, "bulletin", form_key="k" * 32)

    assert (first.url, Paper.objects.unscoped("all").count()) == (second.url, 1)


def test_issuing_is_an_event_with_the_digest(several, client_of):
    issue(client_of(several.supervisor), "bulletin")

    paper = newest()
    event = timeline("work.paper", [paper.pk]).last()
    assert event.kind == "work.paper_issued"
    assert paper.digest in event.evidence
    assert paper.digest == files.digest(files.read_kept(paper.path))


def test_what_was_issued_stays_as_it_was(several, client_of):
    client = client_of(several.supervisor)
    issue(client, "bulletin")
    paper = newest()
    before = b"".join(client.get(reverse("work:paper_file", args=[paper.pk])).streaming_content)

    item = Item.objects.unscoped("the late one").get(title="建成标准厂房")
    move(item, "submit_feedback", several)

    assert b"".join(client.get(reverse("work:paper_file", args=[paper.pk])).streaming_content) == before
    page = client.get(reverse("work:paper", args=[paper.pk]))
    assert [row["stage"] for row in page.context["items"] if row["title"] == "建成标准厂房"] == ["办理中"]
    assert BytesIO(before).read(2) == b"PK"


def test_a_look_back_report_tells_what_held(cast, client_of):
    item = move(make_item(cast, "written_off", title="建成公园"), "look_back", cast, who="supervisor", text="抽查")
    move(item, "reopen", cast, who="supervisor", reason="现场与材料不符。", new_due_on=date(2026, 6, 30))

    answer = issue(
        client_of(cast.supervisor),
        "look_back_report",
        begin="2026-03-01",
        end="2026-03-31",
        period="2026年3月",
        how="全部抽查",
    )

    assert answer.status_code == 302, answer.context["form"].errors
    assert "有1项与销号时不符，已重新办理" in words(newest())


def test_a_sheet_holds_what_a_unit_leads_and_helps_with(several, client_of):
    unit = several.units.support
    issue(client_of(several.supervisor), "unit_sheet", unit=unit.pk, period="2026年3月")

    text = words(newest())
    assert "区财政局2026年3月工作单" in text
    assert "配合" in text


def test_a_stranger_sees_no_trace_of_a_paper(several, client_of):
    issue(client_of(several.supervisor), "task_table", name="全区")

    client = client_of(several.stranger_clerk)
    assert client.get(reverse("work:paper", args=[newest().pk])).status_code == 404
    assert client.get(reverse("work:paper_file", args=[newest().pk])).status_code == 404


def test_a_wrong_phone_is_said_beside_its_field(several, client_of):
    answer = issue(client_of(several.supervisor), "bulletin", phone="12")

    assert answer.status_code == 422
    assert answer.context["form"].errors["phone"]


def test_nothing_chosen_makes_no_paper(several, client_of):
    answer = issue(client_of(several.supervisor), "task_table", "q=没有这样的事项", name="空")

    assert answer.status_code == 422
    assert "没有选到事项" in answer.content.decode()
