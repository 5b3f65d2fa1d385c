"""Whether a ledger kind can work (台账类型核查): no dead end, nothing out of reach, no guard skipped, words known."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from bihuan.engine.loop.kind import Kind
from bihuan.engine.loop.move import Move
from bihuan.engine.loop.states import STAGES, START
from bihuan.engine.loop.vocabulary import ASKS, EFFECTS, FACTS, PARTIES, ROLES
from bihuan.engine.rules import AllOf, AnyOf, BadFact, Condition, In, Is, Not, Truth, evaluate, fields
from bihuan.engine.rules.conditions import Leaf
from bihuan.engine.values import Finding

REFUSED_ENTRY: Mapping[str, tuple[tuple[Mapping[str, object], str], ...]] = {
    "reassigning": (({"objected_before": True}, "改派即为最终交办，已处理过异议的不得再提"),),
    "extension_requested": (
        ({"is_before_due": False}, "逾期后不得申请延期"),
        ({"unit_head_consented": False}, "未经单位负责人同意不得申请延期"),
    ),
    "closed": (({"open_children": 1}, "子事项未全部办结不得办结"),),
    "written_off": (
        ({"has_evidence": False, "evidence_count": 0}, "没有佐证不得销号"),
        ({"submitted_by_self": True}, "提交反馈的本人不得销号"),
        ({"open_children": 1}, "子事项未全部办结不得销号"),
    ),
}
"""Facts under which no item may enter a state (不得进入的情形), whatever a kind writes."""

PASSES_THROUGH = {"written_off": "closed"}
"""States that are entered only by way of another (必经环节)."""

_SAMPLES: Mapping[type, object] = {bool: True, int: 1}
_COLUMN_SAMPLES: Mapping[str, object] = {
    "text": "文字",
    "choice": "选项",
    "number": 1,
    "day": date(2026, 1, 1),
    "yes_no": True,
}
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def check(kind: Kind) -> list[Finding]:
    """All that is wrong with a ledger kind (核查), each with its place and remedy; empty where it can work."""
    names = [
        finding
        for each in (_words, _people, _states_named, _questions, _facts_named, _facts_compared, _limits, _own_columns)
        for finding in each(kind)
    ]
    if names:
        return names
    return [finding for each in (_reach, _dead_ends, _turns, _entries, _passages, _doubles) for finding in each(kind)]


def reachable(kind: Kind, start: str, *, without: Callable[[Move], bool] = lambda move: False) -> frozenset[str]:
    """States that can be reached from a state, leaving some moves out (可达状态)."""
    seen, ahead = {start}, [start]
    while ahead:
        state = ahead.pop()
        new = {move.to or state for move in kind.moves_from(state) if not without(move)} - seen
        seen |= new
        ahead.extend(new)
    return frozenset(seen)


def _words(kind: Kind) -> Iterator[Finding]:
    named = [(f"states.{state.code}.word", state.word) for state in kind.states]
    named += [(f"moves.{move.code}.word", move.word) for move in kind.moves]
    for at, word in named:
        if not isinstance(word, str) or not _CHINESE.search(word):
            yield Finding("no_word", at, "缺少中文名称，请填写 word。")


def _people(kind: Kind) -> Iterator[Finding]:
    for party in kind.parties:
        if party not in PARTIES:
            yield Finding("unknown_party", "parties", f"没有“{party}”这种单位关系，可用：{'、'.join(PARTIES)}。")
    for move in kind.moves:
        at = f"moves.{move.code}.by"
        if not move.by:
            yield Finding("nobody", at, "没有写明由谁办理，请填写 by，如 lead:unit_head。")
        for entry in move.by:
            yield from _person(kind, entry, at)


def _person(kind: Kind, entry: str, at: str) -> Iterator[Finding]:
    party, colon, role = entry.partition(":")
    if not colon or role not in ROLES:
        yield Finding(
            "unknown_role", at, f"“{entry}”中没有这个角色，请写成“party:role”，角色可用：{'、'.join(ROLES)}。"
        )
    elif party != "any" and party not in kind.parties:
        yield Finding("unknown_party", at, f"本类台账没有“{party}”这种单位关系，请在 parties 中增加或改写。")


def _states_named(kind: Kind) -> Iterator[Finding]:
    for move in kind.moves:
        if not move.frm:
            yield Finding("no_place", f"moves.{move.code}.from", "没有写明在哪个状态下办理，请填写 from。")
        for key, codes in (("from", move.frm), ("to", (move.to,) if move.to is not None else ())):
            for code in codes:
                if code not in kind.state_by_code:
                    yield Finding(
                        "unknown_state",
                        f"moves.{move.code}.{key}",
                        f"本类台账没有状态“{code}”，请改写或在 states 中增加。",
                    )
    for state in kind.states:
        if state.stage not in STAGES:
            yield Finding("unknown_stage", f"states.{state.code}.stage", f"待办分组只能是{'、'.join(STAGES)}。")


def _questions(kind: Kind) -> Iterator[Finding]:
    asks = {*ASKS, *(column.code for column in kind.columns)}
    for move in kind.moves:
        for key, codes, known in (("asks", (*move.asks, *move.may_ask), asks), ("effects", move.effects, EFFECTS)):
            yield from _unknown_codes(codes, known, f"moves.{move.code}.{key}")
    for state in kind.states:
        yield from _unknown_codes(state.on_entry, EFFECTS, f"states.{state.code}.on_entry")


def _own_columns(kind: Kind) -> Iterator[Finding]:
    """Form and guards must be able to tell an own column from what all kinds share."""
    for column in kind.columns:
        if column.code in ASKS or column.code in FACTS:
            yield Finding(
                "taken_code", f"columns.{column.code}", f"代码“{column.code}”通用流程已用，请给该栏目换一个代码。"
            )
        if column.type == "choice" and not column.choices:
            yield Finding("no_choices", f"columns.{column.code}", "选项栏目没有选项，请在 choices 中列出。")


def _unknown_codes(codes: Iterable[str], known: Iterable[str], at: str) -> Iterator[Finding]:
    for code in codes:
        if code not in known:
            yield Finding("unknown_code", at, f"不认识“{code}”，请删去，或改为流转参考页所列的代码。")


def _facts_named(kind: Kind) -> Iterator[Finding]:
    known = {*FACTS, *(column.code for column in kind.columns)}
    for move in kind.moves:
        for name in sorted(fields(move.guard) - known) if move.guard is not None else ():
            yield Finding(
                "unknown_fact", f"moves.{move.code}.when", f"没有判断依据“{name}”，请改写或在 columns 中增加。"
            )


def _facts_compared(kind: Kind) -> Iterator[Finding]:
    """Each test of a guard can be made on the fact it looks at, so that no one meets the mistake while working."""
    samples = {fact.code: _SAMPLES[fact.type] for fact in FACTS.values()}
    samples |= {column.code: _COLUMN_SAMPLES[column.type] for column in kind.columns}
    for move in kind.moves:
        for leaf in _leaves(move.guard):
            if leaf.field in samples and not _fits(leaf, samples[leaf.field]):
                at = f"moves.{move.code}.when"
                yield Finding("bad_comparison", at, f"“{leaf.field}”不能这样判断，请核对它是数字、日期还是是否。")


def _leaves(condition: Condition | None) -> Iterator[Leaf]:
    match condition:
        case None:
            return
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _leaves(part)
        case Not(part=part):
            yield from _leaves(part)
        case _:
            yield condition


def _fits(leaf: Leaf, sample: object) -> bool:
    values = leaf.values if isinstance(leaf, In) else (leaf.value,) if isinstance(leaf, Is) else ()
    if any(isinstance(value, bool) != isinstance(sample, bool) for value in values):
        return False
    try:
        evaluate(leaf, {leaf.field: sample})
    except BadFact:
        return False
    return True


def _limits(kind: Kind) -> Iterator[Finding]:
    for each in kind.limits:
        at = f"limits.{each.at}"
        if each.at not in kind.state_by_code and each.at not in kind.move_by_code:
            yield Finding("unknown_limit", at, f"本类台账没有状态或动作“{each.at}”，请改写。")
        if not each.source.strip():
            yield Finding("no_source", at, "时限没有依据，请在 source 中写明发文机关和文号或日期。")
        if each.grade is not None and each.grade not in (kind.grades or {}):
            yield Finding("unknown_grade", at, f"没有缓急“{each.grade}”，请在 grades 中增加或改写。")


def _reach(kind: Kind) -> Iterator[Finding]:
    reached = reachable(kind, START)
    for state in kind.states:
        if state.code not in reached:
            yield Finding(
                "unreachable",
                f"states.{state.code}",
                f"从拟办到不了“{state.word}”，请增加转入的动作，或用 nodes_off 关闭。",
            )


def _dead_ends(kind: Kind) -> Iterator[Finding]:
    final = {state.code for state in kind.states if state.is_final}
    for state in kind.states:
        if not reachable(kind, state.code) & final:
            yield Finding(
                "dead_end",
                f"states.{state.code}",
                f"“{state.word}”走不到任何结束状态，请增加转出的动作，或写 final: true。",
            )


def _turns(kind: Kind) -> Iterator[Finding]:
    """The party that is waited for can do something that brings the item on."""
    for state in kind.states:
        movers = {entry.split(":")[0] for move in kind.moves_from(state.code) if move.to for entry in move.by}
        if not state.is_final and state.waits_on not in movers and "any" not in movers:
            yield Finding(
                "nobody_acts",
                f"states.{state.code}.waits_on",
                f"“{state.word}”等待的单位没有可办的动作，请改写 waits_on 或 by。",
            )


def _entries(kind: Kind) -> Iterator[Finding]:
    """No way into a guarded state goes round its guard; coming back from beyond it is not entering anew."""
    for code, refusals in REFUSED_ENTRY.items():
        before = reachable(kind, START, without=lambda move, code=code: move.to == code)  # type: ignore[misc]
        for move in kind.moves:
            if move.to == code and before & set(move.frm):
                yield from _unguarded(move, refusals)


def _unguarded(move: Move, refusals: Iterable[tuple[Mapping[str, object], str]]) -> Iterator[Finding]:
    for facts, sentence in refusals:
        if not _refuses(move, facts):
            yield Finding(
                "guard_skipped", f"moves.{move.code}.when", f"“{move.word}”缺少把关条件：{sentence}，请在 when 中写明。"
            )


def _refuses(move: Move, facts: Mapping[str, object]) -> bool:
    try:
        return move.guard is not None and evaluate(move.guard, facts).truth is Truth.NO
    except BadFact:
        return False


def _passages(kind: Kind) -> Iterator[Finding]:
    for code, through in PASSES_THROUGH.items():
        around = reachable(kind, START, without=lambda move, through=through: move.to == through)  # type: ignore[misc]
        if code in kind.state_by_code and code in around:
            words = (
                kind.state_by_code[code].word,
                kind.state_by_code[through].word if through in kind.state_by_code else through,
            )
            yield Finding(
                "node_skipped", f"states.{code}", f"不经“{words[1]}”也能到“{words[0]}”，请改写转入“{words[0]}”的动作。"
            )


def _doubles(kind: Kind) -> Iterator[Finding]:
    for state in kind.states:
        words = [move.word for move in kind.moves_from(state.code)]
        for word in sorted({word for word in words if words.count(word) > 1}):
            yield Finding("same_word", f"states.{state.code}", f"“{state.word}”下有两个动作都叫“{word}”，请改名。")
