"""Slips: who gets one today, and sending them."""

from datetime import date

import pytest

from bihuan.apps.desk import queries as desk
from bihuan.apps.work import queries
from tests.support.builders import NOW, viewer
from tests.support.items import make_item, move

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 1)


@pytest.fixture
def three(cast):
    """Due tomorrow, overdue, and handed in."""
    return (
        make_item(cast, "dispatched", title="将到期", due_on=date(2026, 4, 2)),
        make_item(cast, "dispatched", title="已逾期", due_on=date(2026, 3, 31)),
        make_item(cast, "feedback_submitted", title="已反馈", due_on=date(2026, 3, 31)),
    )


def test_red_comes_before_blue_and_what_was_handed_in_draws_none(cast, three):
    lines = queries.slips(viewer=viewer(cast.supervisor), book=queries.rulebook(DAY))

    assert [(line.item.title, line.slip.colour) for line in lines] == [("已逾期", "red"), ("将到期", "blue")]


def test_a_stale_or_missing_tick_sends_nothing(cast, three, client_of):
    client, item = client_of(cast.supervisor), three[1]

    assert [line.is_done for line in client.post("/slips/", {"items": [f"{item.pk}:99"]}).context["results"]] == [False]
    assert "请先勾选" in client.post("/slips/", {}, follow=True).content.decode()


def test_only_the_supervision_office_sends_slips(cast, three, client_of):
    for person in (cast.lead_head, cast.stranger_clerk, cast.statistician, cast.system_admin):
        assert client_of(person).get("/slips/").status_code == 403
    assert client_of(cast.supervisor).put("/slips/").status_code == 405


def test_the_page_takes_as_many_queries_for_many_items_as_for_few(
    cast, three, client_of, django_assert_max_num_queries
):
    client = client_of(cast.supervisor)

    with django_assert_max_num_queries(15):
        client.get("/slips/")


def send(client, item):
    return client.post("/slips/", {"items": [f"{item.pk}:{item.version}"]}).context["results"]


@pytest.fixture
def today(monkeypatch):
    """The site's clock stands in the morning of the day of the slips."""
    moment = NOW.replace(month=4, day=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    return moment


def test_a_sent_slip_keeps_its_colour_and_sentence_on_the_item(cast, three, client_of, today):
    client, item = client_of(cast.supervisor), three[1]

    assert [line.is_done for line in send(client, item)] == [True]

    (slip,) = queries.item_page(item.pk, viewer(cast.lead_head), now=today).slips
    assert (slip.slip, slip.word) == ("red", "发红色督办单")
    assert "逾期未办结发红色单" in slip.why
    page = client.get(f"/items/{item.pk}/").content.decode()
    assert "发红色督办单" in page
    item.refresh_from_db()
    assert item.urge_count == 0


def test_a_slip_comes_into_the_inbox_by_its_name_even_after_an_urge(cast, three, client_of, today):
    item = move(three[1], "urge", cast, who="supervisor", at=today, text="请抓紧。")

    send(client_of(cast.supervisor), item)

    titles = [notice.title for notice in desk.notices(viewer(cast.lead_clerk))]
    assert titles == ["红色督办单：已逾期", "催办：已逾期"]


def test_the_same_slip_goes_out_once_a_day(cast, three, client_of, today):
    client, item = client_of(cast.supervisor), three[1]
    send(client, item)
    item.refresh_from_db()

    (again,) = send(client, item)

    assert (again.is_done, again.sentence) == (False, "今天已发过红色督办单，没有重复发出。")
    lines = queries.slips(viewer=viewer(cast.supervisor), book=queries.rulebook(DAY))
    assert [(line.item.title, line.is_sent) for line in lines] == [("将到期", False), ("已逾期", True)]


def test_what_waits_for_the_office_draws_no_slip_for_its_unit(cast, today):
    item = make_item(cast, "dispatched", due_on=date(2026, 3, 31))
    move(item, "object", cast, who="lead_head", at=NOW.replace(hour=12), reason="不归我局。")

    assert queries.slips(viewer=viewer(cast.supervisor), book=queries.rulebook(DAY)) == []


def test_slips_are_counted_by_unit_and_lead_to_their_items(cast, three, client_of, today):
    client = client_of(cast.supervisor)
    client.post("/slips/", {"items": [f"{item.pk}:{item.version}" for item in three[:2]]})

    (unit,) = queries.slips_by_unit(viewer=viewer(cast.supervisor))

    assert [(colour, count) for colour, count, _ in unit.counts] == [("red", 1), ("yellow", 0), ("blue", 1)]
    rows = client.get(f"{unit.counts[0][2]}&cols=slips").context["rows"]
    assert [(row.item.title, dict(row.slips)) for row in rows] == [("已逾期", {"red": 1})]
