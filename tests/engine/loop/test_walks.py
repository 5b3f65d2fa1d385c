"""Laws of every walk through every kind, and one whole walk each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.loop import MoveRefused, reachable
from tests.engine.loop.kinds import SHIPPED, kind_of
from tests.engine.loop.world import TRIES, Answers, Item, act, walks

pytestmark = pytest.mark.fsm
KINDS = pytest.mark.parametrize("code", ["general", *SHIPPED])
STARTS = st.integers(0, 12)

OPENING = [("office", "register"), ("office", "dispatch"), ("clerk", "sign")]
LOOKING_BACK = [("second officer", "write_off"), ("second officer", "look_back"), ("second officer", "reopen")]
WHOLE = {
    "general": [
        *OPENING,
        *[("clerk", "plan"), ("head", "submit_feedback"), ("office", "open_review"), ("office", "pass_review")],
        ("leader", "close"),
        *LOOKING_BACK,
    ],
    "key_task": [
        *OPENING,
        *[("clerk", "plan"), ("clerk", "report_progress"), ("head", "submit_feedback"), ("office", "open_review")],
        ("office", "pass_review"),
        *LOOKING_BACK,
    ],
    "rectification": [
        *OPENING,
        *[("clerk", "plan"), ("clerk", "submit_feedback"), ("second officer", "open_review")],
        ("second officer", "pass_review"),
        *LOOKING_BACK,
    ],
    "instruction": [
        *OPENING,
        *[
            ("head", "submit_feedback"),
            ("office", "open_review"),
            ("office", "pass_review"),
            ("leader", "leader_remark"),
        ],
        *[("office", "dispatch"), ("clerk", "sign"), ("clerk", "submit_feedback"), ("office", "open_review")],
        *[("office", "pass_review"), ("proxy", "close")],
        *LOOKING_BACK,
    ],
    "joint_matter": [
        *OPENING,
        *[("clerk", "first_answer"), ("clerk", "submit_feedback"), ("second officer", "open_review")],
        ("second officer", "pass_review"),
        *LOOKING_BACK,
    ],
    "enterprise_demand": [
        *OPENING,
        *[("clerk", "submit_feedback"), ("second officer", "open_review"), ("second officer", "pass_review")],
        ("second officer", "call_back_satisfied"),
        *LOOKING_BACK,
    ],
    "chain_task": [
        *OPENING,
        *[("clerk", "plan"), ("clerk", "submit_feedback"), ("second officer", "open_review")],
        *[("second officer", "pass_review"), ("leader", "close")],
        *LOOKING_BACK,
    ],
    "livelihood": [
        *OPENING,
        *[("clerk", "plan"), ("clerk", "submit_feedback"), ("second officer", "open_review")],
        *[("second officer", "pass_review"), ("office", "public_passed")],
        *LOOKING_BACK,
    ],
    "factor_need": [
        *OPENING,
        *[("clerk", "submit_feedback"), ("second officer", "open_review"), ("second officer", "pass_review")],
        *LOOKING_BACK,
    ],
    "meeting_decision": [
        *OPENING,
        *[("clerk", "submit_feedback"), ("second officer", "open_review"), ("second officer", "pass_review")],
        *LOOKING_BACK,
    ],
}


def walk(code, start, tries):
    """From some way into a whole walk, every try in turn."""
    kind, item = kind_of(code), Item()
    for person, move in WHOLE[code][:start]:
        item, _ = act(kind, item, person, move, Answers())
    return walks(kind, item, tries)


@KINDS
@given(start=STARTS, tries=TRIES)
def test_no_walk_reaches_a_state_without_a_way_to_an_end(code, start, tries):
    kind = kind_of(code)
    ends = {state.code for state in kind.states if state.is_final}

    for _, _, _, after in walk(code, start, tries):
        assert reachable(kind, after.state) & ends


@KINDS
@given(start=STARTS, tries=TRIES)
def test_no_walk_writes_off_without_evidence_and_a_second_person(code, start, tries):
    for before, person, made, after in walk(code, start, tries):
        if made.to == "written_off" and made.frm != "look_back":
            assert (before.state, after.evidence > 0, before.submitted_by != person) == ("closed", True, True)


@KINDS
@given(start=STARTS, tries=TRIES)
def test_no_walk_closes_over_open_children(code, start, tries):
    for before, _, made, _ in walk(code, start, tries):
        if made.to in ("closed", "written_off", "cancelled") and made.frm != "look_back":
            assert before.open_children == 0


@KINDS
@given(start=STARTS, tries=TRIES)
def test_no_walk_objects_again_to_a_redispatch(code, start, tries):
    for before, _, made, _ in walk(code, start, tries):
        if made.to == "reassigning":
            assert not before.objected


@KINDS
@given(start=STARTS, tries=TRIES)
def test_a_stranger_never_moves_anything(code, start, tries):
    assert not [person for _, person, _, _ in walk(code, start, tries) if person == "stranger"]


@KINDS
def test_an_item_can_be_walked_from_draft_through_write_off_to_reopening(code):
    item = Item()

    for person, move in WHOLE[code]:
        item, _ = act(kind_of(code), item, person, move, Answers())

    assert (item.state, item.written_off_by) == ("reopened", ("second officer",))


@KINDS
def test_whoever_submitted_the_feedback_cannot_pass_or_write_it_off(code):
    kind, item = kind_of(code), Item()
    for person, move in WHOLE[code][: [move for _, move in WHOLE[code]].index("submit_feedback")]:
        item, _ = act(kind, item, person, move, Answers())
    item, _ = act(kind, item, "many hats", "submit_feedback", Answers())
    item, _ = act(kind, item, "many hats", "open_review", Answers())

    with pytest.raises(MoveRefused, match="不得由提交反馈的本人审核或销号"):
        act(kind, item, "many hats", "pass_review", Answers())
