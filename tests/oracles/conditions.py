"""Three values by trying every way the unknown could turn out (穷举未知)."""

from collections.abc import Mapping
from itertools import product

from bihuan.engine.rules import AllOf, AnyOf, Condition, Is, Not, Truth, fields

VALUES = ("a", "b")


def kleene_by_table(condition: Condition, facts: Mapping[str, object]) -> Truth:
    """Yes is 2, unknown 1, no 0: all is the least, any the greatest, not the mirror."""
    return {2: Truth.YES, 1: Truth.UNKNOWN, 0: Truth.NO}[_number(condition, facts)]


def every_completion(condition: Condition, facts: Mapping[str, object]) -> list[dict[str, object]]:
    """The facts with each unknown one set to each value."""
    unknown = sorted(field for field in fields(condition) if facts.get(field) is None)
    return [dict(facts) | dict(zip(unknown, chosen, strict=True)) for chosen in product(VALUES, repeat=len(unknown))]


def _number(condition: Condition, facts: Mapping[str, object]) -> int:
    match condition:
        case AllOf(parts=parts):
            return min(_number(part, facts) for part in parts)
        case AnyOf(parts=parts):
            return max(_number(part, facts) for part in parts)
        case Not(part=part):
            return 2 - _number(part, facts)
        case Is(field=field, value=value):
            fact = facts.get(field)
            return 1 if fact is None else 2 * int(fact == value)
    raise AssertionError(condition)
