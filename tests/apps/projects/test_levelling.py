"""Limits that all projects share: who waits for what, what moves if one goes first, other amounts from a day on."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from bihuan.apps.projects import actions, queries
from bihuan.apps.units.models import Event
from bihuan.base.refusals import Forbidden
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.plans import promised
from tests.support.projects import make_project, strange_project

LIMIT = "construction_permits"
TODAY = timezone.localdate()


def limit(by, amount=1, **said):
    new = actions.NewLimit("month", amount, "区审批局通知", "无", DAY, **said)
    return actions.change_limit(LIMIT, new, by=by, now=NOW)


@pytest.fixture
def office(cast):
    return actor(cast.supervisor)


@pytest.fixture
def rivals(cast, office):
    """Three projects for one permit a month."""
    limit(office)
    return [
        make_project(cast, procedure="filing", environment_class="登记表", name=f"竞争项目{number}")
        for number in range(3)
    ]


def html(response):
    return response.content.decode()


def test_projects_wait_for_what_they_share(cast, rivals):
    found = queries.levelling(viewer(cast.supervisor))

    waiting = [line for line in found.lines if line.waits]
    assert len(waiting) == 2
    assert "“施工许可”因“施工许可每周核发”" in waiting[0].waits[0]


def test_a_promise_missed_by_waiting_is_counted_beside_the_least_there_can_be(cast, rivals):
    for each in rivals:
        promised(each, queries.plans_of([each], viewer(cast.supervisor))[0].expected_on)

    found = queries.levelling(viewer(cast.supervisor))

    assert found.total_late == sum(line.days_late for line in found.lines) > 0
    assert 0 < found.at_least <= found.total_late
    assert (found.late_alone, found.late_by_waiting) == (0, found.total_late)


def test_who_is_put_off_if_one_goes_first_is_told_and_not_kept(cast, rivals):
    eyes = viewer(cast.supervisor)
    last = queries.levelling(eyes).lines[0].found.project

    found = queries.levelling(eyes, last.pk)

    assert found.first.project == last
    assert {each.days > 0 for each in found.put_off} == {True, False}
    assert queries.levelling(eyes).lines[0].found.project == last


def test_an_office_sees_its_own_in_the_whole_queue(cast, rivals):
    strange_project(cast, procedure="filing")

    found = queries.levelling(viewer(cast.lead_clerk))

    assert {line.found.project for line in found.lines} == set(rivals)
    assert found.hidden == 1


def test_a_project_out_of_reach_is_not_put_first(cast, rivals):
    strange = strange_project(cast, procedure="filing")

    assert queries.levelling(viewer(cast.lead_clerk), strange.pk).first is None


def test_another_amount_leaves_an_event_and_the_old_one(cast, office):
    limit(office, 3, own=[(date(2026, 5, 1), 1)])

    rule = next(rule for rule, _ in queries.limits_in_force(DAY) if rule.code == LIMIT)
    assert (rule.body["amount"], rule.body["own"]) == (3, [{"on": "2026-05-01", "amount": 1}])
    assert Event.objects.visible_to(viewer(cast.audit_admin)).get(kind="definition.changed")


def test_who_has_not_the_right_changes_no_limit(cast):
    with pytest.raises(Forbidden):
        limit(actor(cast.lead_clerk))


def test_an_unknown_limit_is_refused(office):
    new = actions.NewLimit("week", 1, "无", "无", DAY)

    with pytest.raises(actions.BadPlan, match="没有编码为“nowhere”的共用限额"):
        actions.change_limit("nowhere", new, by=office, now=NOW)


def test_the_page_says_the_bound_in_words(cast, client_of, rivals):
    page = html(client_of(cast.supervisor).get(reverse("projects:plans_limits"), {"first": rivals[0].pk}))

    assert "每月1件" in page
    assert "先办：" in page
    assert "只是试排，没有保存" in page


def test_a_limit_is_changed_on_its_page(cast, client_of):
    url = reverse("projects:limit_change", args=[LIMIT])
    said = {"every": "week", "amount": "2", "own": "2027-01-04 1", "document": "通知", "number": "无"}

    response = client_of(cast.supervisor).post(url, {**said, "effective_on": TODAY.isoformat()}, follow=True)

    assert "每周2件" in html(response)


def test_a_line_that_cannot_be_read_is_named(cast, client_of):
    url = reverse("projects:limit_change", args=[LIMIT])
    said = {"every": "week", "amount": "2", "own": "明年少一点", "document": "通知", "number": "无"}

    response = client_of(cast.supervisor).post(url, {**said, "effective_on": TODAY.isoformat()})

    assert "第1行“明年少一点”不对" in html(response)


def test_the_page_costs_no_query_a_project(cast, client_of, rivals, django_assert_max_num_queries):
    client = client_of(cast.supervisor)
    client.get(reverse("projects:plans_limits"))

    with django_assert_max_num_queries(15):
        client.get(reverse("projects:plans_limits"))
