"""docs/add-a-ledger-kind.md as it stands: its files make a kind, and an item goes through it."""

from datetime import date, timedelta

import pytest

from bihuan import definitions
from bihuan.apps.work import actions, queries
from tests.support import added_kind
from tests.support.builders import NOW, actor
from tests.support.items import kept, new_item

pytestmark = pytest.mark.django_db
DUE_ON = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The files of the page, in a folder of their own."""
    monkeypatch.setenv("BIHUAN_DEFINITIONS", str(added_kind.lay_out(tmp_path)))
    return tmp_path


@pytest.fixture
def reported(cast):
    said = new_item(cast, kind="streetlight", title="青石路3号灯不亮", extra={"pole": "QS-003"}, due_on=DUE_ON)
    return actions.register(said, by=actor(cast.supervisor), now=NOW)


def move(item, code, person, *, after, **answers):
    now = NOW + timedelta(hours=after)
    return actions.move_item(item.pk, code, version=item.version, answers=answers, by=actor(person), now=now)


def dispatched(item, cast):
    return move(item, "dispatch", cast.supervisor, after=1, unit=cast.units.lead.pk, due_on=DUE_ON)


def test_the_page_holds_a_lamp_and_a_kind_that_pass_every_check(folder):
    assert sorted(path.name for path in folder.rglob("*.yaml")) == ["streetlight.yaml", "streetlight_lamp.yaml"]
    assert [each.code for each in definitions.load("ledger_kinds", folder)] == ["streetlight"]


def test_an_item_goes_through_the_own_node_to_its_end(cast, reported):
    item = dispatched(reported, cast)
    item = move(item, "sign", cast.lead_clerk, after=2)
    item = move(item, "submit_feedback", cast.lead_head, after=3, text="已换灯。", consent=True, evidence=[kept()])
    item = move(item, "look_at_night", cast.supervisor, after=4)
    assert item.state == "night_check"
    item = move(item, "is_lit", cast.supervisor, after=12, result="亮了。", lamps_lit=1)
    item = move(item, "pass_review", cast.second_supervisor, after=13, opinion="属实。")
    item = move(item, "write_off", cast.second_supervisor, after=14, opinion="同意销号。")

    assert item.state == "written_off"
    assert item.extra == {"pole": "QS-003", "lamps_lit": 1}


def test_the_own_node_cannot_be_gone_round(cast, reported):
    item = move(dispatched(reported, cast), "sign", cast.lead_clerk, after=2)
    item = move(item, "submit_feedback", cast.lead_head, after=3, text="已换灯。", consent=True, evidence=[kept()])

    with pytest.raises(actions.NotAllowed, match="不办理"):
        move(item, "open_review", cast.supervisor, after=4)


def test_the_limit_in_hours_runs_out_by_the_clock(cast, reported):
    item = dispatched(reported, cast)

    with pytest.raises(actions.NotAllowed, match="期限内"):
        move(item, "object", cast.lead_head, after=4, reason="不归我局。")
    assert move(item, "object", cast.lead_head, after=2, reason="不归我局。").state == "reassigning"


def test_the_own_lamp_is_lit(cast, reported):
    item = dispatched(reported, cast)

    words = [
        queries.signs_of([item], book=queries.rulebook(day))[item.pk].lamp.word for day in (DUE_ON, date(2026, 3, 5))
    ]

    assert words == ["正在修", "还不亮"]


def test_the_own_column_must_be_filled(cast):
    with pytest.raises(actions.BadItem, match="灯杆编号"):
        actions.register(new_item(cast, kind="streetlight"), by=actor(cast.supervisor), now=NOW)


def test_the_ledger_shows_the_kind_its_column_and_its_node(cast, reported, client_of):
    words = client_of(cast.supervisor).get("/items/?kind=streetlight&cols=own_pole,lamp,state").content.decode()

    assert "路灯报修" in words
    assert "QS-003" in words
    assert "灯杆编号" in words
