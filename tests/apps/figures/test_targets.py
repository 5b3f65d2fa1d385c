"""Targets of a year: set with a ground, judged by the figures, changed without losing what they were."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from bihuan.apps.figures import actions, queries
from bihuan.apps.figures.models import Target, TargetVersion
from bihuan.apps.units.models import Event
from bihuan.base.refusals import Forbidden, Refusal, Stale
from bihuan.engine.values import Month, Quantity, Unit
from tests.support.builders import DAY, NOW, actor, make_unit, viewer
from tests.support.items import make_item
from tests.support.observations import FEBRUARY, ask, push
from tests.support.targets import GROUND, YEAR, aim, asked, set_one

pytestmark = pytest.mark.django_db
BILLION = Unit.HUNDRED_MILLION_YUAN


def lines(person, **how):
    return queries.targets_of_year(viewer(person), YEAR, **how)


def change(cast, row, goal, *, on=date(2026, 3, 1), reason="上级下达新目标", version=None):
    new = asked(row.target.indicator, row.target.kind, goal)
    sides = {"from_on": on, "reason": reason, "ground": GROUND, "by": actor(cast.supervisor), "now": NOW}
    return actions.change_target(row.target_id, new, version=version or row.version, **sides)


def test_a_growth_target_is_judged_by_the_published_growth(cast):
    set_one(cast, cast.units.town)
    push(cast.units.town, "exports", FEBRUARY, growth=Decimal("5.6"), by=cast.statistician)

    (line,) = lines(cast.supervisor)

    assert (line.label, line.month, line.time_progress) == ("出口总额", FEBRUARY, None)
    assert (line.judged.gap, line.judged.reached) == (Decimal("-0.4"), False)


def test_a_level_target_is_judged_beside_the_time_that_has_passed(cast):
    set_one(cast, cast.units.town, kind="level", goal="100")
    level = Quantity(Decimal("20"), BILLION)
    push(cast.units.town, "exports", FEBRUARY, level=level, by=cast.statistician)

    (line,) = lines(cast.supervisor)

    assert line.judged.completion == 20
    assert round(line.judged.gap, 2) == Decimal("3.33")


def test_without_a_figure_it_is_not_judged(cast):
    set_one(cast, cast.units.town)

    (line,) = lines(cast.supervisor)

    assert (line.month, line.judged.reached, line.judged.because) == (None, None, "暂无数据，不作判定。")


def test_a_month_that_is_asked_for_is_judged_by_its_own_figures(cast):
    set_one(cast, cast.units.town)
    for month, growth in ((Month(2026, 1), "9"), (FEBRUARY, "1")):
        push(cast.units.town, "exports", month, growth=Decimal(growth), by=cast.statistician)

    (line,) = lines(cast.supervisor, month=Month(2026, 1))

    assert (line.month, line.judged.reached) == (Month(2026, 1), True)


def test_a_changed_target_keeps_what_it_was_and_each_day_has_its_own(cast):
    row = set_one(cast, cast.units.town)

    change(cast, row, "4")

    assert [str(each.goal) for each in TargetVersion.objects.visible_to(viewer(cast.supervisor))] == ["6%", "4%"]
    assert [str(each.asked.goal) for each in lines(cast.supervisor)] == ["4%"]
    before = queries.versions_in_force(viewer(cast.supervisor), YEAR, on=date(2026, 2, 20))
    assert [str(each.goal) for each in before] == [], "it was set on 2 March"
    assert lines(cast.supervisor)[0].is_changed


def test_a_change_that_begins_later_does_not_hold_yet(cast):
    row = set_one(cast, cast.units.town)

    change(cast, row, "4", on=DAY + timedelta(days=1))

    assert [str(each.asked.goal) for each in lines(cast.supervisor)] == ["6%"]


def test_a_change_needs_a_reason_the_same_kind_and_the_version_that_was_shown(cast):
    row = set_one(cast, cast.units.town)

    with pytest.raises(Refusal, match="理由"):
        change(cast, row, "4", reason=" ")
    with pytest.raises(Stale):
        change(cast, row, "4", version=7)
    sides = {"from_on": DAY, "reason": "改", "ground": GROUND, "by": actor(cast.supervisor), "now": NOW}
    with pytest.raises(Refusal, match="不能改成"):
        actions.change_target(row.target_id, asked("exports", "level", "9"), version=1, **sides)


def test_a_target_that_is_ended_no_longer_stands(cast):
    row = set_one(cast, cast.units.town)
    sides = {"from_on": DAY, "reason": "不再考核", "ground": GROUND, "by": actor(cast.supervisor), "now": NOW}

    actions.end_target(row.target_id, version=1, **sides)

    assert lines(cast.supervisor) == []


@pytest.mark.parametrize(
    ("code", "kind", "goal", "why"),
    [
        ("new_above_designated_size", "level", "9", "不能设总量目标"),
        ("nothing", "growth", "9", "没有指标"),
        ("", "qualitative", "100", "写明做成什么"),
    ],
)
def test_a_target_that_its_indicator_cannot_have_is_refused(cast, code, kind, goal, why):
    with pytest.raises(Refusal, match=why):
        set_one(cast, cast.units.town, code=code, kind=kind, goal=goal)


def test_the_same_target_is_not_set_twice_and_none_without_a_ground(cast):
    set_one(cast, cast.units.town)

    with pytest.raises(Refusal, match="已有同一指标"):
        set_one(cast, cast.units.town, goal="7")
    bare = actions.Aim(cast.units.town.pk, "imports", asked("imports", "growth", "3"), actions.Ground(" "))
    with pytest.raises(Refusal, match="依据"):
        actions.set_target(bare, year=YEAR, by=actor(cast.supervisor), now=NOW)


def test_a_set_of_targets_is_all_or_none(cast):
    wanted = [aim(cast.units.town, "exports", "growth", "6"), aim(cast.units.town, "exports", "growth", "7")]

    with pytest.raises(Refusal):
        actions.set_targets(wanted, year=YEAR, by=actor(cast.supervisor), now=NOW)

    assert lines(cast.supervisor) == []


def test_a_target_is_of_a_unit_alone(cast):
    nowhere = actions.Aim(10**9, "exports", asked("exports", "growth", "3"), GROUND)

    with pytest.raises(Refusal, match="不定到企业"):
        actions.set_target(nowhere, year=YEAR, by=actor(cast.supervisor), now=NOW)


def test_who_sees_a_target_and_who_sets_it(cast):
    set_one(cast, cast.units.town)
    set_one(cast, cast.units.district, goal="8")

    assert {line.unit_name for line in lines(cast.town_clerk)} == {"镜澜区", "石桥镇"}
    assert {line.unit_name for line in lines(cast.stranger_clerk)} == {"镜澜区"}
    assert lines(cast.system_admin) == []
    for person in (cast.statistician, cast.town_head, cast.leader):
        with pytest.raises(Forbidden):
            set_targets_as(person, cast)


def set_targets_as(person, cast):
    return actions.set_target(aim(cast.units.town, "imports", "growth", "6"), year=YEAR, by=actor(person), now=NOW)


def test_setting_and_changing_leave_an_event_with_both_numbers(cast):
    row = set_one(cast, cast.units.town)
    new = change(cast, row, "4")

    first, second = Event.objects.unscoped("test").filter(object_kind="figures.target").order_by("seq")

    assert (first.kind, first.object_id, first.seq) == ("target.set", row.target_id, row.event_seq)
    assert (second.kind, second.why, second.seq) == ("target.changed", "上级下达新目标", new.event_seq)
    assert '"goal":"6%"' in second.before.replace(" ", "")
    assert '"goal":"4%"' in second.after.replace(" ", "")


def test_the_database_refuses_to_overwrite_a_target(cast):
    row = set_one(cast, cast.units.town)

    with pytest.raises(IntegrityError), transaction.atomic():
        TargetVersion.objects.visible_to(viewer(cast.supervisor)).filter(pk=row.pk).update(goal_mantissa=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.visible_to(viewer(cast.supervisor)).filter(pk=row.target_id).delete()


def test_the_page_shows_targets_and_asks_no_query_a_target(cast, client_of, django_assert_max_num_queries):
    for code in ("exports", "imports", "deposits", "loans", "foreign_trade"):
        set_one(cast, cast.units.town, code=code)
        push(cast.units.town, code, FEBRUARY, growth=Decimal("7.25"), by=cast.statistician)
    client = client_of(cast.supervisor)

    with django_assert_max_num_queries(20):
        text = client.get(f"/figures/targets/?year={YEAR}").content.decode()

    assert "出口总额" in text
    assert "+1.25" in text
    assert "已达目标 5 项" in text


def test_old_and_new_are_judged_side_by_side_on_the_page(cast, client_of):
    row = set_one(cast, cast.units.town)
    push(cast.units.town, "exports", FEBRUARY, growth=Decimal("5"), by=cast.statistician)
    client, url = client_of(cast.supervisor), f"/figures/targets/{row.target_id}/"

    said = {
        "goal": "4",
        "reason": "上级下达新目标",
        "source": "启政发〔2026〕9号",
        "from_on": "2026-03-01",
        "version": 1,
    }
    assert client.post(f"{url}change/", said).status_code == 302
    text = client.get(url).content.decode()

    assert "增速5%，目标4%，高1个百分点；已达目标。" in text
    assert "增速5%，目标6%，低1个百分点；尚未达到目标。" in text
    assert "启政发〔2026〕9号" in text


def test_a_target_is_set_by_hand_with_its_own_nodes(cast, client_of):
    said = {
        "unit": cast.units.town.pk,
        "indicator": "exports",
        "kind": "level",
        "goal": "100",
        "source": "石桥镇责任书",
    }
    plan = {"told_by": "plan", "nodes": "20、50、75、100"}

    answer = client_of(cast.supervisor).post(f"/figures/targets/new/?year={YEAR}", {**said, **plan})

    assert answer.status_code == 302
    push(cast.units.town, "exports", FEBRUARY, level=Quantity(Decimal(20), BILLION), by=cast.statistician)
    assert round(lines(cast.supervisor)[0].judged.gap, 2) == Decimal("6.67"), "two thirds of the first quarter's 20%"


@pytest.mark.parametrize(("nodes", "why"), [("50、20、75、100", "后一个不小于前一个"), ("20", "四个季度末")])
def test_nodes_that_are_none_are_refused_in_words(cast, client_of, nodes, why):
    said = {"unit": cast.units.town.pk, "indicator": "exports", "kind": "level", "goal": "9", "source": "责任书"}

    answer = client_of(cast.supervisor).post("/figures/targets/new/", {**said, "told_by": "plan", "nodes": nodes})

    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_a_rank_is_told_to_those_whose_work_needs_the_order_of_units(cast):
    second = make_unit("望川镇", kind="town", under=cast.units.district)
    for unit, growth in ((cast.units.town, "7"), (second, "9")):
        ask(cast, unit, codes=("exports",))
        push(unit, "exports", FEBRUARY, growth=Decimal(growth), by=cast.statistician)
    set_one(cast, cast.units.town, kind="rank", goal="1")

    (line,) = lines(cast.supervisor)

    assert (line.judged.reached, line.judged.gap) == (False, -1)
    assert line.judged.because == "第2位，要求前1位；尚未达到目标。"
    assert lines(cast.town_clerk)[0].judged.reached is None


def test_a_qualitative_target_is_shown_by_the_progress_of_its_matter(cast, client_of):
    item = make_item(cast, "in_progress")
    type(item).objects.bulk_update([_with_progress(item, 40)], ["progress"])
    said = {
        "unit": cast.units.lead.pk,
        "kind": "qualitative",
        "name": "道路建成",
        "goal": "100",
        "source": "责任书",
    }
    client = client_of(cast.supervisor)

    wrong = client.post(f"/figures/targets/new/?year={YEAR}", {**said, "item": "2026-9999"})
    assert wrong.status_code == 422
    assert (
        client.post(f"/figures/targets/new/?year={YEAR}", {**said, "item": f"{item.year}-{item.number}"}).status_code
        == 302
    )

    (line,) = lines(cast.supervisor)
    assert (line.label, line.judged.completion, line.judged.reached) == ("道路建成", 40, False)


def _with_progress(item, percent):
    item.progress = Decimal(percent)
    return item
