"""Government inspections: plan, findings, conclusion, feedback; apart from everyday follow-up."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import Http404

from bihuan.apps.units.queries import timeline
from bihuan.apps.work import actions, queries
from bihuan.base.refusals import Forbidden, Stale
from tests.support.builders import DAY, NOW, actor, viewer

pytestmark = pytest.mark.django_db
SAID = {
    "title": "惠企资金兑付专项督查",
    "content": "superior",
    "ground": "区长批示",
    "scope_text": "今年公布的政策",
    "begins_on": DAY,
    "ends_on": date(2026, 3, 6),
    "approved_by": "区长",
    "ways": ["visit"],
}


def planned(cast, *units, key="", **said):
    ids = [unit.pk for unit in units or (cast.units.lead, cast.units.support)]
    by = actor(cast.supervisor)
    return actions.plan_inspection({**SAID, **said}, object_ids=ids, by=by, now=NOW, key=key)


def found(row, cast, unit=None):
    said = {"unit_id": (unit or cast.units.lead).pk, "problem": "两笔资金超期", "fact": "共86万元，超过规定时限。"}
    return actions.note_finding(row.pk, **said, by=actor(cast.supervisor), now=NOW)


def fed_back(cast):
    row = planned(cast)
    finding = found(row, cast)
    found(row, cast, cast.units.support)
    actions.conclude(row.pk, "总体及时，发现两个问题。", by=actor(cast.supervisor), now=NOW)
    return actions.feed_back(row.pk, by=actor(cast.supervisor), now=NOW), finding


def test_inspections_of_a_year_are_numbered_and_counted_by_unit(cast):
    planned(cast, cast.units.lead, is_in_year_plan=True)
    second = planned(cast, cast.units.lead)

    assert (second.year, second.number) == (2026, 2)
    assert queries.times_inspected(viewer(cast.supervisor), year=2026) == [(cast.units.lead.name, 2)]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"ends_on": date(2026, 2, 1)}, "“督查至”早于“督查自”，请改正。"),
        ({"content": "enterprises"}, "督查内容不在条例规定的范围内，请从所列内容中选择。"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(cast, said, sentence):
    with pytest.raises(actions.BadInspection, match=sentence):
        planned(cast, **said)


def test_an_object_sees_nothing_before_the_conclusion_is_fed_back(cast):
    row = planned(cast)
    found(row, cast)

    with pytest.raises(Http404):
        queries.inspection_page(row.pk, viewer(cast.lead_head))


def test_an_object_sees_what_was_found_at_it_and_not_at_others(cast):
    row, finding = fed_back(cast)

    page = queries.inspection_page(row.pk, viewer(cast.lead_head))

    assert [each.pk for each in page.findings] == [finding.pk]
    assert [each.unit_id for each in page.objects] == [cast.units.lead.pk]
    assert not queries.inspections(viewer(cast.stranger_head), year=2026).exists()


def test_a_finding_is_made_at_an_object_only(cast):
    with pytest.raises(actions.BadInspection, match="不是这次督查的对象"):
        found(planned(cast), cast, cast.units.stranger)


def test_nothing_is_changed_after_the_conclusion(cast):
    row, _ = fed_back(cast)

    with pytest.raises(actions.BadInspection, match="结论已经作出"):
        found(row, cast)
    with pytest.raises(actions.BadInspection, match="结论已经作出"):
        actions.conclude(row.pk, "另一个结论", by=actor(cast.supervisor), now=NOW)


def test_without_a_conclusion_nothing_is_fed_back(cast):
    with pytest.raises(actions.BadInspection, match="还没有作出督查结论"):
        actions.feed_back(planned(cast).pk, by=actor(cast.supervisor), now=NOW)


def test_an_object_takes_note_once(cast):
    row, _ = fed_back(cast)
    assert queries.unread_feedback(viewer(cast.lead_head)) == 1

    done = [actions.take_note(row.pk, by=actor(cast.lead_head), now=NOW) for _ in range(2)]

    assert (done, queries.unread_feedback(viewer(cast.lead_head))) == ([1, 0], 0)
    assert timeline("work.inspection", [row.pk]).last().kind == "work.inspection_read"


def test_a_finding_becomes_one_item_to_rectify(cast):
    _, finding = fed_back(cast)
    asked = {"requirement": "十个工作日内拨付。", "due_on": date(2026, 3, 20)}

    item = actions.rectify(finding.pk, **asked, by=actor(cast.supervisor), now=NOW)

    assert (item.ledger_kind, item.state, item.lead_unit_id) == ("rectification", "dispatched", cast.units.lead.pk)
    with pytest.raises(Stale):
        actions.rectify(finding.pk, **asked, by=actor(cast.supervisor), now=NOW)


def test_the_same_form_sent_twice_is_one_inspection(cast):
    assert planned(cast, key="a") == planned(cast, key="a")


def test_a_unit_plans_no_inspection(cast):
    with pytest.raises(Forbidden):
        actions.plan_inspection(SAID, object_ids=[1], by=actor(cast.lead_head), now=NOW)


def test_the_whole_way_through_the_pages(cast, client):
    client.force_login(cast.supervisor)
    said = {**SAID, "objects": [cast.units.lead.pk], "form_key": "k"}
    client.post("/inspections/new/", said)
    row = queries.inspections(viewer(cast.supervisor), year=2026).get()
    sent = {"unit": cast.units.lead.pk, "problem": "超期", "fact": "两笔", "form_key": "f"}
    client.post(f"/inspections/{row.pk}/findings/", sent)
    client.post(f"/inspections/{row.pk}/conclusion/", {"conclusion": "属实。"})
    client.post(f"/inspections/{row.pk}/feedback/")
    client.post(f"/inspections/findings/{row.findings.get().pk}/", {"requirement": "改", "due_on": "2026-03-20"})

    client.force_login(cast.lead_head)
    seen = client.get(f"/inspections/{row.pk}/").content.decode()

    assert "属实。" in seen
    assert "整改事项" in seen


def test_the_year_page_says_how_many_and_asks_a_fixed_number_of_times(cast, client, django_assert_max_num_queries):
    for _ in range(5):
        planned(cast)
    client.force_login(cast.supervisor)

    with django_assert_max_num_queries(30):
        seen = client.get("/inspections/").content.decode()

    assert "2026年共督查 5 次" in seen


def test_the_rooms_open_to_whom_they_concern_and_cost_one_query(cast, django_assert_num_queries):
    fed_back(cast)
    eyes, stranger = viewer(cast.lead_head), viewer(cast.stranger_head)

    with django_assert_num_queries(1):
        held = [queries.holds(eyes, room) for room in ("inspections", "meetings", "inspections")]

    assert (held, queries.holds(stranger, "inspections")) == ([True, False, True], False)
