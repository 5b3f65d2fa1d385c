"""Who reports what, by when: asked in bulk, ended, handed over, along with a merger, counted in the burden."""

from datetime import date

import pytest

from bihuan.apps.figures import actions, queries
from bihuan.apps.figures.models import Assignment
from bihuan.apps.units.actions import end_unit
from bihuan.apps.units.models import Event
from bihuan.apps.work import queries as work
from bihuan.base.refusals import Forbidden, Refusal
from bihuan.engine.values import Month
from tests.support.builders import DAY, actor, viewer
from tests.support.observations import CODES, FEBRUARY, FORM, GROUND, LATER, LONG_BEFORE, ask

pytestmark = pytest.mark.django_db
NEW = "/figures/fill/plan/new/"
APRIL = Month(2026, 4)


def duties(cast, **asked):
    rows = Assignment.objects.visible_to(viewer(cast.statistician)).filter(**asked).order_by("from_month", "pk")
    return [(row.reporter.name, row.unit.name, row.from_month, row.to_month) for row in rows]


def said(*units, codes=("exports", "imports"), **more):
    about = {"about": "own", "month": "2026-04", "source": GROUND}
    return {"units": [unit.pk for unit in units], "indicators": list(codes)} | about | more


def test_many_units_are_asked_at_once_and_each_outcome_is_told(cast, client_of):
    ask(cast, cast.units.town, codes=("exports",))

    page = client_of(cast.statistician).post(NEW, said(cast.units.lead, cast.units.town))

    told = {line.title: line.sentence for line in page.context["lines"]}
    assert told == {
        cast.units.lead.name: "下达2项。",
        cast.units.town.name: f"下达1项；1项已由{cast.units.town.name}填报，不重复要。",
    }
    assert len(duties(cast, unit=cast.units.town)) == 2


def test_what_a_bureau_answers_for_follows_the_catalogue(cast, client_of):
    client_of(cast.statistician).post(NEW, said(cast.units.town, codes=("general_public_budget_revenue",)))

    row = Assignment.objects.visible_to(viewer(cast.statistician)).get()
    assert row.owner_unit_id == cast.units.support.pk


def test_nothing_is_asked_without_a_ground_and_what_was_ticked_stays(cast, client_of):
    page = client_of(cast.statistician).post(NEW, said(cast.units.lead, source=" "))

    assert page.status_code == 422
    assert "请填写“依据”" in page.content.decode()
    assert not duties(cast)


def test_the_plan_lists_units_with_figures_fields_and_days(cast, client_of):
    ask(cast)

    text = client_of(cast.statistician).get("/figures/fill/plan/?month=2026-02").content.decode()

    assert "共要填 9 格" in text
    assert "2026-03-18 前报送" in text


def test_ticked_duties_end_with_a_month_and_a_reason(cast, client_of):
    rows = ask(cast)
    page = f"/figures/fill/plan/{cast.units.lead.pk}/end/"
    client = client_of(cast.statistician)

    assert client.post(page, {"rows": [rows[0].pk], "month": "2026-03", "why": ""}).status_code == 422
    client.post(page, {"rows": [rows[0].pk], "month": "2026-03", "why": "改由海关统计"})

    assert [end for *_, end in duties(cast, pk=rows[0].pk)] == [Month(2026, 3)]
    assert Event.objects.unscoped("test").filter(kind="figures.unassigned").get().why == "改由海关统计"


def test_a_duty_is_handed_to_another_unit_from_the_month_after(cast, client_of):
    rows = ask(cast, codes=("exports",))
    sent = {"rows": [rows[0].pk], "month": "2026-03", "to_unit": cast.units.support.pk, "why": "分设后移交"}

    client_of(cast.statistician).post(f"/figures/fill/plan/{cast.units.lead.pk}/end/", sent)

    lead, support = cast.units.lead.name, cast.units.support.name
    assert duties(cast) == [(lead, lead, LONG_BEFORE, Month(2026, 3)), (support, lead, APRIL, None)]


def test_a_duty_that_has_not_begun_changes_hands_without_a_trace_of_months(cast):
    (row,) = ask(cast, codes=("exports",), month=Month(2026, 6))

    actions.hand_over([row.pk], cast.units.support.pk, month=APRIL, why="分设", by=actor(cast.statistician), now=LATER)

    assert duties(cast) == [(cast.units.support.name, cast.units.lead.name, Month(2026, 6), None)]


def merged(cast, on=date(2026, 4, 1)):
    ends = {"on": on, "why": "机构改革", "became_id": cast.units.lead.pk}
    return end_unit(cast.units.town.pk, **ends, by=actor(cast.system_admin), now=LATER)


def test_duties_of_a_merged_unit_go_to_its_successor_from_what_is_due_next(cast):
    ask(cast, cast.units.town, codes=("exports",))

    merged(cast)

    town, lead = cast.units.town.name, cast.units.lead.name
    assert duties(cast) == [
        (town, town, LONG_BEFORE, FEBRUARY),
        (lead, town, Month(2026, 3), Month(2026, 3)),
        (lead, lead, APRIL, None),
    ]
    assert Event.objects.unscoped("test").filter(kind="figures.followed_merger").count() == 1


def test_a_successor_is_not_asked_twice(cast):
    ask(cast, cast.units.town, codes=("exports",))
    ask(cast, codes=("exports",))

    merged(cast)

    assert [line for line in duties(cast) if line[3] is None] == [
        (cast.units.lead.name, cast.units.lead.name, LONG_BEFORE, None)
    ]


def test_what_a_merged_bureau_reports_of_the_district_and_answers_for_goes_along(cast):
    ask(cast, cast.units.town, of=cast.units.district, codes=("exports",), owner=cast.units.town)

    merged(cast)

    (open_,) = Assignment.objects.visible_to(viewer(cast.statistician)).filter(to_month=None)
    assert (open_.reporter_id, open_.unit_id, open_.from_month) == (
        cast.units.lead.pk,
        cast.units.district.pk,
        Month(2026, 3),
    )
    assert open_.owner_unit_id == cast.units.lead.pk


def test_a_unit_that_ends_without_successor_is_asked_nothing_more(cast):
    ask(cast, cast.units.town, codes=("exports",))

    end_unit(cast.units.town.pk, on=date(2026, 4, 1), why="撤销", by=actor(cast.system_admin), now=LATER)

    assert [line for line in duties(cast) if line[3] is None] == []


def test_monthly_figures_count_in_the_burden_of_their_unit(cast):
    ask(cast)

    (own,) = work.burden(viewer(cast.lead_clerk), year=2026)

    months = {month: round(hours * 60 / 3) for month, hours in own.months.items()}
    assert own.forms == {"月度经济指标"}
    assert months == dict.fromkeys(range(1, 13), 9) | {2: 7}


def test_the_desk_counts_the_fields_asked_this_month(cast):
    ask(cast, month=Month(2026, 1))
    eyes = viewer(cast.lead_clerk)

    own = work.own_burden(eyes)

    (form,) = own["others"]
    assert (own["count"], own["fields"], form.due_on) == (1, form.fields, date(2026, DAY.month, form.due_on.day))


def test_only_who_plans_may_ask_or_hand_over(cast, client_of):
    assert client_of(cast.lead_clerk).get("/figures/fill/plan/").status_code == 403
    sides = {"month": APRIL, "by": actor(cast.lead_clerk), "now": LATER}
    with pytest.raises(Forbidden):
        actions.assign_many([cast.units.lead.pk], CODES, form=FORM, source=GROUND, **sides)
    with pytest.raises(Forbidden):
        actions.hand_over([1], cast.units.lead.pk, why="x", **sides)


def test_handing_over_needs_a_reason_and_something_to_hand_over(cast):
    sides = {"month": APRIL, "by": actor(cast.statistician), "now": LATER}

    for rows, why, sentence in (([], "分设", "请选择"), ([1], " ", "写明移交的理由")):
        with pytest.raises(Refusal, match=sentence):
            actions.hand_over(rows, cast.units.lead.pk, why=why, **sides)


def test_the_plan_asks_no_query_a_line(cast, client_of, django_assert_max_num_queries):
    for unit in (cast.units.lead, cast.units.town, cast.units.stranger):
        ask(cast, unit)
    client = client_of(cast.statistician)

    with django_assert_max_num_queries(16):
        assert client.get("/figures/fill/plan/?month=2026-02").status_code == 200
    assert queries.plan_of(viewer(cast.statistician), cast.units.town.pk)
