"""Months of projects: asked once, sent, checked, returned with words; a number is never guessed (项目月报)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.models import MonthFact, MonthReport
from bihuan.apps.units.models import Event
from bihuan.base.refusals import Forbidden, Refusal, Stale
from bihuan.engine.values import Month
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.project_money import DUE, FILLED, approved, begun, plan, send, strange_begun
from tests.support.projects import make_project

CODE = f"{DUE.year}-{DUE.month:02}"


def html(response):
    return response.content.decode()


def page_of(cast):
    return f"/projects/months/{cast.units.lead.pk}/{CODE}/"


def line_of(cast, project, month=DUE):
    book = queries.month_book(DAY)
    lines = queries.unit_month(viewer(cast.lead_clerk), project.lead_unit_id, month, book)
    return next(line for line in lines if line.project.pk == project.pk)


def events(cast, kind):
    return Event.objects.visible_to(viewer(cast.audit_admin)).filter(kind=kind)


def test_a_month_is_sent_checked_and_each_step_leaves_an_event(cast):
    row = approved(cast, begun(cast))

    assert (row.state, row.ytd, row.in_place, row.paid) == ("approved", Decimal(3000), Decimal(2500), Decimal(2400))
    assert [fact.state for fact in row.facts.all()] == ["submitted", "approved"]
    assert events(cast, "project.month_submitted").count() == events(cast, "project.month_approved").count() == 1


def test_before_works_begin_less_is_asked(cast):
    project = make_project(cast)
    plan(cast, project)

    assert line_of(cast, project).asked == ("in_place", "problems", "next_steps")


def test_a_project_without_plan_that_has_not_begun_is_not_asked(cast):
    make_project(cast)

    assert queries.unit_month(viewer(cast.lead_clerk), cast.units.lead.pk, DUE, queries.month_book(DAY)) == []


def test_the_months_own_amount_and_the_sum_since_the_start_are_derived(cast):
    project = begun(cast, spent_before=Decimal(1000))
    plan(cast, project, 6000)
    send(cast, project, DUE.shifted(-1), ytd="2100")
    send(cast, project)

    line = line_of(cast, project)

    assert line.money.month.amount == 900
    assert line.money.since_start.amount == 4000
    assert line.completion == 50


def test_after_a_month_left_out_the_months_own_amount_is_unknown(cast):
    project = begun(cast)
    send(cast, project)

    assert line_of(cast, project).money.month is None


def test_an_empty_amount_is_unknown_and_nought_is_a_number(cast):
    row = send(cast, begun(cast), ytd="0", in_place="", paid="")

    assert (row.ytd, row.in_place, row.paid) == (Decimal(0), None, None)


def test_the_investment_must_be_said(cast):
    project = begun(cast)

    sent = actions.submit_months(
        project.lead_unit_id, {project.pk: {**FILLED, "ytd": ""}}, month=DUE, by=actor(cast.lead_clerk), now=NOW
    )

    assert [each.at for each in sent.findings[project.pk]] == ["ytd"]
    assert "填0" in sent.findings[project.pk][0].sentence


@pytest.mark.parametrize("wrong", ["三十来万", "-5", "1.234", "99999999999"])
def test_what_is_no_amount_is_told_and_kept_as_a_draft(cast, wrong):
    project = begun(cast)

    sent = actions.submit_months(
        project.lead_unit_id, {project.pk: {**FILLED, "ytd": wrong}}, month=DUE, by=actor(cast.lead_clerk), now=NOW
    )

    assert sent.sent == []
    assert project.months.get().typed["ytd"] == wrong
    assert project.months.get().state == "draft"


def test_hundred_millions_are_read_too(cast):
    assert send(cast, begun(cast), ytd="1.2亿元").ytd == 12000


def test_one_bad_project_holds_up_no_other(cast):
    good, bad = begun(cast), begun(cast, name="另一个项目")

    sent = actions.submit_months(
        cast.units.lead.pk,
        {good.pk: FILLED, bad.pk: {**FILLED, "paid": "不知道"}},
        month=DUE,
        by=actor(cast.lead_clerk),
        now=NOW,
    )

    assert sent.sent == [good.name]
    assert list(sent.findings) == [bad.pk]


def test_nothing_filled_in_is_not_sent(cast):
    project = begun(cast)

    with pytest.raises(Refusal, match="一个项目也没有填"):
        actions.submit_months(project.lead_unit_id, {project.pk: {}}, month=DUE, by=actor(cast.lead_clerk), now=NOW)


def test_a_month_that_has_not_come_takes_nothing(cast):
    project = begun(cast)

    with pytest.raises(actions.NotNow, match="还没有到"):
        send(cast, project, Month(DAY.year, DAY.month).shifted(1))


def test_the_office_does_not_fill_in_for_a_unit(cast):
    project = begun(cast)

    with pytest.raises(Forbidden):
        send(cast, project, by=cast.supervisor)


def test_another_unit_does_not_fill_in(cast):
    project = begun(cast)

    with pytest.raises(Forbidden, match="牵头单位"):
        send(cast, project, by=cast.town_clerk)


def test_a_returned_month_says_why_and_may_be_written_again(cast):
    row = send(cast, begun(cast))
    actions.return_month(row.pk, "到位资金请核实", version=row.version, by=actor(cast.supervisor), now=NOW)

    again = send(cast, row.project, in_place="2600")

    assert again.in_place == 2600
    assert [fact.state for fact in again.facts.all()] == ["submitted", "returned", "submitted"]
    assert again.facts.get(version=1).said["in_place"] == "2500"


def test_a_return_without_words_is_refused(cast):
    row = send(cast, begun(cast))

    with pytest.raises(Refusal, match="理由"):
        actions.return_month(row.pk, " ", version=row.version, by=actor(cast.supervisor), now=NOW)


def test_a_checked_month_is_closed_until_it_is_returned(cast):
    row = approved(cast, begun(cast))

    with pytest.raises(Refusal):
        send(cast, row.project, ytd="9")
    row.refresh_from_db()
    assert row.ytd == 3000


def test_a_sent_month_may_be_taken_back_until_it_is_checked(cast):
    row = send(cast, begun(cast))

    actions.withdraw_month(row.pk, version=row.version, by=actor(cast.lead_clerk), now=NOW)

    row.refresh_from_db()
    assert (row.state, row.ytd) == ("draft", Decimal(3000))


def test_two_officers_cannot_both_decide(cast):
    row = send(cast, begun(cast))
    actions.approve_month(row.pk, version=row.version, by=actor(cast.supervisor), now=NOW)

    with pytest.raises(Stale):
        actions.return_month(row.pk, "晚了", version=row.version, by=actor(cast.second_supervisor), now=NOW)


def test_many_are_checked_at_once_each_for_itself(cast):
    one, other = send(cast, begun(cast)), send(cast, begun(cast, name="另一个项目"))

    outcomes = actions.approve_months(
        [(one.pk, one.version), (other.pk, other.version + 1)], by=actor(cast.supervisor), now=NOW
    )

    assert [outcome.done for outcome in outcomes] == [True, False]


def test_a_draft_is_kept_and_shown_to_a_colleague(cast):
    project = begun(cast)
    actions.save_months(
        project.lead_unit_id, {project.pk: {"ytd": "约三千"}}, month=DUE, by=actor(cast.lead_clerk), now=NOW
    )

    assert line_of(cast, project).typed["ytd"] == "约三千"
    assert not events(cast, "project.month_submitted").exists()


def test_the_same_draft_again_changes_nothing(cast):
    project = begun(cast)
    sides = {"month": DUE, "by": actor(cast.lead_clerk), "now": NOW}

    assert actions.save_months(project.lead_unit_id, {project.pk: {"ytd": "1"}}, **sides) == 1
    assert actions.save_months(project.lead_unit_id, {project.pk: {"ytd": "1"}}, **sides) == 0


def test_the_database_itself_keeps_what_was_said(cast):
    fact = send(cast, begun(cast)).facts.get()

    with pytest.raises(DatabaseError), transaction.atomic():
        MonthFact.objects.unscoped("a test of the database").filter(pk=fact.pk).update(words="改")


def test_a_month_that_fell_is_noted_and_not_refused(cast):
    project = begun(cast)
    send(cast, project, DUE.shifted(-1), ytd="3500")
    send(cast, project)

    assert [note.code for note in line_of(cast, project).notes] == ["ytd_fell"]


def test_a_unit_fills_in_and_sends_its_projects_on_one_page(cast, client_of):
    project = begun(cast)
    client, fields = client_of(cast.lead_clerk), {f"{name}_{project.pk}": value for name, value in FILLED.items()}

    shown = html(client.get(page_of(cast)))
    done = client.post(page_of(cast), {**fields, "act": "submit"})

    assert project.name in shown
    assert done.status_code == 302
    assert project.months.get().state == "submitted"


def test_a_wrong_field_is_marked_in_its_place(cast, client_of):
    project = begun(cast)
    fields = {f"{name}_{project.pk}": value for name, value in FILLED.items()} | {f"ytd_{project.pk}": "三十来万"}

    answer = client_of(cast.lead_clerk).post(page_of(cast), {**fields, "act": "submit"})

    assert answer.status_code == 422
    assert "三十来万" in html(answer)


def test_the_page_asks_once_a_page_and_not_once_a_project(cast, client_of, django_assert_max_num_queries):
    for number in range(6):
        send(cast, begun(cast, name=f"项目{number}"))
    client = client_of(cast.lead_clerk)
    client.get(page_of(cast))

    with django_assert_max_num_queries(14):
        client.get(page_of(cast))


def test_the_office_checks_and_returns_on_the_page(cast, client_of):
    row = send(cast, begun(cast))
    office = client_of(cast.supervisor)
    sides = {"version": row.version, "act": "return", "words": "请核实到位资金"}

    assert office.post(f"/projects/months/report/{row.pk}/", sides).status_code == 302
    assert "请核实到位资金" in html(client_of(cast.lead_clerk).get(page_of(cast)))


def test_the_office_approves_the_chosen_ones(cast, client_of):
    row = send(cast, begun(cast))

    done = client_of(cast.supervisor).post(f"{page_of(cast)}approve/", {"report": [f"{row.pk}:{row.version}"]})

    row.refresh_from_db()
    assert (done.status_code, row.state) == (302, "approved")


def test_nothing_chosen_is_said(cast, client_of):
    send(cast, begun(cast))

    assert client_of(cast.supervisor).post(f"{page_of(cast)}approve/", {}).status_code == 422


def test_strangers_see_no_months(cast, client_of):
    row = send(cast, begun(cast))
    stranger = client_of(cast.stranger_clerk)

    assert stranger.get(page_of(cast)).status_code == 404
    assert stranger.post(f"/projects/months/report/{row.pk}/", {"act": "withdraw"}).status_code == 404
    assert row.project.name not in html(stranger.get(f"/projects/months/?month={CODE}"))


def test_a_report_of_another_unit_is_not_shown_to_the_leading_one(cast, client_of):
    other = strange_begun(cast)

    assert other.name not in html(client_of(cast.lead_clerk).get(f"/projects/months/?month={CODE}"))
    assert other.name in html(client_of(cast.supervisor).get(f"/projects/months/?month={CODE}"))


def test_reports_are_no_rows_without_a_viewer(cast):
    send(cast, begun(cast))

    assert not MonthReport.objects.visible_to(viewer(cast.nobody)).exists()
    assert not MonthReport.objects.visible_to(viewer(cast.system_admin)).exists()
