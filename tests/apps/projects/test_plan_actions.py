"""Promises, nodes, networks and baselines: checked with a sentence, kept as versions, each with its event."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bihuan import definitions
from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.models import ActivityFact, KeptBaseline, ProjectNetwork, Promise, SupportUnit
from bihuan.apps.units.models import Event
from bihuan.base.refusals import Forbidden, Stale
from bihuan.base.scope import Viewer
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.projects import make_project

EYES = Viewer.worker(on=DAY)
LATER = date(2027, 12, 31)
FILING = "record_filing"


@pytest.fixture
def project(cast):
    return make_project(cast, procedure="filing", environment_class="报告表", energy_review=False)


@pytest.fixture
def by(cast):
    return actor(cast.lead_clerk)


def promise(project, by, on=LATER, *, version=0, **said):
    new = actions.NewPromise(on, **said)
    return actions.make_promise(project.pk, new, version=version, by=by, now=NOW)


def node(project, by, activity="filing", *, version=0, **said):
    return actions.keep_node(project.pk, actions.NodeSaid(activity, **said), version=version, by=by, now=NOW)


def takes_part(project, cast):
    said = {"at": NOW, "by_name": "系统", "unit_name": "区财政局", "from_on": DAY}
    SupportUnit.objects.create(project=project, unit=cast.units.support, **said)


def plan(project, cast):
    project.__dict__.pop("_plan", None)
    return queries.plan_of(project, viewer(cast.lead_clerk))


def body():
    return {**definitions.on("networks", FILING, DAY).body}


def shorter(days=200):
    changed = body()
    changed["activities"] = [
        {**each, "days": days, "least_days": days} if each["code"] == "building" else each
        for each in changed["activities"]
    ]
    return changed


def event(cast, kind):
    return Event.objects.visible_to(viewer(cast.audit_admin)).get(kind=kind)


def test_a_promise_is_kept_with_its_event(cast, project, by):
    row = promise(project, by, to_whom="区政府", source="签约仪式")

    assert (row.version, row.promised_on, row.to_whom) == (1, LATER, "区政府")
    assert event(cast, "project.promised").seq == row.event_seq


def test_a_promise_in_the_past_is_refused_with_what_to_do(project, by):
    with pytest.raises(actions.BadPlan, match="承诺日期2026-03-01已过（今天2026-03-02）。请把承诺定在今天以后"):
        promise(project, by, date(2026, 3, 1))


def test_a_promise_beyond_the_calendar_is_refused(project, by):
    with pytest.raises(actions.BadPlan, match="超出日历范围"):
        promise(project, by, date(2085, 1, 1))


def test_a_moved_promise_says_why_and_keeps_the_old_one(project, by):
    promise(project, by)

    with pytest.raises(actions.BadPlan, match="请写明理由"):
        promise(project, by, date(2027, 10, 31), version=1)
    promise(project, by, date(2027, 10, 31), version=1, reason="区里要求提前")

    assert Promise.objects.visible_to(EYES).count() == 2


def test_the_same_promise_again_is_no_change(project, by):
    promise(project, by)

    with pytest.raises(actions.BadPlan, match="没有改动"):
        promise(project, by, version=1, reason="再写一遍")


def test_a_promise_sent_twice_is_kept_once(project, by):
    assert promise(project, by) == promise(project, by)
    assert Promise.objects.visible_to(EYES).count() == 1


def test_who_comes_second_is_told(cast, project, by):
    promise(project, by)

    with pytest.raises(Stale):
        promise(project, actor(cast.supervisor), date(2027, 11, 30))


def test_a_unit_that_only_takes_part_moves_no_promise(cast, project):
    takes_part(project, cast)

    with pytest.raises(Forbidden):
        promise(project, actor(cast.support_clerk))


def test_a_unit_that_takes_part_enters_what_happened(cast, project):
    takes_part(project, cast)

    row = node(project, actor(cast.support_clerk), started_on=DAY)

    assert row.started_on == DAY


def test_what_happened_to_a_node_is_kept_with_its_event(cast, project, by):
    row = node(project, by, started_on=DAY - timedelta(days=3), finished_on=DAY)

    assert plan(project, cast).plan.dates["filing"].state == "done"
    assert event(cast, "project.node_kept").seq == row.event_seq


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "请填写实际开始、实际完成或约束中的一项"),
        ({"started_on": DAY + timedelta(days=1)}, "还没到"),
        ({"started_on": DAY, "finished_on": DAY - timedelta(days=1)}, "早于开始日期"),
        ({"constraint": "SNET", "constraint_on": LATER}, "请写明理由"),
        ({"constraint": "SNET", "reason": "等土地"}, "要写明日期"),
    ],
)
def test_a_node_that_cannot_be_so_is_refused(project, by, said, sentence):
    with pytest.raises(actions.BadPlan, match=sentence):
        node(project, by, **said)


def test_a_node_that_is_not_in_the_network_is_refused(project, by):
    with pytest.raises(actions.BadPlan, match="网络图里没有“nowhere”"):
        node(project, by, "nowhere", started_on=DAY)


def test_a_day_said_before_is_changed_only_with_a_reason(project, by):
    node(project, by, started_on=DAY)

    with pytest.raises(actions.BadPlan, match="改动已登记的实际开始日期，请写明理由"):
        node(project, by, version=1, started_on=DAY - timedelta(days=1))
    node(project, by, version=1, started_on=DAY - timedelta(days=1), reason="记错一天")

    assert ActivityFact.objects.visible_to(EYES).count() == 2


def test_what_is_added_later_needs_no_reason(project, by):
    node(project, by, started_on=DAY)

    row = node(project, by, version=1, started_on=DAY, finished_on=DAY)

    assert (row.version, row.reason) == (2, "")


def test_a_node_sent_twice_is_kept_once(project, by):
    assert node(project, by, started_on=DAY) == node(project, by, started_on=DAY)
    assert ActivityFact.objects.visible_to(EYES).count() == 1


@pytest.mark.parametrize("kind", ["ASAP", "ALAP", "MSO", "MFO", "SNET", "SNLT", "FNET", "FNLT", "DEADLINE"])
def test_every_constraint_of_planners_can_be_set(cast, project, by, kind):
    node(project, by, "scheme", constraint=kind, constraint_on=date(2026, 6, 1), reason="会议定的")

    found = plan(project, cast)

    assert [each.kind.name for each in found.plan.standing.constraints] == [kind]


def test_another_network_is_chosen_with_its_event(cast, project, by):
    actions.choose_network(project.pk, "start_on_land_handover", version=0, by=by, now=NOW)

    assert plan(project, cast).choice.code == "start_on_land_handover"
    assert event(cast, "project.network_changed")


def test_an_unknown_network_is_refused(project, by):
    with pytest.raises(actions.BadPlan, match="没有编码为“nowhere”的网络图"):
        actions.choose_network(project.pk, "nowhere", version=0, by=by, now=NOW)


def test_a_network_chosen_twice_by_one_form_is_kept_once(project, by):
    first = actions.choose_network(project.pk, "approval", version=0, by=by, now=NOW)
    again = actions.choose_network(project.pk, "approval", version=0, by=by, now=NOW)

    assert first == again


def test_a_projects_own_copy_is_kept_and_says_what_it_changed(cast, project, by):
    before = plan(project, cast)
    actions.edit_network(project.pk, shorter(), version=0, reason="施工合同200天", by=by, now=NOW)

    found = plan(project, cast)

    assert found.choice.is_own
    assert found.expected_on < before.expected_on
    assert "“工程施工”由270天改为200天" in str(event(cast, "project.network_changed").after)


def test_a_ring_is_refused_node_by_node(project, by):
    changed = body()
    changed["links"] = [*changed["links"], {"before": "acceptance", "after": "filing"}]

    with pytest.raises(actions.BadPlan, match="成了一个圈，谁也办不了"):
        actions.edit_network(project.pk, changed, version=0, reason="试", by=by, now=NOW)


def test_a_network_that_is_not_changed_is_no_version(project, by):
    with pytest.raises(actions.BadPlan, match="没有改动"):
        actions.edit_network(project.pk, body(), version=0, reason="试", by=by, now=NOW)
    assert not ProjectNetwork.objects.visible_to(EYES).exists()


def offered(cast, project, by, short=20):
    expected = plan(project, cast).expected_on
    found = plan(project, cast).book.calendar.add_working_days(expected, -short)
    promise(project, by, found)
    return queries.repairs_of(plan(project, cast))


def taken(words, **said):
    return actions.Taken(words, **{"network_version": 0, "promise_version": 1, "reason": "专班会议定", **said})


def test_a_set_of_changes_that_is_taken_solves_it(cast, project, by):
    first = offered(cast, project, by).sets[0]

    actions.take_repair(project.pk, taken(first.words), by=by, now=NOW)

    found = plan(project, cast)
    assert (found.days_short, found.expected_on) == (0, first.expected_on)
    assert first.words in found.choice.reason
    assert queries.repairs_of(found) is None


def test_the_promise_alone_can_be_moved(cast, project, by):
    move = offered(cast, project, by).move

    actions.take_repair(project.pk, taken(move.words), by=by, now=NOW)

    found = plan(project, cast)
    assert (found.promise.version, found.days_short, found.choice.is_own) == (2, 0, False)


def test_what_is_not_offered_any_more_is_refused(cast, project, by):
    offered(cast, project, by)

    with pytest.raises(Stale, match="不再适用"):
        actions.take_repair(project.pk, taken("“甲”与“乙”并行办理。"), by=by, now=NOW)


def test_taking_says_why(cast, project, by):
    first = offered(cast, project, by).sets[0]

    with pytest.raises(actions.BadPlan, match="请写明理由"):
        actions.take_repair(project.pk, taken(first.words, reason=" "), by=by, now=NOW)


def test_a_baseline_is_kept_and_slips_are_laid_at_links(cast, project, by):
    actions.keep_baseline(project.pk, "首次承诺", by=by, now=NOW)
    later = DAY + timedelta(days=30)
    node(project, by, "land_transfer", constraint="SNET", constraint_on=later, reason="土地收储未完成")

    found = queries.baselines_of(plan(project, cast))[0]

    assert found.slipped.days > 0
    assert any("土地出让" in step for step in found.steps)
    assert not any(person in found.slipped.words for person in (cast.lead_clerk.name, cast.supervisor.name))


def test_two_baselines_have_two_names(project, by):
    actions.keep_baseline(project.pk, "首次承诺", by=by, now=NOW)

    with pytest.raises(actions.BadPlan, match="已有名为“首次承诺”的基准"):
        actions.keep_baseline(project.pk, "首次承诺", by=by, now=NOW)
    assert KeptBaseline.objects.visible_to(EYES).count() == 1


def test_the_office_puts_its_own_network_in_force(cast, project):
    entry = {"name": "备案类工业项目（本区）", "source": {"document": "本区流程图", "number": "无"}}
    entry |= {"effective_on": DAY.isoformat(), "body": shorter(180)}
    before = plan(project, cast).expected_on

    actions.change_office_network(entry, code=FILING, by=actor(cast.supervisor), now=NOW)

    assert plan(project, cast).expected_on < before
    assert plan(project, cast).chosen.name == "备案类工业项目（本区）"


def test_the_offices_network_is_checked_too(cast):
    entry = {"name": "错的", "source": {"document": "无", "number": "无"}, "effective_on": DAY.isoformat()}
    links = [{"before": "a", "after": "b"}]
    wrong = {"activities": [{"code": "a", "name": "甲", "days": 1, "source": "例"}], "links": links}

    with pytest.raises(actions.BadPlan, match="网络图里没有这项工作"):
        actions.change_office_network({**entry, "body": wrong}, code=FILING, by=actor(cast.supervisor), now=NOW)
