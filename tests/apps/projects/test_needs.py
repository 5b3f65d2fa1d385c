"""Needs of projects: a need is a matter at once, answered by who owes it, and its decision comes back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.models import FactorNeed, Project
from bihuan.apps.units.models import Event
from bihuan.apps.work import actions as work
from bihuan.apps.work.actions import NotAllowed
from bihuan.apps.work.models import Item
from bihuan.base.refusals import Forbidden
from tests.support.builders import NOW, actor, viewer
from tests.support.needs import EYES, NEEDED_ON, TEXT, answer, confirm, go, matter, put_duty, raise_need
from tests.support.plans import promised
from tests.support.projects import NAME, make_project


def html(response):
    return response.content.decode()


def kinds_of_events(cast):
    events = Event.objects.visible_to(viewer(cast.audit_admin)).filter(kind__startswith="project.need")
    return list(events.order_by("seq").values_list("kind", flat=True))


def test_a_liaisons_need_is_a_matter_dispatched_to_who_owes_the_answer(cast):
    row = raise_need(cast)

    item = matter(row)
    assert (item.ledger_kind, item.state, item.lead_unit) == ("factor_need", "dispatched", cast.units.support)
    assert item.title == f"{NAME}：用地20亩"
    assert (item.source_kind, item.extra["factor"], item.extra["asked"]) == ("project", "用地", "20亩")
    assert kinds_of_events(cast) == ["project.need_raised"]


def test_the_answer_is_due_in_the_usual_working_days_but_no_later_than_it_is_needed(cast):
    project = make_project(cast)
    usual, soon = raise_need(cast, project), raise_need(cast, project, due_on=date(2026, 3, 4), text="先行用地")

    assert matter(usual).due_on == queries.answer_by(
        queries.factor_kinds(EYES.on)["land"], on=EYES.on, needed_on=NEEDED_ON
    )
    assert matter(soon).due_on == date(2026, 3, 4)


def test_a_clerks_need_waits_for_the_liaison_to_send_it(cast):
    row = raise_need(cast, by=cast.lead_clerk)
    assert matter(row).state == "registered"

    item = matter(row)
    go(row, "dispatch", cast.lead_liaison, unit=item.lead_unit_id, due_on=item.due_on)
    assert matter(row).state == "dispatched"


def test_a_factor_of_the_offices_is_sent_by_the_office_alone(cast):
    project = make_project(cast)

    assert matter(raise_need(cast, project, factor="relocation")).state == "registered"
    assert matter(raise_need(cast, project, factor="relocation", by=cast.supervisor)).state == "dispatched"


def test_an_answer_comes_to_the_need_with_what_it_grants(cast):
    row = answer(cast, raise_need(cast), "部分落实", granted=Decimal("12.5"))

    assert (row.state, row.granted) == ("open", Decimal("12.5"))
    assert row.decision == "部分落实：已列入本年新增用地计划。"
    assert row.decided_by_name == cast.support_head.name


def test_an_answer_of_all_or_none_asks_for_no_number(cast):
    project = make_project(cast)

    assert answer(cast, raise_need(cast, project)).granted == Decimal(20)
    assert answer(cast, raise_need(cast, project, text="三期用地"), "暂不能落实").granted == 0


def test_a_need_is_decided_when_the_projects_lead_unit_is_content(cast):
    row = confirm(cast, answer(cast, raise_need(cast)))

    assert (row.state, row.granted, matter(row).state) == ("decided", Decimal(20), "closed")
    assert kinds_of_events(cast) == ["project.need_raised", "project.need_answered", "project.need_decided"]


def test_an_answer_that_is_returned_is_none(cast):
    row = go(answer(cast, raise_need(cast)), "return_item", cast.lead_head, reason="没有说明指标来源。")

    assert (row.state, row.decision, row.granted, row.decided_at) == ("open", "", None, None)


def test_a_reopened_matter_opens_the_need_again(cast):
    row = confirm(cast, answer(cast, raise_need(cast)))

    go(row, "reopen", cast.supervisor, reason="指标未到位。", new_due_on=date(2026, 7, 31))

    assert (row.state, row.decision) == ("open", "")


def test_a_need_follows_its_matter_to_another_unit(cast):
    row = go(raise_need(cast), "transfer", cast.supervisor, unit=cast.units.stranger.pk, reason="由农业农村局办理。")

    assert (row.unit, row.unit_name) == (cast.units.stranger, "区农业农村局")


def test_who_owes_an_answer_sees_the_project_and_what_it_needs(cast):
    row = raise_need(cast)

    assert Project.objects.visible_to(viewer(cast.support_clerk)).get() == row.project
    assert not Project.objects.visible_to(viewer(cast.stranger_clerk)).exists()


def test_a_need_is_withdrawn_with_words_and_its_matter_is_cancelled(cast):
    row = raise_need(cast)

    row = actions.withdraw_need(row.pk, words="改用存量厂房。", by=actor(cast.lead_head), now=NOW)

    assert (row.state, row.decision, matter(row).state) == ("withdrawn", "改用存量厂房。", "cancelled")
    with pytest.raises(actions.BadNeed, match="已撤回"):
        actions.withdraw_need(row.pk, words="再撤", by=actor(cast.lead_head), now=NOW)


def test_a_clerk_cannot_take_back_what_the_unit_sent(cast):
    row = raise_need(cast)

    with pytest.raises(NotAllowed):
        actions.withdraw_need(row.pk, words="不要了。", by=actor(cast.lead_clerk), now=NOW)
    row.refresh_from_db()
    assert row.state == "open"


def test_the_same_form_sent_twice_is_one_need(cast):
    project = make_project(cast)

    first, again = raise_need(cast, project, key="k"), raise_need(cast, project, key="k")

    assert first == again
    assert FactorNeed.objects.visible_to(EYES).count() == Item.objects.visible_to(EYES).count() == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"due_on": date(2026, 2, 1)}, "需要日期2026-02-01已过"),
        ({"answer_on": date(2026, 2, 1)}, "答复时限2026-02-01已过"),
        ({"factor": "water"}, "没有这种要素"),
        ({"factor": "utilities"}, "不按数量计"),
        ({"amount": Decimal("20.125")}, "最多两位小数"),
        ({"amount": Decimal(-1)}, "现为-1"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(cast, said, sentence):
    with pytest.raises(actions.BadNeed, match=sentence):
        raise_need(cast, **said)

    assert not Item.objects.visible_to(EYES).exists()


def test_a_unit_owes_itself_no_answer_and_an_ended_project_needs_nothing(cast):
    project = make_project(cast)
    with pytest.raises(actions.BadNeed, match="不能就是本项目的牵头单位"):
        raise_need(cast, project, unit_id=cast.units.lead.pk)

    Project.objects.write_if(project, stands={}, values={"terminated_on": NOW.date(), "flag_words": "企业放弃"})
    with pytest.raises(actions.BadNeed, match="已终止"):
        raise_need(cast, project)


def test_others_raise_no_need_of_a_project_they_only_answer(cast):
    project = raise_need(cast).project

    with pytest.raises(Forbidden):
        raise_need(cast, project, by=cast.support_head)


def test_too_much_granted_stops_the_answer_with_a_sentence(cast):
    row = raise_need(cast)
    go(row, "sign", cast.support_clerk)

    with pytest.raises(actions.BadNeed, match="落实数量"):
        go(
            row,
            "submit_feedback",
            cast.support_head,
            text="好",
            consent=True,
            outcome="部分落实",
            granted=Decimal("1.005"),
        )
    assert matter(row).state == "in_progress"


def test_who_answers_is_proposed_by_duty(cast):
    put_duty(cast)

    found = queries.proposed_answerers(queries.factor_kinds(EYES.on).values(), EYES.on)

    assert (found["land"].unit_id, found["land"].because) == (
        cast.units.support.pk,
        "按职责“土地供应和用地报批”推荐，可改。",
    )


def test_raising_by_the_page(cast, client_of):
    put_duty(cast)
    project = make_project(cast)
    client, url = client_of(cast.lead_liaison), f"/projects/{project.pk}/needs/new/"

    assert "先选缺哪种要素" in html(client.get(url))
    page = html(client.get(f"{url}?factor=land"))
    assert f'<option value="{cast.units.support.pk}" selected>' in page
    wrong = client.post(f"{url}?factor=land", {"form_key": "k", "unit": cast.units.support.pk})
    assert wrong.status_code == 422
    assert "请写明缺什么" in html(wrong)
    sent = {"form_key": "k", "text": TEXT, "amount": "20", "due_on": "2078-06-30", "unit": cast.units.support.pk}
    done = client.post(f"{url}?factor=land", sent, follow=True)
    assert "已提出，由区财政局答复" in html(done)


def test_the_pages_are_closed_to_strangers(cast, client_of):
    mine = raise_need(cast)
    url = f"/projects/{mine.project_id}/needs/new/"

    assert client_of(cast.stranger_head).get(url).status_code == 404
    assert client_of(cast.support_head).get(url).status_code == 403
    assert client_of(cast.leader).get(url).status_code == 403
    assert client_of(cast.lead_head).get(f"{url}?factor=water").status_code == 404
    withdraw = f"/projects/needs/{mine.pk}/withdraw/"
    assert client_of(cast.lead_head).get(withdraw).status_code == 405
    assert client_of(cast.stranger_head).post(withdraw, {"words": "不"}).status_code == 404
    assert client_of(cast.lead_head).post(withdraw, {"words": ""}).status_code == 422


def test_withdrawing_by_the_page(cast, client_of):
    row = raise_need(cast)

    page = html(
        client_of(cast.lead_head).post(f"/projects/needs/{row.pk}/withdraw/", {"words": "改用存量厂房。"}, follow=True)
    )

    assert "已撤回" in page
    assert "改用存量厂房。" in page


def test_a_projects_page_shows_its_needs_with_the_answer(cast, client_of):
    row = answer(cast, raise_need(cast))

    page = html(client_of(cast.lead_clerk).get(f"/projects/{row.project_id}/"))

    assert f'<a href="/items/{row.item_id}/">{TEXT}</a>' in page
    assert "全部落实：已列入本年新增用地计划。" in page


def test_whose_matter_is_out_of_reach_reads_what_but_not_how_far(cast, client_of):
    row = raise_need(cast)

    page = html(client_of(cast.town_clerk).get(f"/projects/{row.project_id}/"))

    assert TEXT in page
    assert f"/items/{row.item_id}/" not in page


def test_the_matters_page_leads_back_to_the_project(cast, client_of):
    row = raise_need(cast)

    page = html(client_of(cast.support_clerk).get(f"/items/{row.item_id}/"))

    assert f'<a href="/projects/{row.project_id}/">{NAME}</a>' in page
    assert "用地20亩，2026-06-30前要落实" in page


def test_a_matter_of_the_ledger_that_no_project_asked_for_is_left_alone(cast):
    row = raise_need(cast)
    item = matter(row)
    row.delete()

    done = work.move_item(item.pk, "sign", version=item.version, answers={}, by=actor(cast.support_clerk), now=NOW)

    assert done.state == "in_progress"


def test_the_part_reads_no_more_for_more_needs(cast):
    project = make_project(cast)
    reader = viewer(cast.lead_clerk)

    def queries_made():
        with CaptureQueriesContext(connection) as made:
            queries.needs_of(project, reader)
        return len(made)

    raise_need(cast, project)
    queries_made()
    first = queries_made()
    for number in range(4):
        raise_need(cast, project, text=f"用地{number}")

    assert queries_made() == first <= 5


def test_a_need_bites_where_it_comes_after_its_node_must_start(cast):
    project = make_project(cast, procedure="filing")
    promised(project, date(2026, 8, 31))
    nodes = queries.nodes_of(project, viewer(cast.lead_clerk))
    code, node = next((code, each) for code, each in nodes.items() if each.latest_start < NEEDED_ON)

    raise_need(cast, project, activity=code)

    line = queries.needs_of(project, viewer(cast.lead_clerk))[0]
    assert line.bite.is_late
    assert f"节点“{node.name}”最迟{node.latest_start}开始" in line.bite.because
