"""Conditions decided on facts, in three values and with the reason (判断与理由)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from bihuan.engine.calendar import local_day
from bihuan.engine.rules.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Condition,
    Has,
    In,
    Is,
    Known,
    Leaf,
    Not,
    Plain,
)
from bihuan.engine.values import MixedDimensions, Quantity


class Truth(Enum):
    """Whether something holds (是、否、未知); unknown is an answer of its own."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def word(self) -> str:
        """As a page shows it (是、否、暂无)."""
        return {"yes": "是", "no": "否", "unknown": "暂无"}[self.value]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided and why (结论与理由)."""

    truth: Truth
    because: str


class BadFact(TypeError):
    """A fact is of a kind that the condition cannot compare (字段值类型不符)."""

    def __init__(self, field: str, fact: object) -> None:
        self.field = field
        super().__init__(f"字段“{field}”的值“{fact}”不能这样比较，请核对条件或数据的类型。")


def evaluate(condition: Condition, facts: Mapping[str, object], *, labels: Mapping[str, str] | None = None) -> Verdict:
    """Whether a condition holds on the facts (判断), in Kleene's three values, with what decided it.

    Args: facts: field to value; missing or None is unknown. labels: Chinese names of fields for the sentence.
    Raises: BadFact: a fact cannot be compared with the condition's value.
    """
    truth, words = _decide(condition, facts, labels or {})
    return Verdict(truth, f"{words}。")


Decision = tuple[Truth, str]


def _decide(condition: Condition, facts: Mapping[str, object], labels: Mapping[str, str]) -> Decision:
    truth, words = _decide_plainly(condition, facts, labels)
    if condition.because is None:
        return truth, words
    return truth, _in_its_own_words(condition.because.rstrip("。"), truth, words)


def _decide_plainly(condition: Condition, facts: Mapping[str, object], labels: Mapping[str, str]) -> Decision:
    match condition:
        case AllOf(parts=parts):
            return _joined([_decide(part, facts, labels) for part in parts], decisive=Truth.NO, otherwise=Truth.YES)
        case AnyOf(parts=parts):
            return _joined([_decide(part, facts, labels) for part in parts], decisive=Truth.YES, otherwise=Truth.NO)
        case Not(part=part):
            truth, words = _decide(part, facts, labels)
            return _NEGATED[truth], f"{words}，与要求相反" if truth is Truth.YES else words
    return _leaf(condition, facts.get(condition.field), labels.get(condition.field, condition.field))


_NEGATED = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}


def _joined(decisions: Sequence[Decision], *, decisive: Truth, otherwise: Truth) -> Decision:
    """Kleene's and / or: the decisive value wins, then what is unknown; only the parts that decided are named."""
    for truth in (decisive, Truth.UNKNOWN, otherwise):
        words = [words for each, words in decisions if each is truth]
        if words:
            return truth, "；".join(dict.fromkeys(words))
    raise AssertionError("a group has at least one part")


def _in_its_own_words(because: str, truth: Truth, words: str) -> str:
    if truth is Truth.YES:
        return f"已满足“{because}”"
    return f"{because}（{words}）"


def _leaf(leaf: Leaf, fact: object, name: str) -> Decision:
    if isinstance(leaf, Known):
        return (Truth.NO, f"{name}尚未填报") if fact is None else (Truth.YES, f"{name}已填报")
    if fact is None:
        return Truth.UNKNOWN, f"{name}暂无，无法判断是否{_relation(leaf, holds=True)}"
    try:
        holds = _holds(leaf, fact)
    except (TypeError, MixedDimensions) as error:
        raise BadFact(leaf.field, fact) from error
    stated = f"{name}为{_shown(fact)}"
    words = stated if holds and isinstance(leaf, Is) else f"{stated}，{_relation(leaf, holds=holds)}"
    return (Truth.YES if holds else Truth.NO), words


def _holds(leaf: Is | In | Has | AtLeast | AtMost, fact: object) -> bool:
    match leaf:
        case Has(value=value):
            return any(_same(each, value) for each in _members(fact))
        case Is(value=value):
            return _same(fact, value)
        case In(values=values):
            return any(_same(fact, value) for value in values)
        case AtLeast(value=value):
            return _comparable(fact, value) >= value  # type: ignore[operator]
        case AtMost(value=value):
            return _comparable(fact, value) <= value  # type: ignore[operator]


def _same(fact: object, value: Plain) -> bool:
    """Whether a fact is a value: 1 is not true, a day may be written as text."""
    plain = _plain(fact)
    if isinstance(plain, date) and isinstance(value, str):
        return plain.isoformat() == value
    return isinstance(plain, bool) == isinstance(value, bool) and plain == value


def _comparable(fact: object, value: Plain) -> Plain:
    plain = _plain(fact)
    if isinstance(plain, bool) or type(plain) is not type(value):
        raise TypeError(f"{type(plain).__name__} against {type(value).__name__}")
    return plain


def _plain(fact: object) -> Plain:
    match fact:
        case datetime():
            return local_day(fact)
        case bool() | str() | date() | Decimal() | Quantity():
            return fact
        case int() | float():
            return Decimal(str(fact))
    raise TypeError(type(fact).__name__)


def _members(fact: object) -> Set[object] | Sequence[object]:
    if isinstance(fact, str) or not isinstance(fact, Set | Sequence):
        raise TypeError(type(fact).__name__)
    return fact


def _relation(leaf: Is | In | Has | AtLeast | AtMost, *, holds: bool) -> str:
    """How the fact stands to the value, in words."""
    match leaf:
        case Is(value=value):
            return f"{'是' if holds else '不是'}{_shown(value)}"
        case In(values=values):
            return f"{'属于' if holds else '不属于'}{'、'.join(map(_shown, values))}"
        case Has(value=value):
            return f"{'包含' if holds else '不含'}{_shown(value)}"
        case AtLeast(value=value):
            return f"{'不少于' if holds else '少于'}{_shown(value)}"
        case AtMost(value=value):
            return f"{'不超过' if holds else '超过'}{_shown(value)}"


def _shown(value: object) -> str:
    match value:
        case bool():
            return "是" if value else "否"
        case Decimal():
            return f"{value:f}"
        case datetime():
            return local_day(value).isoformat()
        case str():
            return f"“{value}”"
        case Set() | list() | tuple():
            return "、".join(sorted(map(_shown, value))) or "空"
    return str(value)
