"""Government inspections: plan, findings, conclusion, feedback; apart from everyday follow-up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.utils import timezone

from bihuan.apps.units.queries import timeline
from bihuan.apps.work import actions, queries
from bihuan.base.refusals import Forbidden, Stale
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.items import kept

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


def appeal(row, cast, person=None, *, now=NOW, ground="公示期应当扣除。"):
    unit = (person or cast.lead_head).posts.get().unit_id
    return actions.ask_review(row.pk, unit_id=unit, ground=ground, by=actor(person or cast.lead_head), now=now)


def decide(review, person, *, decision="changed", answer="核减为一笔。"):
    return actions.decide_review(review.pk, decision=decision, answer=answer, by=actor(person), now=NOW)


def test_an_object_objects_and_somebody_else_decides(cast):
    row, _ = fed_back(cast)

    review = decide(appeal(row, cast), cast.second_supervisor)

    assert (review.get_decision_display(), review.decided_by_name) == ("变更结论", cast.second_supervisor.name)
    assert review.due_on == DAY + timedelta(days=30)
    row.refresh_from_db()
    assert row.conclusion == "总体及时，发现两个问题。", "the conclusion stays as it was made"
    told = [event.kind for event in timeline("work.inspection", [row.pk])]
    assert told[-2:] == ["work.inspection_objected", "work.inspection_reviewed"]
    assert queries.inspection_page(row.pk, viewer(cast.lead_head)).reviews == [review]
    assert queries.inspection_page(row.pk, viewer(cast.support_head)).reviews == []


def test_who_took_part_in_the_conclusion_stands_aside(cast):
    row, _ = fed_back(cast)

    with pytest.raises(Forbidden, match="应当回避"):
        decide(appeal(row, cast), cast.supervisor)


def test_an_objection_comes_in_time_once_and_with_a_reason(cast):
    row, _ = fed_back(cast)
    with pytest.raises(actions.BadInspection, match="已经过去"):
        appeal(row, cast, now=NOW + timedelta(days=31))
    with pytest.raises(actions.BadInspection, match="有异议"):
        appeal(row, cast, ground=" ")
    appeal(row, cast, now=NOW + timedelta(days=30))
    with pytest.raises(actions.BadInspection, match="已经申请过"):
        appeal(row, cast)


def test_nobody_objects_who_is_no_object_or_has_no_right(cast):
    row, _ = fed_back(cast)
    with pytest.raises(Http404):
        appeal(row, cast, cast.stranger_head)
    with pytest.raises(Forbidden):
        appeal(row, cast, cast.lead_clerk)


def test_a_decision_is_made_once(cast):
    row, _ = fed_back(cast)
    review = appeal(row, cast)
    decide(review, cast.second_supervisor, decision="upheld")

    with pytest.raises(Stale):
        decide(review, cast.second_supervisor)


def test_evidence_is_kept_before_the_conclusion_and_hidden_from_the_object(cast):
    row = planned(cast)
    proof = actions.Proof("paper", "拨付凭证复印件，财务科取得", found(row, cast).pk, kept("凭证.pdf"))
    for _ in range(2):
        actions.keep_evidence(row.pk, proof, by=actor(cast.supervisor), now=NOW, key="e")
    actions.conclude(row.pk, "属实。", by=actor(cast.supervisor), now=NOW)
    actions.feed_back(row.pk, by=actor(cast.supervisor), now=NOW)

    assert [each.name for each in queries.inspection_page(row.pk, viewer(cast.supervisor)).evidence] == ["凭证.pdf"]
    assert queries.inspection_page(row.pk, viewer(cast.lead_head)).evidence == []
    with pytest.raises(actions.BadInspection, match="结论已经作出"):
        actions.keep_evidence(row.pk, proof, by=actor(cast.supervisor), now=NOW)


def test_a_conclusion_is_used_with_somebodys_approval(cast):
    row, _ = fed_back(cast)
    said = {"kind": "criticise", "text": "通报批评", "approved_by": ""}
    with pytest.raises(actions.BadInspection, match="批准人"):
        actions.use_conclusion(row.pk, said, unit_id=None, by=actor(cast.supervisor), now=NOW)

    said["approved_by"] = "区长"
    actions.use_conclusion(row.pk, said, unit_id=cast.units.lead.pk, by=actor(cast.supervisor), now=NOW)

    (use,) = queries.inspection_page(row.pk, viewer(cast.second_supervisor)).uses
    assert (use.kind_word, use.unit_name) == ("批评", cast.units.lead.name)
    assert queries.inspection_page(row.pk, viewer(cast.lead_head)).uses == []


def test_evidence_objection_and_decision_through_the_pages(cast, client):
    client.force_login(cast.supervisor)
    row = planned(cast)
    file = SimpleUploadedFile("记录.txt", "现场记录".encode())
    sent = {"kind": "scene", "text": "窗口现场", "papers": [file], "form_key": "e"}
    client.post(f"/inspections/{row.pk}/evidence/", sent)
    proof = row.evidence.get()
    assert b"".join(client.get(f"/inspections/evidence/{proof.pk}/")).decode() == "现场记录"
    actions.conclude(row.pk, "属实。", by=actor(cast.supervisor), now=timezone.now())
    actions.feed_back(row.pk, by=actor(cast.supervisor), now=timezone.now())

    client.force_login(cast.lead_head)
    assert client.get(f"/inspections/evidence/{proof.pk}/").status_code == 403
    client.post(f"/inspections/{row.pk}/appeal/", {"unit": cast.units.lead.pk, "ground": "应扣除公示期"})
    client.force_login(cast.second_supervisor)
    review = row.reviews.get()
    wrong = client.post(f"/inspections/reviews/{review.pk}/", {"answer": "维持"})
    assert "请选择“复核决定”" in wrong.content.decode()
    client.post(f"/inspections/reviews/{review.pk}/", {"decision": "upheld", "answer": "公示期不在其内。"})
    client.post(
        f"/inspections/{row.pk}/uses/", {"kind": "study", "text": "调研", "approved_by": "区长", "form_key": "u"}
    )

    seen = client.get(f"/inspections/{row.pk}/").content.decode()
    assert "维持原结论" in seen
    assert "对突出问题调查研究" in seen


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
