"""A unit's month on one page: all its due items, last text beside, what did not change in one tick, sent at once."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bihuan.apps.units.queries import timeline
from bihuan.apps.work import queries
from bihuan.apps.work.models import Item
from tests.support.builders import DAY, NOW, viewer
from tests.support.items import make_item, move

pytestmark = pytest.mark.django_db
PAGE = "/month/"


@pytest.fixture
def two(cast):
    """Two items in work; the first was reported on in February."""
    first = make_item(cast, "in_progress", title="甲", due_on=date(2026, 5, 31))
    move(first, "report_progress", cast, who="lead_clerk", text="已完成3家。", month_on=date(2026, 2, 1))
    make_item(cast, "in_progress", title="乙", due_on=date(2026, 6, 30))
    return cast


def rows(answer):
    return {row.line.item.title: row.line for row in answer.context["lines"]}


def sent(client, *, url=PAGE, **said):
    """Fill the page as it stands and send it: title=text, or title=True for unchanged."""
    page = client.get(url)
    values = {"form_key": page.context["form"]["form_key"].value()}
    for title, line in rows(page).items():
        values[f"version_{line.item.pk}"] = line.item.version
        if said.get(title) is True:
            values[f"unchanged_{line.item.pk}"] = "on"
        elif said.get(title):
            values[f"text_{line.item.pk}"] = said[title]
    return client.post(url, {**values, **{name: said[name] for name in said if name == "paper"}}), values


def reports(cast, title):
    item = Item.objects.visible_to(viewer(cast.supervisor)).get(title=title)
    return list(item.reports.filter(kind="progress"))


def test_the_page_shows_all_items_in_work_with_what_was_said_last(two, client_of):
    make_item(two, "dispatched", title="未签收")

    page = client_of(two.lead_clerk).get(PAGE)

    lines = rows(page)
    assert list(lines) == ["甲", "乙"]
    assert lines["甲"].before.text == "已完成3家。"
    assert lines["甲"].ask_on.day == 5


def test_filled_and_unchanged_ones_go_at_once(two, client_of):
    answer, _ = sent(client_of(two.lead_clerk), 甲=True, 乙="已开工。")

    assert [line.is_done for line in answer.context["results"]] == [True, True]
    same, new = reports(two, "甲")[-1], reports(two, "乙")[-1]
    assert (same.text, same.unchanged) == ("已完成3家。", True)
    assert (new.text, new.unchanged) == ("已开工。", False)


def test_what_was_left_open_is_left(two, client_of):
    sent(client_of(two.lead_clerk), 乙="已开工。")

    assert len(reports(two, "甲")) == 1


def test_every_report_leaves_its_event(two, client_of):
    sent(client_of(two.lead_clerk), 乙="已开工。")

    item = Item.objects.visible_to(viewer(two.supervisor)).get(title="乙")
    assert timeline("work.item", [item.pk]).last().why == "已开工。"


def test_the_same_form_sent_twice_is_one_report(two, client_of):
    client = client_of(two.lead_clerk)

    _, values = sent(client, 乙="已开工。")
    client.post(PAGE, values)

    assert len(reports(two, "乙")) == 1


def test_unchanged_needs_something_said_before(two, client_of):
    answer, _ = sent(client_of(two.lead_clerk), 乙=True)

    assert "不能只勾" in answer.context["results"][0].sentence


def test_the_office_enters_for_a_unit_with_its_paper_and_both_names_stay(two, client_of):
    url = f"{PAGE}?unit={two.units.lead.pk}"
    paper = SimpleUploadedFile("月报.txt", "盖章件".encode(), content_type="text/plain")

    answer, _ = sent(client_of(two.supervisor), url=url, 乙="已开工。", paper=paper)

    assert [line.is_done for line in answer.context["results"]] == [True]
    event = timeline("work.item", [Item.objects.visible_to(viewer(two.supervisor)).get(title="乙").pk]).last()
    assert (event.person_name, event.acted_for) == ("沈砚秋", "区工业和信息化局")


def test_the_office_cannot_enter_without_the_paper(two, client_of):
    url = f"{PAGE}?unit={two.units.lead.pk}"

    answer, _ = sent(client_of(two.supervisor), url=url, 乙="已开工。")

    assert answer.status_code == 422
    assert "已开工。" in answer.content.decode()
    assert reports(two, "乙") == []


def test_another_units_month_does_not_exist(two, client_of):
    assert client_of(two.stranger_clerk).get(f"{PAGE}?unit={two.units.lead.pk}").status_code == 404
    assert list(rows(client_of(two.stranger_clerk).get(PAGE))) == []


def test_one_who_reports_nothing_has_no_month(two, client_of):
    for person in (two.statistician, two.system_admin):
        assert client_of(person).get(PAGE).status_code == 403


def test_a_wrong_method_or_month_is_refused(two, client_of):
    client = client_of(two.lead_clerk)

    assert client.put(PAGE).status_code == 405
    assert client.get(f"{PAGE}?month=2026-99").status_code == 404


def test_the_page_takes_as_many_queries_for_many_items_as_for_few(two, client_of, django_assert_max_num_queries):
    for number in range(4):
        make_item(two, "in_progress", title=str(number), at=NOW)
    client = client_of(two.lead_clerk)

    with django_assert_max_num_queries(15):
        client.get(PAGE)


def test_the_office_sees_which_units_have_something_left(cast, client_of):
    told = make_item(cast, "in_progress", title="已报的")
    make_item(cast, "in_progress", title="没报的")
    move(told, "report_progress", cast, who="lead_clerk", text="已完成初稿。", month_on=date(2026, 3, 1))

    (unit,) = queries.month_units(month_on=date(2026, 3, 1), viewer=viewer(cast.supervisor), book=queries.rulebook(DAY))

    assert (unit.name, unit.asked, unit.reported, unit.left) == ("区工业和信息化局", 2, 1, 1)
    assert "还差" in client_of(cast.supervisor).get("/month/").content.decode()
