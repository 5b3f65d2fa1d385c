"""Deciding on candidates: each act once, on what was shown, with its event (A10, A24, A26)."""

import json

import pytest

from bihuan.apps.documents import actions, models, queries
from bihuan.apps.units import queries as units
from bihuan.base.refusals import Forbidden, Refusal
from tests.support.builders import NOW, actor


def events(row):
    return list(units.timeline("candidate", [row.pk]))


def again(row):
    row.refresh_from_db(from_queryset=row.document.candidates.all())
    return row


def test_a_rejection_names_the_words_that_were_looked_at(rows, by):
    actions.decide({rows[0].pk: 1}, "reject", by=by, now=NOW, why="已办结")

    (event,) = events(rows[0])
    assert (event.kind, event.why, event.person_name) == ("candidate.rejected", "已办结", "沈砚秋")
    assert f"sha256:{rows[0].quote_digest}" in json.loads(event.evidence)[0]
    assert again(rows[0]).state == "rejected"


def test_a_rejection_can_be_taken_back(rows, by):
    actions.decide({rows[0].pk: 1}, "reject", by=by, now=NOW)

    assert actions.reopen(rows[0].pk, version=2, by=by, now=NOW).state == "open"
    assert [event.kind for event in events(rows[0])] == ["candidate.rejected", "candidate.reopened"]


def test_many_are_rejected_together_or_not_at_all(rows, by):
    actions.edit(rows[1].pk, version=1, text="改", owners="", deadline="", by=by, now=NOW)

    with pytest.raises(actions.AlreadyDecided):
        actions.decide({row.pk: 1 for row in rows}, "reject", by=by, now=NOW)

    assert {again(row).state for row in rows} == {"open"}
    assert not events(rows[0])


def test_an_edit_keeps_the_quote(rows, by):
    actions.edit(rows[0].pk, version=1, text="新的说法", owners="区发改局", deadline="2026-06", by=by, now=NOW)

    row = again(rows[0])
    assert (row.text, row.owners, row.deadline, row.version) == ("新的说法", "区发改局", "2026-06", 2)
    assert row.quote != row.text
    assert json.loads(events(row)[0].after)["text"] == "新的说法"


def test_a_stale_edit_shows_both_texts(rows, by):
    actions.edit(rows[0].pk, version=1, text="他人的", owners="", deadline="", by=by, now=NOW)

    with pytest.raises(actions.AlreadyDecided) as stale:
        actions.edit(rows[0].pk, version=1, text="我的", owners="", deadline="", by=by, now=NOW)

    assert stale.value.theirs["条目内容"] == "他人的"
    assert stale.value.mine["条目内容"] == "我的"


def test_the_same_form_twice_is_one_decision(rows, by):
    for _ in range(2):
        actions.decide({rows[0].pk: 1}, "reject", by=by, now=NOW, form_key="k1")

    assert len(events(rows[0])) == 1


def test_parts_of_a_split_stand_on_their_own_words(rows, by):
    words = rows[0].quote
    cut = len(words) // 2

    made = actions.split(rows[0].pk, [words[:cut], words[cut:]], version=1, by=by, now=NOW)

    body = made[0].reading.body
    assert again(rows[0]).state == "split"
    assert all(body[part.start : part.end] == part.quote and part.parent_id == rows[0].pk for part in made)


def test_a_part_in_other_words_stands_on_the_whole_quote(rows, by):
    made = actions.split(rows[0].pk, ["另写的一条", "又一条"], version=1, by=by, now=NOW)

    assert {part.quote for part in made} == {rows[0].quote}


def test_one_line_is_no_split(rows, by):
    with pytest.raises(Refusal):
        actions.split(rows[0].pk, ["只有一行"], version=1, by=by, now=NOW)


def test_neighbours_merge_into_one_quote(rows, by):
    merged = actions.merge(rows[0].pk, rows[1].pk, versions=(1, 1), by=by, now=NOW)

    assert again(rows[1]).state == "merged"
    assert again(rows[1]).parent_id == merged.pk
    assert rows[1].text in merged.text
    assert merged.reading.body[merged.start : merged.end] == merged.quote


def test_merging_with_itself_is_refused(rows, by):
    with pytest.raises(Refusal):
        actions.merge(rows[0].pk, rows[0].pk, versions=(1, 1), by=by, now=NOW)


def test_an_accepted_candidate_says_what_it_became(rows, by):
    row = actions.mark_accepted(rows[0].pk, "〔2026〕1号", version=1, by=by, now=NOW)

    assert (row.state, row.accepted_as) == ("accepted", "〔2026〕1号")
    assert events(row)[0].kind == "candidate.accepted"
    with pytest.raises(actions.AlreadyDecided):
        actions.mark_accepted(rows[0].pk, "〔2026〕2号", version=1, by=by, now=NOW)


@pytest.mark.parametrize("who", ["lead_clerk", "lead_head", "leader", "statistician", "nobody"])
def test_who_may_not_decide_decides_nothing(who, rows, cast):
    by = actor(getattr(cast, who))

    with pytest.raises(Forbidden):
        actions.decide({rows[0].pk: 1}, "reject", by=by, now=NOW)
    with pytest.raises(Forbidden):
        actions.mark_accepted(rows[0].pk, "x", version=1, by=by, now=NOW)


def test_an_event_that_fails_undoes_the_decision(rows, by, monkeypatch):
    def fail(*_args, **_sides):
        raise ZeroDivisionError

    monkeypatch.setattr(actions.candidates.units_actions, "record_event", fail)
    with pytest.raises(ZeroDivisionError):
        actions.decide({rows[0].pk: 1}, "reject", by=by, now=NOW)

    assert again(rows[0]).state == "open"


def test_the_minutes_of_review_leave_out_long_pauses(rows, by):
    from datetime import timedelta

    for number, row in enumerate(rows[:2]):
        actions.decide({row.pk: 1}, "reject", by=by, now=NOW + timedelta(minutes=number))
    actions.decide({rows[2].pk: 1}, "reject", by=by, now=NOW + timedelta(hours=2))

    assert queries.review_minutes(queries.candidates_of(rows[0].document)) == 1.0


def test_a_document_opens_to_units_whose_work_comes_from_it(report, cast):
    from tests.support.builders import viewer

    actions.open_to(report.pk, [cast.units.lead.pk], now=NOW)
    actions.open_to(report.pk, [cast.units.lead.pk, cast.units.support.pk], now=NOW)

    assert queries.document(viewer(cast.lead_clerk), report.pk) == report
    with pytest.raises(queries.NoDocument):
        queries.document(viewer(cast.stranger_clerk), report.pk)
    assert models.Audience.objects.visible_to(viewer(cast.supervisor)).count() == 2
