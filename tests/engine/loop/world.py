"""A small world in which items are walked through a kind: people, a clock of days, and what the moves leave behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from bihuan.engine.loop import START, Kind, Move, MoveRefused, Standing, Step, step

PEOPLE: dict[str, frozenset[str]] = {
    "office": frozenset({"registrar:supervision"}),
    "second officer": frozenset({"registrar:supervision", "finder:supervision", "asker:unit_head"}),
    "clerk": frozenset({"lead:clerk", "answerer:clerk"}),
    "head": frozenset({"lead:unit_head", "answerer:unit_head"}),
    "many hats": frozenset({"registrar:supervision", "finder:supervision", "asker:unit_head", "lead:liaison"}),
    "helper": frozenset({"support:clerk", "responsible:liaison"}),
    "leader": frozenset({"instructor:leader"}),
    "proxy": frozenset({"instructor:leader_proxy"}),
    "stranger": frozenset(),
}


@dataclass(frozen=True)
class Answers:
    """What the form says in one try."""

    has_evidence: bool = True
    consent: bool = True
    has_paper: bool = True
    is_satisfied: bool = True
    makes_child: bool = False
    is_late: bool = False


@dataclass(frozen=True)
class Item:
    """What the moves have left behind, kept without the loop's help."""

    state: str = START
    submitted_by: str | None = None
    evidence: int = 0
    open_children: int = 0
    objected: bool = False
    answered: bool = False
    started_by: str | None = None
    written_off_by: tuple[str, ...] = ()
    done: tuple[str, ...] = field(default=())


def facts(item: Item, person: str, answers: Answers) -> dict[str, object]:
    return {
        "has_lead": True,
        "has_due": True,
        "is_opened": False,
        "has_evidence": item.evidence > 0,
        "evidence_count": item.evidence,
        "submitted_by_self": item.submitted_by == person,
        "is_before_due": not answers.is_late,
        "days_to_due": -1 if answers.is_late else 3,
        "new_due_is_later": True,
        "objected_before": item.objected,
        "objection_open": not answers.is_late,
        "open_children": item.open_children,
        "unit_head_consented": answers.consent,
        "answered_first": item.answered,
        "is_satisfied": answers.is_satisfied,
        "has_paper": answers.has_paper,
    }


def act(kind: Kind, item: Item, person: str, code: str, answers: Answers) -> tuple[Item, Step]:
    """The item after a person's move. Raises MoveRefused as the loop does."""
    before = item
    if answers.has_evidence and "evidence" in (*kind.move_by_code[code].may_ask, *kind.move_by_code[code].asks):
        item = replace(item, evidence=item.evidence + 1)
    standing = Standing(item.state, PEOPLE[person], facts(item, person, answers), started_by=item.started_by)
    made = step(kind, standing, code)
    party = next(
        (own.partition(":")[0] for own in sorted(PEOPLE[person]) if own in kind.move_by_code[code].by), "registrar"
    )
    moved = replace(item, state=made.to, done=(*before.done, code))
    if made.to != made.frm:
        moved = replace(moved, started_by=party)
    return _left_behind(moved, made, person, answers), made


def _left_behind(item: Item, made: Step, person: str, answers: Answers) -> Item:
    if made.to == "feedback_submitted":
        item = replace(item, submitted_by=person)
    if "make_children" in made.effects and answers.makes_child:
        item = replace(item, open_children=item.open_children + 1)
    if "bar_objection" in made.effects:
        item = replace(item, objected=True)
    if "new_round" in made.effects:
        item = replace(item, objected=False)
    if "first_answer" in made.effects:
        item = replace(item, answered=True)
    if "mark_written_off" in made.effects:
        item = replace(item, written_off_by=(*item.written_off_by, person))
    return item


ENDINGS = ("file_only", "cancel", "split")
_MOSTLY = st.sampled_from([True, True, True, False])
TRIES = st.lists(
    st.tuples(
        *(st.integers(0, 40), st.integers(0, 40)),
        st.builds(Answers, *[_MOSTLY] * 4, st.booleans(), st.booleans()),
    ),
    max_size=25,
)
"""Which move, who, and what the form says, try after try."""


def walks(kind: Kind, item: Item, tries: Sequence[tuple[int, int, Answers]]) -> Iterator[tuple[Item, str, Step, Item]]:
    """Every try in turn, what is refused changing nothing: the item as it stood, who, the move, the item after."""
    for number, choice, answers in tries:
        moves = _open(kind, item.state, number)
        if not moves:
            return
        move = moves[number % len(moves)]
        person = _someone(move, choice)
        try:
            after, made = act(kind, item, person, move.code, answers)
        except MoveRefused:
            continue
        yield item, person, made, after
        item = after


def _open(kind: Kind, state: str, number: int) -> Sequence[Move]:
    """Mostly moves that bring the item on, so that walks get far; anything where the number is large."""
    order = [each.code for each in kind.states]
    moves = kind.moves_from(state)
    onward = [move for move in moves if move.to in order[order.index(state) + 1 :] and move.code not in ENDINGS]
    return onward if onward and number < 24 else moves


def _someone(move: Move, choice: int) -> str:
    """Mostly one of those who may; anybody where the choice is large."""
    able = [name for name, parties in PEOPLE.items() if parties & set(move.by)]
    everybody = sorted(PEOPLE)
    return able[choice % len(able)] if able and choice < 30 else everybody[choice % len(everybody)]
