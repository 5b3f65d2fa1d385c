"""Campaigns: a tree over items, counts that roll up and drill down, three views of the same items."""

from datetime import date

import pytest

from bihuan.apps.units.queries import timeline
from bihuan.apps.work import actions, queries
from bihuan.apps.work.models import Item
from bihuan.base.refusals import Forbidden
from tests.support.builders import NOW, actor, viewer
from tests.support.items import make_item

pytestmark = pytest.mark.django_db
PARTS = ("项目攻坚", "招商突破")


@pytest.fixture
def top(cast):
    """A campaign with two parts; three items on the first, one on the second."""
    made = actions.make_campaign("十大提升行动", parts=PARTS, year=2026, by=actor(cast.supervisor), now=NOW)
    first, second = type(made).objects.get_children(made)
    for state, due_on in (("in_progress", 3), ("written_off", 12), ("dispatched", 12)):
        make_item(cast, state, title=f"甲{state}", due_on=date(2026, due_on, 30), campaign_id=first.pk)
    make_item(cast, "in_progress", title="乙", due_on=date(2070, 6, 30), campaign_id=second.pk)
    return made


def totals(client):
    lines = client.get("/campaigns/").context["lines"]
    return {line["node"].campaign.name: line["node"].total for line in lines}


def test_counts_roll_up_the_tree(cast, top, client_of):
    assert totals(client_of(cast.supervisor)) == {"十大提升行动": 4, "项目攻坚": 3, "招商突破": 1}


def test_a_unit_counts_only_what_it_may_see(cast, top, client_of):
    assert totals(client_of(cast.stranger_clerk)) == {"十大提升行动": 0, "项目攻坚": 0, "招商突破": 0}


def test_every_number_leads_to_as_many_rows(cast, top, client_of):
    client = client_of(cast.supervisor)

    for line in client.get("/campaigns/").context["lines"]:
        numbers = [(line["node"].total, line["node"].url()), *line["cells"], (line["others"], line["ended_url"])]
        for count, url in numbers:
            assert client.get(url).context["page"].paginator.count == count


def test_the_parts_of_a_row_add_up_to_its_total(cast, top, client_of):
    for line in client_of(cast.supervisor).get("/campaigns/").context["lines"]:
        assert line["node"].done + sum(count for count, _ in line["cells"]) + line["others"] == line["node"].total


@pytest.mark.parametrize(("shown", "word"), [("book", "任务"), ("route", "一季度"), ("time", "<svg")])
def test_three_views_show_the_same_items(cast, top, client_of, shown, word):
    words = client_of(cast.supervisor).get(f"/campaigns/{top.code}/?view={shown}").content.decode()

    assert word in words
    for item in Item.objects.visible_to(viewer(cast.supervisor)):
        assert item.title in words


def test_the_timetable_draws_a_bar_from_dispatch_to_due_day(cast, top):
    book = queries.rulebook(date(2026, 6, 1))
    rows = queries.campaign_rows(top, viewer=viewer(cast.supervisor), book=book)

    drawn = queries.timetable(rows, year=2026, today=date(2026, 6, 1))

    assert len(drawn.bars) == 4
    assert all(bar.width > 0 for bar in drawn.bars)
    assert drawn.bars[0].x < drawn.today


def test_a_campaign_page_takes_as_many_queries_for_many_items_as_for_few(
    cast, top, client_of, django_assert_max_num_queries
):
    client = client_of(cast.supervisor)

    with django_assert_max_num_queries(15):
        client.get(f"/campaigns/{top.code}/?view=time")


def test_a_campaign_is_made_by_a_persons_word(cast, client_of):
    client = client_of(cast.supervisor)

    client.post("/campaigns/new/", {"name": "六大生态", "year": 2026, "parts": "创新生态\n\n人才生态\n创新生态"})

    assert list(totals(client)) == ["六大生态", "创新生态", "人才生态"]
    assert timeline("work.campaign", [queries.campaign_tree()[0].pk]).last().kind == "work.campaign_made"


def test_only_the_supervision_office_makes_campaigns(cast, top, client_of):
    client = client_of(cast.lead_head)

    assert client.get("/campaigns/new/").status_code == 403
    assert client.post(f"/campaigns/{top.code}/items/", {"part": top.pk, "numbers": "1"}).status_code == 403
    with pytest.raises(Forbidden):
        actions.make_campaign("私编", parts=(), year=2026, by=actor(cast.lead_head), now=NOW)


def test_items_are_hung_on_a_part_by_their_numbers(cast, top, client_of):
    item = make_item(cast, "in_progress", title="后来的")
    second = type(top).objects.get_children(top)[1]

    client_of(cast.supervisor).post(
        f"/campaigns/{top.code}/items/", {"part": second.pk, "numbers": f"2026-{item.number}、2026-999"}, follow=True
    )

    item.refresh_from_db()
    assert item.campaign_id == second.pk
    assert timeline("work.item", [item.pk]).last().kind == "work.campaign_set"


def test_a_written_off_item_stays_where_it_is(cast, top):
    item = make_item(cast, "written_off")

    (outcome,) = actions.attach_items([item.pk], campaign_id=top.pk, by=actor(cast.supervisor), now=NOW)

    assert not outcome.done
    assert "锁定" in outcome.sentence


def test_a_missing_campaign_or_view_does_not_exist(cast, top, client_of):
    client = client_of(cast.supervisor)

    assert client.get("/campaigns/nothing/").status_code == 404
    assert client.get(f"/campaigns/{top.code}/?view=nothing").status_code == 404
    assert client.post("/campaigns/").status_code == 405
    assert client_of(cast.security_admin).get("/campaigns/").status_code == 403


def change(top, cast, **said):
    values = {"name": top.name, "note": top.note, "parts": [], "is_over": False, **said}
    return actions.change_campaign(top.pk, **values, by=actor(cast.supervisor), now=NOW)


def test_parts_are_added_and_none_twice(cast, top):
    change(top, cast, parts=["招商突破", "科技创新", " "])

    names = [node.name for node in queries.campaign_tree()]
    assert names == ["十大提升行动", "项目攻坚", "招商突破", "科技创新"]
    assert timeline("work.campaign", [top.pk]).last().kind == "work.campaign_changed"


def test_a_campaign_that_is_over_is_not_offered_for_new_items(cast, top, client_of):
    client = client_of(cast.supervisor)
    said = {"name": "十大提升行动（上半年）", "note": "", "parts": "", "is_over": "on"}

    client.post(f"/campaigns/{top.code}/change/", said)

    offered = dict(client.get("/items/new/").context["form"].fields["campaign_id"].choices)
    assert top.pk not in offered
    assert "十大提升行动（上半年）" in client.get("/campaigns/").content.decode()


def test_what_is_as_it_was_leaves_no_event(cast, top):
    before = timeline("work.campaign", [top.pk]).count()

    change(top, cast)

    assert timeline("work.campaign", [top.pk]).count() == before


def test_only_the_supervision_office_changes_a_campaign(cast, top):
    with pytest.raises(Forbidden):
        actions.change_campaign(
            top.pk, name="别的", note="", parts=[], is_over=False, by=actor(cast.lead_head), now=NOW
        )


def test_a_node_of_what_was_handed_in_stands_as_met_in_the_timetable(cast, top):
    eyes, book = viewer(cast.supervisor), queries.rulebook(date(2026, 6, 1))
    rows = queries.campaign_rows(queries.campaign(top.code), viewer=eyes, book=book)

    bars = queries.timetable(rows, year=2026, today=book.day).bars

    dots = {bar.row.item.title: {dot.is_done for dot in bar.dots} for bar in bars}
    assert dots["甲written_off"] == {True}
    assert dots["甲in_progress"] == {False}
