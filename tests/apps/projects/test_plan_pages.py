"""Pages of plans: every date with its reason, what moves before it is saved, what may give, networks as tables."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bihuan.apps.projects import queries
from bihuan.apps.projects.models import ActivityFact, KeptBaseline, Promise
from bihuan.base.scope import Viewer
from bihuan.engine.schedule import why_earliest
from tests.support.builders import DAY, viewer
from tests.support.plans import known, planned_on, promised
from tests.support.projects import make_project, strange_project

EYES = Viewer.worker(on=DAY)
TODAY = timezone.localdate()
SOON, NEXT_YEAR = TODAY + timedelta(days=120), TODAY + timedelta(days=700)
"""A promise that no project can keep as it stands, and one that all can."""


@pytest.fixture
def project(cast):
    return make_project(cast, procedure="filing", environment_class="报告表", energy_review=False)


@pytest.fixture
def clerk(cast, client_of):
    return client_of(cast.lead_clerk)


def address(name, project, **more):
    return reverse(f"projects:{name}", kwargs={"project_id": project.pk, **more})


def html(response):
    return response.content.decode()


def filled(client, url):
    """What a form's page would send as it stands."""
    found = html(client.get(url))
    said = {}
    for tag in re.findall(r"<input[^>]*>", found):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ("checkbox" not in tag or "checked" in tag):
            said[name[1]] = value[1] if value else "on" if "checkbox" in tag else ""
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', found, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        said[name] = chosen[1] if chosen else ""
    return said


def test_every_date_stands_with_its_reason(cast, clerk, project):
    found = queries.plan_of(project, viewer(cast.lead_clerk, on=TODAY))

    page = html(clerk.get(address("plan", project)))

    assert all(why_earliest(found.plan, code) in page for code in found.plan.dates)


def test_what_must_give_is_told_with_the_days_short(clerk, project):
    promised(project, SOON)

    page = html(clerk.get(address("plan", project)))

    assert "怎样才能按期" in page
    assert "并行办理" in page


def test_years_without_a_notice_of_holidays_are_told(clerk, project):
    assert "的放假安排还没有公布" in html(clerk.get(address("plan", project)))


def test_a_project_without_a_plan_says_why(clerk, project):
    planned_on(project, "nowhere")

    assert "排不出计划" in html(clerk.get(address("plan", project)))


def test_the_plan_costs_the_same_few_queries(clerk, project, django_assert_max_num_queries):
    url = address("plan", project)
    clerk.get(url)

    with django_assert_max_num_queries(16):
        clerk.get(url)


def test_a_promise_is_made_on_its_page(clerk, project):
    response = clerk.post(address("plan_promise", project), {"version": 0, "promised_on": "2027年6月30日"})

    assert response.status_code == 302
    assert Promise.objects.visible_to(EYES).get().promised_on == date(2027, 6, 30)


def test_a_promise_in_the_past_is_said_on_the_form(clerk, project):
    response = clerk.post(address("plan_promise", project), {"version": 0, "promised_on": "2026-01-01"})

    assert response.status_code == 422
    assert "请把承诺定在今天以后" in html(response)


def test_a_promise_is_looked_at_before_it_is_kept(clerk, project):
    response = clerk.post(address("plan_promise_preview", project), {"version": 0, "promised_on": SOON.isoformat()})

    assert "差" in html(response)
    assert "要按期，最少要让" in html(response)
    assert not Promise.objects.visible_to(EYES).exists()


def test_what_moves_with_a_node_is_told_before_it_is_kept(clerk, project):
    said = {"version": 0, "constraint": "SNET", "constraint_on": SOON.isoformat(), "reason": "等土地"}

    response = clerk.post(address("plan_node_preview", project, activity="land_transfer"), said)

    assert re.search(r"\d+个节点要动", html(response))
    assert "土地出让" in html(response)
    assert not ActivityFact.objects.visible_to(EYES).exists()


def test_a_node_is_entered_on_its_page(clerk, project):
    url = address("plan_node", project, activity="filing")

    response = clerk.post(url, {"version": 0, "started_on": "2026-03-02", "finished_on": "2026-03-02"})

    assert response.status_code == 302
    assert ActivityFact.objects.visible_to(EYES).get().finished_on == DAY


def test_the_page_of_a_node_says_what_follows_if_it_takes_longer(clerk, project):
    promised(project, NEXT_YEAR)

    page = html(clerk.get(address("plan_node", project, activity="scheme")))

    assert "如果多用5个工作日" in page


def test_a_constraint_without_its_day_is_said(clerk, project):
    url = address("plan_node", project, activity="scheme")

    response = clerk.post(url, {"version": 0, "constraint": "SNET", "reason": "等土地"})

    assert "要写明日期，请补上" in html(response)


def test_an_unknown_node_has_no_page(clerk, project):
    assert clerk.get(address("plan_node", project, activity="nowhere")).status_code == 404


def test_a_node_that_is_not_needed_has_a_page(clerk, project):
    assert "现在没有这个节点的计划" in html(clerk.get(address("plan_node", project, activity="energy_review")))


def test_one_of_the_offered_sets_is_taken_on_the_page(cast, clerk, project):
    promised(project, SOON)
    first = queries.repairs_of(queries.plan_of(project, viewer(cast.lead_clerk, on=TODAY))).with_move[0]
    said = {"words": first.words, "network_version": 0, "promise_version": 1, "reason": "专班会议定"}

    response = clerk.post(address("plan_take", project), said, follow=True)

    assert "已采用" in html(response)
    assert "怎样才能按期" not in html(response)


def test_a_baseline_is_kept_on_the_page(clerk, project):
    response = clerk.post(address("plan_baseline", project), {"name": "首次承诺"}, follow=True)

    assert "与基准相比" in html(response)
    assert KeptBaseline.objects.visible_to(EYES).get().name == "首次承诺"


def test_the_versions_of_the_network_are_told(clerk, project):
    said = filled(clerk, address("plan_network_edit", project)) | {"reason": "施工合同200天"}
    building = next(name for name, value in said.items() if value == "工程施工" and name.startswith("a-"))
    said[building.replace("name", "days")] = said[building.replace("name", "least_days")] = "200"

    response = clerk.post(address("plan_network_edit", project), said)

    assert response.status_code == 302, html(response)
    assert "“工程施工”由270天改为200天" in html(clerk.get(address("plan_network", project)))


def test_a_network_as_it_stands_says_the_same_network(clerk, project):
    said = filled(clerk, address("plan_network_edit", project)) | {"reason": "看看"}

    assert "网络图没有改动" in html(clerk.post(address("plan_network_edit", project), said))


def test_a_node_and_its_link_are_added_in_the_tables(clerk, project):
    said = filled(clerk, address("plan_network_edit", project)) | {"reason": "增加管线迁改"}
    row, link = said["a-TOTAL_FORMS"], said["l-TOTAL_FORMS"]
    said |= {f"a-{int(row) - 1}-name": "管线迁改", f"a-{int(row) - 1}-days": "15"}
    said |= {f"l-{int(link) - 1}-before": "管线迁改", f"l-{int(link) - 1}-after": "工程施工"}

    response = clerk.post(address("plan_network_edit", project), said, follow=True)

    assert "管线迁改" in html(response)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("联合验收", "项目备案", "成了一个圈，谁也办不了"),
        ("不存在的节点", "工程施工", "节点表里没有“不存在的节点”"),
    ],
)
def test_a_wrong_link_is_said_in_the_tables(clerk, project, before, after, sentence):
    said = filled(clerk, address("plan_network_edit", project)) | {"reason": "试"}
    last = int(said["l-TOTAL_FORMS"]) - 1

    said |= {f"l-{last}-before": before, f"l-{last}-after": after}

    assert sentence in html(clerk.post(address("plan_network_edit", project), said))
    assert sentence in html(clerk.post(address("plan_network_preview", project), said))


def test_a_condition_that_is_not_known_is_said(clerk, project):
    said = filled(clerk, address("plan_network_edit", project)) | {"reason": "试", "a-0-when": "风水＝好"}

    assert "的条件“风水＝好”不认识" in html(clerk.post(address("plan_network_edit", project), said))


def test_another_network_is_chosen_on_its_page(clerk, project):
    said = {"version": 0, "code": "start_on_land_handover"}

    response = clerk.post(address("plan_network", project), said, follow=True)

    assert "拿地即开工工业项目" in html(response)


def test_the_networks_are_read_by_all_and_changed_by_the_office(cast, client_of, clerk):
    read, change = (
        reverse("projects:network_rule", args=["approval"]),
        reverse("projects:network_rule_change", args=["approval"]),
    )

    assert "项目建议书批复" in html(clerk.get(read))
    assert clerk.get(change).status_code == 403
    assert "依据文件" in html(client_of(cast.supervisor).get(change))


def test_the_office_puts_its_own_network_in_force_as_tables(cast, client_of):
    url = reverse("projects:network_rule_change", args=["approval"])
    office = client_of(cast.supervisor)
    said = filled(office, url) | {"document": "本区审批流程", "number": "无", "effective_on": "2026-03-02"}
    said["a-0-days"] = "3"

    response = office.post(url, said, follow=True)

    assert "已登记，自2026-03-02起" in html(response)


def test_all_plans_stand_with_the_shortest_first(cast, clerk, project):
    late = make_project(cast, procedure="filing", name="赶不上的项目")
    promised(project, date(2029, 12, 31))
    promised(late, SOON)

    page = html(clerk.get(reverse("projects:plans")))

    assert page.index("赶不上的项目") < page.index(project.name)
    assert "1个按现在的安排赶不上" in page


def test_a_stranger_sees_no_plan_of_others(cast, clerk):
    strange = strange_project(cast)

    assert strange.name not in html(clerk.get(reverse("projects:plans")))
    assert clerk.get(address("plan", strange)).status_code == 404


def test_the_list_costs_no_query_a_project(cast, clerk, project, django_assert_max_num_queries):
    for number in range(4):
        make_project(cast, procedure="filing", name=f"项目{number}")
    clerk.get(reverse("projects:plans"))

    with django_assert_max_num_queries(14):
        clerk.get(reverse("projects:plans"))


def test_nodes_of_the_next_thirty_days_stand_by_office(clerk, project):
    known(project, "filing", finished_on=DAY)

    page = html(clerk.get(reverse("projects:plans_nodes"), {"office": "自然资源"}))

    assert "用地预审" in page
    assert "项目备案" not in page


def test_a_leader_reads_and_changes_nothing(cast, client_of, project):
    page = html(client_of(cast.leader).get(reverse("projects:plans")))

    assert client_of(cast.leader).get(address("plan_promise", project)).status_code == 403
    assert "倒排工期" in page
