"""What is offered to whom, with which reason; what a step leaves to be done."""

from __future__ import annotations

import pytest

from bihuan.engine.loop import MoveRefused, Standing, offers, step
from bihuan.engine.rules import Truth
from tests.engine.loop.kinds import kind_of

REVIEWED = {"submitted_by_self": False, "open_children": 0}


def verdict(move, state, *parties, kind="key_task", **facts):
    standing = Standing(state, frozenset(parties), facts)
    return next(each.verdict for each in offers(kind_of(kind), standing) if each.move.code == move)


def test_one_who_may_not_is_told_who_may_and_what_he_is():
    told = verdict("sign", "dispatched", "support:clerk")

    assert told.truth is Truth.NO
    assert told.because == "“签收”由牵头单位经办人、联络员、负责人办理；您是配合单位经办人，不能办理。"


def test_one_who_may_is_told_by_what_right():
    assert verdict("sign", "dispatched", "lead:clerk").because == "您是牵头单位经办人，可以“签收”。"


def test_a_stranger_is_told_that_he_has_no_part_in_it():
    assert "您与本事项没有办理关系" in verdict("sign", "dispatched").because


def test_all_moves_of_the_state_are_offered_the_refused_ones_too():
    offered = offers(kind_of("key_task"), Standing("feedback_submitted", frozenset()))

    assert [each.move.code for each in offered] == ["recall_feedback", "open_review", "return_item", "cancel"]
    assert {each.verdict.truth for each in offered} == {Truth.NO}


def test_what_the_form_will_decide_is_not_known_yet_and_not_done():
    asked = verdict("submit_feedback", "in_progress", "lead:clerk", open_children=0)

    assert asked.truth is Truth.UNKNOWN
    assert asked.because == "“申请销号”还有条件待填报或核实：须经本单位负责人同意；申请销号须附佐证材料。"


def test_a_file_that_the_form_may_bring_is_not_held_against_the_person():
    asked = verdict("submit_feedback", "in_progress", "lead:unit_head", has_evidence=False, open_children=0)

    assert asked.truth is Truth.UNKNOWN
    assert "佐证" in asked.because


def test_what_no_form_can_bring_still_refuses():
    asked = verdict("submit_feedback", "in_progress", "lead:unit_head", has_evidence=False, open_children=2)

    assert asked.truth is Truth.NO


def test_a_broken_condition_is_named_alone():
    refused = verdict("submit_feedback", "in_progress", "lead:clerk", open_children=2)

    assert refused == type(refused)(Truth.NO, "不能“申请销号”：子事项须全部办结。")


def test_the_unit_head_needs_no_one_elses_consent():
    facts = {"open_children": 0, "has_evidence": True}

    assert verdict("submit_feedback", "in_progress", "lead:unit_head", **facts).truth is Truth.YES
    assert verdict("submit_feedback", "in_progress", "lead:clerk", **facts).truth is Truth.UNKNOWN


def test_a_unit_head_who_is_also_the_liaison_needs_no_one_elses_consent():
    both = ("lead:liaison", "lead:unit_head")

    assert verdict("submit_feedback", "in_progress", *both, open_children=0, has_evidence=True).truth is Truth.YES


def test_another_units_head_does_not_consent_for_this_one():
    both = ("lead:liaison", "support:unit_head")

    assert verdict("submit_feedback", "in_progress", *both, open_children=0, has_evidence=True).truth is Truth.UNKNOWN


def test_an_extension_is_asked_before_the_due_day():
    facts = {"unit_head_consented": True, "new_due_is_later": True, "days_to_due": -1, "is_before_due": False}

    assert "延期须在办理时限到期前申请" in verdict("request_extension", "in_progress", "lead:clerk", **facts).because


def test_a_proxy_acts_with_the_leaders_right_and_both_names_are_kept():
    standing = Standing("closed_pending_leader", frozenset({"instructor:leader_proxy"}), {"open_children": 0})

    made = step(kind_of("instruction"), standing, "close")

    assert (made.to, made.effects) == ("closed", ("mark_closed", "by_proxy"))
    assert made.because == "您是批示领导的代办人，可以“办结”。"


def test_the_office_signs_for_a_unit_with_its_paper_and_both_names_are_kept():
    standing = Standing("dispatched", frozenset({"registrar:supervision"}), {"has_paper": True})

    made = step(kind_of("key_task"), standing, "sign")

    assert (made.to, made.effects) == ("accepted", ("keep_signature", "on_behalf"))
    assert made.because == "您代牵头单位“签收”，纸质件已附，双方姓名均留存。"


def test_the_office_does_not_sign_for_a_unit_without_paper():
    standing = Standing("dispatched", frozenset({"registrar:supervision"}))

    with pytest.raises(MoveRefused, match="代牵头单位“签收”，须附该单位的纸质件"):
        step(kind_of("key_task"), standing, "sign")


def test_the_office_does_not_ask_an_extension_for_a_unit():
    assert verdict("request_extension", "in_progress", "registrar:supervision", has_paper=True).truth is Truth.NO


def test_a_move_from_another_state_is_refused_with_the_states_it_belongs_to():
    standing = Standing("closed", frozenset({"lead:clerk"}))

    with pytest.raises(MoveRefused) as refused:
        step(kind_of("key_task"), standing, "sign")

    assert refused.value.sentence == "事项现为“办结”，不能“签收”；“签收”只在“交办”时办理。"


def test_a_move_or_state_that_the_kind_does_not_have_is_refused():
    with pytest.raises(MoveRefused, match="“重点任务”不办理“first_answer”"):
        step(kind_of("key_task"), Standing("in_progress", frozenset({"lead:clerk"})), "first_answer")
    with pytest.raises(MoveRefused, match="没有“closed_pending_leader”这一状态"):
        offers(kind_of("key_task"), Standing("closed_pending_leader", frozenset({"lead:clerk"})))


def test_entering_a_state_brings_its_own_effects():
    closing = Standing("under_review", frozenset({"registrar:supervision"}), REVIEWED)
    writing_off = Standing("closed", frozenset({"registrar:supervision"}), REVIEWED | {"has_evidence": True})

    assert step(kind_of("key_task"), closing, "pass_review").effects == ("mark_closed",)
    assert step(kind_of("key_task"), writing_off, "write_off").effects == (
        *("keep_evidence", "mark_written_off", "freeze", "archive"),
    )


def test_a_move_that_stays_enters_nothing():
    standing = Standing("dispatched", frozenset({"registrar:supervision"}))

    made = step(kind_of("key_task"), standing, "transfer")

    assert (made.frm, made.to) == ("dispatched", "dispatched")


def test_who_sent_it_takes_it_back_until_it_is_opened():
    sent = {"state": "dispatched", "parties": frozenset({"registrar:liaison"}), "started_by": "registrar"}

    made = step(kind_of("key_task"), Standing(**sent, facts={"is_opened": False}), "recall_dispatch")

    assert made.to == "registered"
    with pytest.raises(MoveRefused, match="下一环节打开后不能撤回"):
        step(kind_of("key_task"), Standing(**sent, facts={"is_opened": True}), "recall_dispatch")


def test_an_unsatisfied_town_returns_a_joint_matter_and_cannot_confirm_it():
    town = {"kind": "joint_matter", **REVIEWED, "is_satisfied": False}

    assert verdict("pass_review", "under_review", "asker:unit_head", **town).truth is Truth.NO
    assert verdict("return_item", "under_review", "asker:unit_head", **town).truth is Truth.YES
