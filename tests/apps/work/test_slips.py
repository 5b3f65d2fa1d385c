"""Slips: who gets one today, and sending them."""

from datetime import date

import pytest

from bihuan.apps.units.queries import timeline
from bihuan.apps.work import queries
from tests.support.builders import viewer
from tests.support.items import make_item

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


def test_a_sent_slip_is_an_urge_with_the_slips_sentence(cast, three, client_of):
    item = three[1]

    answer = client_of(cast.supervisor).post("/slips/", {"items": [f"{item.pk}:{item.version}"]})

    assert [line.is_done for line in answer.context["results"]] == [True]
    assert timeline("work.item", [item.pk]).last().why.startswith("红色督办单：")


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
