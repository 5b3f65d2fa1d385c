"""Whatever a definition says: it is refused with findings, or it keeps every law of the loop."""

from __future__ import annotations

from contextlib import suppress
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bihuan.definitions import check as check_definition
from bihuan.engine.loop import MOVES, PARTIES, ROLES, STATES, BadKind, MoveRefused, build
from tests.engine.loop.world import PEOPLE, Answers, Item, act

STATE = st.sampled_from([*(state.code for state in STATES), "own", "nowhere"])
MOVE = st.sampled_from([*(move.code for move in MOVES), "own_move", "nothing"])
PERSON = st.builds("{}:{}".format, st.sampled_from([*PARTIES, "friend"]), st.sampled_from([*ROLES, "boss"]))
FACT = st.sampled_from(["has_evidence", "submitted_by_self", "unit_head_consented", "open_children", "own_column", "x"])
LEAF = st.builds(lambda fact, value: {"field": fact, "is": value}, FACT, st.sampled_from([True, False, 0, 1, "有"]))
CONDITION = st.recursive(
    LEAF,
    lambda inner: st.builds(
        lambda parts, key: {key: parts}, st.lists(inner, min_size=1, max_size=3), st.sampled_from(["all", "any"])
    ),
    max_leaves=4,
)
LIMIT = st.fixed_dictionaries(
    {
        "amount": st.integers(-1, 9),
        "unit": st.sampled_from(["hours", "weeks"]),
        "source": st.sampled_from(["某办法", ""]),
    }
)
CODES = {"by": st.lists(PERSON, max_size=2, unique=True), "from": st.lists(STATE, max_size=3, unique=True)}
ASKED = {"asks": st.lists(st.sampled_from(["reason", "own_column", "mood"]), max_size=2, unique=True)}
BODY = st.fixed_dictionaries(
    {"lamp": st.just("ouhai")},
    optional={
        "parties": st.lists(st.sampled_from([*PARTIES, "friend"]), max_size=8, unique=True),
        "nodes_off": st.dictionaries(STATE, STATE | st.none(), max_size=3),
        "moves_off": st.lists(MOVE, max_size=3, unique=True),
        "states": st.dictionaries(
            STATE,
            st.fixed_dictionaries(
                {},
                optional={
                    "word": st.sampled_from(["核查", "check"]),
                    "stage": st.sampled_from(["working", "later"]),
                    "waits_on": st.sampled_from(["lead", "registrar", "friend", None]),
                    "final": st.booleans(),
                },
            ),
            max_size=2,
        ),
        "moves": st.dictionaries(
            MOVE,
            st.fixed_dictionaries(
                {},
                optional={
                    "word": st.just("去办"),
                    "to": STATE,
                    "when": CONDITION,
                    "on_paper": st.booleans(),
                    **CODES,
                    **ASKED,
                },
            ),
            max_size=3,
        ),
        "evidence": st.dictionaries(MOVE, CONDITION, max_size=2),
        "limits": st.dictionaries(STATE | MOVE, LIMIT | st.lists(LIMIT, min_size=1, max_size=2), max_size=2),
        "columns": st.dictionaries(
            st.sampled_from(["own_column", "reason"]), st.just({"word": "栏目", "type": "text"}), max_size=1
        ),
    },
)


@given(body=BODY)
def test_a_definition_is_refused_with_findings_or_taken(body):
    found = check_definition("ledger_kinds", body)

    assert all(each.code and each.sentence for each in found)


KNOWN = st.sampled_from(["has_evidence", "submitted_by_self", "open_children"])
GUARD = st.lists(st.builds(lambda fact, value: {"field": fact, "is": value}, KNOWN, st.sampled_from([True, False, 0])))
STRIKE = st.fixed_dictionaries(
    {
        "word": st.just("去办"),
        "from": st.lists(st.sampled_from(["under_review", "closed"]), min_size=1, unique=True),
        "to": st.just("written_off"),
        "by": st.just(["lead:liaison", "registrar:supervision", "support:clerk"]),
    },
    optional={"when": st.tuples(st.sampled_from(["all", "any"]), GUARD.filter(bool)).map(lambda pair: dict([pair]))},
)


@given(strike=STRIKE)
def test_an_own_way_to_write_off_is_refused_or_asks_for_evidence_and_a_second_person(strike):
    try:
        kind = build({"nodes_off": {"closed_pending_leader": "closed"}, "moves": {"strike": strike}})
    except BadKind:
        return

    for state, evidence, children, person in product(strike["from"], [0, 1], [0, 1], PEOPLE):
        item = Item(state=state, submitted_by="many hats", evidence=evidence, open_children=children)
        with suppress(MoveRefused):
            act(kind, item, person, "strike", Answers())
            assert (state, evidence, children, person != "many hats") == ("closed", 1, 0, True)
