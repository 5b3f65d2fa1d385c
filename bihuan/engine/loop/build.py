"""A ledger kind read from its definition (读入台账类型): the table with nodes off, tightened and added to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bihuan.engine.calendar import Limit
from bihuan.engine.loop.checks import check
from bihuan.engine.loop.kind import COLUMN_TYPES, Column, Kind, LookBack, TimeLimit
from bihuan.engine.loop.move import Move
from bihuan.engine.loop.states import STATES, State
from bihuan.engine.loop.table import MOVES
from bihuan.engine.rules import AllOf, BadCondition, Condition, parse
from bihuan.engine.values import Finding

KEYS = (
    *("parties", "nodes_off", "moves_off", "states", "moves", "evidence", "limits", "grades"),
    *("columns", "lamp", "reminders", "look_back", "monthly_day"),
)
MOVE_KEYS = ("word", "from", "to", "by", "when", "asks", "may_ask", "effects", "on_paper")
STATE_KEYS = ("word", "stage", "waits_on", "final", "on_entry")
PARTIES = ("registrar", "lead", "responsible", "support")


class BadKind(ValueError):
    """A ledger kind cannot work as it is written (台账类型有误); each finding has its place and remedy."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(map(str, findings)))


class _Found(list[Finding]):
    """Findings as they are met, so that all of them are told at once."""

    def add(self, code: str, at: str, sentence: str) -> None:
        self.append(Finding(code, at, sentence))


def build(body: Mapping[str, Any], *, code: str = "", name: str = "") -> Kind:
    """Ledger kind from the plain values of a definition (建立台账类型), checked.

    Args: body: see docs/reference/loop.md. code, name: of the definition.
    Raises: BadKind: with all findings.
    """
    found = _Found()
    kind = replace(_read(body, found), code=code, name=name)
    found.extend(() if found else check(kind))
    if found:
        raise BadKind(found)
    return kind


def _read(body: Mapping[str, Any], found: _Found) -> Kind:
    _refuse_other_keys(body, KEYS, "", found)
    parties = _texts(body, "parties", "", found, default=PARTIES)
    return Kind(
        code="",
        name="",
        parties=parties,
        states=_states(body, found),
        moves=_moves(body, parties, found),
        limits=_limits(body, found),
        grades=_mapping(body, "grades", "", found) or None,
        columns=_columns(body, found),
        lamp=body.get("lamp"),
        reminders=tuple(body.get("reminders", (-3, 0, 1))),
        look_back=_look_back(body, found),
        monthly_day=body.get("monthly_day"),
    )


def _states(body: Mapping[str, Any], found: _Found) -> tuple[State, ...]:
    off, written = _mapping(body, "nodes_off", "", found), _mapping(body, "states", "", found)
    known = {state.code for state in STATES}
    for code in off:
        if code not in known:
            found.add("unknown_state", f"nodes_off.{code}", f"通用流程没有状态“{code}”，请改为流程表中的状态代码。")
    _refuse_both("nodes_off", off, "states", written, found)
    shipped = [_state(state, written.get(state.code, {}), found) for state in STATES if state.code not in off]
    own = [_state(State(code, "", "working", "lead"), row, found) for code, row in written.items() if code not in known]
    return (*shipped, *own)


def _state(state: State, row: object, found: _Found) -> State:
    at = f"states.{state.code}"
    if not isinstance(row, Mapping):
        found.add("bad_state", at, "状态应写成“word、stage、waits_on、final”几项。")
        return state
    _refuse_other_keys(row, STATE_KEYS, at, found)
    return replace(
        state,
        word=row.get("word", state.word),
        stage=row.get("stage", state.stage),
        waits_on=row.get("waits_on", state.waits_on),
        is_final=row.get("final", state.is_final),
        on_entry=(*state.on_entry, *_texts(row, "on_entry", at, found)),
    )


def _moves(body: Mapping[str, Any], parties: tuple[str, ...], found: _Found) -> tuple[Move, ...]:
    off, written = _texts(body, "moves_off", "", found), _mapping(body, "moves", "", found)
    known = {move.code for move in MOVES}
    for code in off:
        if code not in known:
            found.add("unknown_move", f"moves_off.{code}", f"通用流程没有动作“{code}”，请改为流程表中的动作代码。")
    _refuse_both("moves_off", off, "moves", written, found)
    nodes_off = _mapping(body, "nodes_off", "", found)
    kept = [move for move in MOVES if move.code not in off]
    shipped = [_tightened(_without(move, nodes_off, parties), written.get(move.code, {}), found) for move in kept]
    own = [_tightened(Move(code, "", (), None, ()), row, found) for code, row in written.items() if code not in known]
    evidence = _mapping(body, "evidence", "", found)
    moves = [_with_evidence(move, evidence, found) for move in (*shipped, *own)]
    _refuse_other_keys(evidence, {move.code for move in moves}, "evidence", found)
    return tuple(move for move in moves if move.code not in known or (move.frm and move.by))


def _without(move: Move, off: Mapping[str, Any], parties: tuple[str, ...]) -> Move:
    """The move with the nodes and parties gone that the kind does not use; one left empty is dropped later."""
    frm = tuple(code for code in move.frm if code not in off)
    to = off.get(move.to, move.to) if move.to is not None else None
    by = tuple(entry for entry in move.by if entry.split(":")[0] in (*parties, "any"))
    if move.to is not None and to is None:
        return replace(move, frm=(), by=())
    return replace(move, frm=frm, to=to, by=by)


def _tightened(move: Move, row: object, found: _Found) -> Move:
    """The move as the kind writes it: words, places and people replaced; guards, questions and effects added."""
    at = f"moves.{move.code}"
    if not isinstance(row, Mapping):
        found.add("bad_move", at, "动作应写成“word、from、to、by、when”几项。")
        return move
    _refuse_other_keys(row, MOVE_KEYS, at, found)
    return replace(
        move,
        word=row.get("word", move.word),
        frm=_texts(row, "from", at, found, default=move.frm),
        to=row.get("to", move.to),
        by=_texts(row, "by", at, found, default=move.by),
        guard=_both(move.guard, _condition(row.get("when"), f"{at}.when", found)),
        asks=(*move.asks, *_texts(row, "asks", at, found)),
        may_ask=(*move.may_ask, *_texts(row, "may_ask", at, found)),
        effects=(*move.effects, *_texts(row, "effects", at, found)),
        on_paper=row.get("on_paper", move.on_paper),
    )


def _with_evidence(move: Move, evidence: Mapping[str, Any], found: _Found) -> Move:
    condition = _condition(evidence.get(move.code), f"evidence.{move.code}", found)
    return replace(move, guard=_both(move.guard, condition))


def _both(guard: Condition | None, added: Condition | None) -> Condition | None:
    if guard is None or added is None:
        return guard or added
    return AllOf((guard, added))


def _condition(body: object, at: str, found: _Found) -> Condition | None:
    if body is None:
        return None
    try:
        return parse(body, path=at)
    except BadCondition as error:
        found.add("bad_condition", error.path, error.sentence)
        return None


def _limits(body: Mapping[str, Any], found: _Found) -> tuple[TimeLimit, ...]:
    read: list[TimeLimit] = []
    for at, rows in _mapping(body, "limits", "", found).items():
        for row in rows if isinstance(rows, list) else [rows]:
            limit = _limit(row, f"limits.{at}", found)
            if limit is not None:
                read.append(TimeLimit(at, limit, str(row.get("source", "")), row.get("grade")))
    return tuple(read)


def _limit(row: object, at: str, found: _Found) -> Limit | None:
    if not isinstance(row, Mapping):
        found.add("bad_limit", at, "时限应写成“amount、unit、source”三项。")
        return None
    _refuse_other_keys(row, ("amount", "unit", "source", "grade"), at, found)
    try:
        return Limit(row.get("amount", -1), row.get("unit", ""))
    except ValueError:
        found.add(
            *("bad_limit", at),
            "时限应为不小于0的整数，单位只能是 hours（小时）、working_days（工作日）、calendar_days（日）。",
        )
        return None


def _columns(body: Mapping[str, Any], found: _Found) -> tuple[Column, ...]:
    read = []
    for code, row in _mapping(body, "columns", "", found).items():
        at = f"columns.{code}"
        if not isinstance(row, Mapping) or not row.get("word") or row.get("type") not in COLUMN_TYPES:
            found.add("bad_column", at, f"栏目应有 word,type 只能是{'、'.join(COLUMN_TYPES)}。")
            continue
        _refuse_other_keys(row, ("word", "type", "choices", "required"), at, found)
        read.append(
            Column(code, row["word"], row["type"], _texts(row, "choices", at, found), bool(row.get("required")))
        )
    return tuple(read)


def _look_back(body: Mapping[str, Any], found: _Found) -> LookBack | None:
    row = _mapping(body, "look_back", "", found)
    if not row:
        return None
    _refuse_other_keys(row, ("percent", "after_months"), "look_back", found)
    percent, months = row.get("percent"), row.get("after_months")
    if not isinstance(percent, int) or not 0 < percent <= 100 or not isinstance(months, int) or months < 0:
        found.add("bad_look_back", "look_back", "回头看应写明 percent（1至100）和 after_months（不小于0的整数）。")
        return None
    return LookBack(percent, months)


def _mapping(body: Mapping[str, Any], key: str, at: str, found: _Found) -> Mapping[str, Any]:
    value = body.get(key) or {}
    if isinstance(value, Mapping):
        return value
    found.add("bad_shape", _joined(at, key), f"“{key}”应按“代码： 内容”逐项书写。")
    return {}


def _texts(
    body: Mapping[str, Any], key: str, at: str, found: _Found, *, default: tuple[str, ...] = ()
) -> tuple[str, ...]:
    value = body.get(key, default)
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return tuple(value)
    found.add("bad_shape", _joined(at, key), f"“{key}”应是代码的列表。")
    return default


def _refuse_other_keys(body: Mapping[str, Any], allowed: Iterable[str], at: str, found: _Found) -> None:
    for key in body:
        if key not in tuple(allowed):
            found.add("unknown_key", _joined(at, str(key)), f"不认识“{key}”，请删去或改写。")


def _refuse_both(off_key: str, off: Iterable[str], key: str, written: Iterable[str], found: _Found) -> None:
    for code in sorted(set(off) & set(written)):
        found.add("off_and_written", f"{key}.{code}", f"“{code}”已在 {off_key} 中关闭，两处只留一处。")


def _joined(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key
