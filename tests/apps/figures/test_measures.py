"""The library of measures: kept with cause and source, taken for a figure as a matter of work that leads back to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bihuan.apps.figures import actions, queries
from bihuan.apps.figures.models import Measure, MeasureTaken
from bihuan.apps.units.models import Event
from bihuan.apps.work import actions as work
from bihuan.apps.work.models import Item
from bihuan.base.refusals import Forbidden
from bihuan.base.scope import Viewer
from tests.support.analyses import correct, put_figures
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.measures import REVENUE, put_measure, take
from tests.support.observations import FEBRUARY, ask

EYES = Viewer.worker(on=DAY)


@pytest.fixture
def taken(cast):
    put_figures(cast)
    return take(cast, put_measure(cast))


def html(response):
    return response.content.decode()


def test_a_taken_measure_is_a_registered_matter_with_who_and_when(cast, taken):
    item = Item.objects.visible_to(EYES).get(pk=taken.item_id)

    assert item.state == "registered"
    assert item.requirement == REVENUE.words
    assert (item.lead_unit, item.due_on) == (cast.units.support, date(2026, 3, 31))
    assert "一般公共预算收入，措施库（区政府第3次常务会议纪要）" in item.source_text
    assert Event.objects.visible_to(viewer(cast.audit_admin)).filter(kind="figures.measure_taken").exists()


def test_the_matter_leads_back_to_the_figure_as_it_was_and_is(cast, taken, client_of):
    correct(cast)

    page = html(client_of(cast.supervisor).get(f"/items/{taken.item_id}/"))

    assert f'href="/figures/cell/{cast.units.district.pk}/general_public_budget_revenue/2026-02/"' in page
    assert "立项时 7.85" in page
    assert "现在 7.95" in page


def test_the_figures_pages_show_the_measure_with_its_state(cast, taken, client_of):
    office = client_of(cast.supervisor)
    cell = f"/figures/cell/{cast.units.district.pk}/general_public_budget_revenue/2026-02/"
    for url in (cell, "/figures/indicator/general_public_budget_revenue/?month=2026-02"):
        page = html(office.get(url))
        assert f'<a href="/items/{taken.item_id}/">{REVENUE.words}</a>' in page
        assert "区财政局" in page


def test_a_measure_is_taken_once_a_month_for_a_figure(cast, taken):
    again = take(cast, taken.measure)

    assert again.pk == taken.pk
    with pytest.raises(actions.BadMeasure, match="已经采用"):
        take(cast, taken.measure, by=cast.second_supervisor)
    assert MeasureTaken.objects.visible_to(EYES).count() == 1
    assert Item.objects.visible_to(EYES).count() == 1


def test_a_day_that_has_passed_is_refused_and_leaves_nothing(cast):
    put_figures(cast)

    with pytest.raises(actions.BadMeasure, match="已过"):
        take(cast, put_measure(cast), due_on=date(2026, 2, 1))

    assert not Item.objects.visible_to(EYES).exists()


def test_an_ended_measure_stays_where_it_was_taken_and_is_offered_no_more(cast, taken):
    actions.end_measure(taken.measure_id, by=actor(cast.supervisor), now=NOW)

    assert not queries.measures(EYES).exists()
    assert queries.taken_for(EYES, unit_id=taken.unit_id, month=FEBRUARY)[0].row == taken


def test_the_same_measure_is_not_kept_twice(cast):
    put_measure(cast)

    with pytest.raises(actions.BadMeasure, match="不用重复录入"):
        put_measure(cast)


def test_a_unit_puts_in_measures_for_the_indicators_it_answers_for_alone(cast):
    head = actor(cast.support_head)
    with pytest.raises(Forbidden):
        actions.add_measure(REVENUE, by=head, now=NOW)

    ask(cast, cast.units.support, of=cast.units.district, codes=(REVENUE.indicator,), owner=cast.units.support)
    assert actions.add_measure(replace(REVENUE, cause="汇算清缴"), by=head, now=NOW).pk


def test_whose_matter_is_out_of_reach_reads_what_but_not_how_far(cast, taken):
    seen = queries.taken_for(viewer(cast.stranger_clerk), unit_id=taken.unit_id, month=FEBRUARY)

    assert [(each.is_seen, each.number) for each in seen] == [(False, "")]


def test_putting_in_and_taking_by_the_pages(cast, client_of):
    put_figures(cast)
    office = client_of(cast.supervisor)
    said = {**vars(REVENUE), "form_key": "k"}

    listed = html(office.post("/figures/measures/new/", said, follow=True))
    assert REVENUE.words in listed

    url = f"/figures/measures/take/{cast.units.district.pk}/{REVENUE.indicator}/2026-02/"
    measure = Measure.objects.visible_to(EYES).get()
    wrong = office.post(url, {"measure": measure.pk, "form_key": "t"})
    assert wrong.status_code == 422
    assert "请选择牵头单位" in html(wrong)
    sent = {"measure": measure.pk, "lead_unit": cast.units.support.pk, "due_on": "2078-03-31", "form_key": "t"}
    assert office.post(url, sent).url == f"/items/{MeasureTaken.objects.visible_to(EYES).get().item_id}/"


def test_that_a_matter_came_from_a_figure_is_not_put_right_away(cast, taken):
    item = Item.objects.visible_to(viewer(cast.supervisor)).get(pk=taken.item_id)
    sides = {"version": item.version, "why": "补充", "by": actor(cast.supervisor), "now": NOW}

    with pytest.raises(Forbidden):
        work.amend_item(item.pk, {"source_kind": "other"}, **sides)
    work.amend_item(item.pk, {"source_text": "第3次调度会"}, **sides)

    item.refresh_from_db()
    assert (item.source_kind, item.source_text) == ("figures", "第3次调度会")
