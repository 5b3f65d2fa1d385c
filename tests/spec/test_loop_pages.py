"""The table of the loop against the pages written by hand: state x move x role, and every condition."""

from __future__ import annotations

import pytest

from bihuan.engine.loop import OFFICE, PARTIES, ROLES, STAGES, MoveRefused, Standing, offers, step
from bihuan.engine.rules import Truth
from tests.engine.loop.kinds import SHIPPED, kind_of
from tests.spec import loop_pages as pages

pytestmark = pytest.mark.fsm
KINDS = pytest.mark.parametrize("code", ["general", *SHIPPED])
EVERYONE = [f"{party}:{role}" for party in pages.PARTIES.values() for role in pages.ROLES.values()]


def facts_for(line: pages.Line, *, but: str | None = None, unknown: bool = False) -> dict[str, object]:
    """Facts that meet a line's conditions and break all others; `but` is broken, or left unknown."""
    facts = {fact: bad for name, (fact, _, bad) in pages.CONDITIONS.items() if name not in line.conditions}
    facts |= {fact: good for name, (fact, good, _) in pages.CONDITIONS.items() if name in line.conditions}
    if but in pages.CONDITIONS:
        fact, _, bad = pages.CONDITIONS[but]
        facts[fact] = None if unknown else bad
    return facts


def standing(line: pages.Line, person: str, facts: dict[str, object], *, sender: str | None = "") -> Standing:
    party = person.partition(":")[0] if sender == "" else sender
    return Standing(line.state, frozenset({person}), facts, started_by=party)


@KINDS
def test_the_states_are_those_of_the_page(code):
    written = pages.states_of(code)

    shipped = [
        [
            *(state.code, state.word, STAGES[state.stage]),
            *("—" if state.waits_on is None else PARTIES[state.waits_on], "是" if state.is_final else "否"),
        ]
        for state in kind_of(code).states
    ]

    assert shipped == written


@KINDS
def test_each_move_out_of_a_state_is_on_the_page_with_its_word(code):
    written = {(line.state, line.move, line.word) for line in pages.lines_of(code)}

    table = {(state, move.code, move.word) for move in kind_of(code).moves for state in move.frm}

    assert table == written


@KINDS
def test_each_person_may_do_in_each_state_what_the_page_says(code):
    wrong = []
    for line in pages.lines_of(code):
        for person in EVERYONE:
            now = standing(line, person, facts_for(line))
            offer = next(each for each in offers(kind_of(code), now) if each.move.code == line.move)
            if (offer.verdict.truth is Truth.YES) != (person in line.by):
                wrong.append((line.state, line.move, person, offer.verdict.because))

    assert wrong == []


@KINDS
def test_whoever_may_make_a_move_lands_where_the_page_says(code):
    for line in pages.lines_of(code):
        for person in line.by:
            made = step(kind_of(code), standing(line, person, facts_for(line)), line.move)

            assert (made.frm, made.to) == (line.state, line.to), line


@KINDS
def test_what_the_page_does_not_list_is_refused_to_everyone_at_once(code):
    kind, listed = kind_of(code), {(line.state, line.move) for line in pages.lines_of(code)}
    friendly = {fact: good for fact, good, _ in pages.CONDITIONS.values()} | {"has_paper": True}

    for state in kind.state_by_code:
        for move in kind_of("general").move_by_code:
            if (state, move) not in listed:
                with pytest.raises(MoveRefused):
                    step(kind, Standing(state, frozenset(EVERYONE), friendly), move)


@KINDS
@pytest.mark.parametrize("unknown", [False, True])
def test_each_condition_on_the_page_is_needed(code, unknown):
    for line in pages.lines_of(code):
        for condition in set(line.conditions) & set(pages.CONDITIONS):
            facts = facts_for(line, but=condition, unknown=unknown)
            person = min(line.by)  # a clerk or liaison: a head's own consent goes without saying

            with pytest.raises(MoveRefused):
                step(kind_of(code), standing(line, person, facts), line.move)


@KINDS
@pytest.mark.parametrize("sender", ["support", None])
def test_only_the_sending_party_takes_back_what_it_sent(code, sender):
    for line in pages.lines_of(code):
        if pages.SENT_BY_OWN in line.conditions:
            with pytest.raises(MoveRefused):
                step(kind_of(code), standing(line, min(line.by), facts_for(line), sender=sender), line.move)


@KINDS
@pytest.mark.parametrize("has_paper", [True, False, None])
def test_the_supervision_office_acts_on_paper_where_the_page_says(code, has_paper):
    for line in pages.lines_of(code):
        if OFFICE in line.by:
            continue
        now = standing(line, OFFICE, facts_for(line) | {"has_paper": has_paper})
        offer = next(each for each in offers(kind_of(code), now) if each.move.code == line.move)

        assert (offer.verdict.truth is Truth.YES) == (line.on_paper and has_paper is True), line


def test_the_pages_know_every_party_and_role():
    assert set(pages.PARTIES.values()) == set(PARTIES) - {"any"}
    assert set(pages.ROLES.values()) == set(ROLES)
