"""How a plan has moved from its baseline, and what moves if something changes (基线与变动)."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.schedule import Activity, Link, Network, Standing, baseline, moves, plan, slipped
from tests.support.networks import LINES, TODAY, networks, standings

CHAIN = Network(
    (
        Activity("filing", "备案", 2),
        Activity("review", "审图", 5),
        Activity("permit", "施工许可", 3),
        Activity("roads", "道路", 1),
    ),
    (Link("filing", "review"), Link("review", "permit"), Link("filing", "roads")),
    promised="permit",
)
AGREED = baseline(plan(CHAIN, Standing(today=TODAY), LINES))
LATER = date(2026, 12, 14)


def now(**standing):
    return plan(CHAIN, Standing(today=LATER, **standing), LINES)


def test_a_slip_is_laid_at_the_link_where_it_came_in():
    done = {"filing": date(2026, 11, 30), "review": date(2026, 12, 14)}

    found = slipped(now(started_on={"review": date(2026, 11, 30)}, finished_on=done), AGREED)

    assert found.days == 5
    assert [(each.before, each.after, each.days, each.longer) for each in found.slips] == [
        (None, "filing", 0, 0),
        ("filing", "review", 5, 5),
        ("review", "permit", 0, 0),
    ]
    assert found.words == "“施工许可”与2026年11月26日的基线相比推迟5个工作日：“备案”到“审图”推迟5个工作日。"


def test_a_late_start_is_no_longer_work():
    done = {"filing": date(2026, 11, 30)}

    found = slipped(now(started_on={"review": date(2026, 12, 14)}, finished_on=done), AGREED)

    assert [(each.days, each.longer) for each in found.slips if each.after == "review"] == [(10, 0)]


def test_days_caught_up_are_told_too():
    done = {"filing": date(2026, 12, 7), "review": date(2026, 12, 10)}

    found = slipped(now(started_on={"review": date(2026, 12, 7)}, finished_on=done), AGREED)

    assert "“备案”到“审图”提前2个工作日" in found.words


def test_a_plan_as_agreed_has_not_moved():
    assert slipped(plan(CHAIN, Standing(today=TODAY), LINES), AGREED).words.endswith("没有变化。")


def test_what_is_new_since_has_no_slip():
    fresh = Network((*CHAIN.activities, Activity("new", "新增", 1)), CHAIN.links)

    assert slipped(plan(fresh, Standing(today=TODAY), LINES), AGREED, "new") is None


@given(networks(), st.data())
def test_the_days_of_all_steps_add_up_to_the_whole(network, data):
    agreed = baseline(plan(network, Standing(today=TODAY), LINES))
    own = {each.code: data.draw(st.integers(0, 15)) for each in network.activities}
    later = plan(network, Standing(today=TODAY + timedelta(days=data.draw(st.integers(0, 40))), days=own), LINES)

    for each in network.activities:
        found = slipped(later, agreed, each.code)
        assert sum(step.days for step in found.slips) == found.days
        assert found.slips[-1].after == each.code


def test_what_moves_is_told_with_its_days():
    before = plan(CHAIN, Standing(today=TODAY), LINES)
    after = plan(CHAIN, Standing(today=TODAY, days={"review": 7}), LINES)

    assert [(each.name, each.days) for each in moves(before, after)] == [("审图", 2), ("施工许可", 2)]


@given(networks(), st.integers(0, 20), st.data())
def test_what_does_not_move_is_not_told(network, days, data):
    code = data.draw(st.sampled_from([each.code for each in network.activities]))
    before = plan(network, Standing(today=TODAY), LINES)
    after = plan(network, Standing(today=TODAY, days={code: days}), LINES)

    told = {each.activity for each in moves(before, after)}

    assert told == {key for key in before.dates if _days(before, key) != _days(after, key)}


def _days(found, code):
    return found.dates[code].start, found.dates[code].finish


@given(networks(), st.data())
def test_days_add_up_whatever_has_happened_since(network, data):
    agreed = baseline(plan(network, Standing(today=TODAY - timedelta(days=70)), LINES))
    later = plan(network, data.draw(standings(network)), LINES)

    for each in network.activities:
        found = slipped(later, agreed, each.code)
        assert sum(step.days for step in found.slips) == found.days
