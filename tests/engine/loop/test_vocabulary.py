"""One list each of roles, questions, effects and facts, and nothing in them that the table does not use."""

from __future__ import annotations

import pytest

from bihuan import definitions
from bihuan.engine.loop import ASKS, EFFECTS, FACTS, MOVES, ROLES, STATES
from bihuan.engine.rules import fields
from tests.engine.loop.kinds import SHIPPED, kind_of


def test_the_roles_are_those_of_the_table_of_rights():
    assert set(ROLES) == set(definitions.roles()[0].reach)


@pytest.mark.parametrize("code", ["general", *SHIPPED])
def test_no_kind_lets_a_role_move_items_that_the_table_of_rights_keeps_out(code):
    may_move = next(right.reach for right in definitions.roles() if right.action == "item.move")

    movers = {entry.partition(":")[2] for move in kind_of(code).moves for entry in move.by}

    assert [role for role in sorted(movers) if may_move[role] == "no"] == []


def test_every_effect_is_used_by_a_move_a_state_or_a_right():
    used = {code for move in MOVES for code in move.effects} | {code for state in STATES for code in state.on_entry}

    assert used | {"on_behalf", "by_proxy"} == set(EFFECTS)


def test_every_question_is_asked_somewhere():
    asked = {code for move in MOVES for code in (*move.asks, *move.may_ask)}

    assert asked | {"paper"} == set(ASKS)


def test_every_fact_that_a_guard_looks_at_is_listed():
    guards = [move.guard for code in ("general", *SHIPPED) for move in kind_of(code).moves if move.guard is not None]

    assert set().union(*map(fields, guards)) <= set(FACTS)
