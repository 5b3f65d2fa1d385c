"""The ledger: what it lists for whom, how it filters, counts, sorts, goes out as a file, acts on many."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from bihuan.apps.units.queries import timeline
from bihuan.apps.work import queries
from bihuan.apps.work.models import Item, SavedView
from tests.support.builders import viewer
from tests.support.items import make_item

pytestmark = pytest.mark.django_db
LIST = "/items/"


def listed(answer):
    return [row.item.title for row in answer.context["rows"]]


def counts(answer):
    return {one["word"]: one["count"] for one in answer.context["statuses"]}


@pytest.fixture
def several(cast):
    """Three items: overdue in work, far from due and not begun, written off."""
    make_item(cast, "in_progress", title="逾期的", due_on=date(2026, 3, 31), category="工业")
    make_item(cast, "dispatched", title="未到期的", due_on=date(2070, 12, 31))
    make_item(cast, "written_off", title="销号的", due_on=date(2026, 4, 30))
    return cast


def test_the_list_shows_what_this_person_may_see(several, client_of):
    assert listed(client_of(several.lead_clerk).get(LIST)) == ["逾期的", "未到期的", "销号的"]
    assert listed(client_of(several.stranger_clerk).get(LIST)) == []


def test_one_without_any_right_does_not_get_the_list(several, client_of):
    assert client_of(several.security_admin).get(LIST).status_code == 403
    assert client_of(several.nobody).get(LIST).status_code == 403


def test_one_who_is_signed_out_is_sent_to_the_door(client, several):
    assert client.get(LIST).status_code in (302, 403)


def test_the_list_is_read_not_written(several, client_of):
    assert client_of(several.supervisor).post(LIST).status_code == 405


def test_counts_by_status_add_up_to_all(several, client_of):
    found = counts(client_of(several.supervisor).get(LIST))

    assert (found["全部"], found["逾期"], found["未开始"], found["已销号"]) == (3, 1, 1, 1)
    assert sum(count for word, count in found.items() if word != "全部") == 3


def test_every_count_leads_to_as_many_rows(several, client_of):
    client = client_of(several.supervisor)

    for one in client.get(LIST).context["statuses"]:
        answer = client.get(one["url"])
        assert len(answer.context["rows"]) == one["count"] == answer.context["page"].paginator.count


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("status=overdue", ["逾期的"]),
        ("status=overdue&status=not_started", ["逾期的", "未到期的"]),
        ("state=dispatched", ["未到期的"]),
        ("lamp=red", ["逾期的"]),
        ("due_from=2026-04-01&due_to=2026-12-31", ["销号的"]),
        ("q=到期", ["未到期的"]),
        ("q=2026-3", ["销号的"]),
        ("empty=progress&q=销号", ["销号的"]),
        ("sort=-due_on", ["未到期的", "销号的", "逾期的"]),
        ("sort=number", ["逾期的", "未到期的", "销号的"]),
        ("kind=rectification", []),
        ("closed_from=2026-03-01", ["销号的"]),
    ],
)
def test_conditions_stand_in_the_address(several, client_of, query, titles):
    answer = client_of(several.supervisor).get(f"{LIST}?{query}")

    assert listed(answer) == titles


def test_a_condition_that_cannot_be_read_is_said_and_asks_nothing(several, client_of):
    answer = client_of(several.supervisor).get(f"{LIST}?due_from=昨天&sort=nonsense&page=x")

    assert len(listed(answer)) == 3
    assert "看不出是哪一天" in answer.content.decode()


def test_units_are_asked_for_by_how_they_stand(several, client_of):
    client, units = client_of(several.supervisor), several.units

    assert len(listed(client.get(f"{LIST}?units={units.lead.pk}"))) == 3
    assert listed(client.get(f"{LIST}?units={units.support.pk}")) == []
    assert len(listed(client.get(f"{LIST}?units={units.support.pk}&party=support"))) == 3
    assert len(listed(client.get(f"{LIST}?units={units.support.pk}&party=any"))) == 3


def test_lamps_are_counted_apart_and_add_up(several, client_of):
    answer = client_of(several.supervisor).get("/items/lamps/")

    found = {word: count for _, _, word, count, _, _ in answer.context["links"]}
    assert found["红灯"] == 1
    assert sum(found.values()) == 3


def test_the_list_asks_the_database_at_most_fifteen_times(several, client_of, django_assert_max_num_queries):
    client = client_of(several.supervisor)

    with django_assert_max_num_queries(15):
        client.get(f"{LIST}?cols=report,nodes,responsible,support,evidence,lamp,status")


def test_more_items_do_not_mean_more_queries(cast, client_of, django_assert_num_queries):
    client = client_of(cast.lead_clerk)
    make_item(cast, "in_progress")
    client.get(LIST)
    with django_assert_num_queries(len(queries_of(client))):
        client.get(LIST)
    before = len(queries_of(client))
    for _ in range(5):
        make_item(cast, "in_progress")

    assert len(queries_of(client)) == before


def queries_of(client, url=LIST):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    return seen.captured_queries


def test_own_columns_are_kept_and_only_for_oneself(several, client_of):
    client = client_of(several.lead_clerk)

    client.post("/items/columns/", {"columns": ["requirement", "due_on", "nonsense"]})

    shown = [column.code for column in client.get(LIST).context["columns"]]
    assert shown == ["number", "title", "requirement", "due_on"]
    others = [column.code for column in client_of(several.supervisor).get(LIST).context["columns"]]
    assert "lamp" in others


def test_a_view_keeps_conditions_and_columns_under_a_name(several, client_of):
    client = client_of(several.lead_clerk)

    client.post("/items/views/?status=overdue&cols=lamp", {"name": "我的逾期"})

    (view,) = client.get(LIST).context["views"]
    assert (view.name, view.query) == ("我的逾期", "status=overdue&cols=lamp")
    assert client_of(several.supervisor).get(LIST).context["views"] == []


def test_another_persons_view_cannot_be_dropped(several, client_of):
    client_of(several.lead_clerk).post("/items/views/", {"name": "甲"})
    (view,) = client_of(several.lead_clerk).get(LIST).context["views"]

    client_of(several.supervisor).post(f"/items/views/{view.pk}/drop/")

    assert SavedView.objects.visible_to(viewer(several.lead_clerk)).filter(pk=view.pk).exists()
    client_of(several.lead_clerk).post(f"/items/views/{view.pk}/drop/")
    assert client_of(several.lead_clerk).get(LIST).context["views"] == []


def test_a_view_without_a_name_is_not_kept(several, client_of):
    client = client_of(several.lead_clerk)

    client.post("/items/views/", {"name": "  "})

    assert client.get(LIST).context["views"] == []


def test_the_file_holds_the_cells_of_the_list(several, client_of):
    client = client_of(several.supervisor)

    answer = client.post("/items/export/?status=overdue&cols=lead,due_on,evidence")

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[2][:5] == ["编号", "事项", "牵头单位", "完成时限", "佐证材料（份）"]
    assert rows[3][:5] == ["〔2026〕1号", "逾期的", "区工业和信息化局", date(2026, 3, 31), 0.0]
    assert len(rows) == 4
    assert "xlsx" in answer["Content-Disposition"]


def test_a_file_is_kept_in_the_log_and_holds_no_strangers_rows(several, client_of):
    answer = client_of(several.stranger_clerk).post("/items/export/", {"all": "1"})

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert len(rows) == 3
    assert client_of(several.security_admin).post("/items/export/").status_code == 403
    assert client_of(several.supervisor).get("/items/export/").status_code == 405


def test_ticked_items_are_urged_and_what_does_not_go_is_said(several, client_of):
    items = {item.title: item for item in Item.objects.visible_to(viewer(several.supervisor))}
    ticked = [f"{items[title].pk}:{items[title].version}" for title in ("逾期的", "销号的")]

    answer = client_of(several.supervisor).post(
        "/items/batch/", {"items": ticked, "act": "urge", "text": "请报送进展。"}
    )

    assert [line.is_done for line in answer.context["results"]] == [True, False]
    assert "催办" in answer.context["results"][1].sentence
    assert timeline("work.item", [items["逾期的"].pk]).last().why == "请报送进展。"


def test_registered_items_are_dispatched_together(cast, client_of):
    good, bare = make_item(cast, "registered", title="齐的"), make_item(cast, "registered", title="缺的", due_on=None)
    ticked = [f"{item.pk}:{item.version}" for item in (good, bare)]

    answer = client_of(cast.supervisor).post("/items/batch/", {"items": ticked, "act": "dispatch"})

    assert [line.is_done for line in answer.context["results"]] == [True, False]
    good.refresh_from_db()
    assert good.state == "dispatched"


def test_a_stale_tick_is_refused(cast, client_of):
    item = make_item(cast, "registered")

    answer = client_of(cast.supervisor).post("/items/batch/", {"items": [f"{item.pk}:99"], "act": "dispatch"})

    assert [line.is_done for line in answer.context["results"]] == [False]


def test_a_stranger_moves_nothing_by_a_batch(several, client_of):
    item = make_item(several, "registered")

    answer = client_of(several.stranger_clerk).post(
        "/items/batch/", {"items": [f"{item.pk}:{item.version}"], "act": "dispatch"}
    )

    assert "没有这个事项" in answer.context["results"][0].sentence
    item.refresh_from_db()
    assert item.state == "registered"


def test_nothing_ticked_is_said(several, client_of):
    answer = client_of(several.supervisor).post("/items/batch/", {"act": "urge"}, follow=True)

    assert "请先勾选事项" in answer.content.decode()


def test_names_of_the_addresses():
    assert reverse("work:items") == LIST


@pytest.mark.parametrize(
    "query",
    [
        "page=" + "9" * 40,
        "page=-3",
        "units=²&units=" + "9" * 40,
        "progress_from=33.333333",
        "progress_to=1e400",
        "sort=__class__&cols=__dict__,lead",
        "campaign=%00&q=%00",
        "year=99999999999",
        "lamp=purple&status=%27%3B--&empty=id",
        "due_from=0001-01-01&due_to=9999-12-31",
    ],
)
def test_nonsense_in_the_address_never_breaks_the_list(several, client_of, query):
    client = client_of(several.supervisor)

    assert client.get(f"{LIST}?{query}").status_code == 200
    assert client.get(f"/items/lamps/?{query}").status_code == 200


def test_nonsense_in_a_batch_never_breaks_it(several, client_of):
    client = client_of(several.supervisor)

    for tick in ("²:1", "9" * 40 + ":1", "x", "1", ":"):
        assert client.post("/items/batch/", {"items": [tick], "act": "dispatch"}).status_code in (200, 302)


def test_the_desk_says_how_all_items_in_reach_stand(cast):
    make_item(cast, "in_progress", due_on=date(2026, 3, 2))
    make_item(cast, "registered", due_on=date(2026, 12, 2))

    seen = queries.status_overview(viewer(cast.supervisor, on=date(2026, 4, 1)))

    assert [(word, count) for _, word, count in seen] == [("逾期", 1), ("未开始", 1)]
    assert queries.status_overview(viewer(cast.stranger_clerk)) == []


def test_every_column_is_read_with_the_lines(several, client_of):
    client = client_of(several.supervisor)
    every = ",".join(column.code for column in queries.COLUMNS)
    needs = {column.needs for column in queries.COLUMNS if column.needs}

    assert len(queries_of(client, f"{LIST}?cols={every}")) <= len(queries_of(client, f"{LIST}?cols=status")) + len(
        needs
    )
