"""Prints the tables of docs/reference/loop.md from the code: `python -m tests.engine.loop.reference`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from bihuan.engine.loop import ASKS, EFFECTS, FACTS, MOVES, PARTIES, STAGES, STATES, Kind, Move, who
from bihuan.engine.rules import AllOf, Condition
from tests.engine.loop.kinds import SHIPPED, kind_of

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "loop.md"
BLOCK = re.compile(r"(<!-- printed: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def printed(text: str) -> str:
    """The page with every printed table as the code has it now."""
    return BLOCK.sub(lambda found: f"{found[1]}{TABLES[found[2]]()}\n{found[3]}", text)


def _states() -> str:
    rows = [
        [s.code, s.word, STAGES[s.stage], PARTIES.get(s.waits_on or "", "—"), _yes(s.is_final), _codes(s.on_entry)]
        for s in STATES
    ]
    return _table(["code", "word", "to-do group", "waits on", "may rest", "effects on entry"], rows)


def _moves() -> str:
    rows = [
        [
            *(move.code, move.word, " ".join(move.frm), move.to or "(stays)", who(move.by), _guard(move.guard)),
            *(_asks(move), _codes(move.effects), _yes(move.on_paper)),
        ]
        for move in MOVES
    ]
    return _table(["code", "word", "from", "to", "who", "must hold", "asks (may ask)", "effects", "on paper"], rows)


def _facts() -> str:
    return _table(
        ["fact", "words", "kind", "known from"],
        [
            [fact.code, fact.word, {bool: "yes or no", int: "number"}[fact.type], fact.known_from]
            for fact in FACTS.values()
        ],
    )


def _kinds() -> str:
    return "\n\n".join(_kind(kind_of(code)) for code in SHIPPED)


def _kind(kind: Kind) -> str:
    base = {move.code: move for move in MOVES}
    off_states = [state.code for state in STATES if state.code not in kind.state_by_code]
    off_moves = [code for code in base if code not in kind.move_by_code]
    words = [f"{m.code} {m.word}" for m in kind.moves if m.code not in base or m.word != base[m.code].word]
    words += [f"{s.code} {s.word}" for s in kind.states if s.word not in {state.word for state in STATES}]
    limits = _table(
        ["move or state", "grade", "limit", "source"],
        [
            [
                t.at,
                (kind.grades or {}).get(t.grade or "", "—"),
                "当日" if t.limit.amount == 0 else t.limit.label,
                t.source,
            ]
            for t in kind.limits
        ],
    )
    return (
        f"### `{kind.code}` {kind.name}\n\n"
        f"- nodes off: {_codes(off_states)}\n- moves off: {_codes(off_moves)}\n- own words: {'、'.join(words) or '—'}\n"
        f"- own columns: {'、'.join(f'{c.code} {c.word}' for c in kind.columns) or '—'}\n\n{limits}"
    )


def _guard(guard: Condition | None) -> str:
    if guard is None:
        return ""
    parts = guard.parts if isinstance(guard, AllOf) else (guard,)
    return "；".join(part.because or "" for part in parts)


def _asks(move: Move) -> str:
    return " ".join([*move.asks, *(f"({code})" for code in move.may_ask)])


def _codes(codes: Iterable[str]) -> str:
    return " ".join(codes) or "—"


def _yes(value: bool) -> str:
    return "yes" if value else ""


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [heading, ["---"] * len(heading), *rows])


TABLES = {
    "states": _states,
    "moves": _moves,
    "facts": _facts,
    "asks": lambda: _table(["ask", "words"], ASKS.items()),
    "effects": lambda: _table(["effect", "words"], EFFECTS.items()),
    "kinds": _kinds,
}

if __name__ == "__main__":
    PAGE.write_text(printed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
