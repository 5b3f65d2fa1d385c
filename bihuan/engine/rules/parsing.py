"""Conditions read from and written to the plain values of a definition (条件的读写)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

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
from bihuan.engine.values import Quantity, unit_of

MAX_DEPTH = 20
_TESTS = ("is", "in", "has", "at_least", "at_most", "known")
_GROUPS = ("all", "any", "not")


class BadCondition(ValueError):
    """A condition cannot be read (条件写法有误): `path` says where, `sentence` what to do."""

    def __init__(self, path: str, sentence: str) -> None:
        self.path = path
        self.sentence = sentence
        super().__init__(f"{path or '条件'}：{sentence}")


def parse(body: object, *, path: str = "") -> Condition:
    """Condition from plain values (读入条件).

    >>> parse({"field": "evidence_count", "at_least": 1})
    AtLeast(field='evidence_count', value=Decimal('1'), because=None)

    Raises: BadCondition: names the path within the body.
    """
    return _parse(body, path, MAX_DEPTH)


def to_body(condition: Condition) -> dict[str, Any]:
    """Plain values that read back as the same condition (写出条件)."""
    body = _body(condition)
    return body if condition.because is None else {**body, "because": condition.because}


def _parse(body: object, path: str, depth: int) -> Condition:
    if not isinstance(body, Mapping):
        raise BadCondition(path, "条件应写成“field: …”加一项判断，或 all/any/not。")
    if depth == 0:
        raise BadCondition(path, f"条件嵌套超过{MAX_DEPTH}层，请拆开写。")
    because = _because(body, path)
    groups = [key for key in _GROUPS if key in body]
    if "field" in body and not groups:
        return _leaf(body, because, path)
    if len(groups) != 1 or "field" in body:
        raise BadCondition(path, "一个条件只能写 field、all、any、not 中的一个。")
    _refuse_other_keys(body, {groups[0], "because"}, path)
    return _group(groups[0], body[groups[0]], because, path, depth)


def _group(key: str, inner: object, because: str | None, path: str, depth: int) -> Condition:
    at = _joined(path, key)
    if key == "not":
        return Not(_parse(inner, at, depth - 1), because)
    if not isinstance(inner, Sequence) or isinstance(inner, str) or not inner:
        raise BadCondition(at, "这里应是至少一个条件的列表。")
    parts = tuple(_parse(part, f"{at}[{place}]", depth - 1) for place, part in enumerate(inner))
    return AllOf(parts, because) if key == "all" else AnyOf(parts, because)


def _leaf(body: Mapping[str, Any], because: str | None, path: str) -> Leaf:
    field = body["field"]
    if not isinstance(field, str) or not field.strip():
        raise BadCondition(_joined(path, "field"), "field 应是字段的代码。")
    tests = [key for key in _TESTS if key in body]
    if len(tests) != 1:
        raise BadCondition(path, f"字段“{field}”应有且只有一项判断：{'、'.join(_TESTS)}。")
    _refuse_other_keys(body, {"field", tests[0], "because"}, path)
    return _LEAVES[tests[0]](field, body[tests[0]], because, _joined(path, tests[0]))


def _is(field: str, value: object, because: str | None, path: str) -> Leaf:
    return Is(field, _plain(value, path), because)


def _in(field: str, value: object, because: str | None, path: str) -> Leaf:
    if not isinstance(value, Sequence) or isinstance(value, str) or not value:
        raise BadCondition(path, "in 后面应是至少一个值的列表。")
    return In(field, tuple(_plain(each, f"{path}[{place}]") for place, each in enumerate(value)), because)


def _has(field: str, value: object, because: str | None, path: str) -> Leaf:
    return Has(field, _plain(value, path), because)


def _at_least(field: str, value: object, because: str | None, path: str) -> Leaf:
    return AtLeast(field, _ordered(value, path), because)


def _at_most(field: str, value: object, because: str | None, path: str) -> Leaf:
    return AtMost(field, _ordered(value, path), because)


def _known(field: str, value: object, because: str | None, path: str) -> Leaf:
    if value is not True:
        raise BadCondition(path, "known 只能写 true；要求未填报时用 not。")
    return Known(field, because)


_LEAVES: dict[str, Callable[[str, object, str | None, str], Leaf]] = {
    "is": _is,
    "in": _in,
    "has": _has,
    "at_least": _at_least,
    "at_most": _at_most,
    "known": _known,
}


def _plain(value: object, path: str) -> Plain:
    match value:
        case datetime():
            raise BadCondition(path, "这里应是日期，不带时刻。")
        case bool() | str() | date():
            return value
        case int() | float() | Decimal():
            return _number(value, path)
        case {"amount": int() | float() | str() | Decimal() as amount, "unit": str() as label}:
            return _quantity(amount, label, path)
    raise BadCondition(path, "这里应是文字、数字、日期、true/false，或 {amount: 数, unit: 单位}。")


def _ordered(value: object, path: str) -> Plain:
    plain = _plain(value, path)
    if isinstance(plain, str):
        return _day(plain, path)
    if isinstance(plain, bool):
        raise BadCondition(path, "比较大小的值不能是 true/false。")
    return plain


def _day(words: str, path: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise BadCondition(path, f"“{words}”不能比较大小；请写数字或 2026-01-31 这样的日期。") from None


def _quantity(amount: float | str | Decimal, label: str, path: str) -> Quantity:
    unit = unit_of(label)
    if unit is None:
        raise BadCondition(_joined(path, "unit"), f"没有“{label}”这个计量单位。")
    return Quantity(_number(amount, _joined(path, "amount")), unit)


def _number(value: float | str | Decimal, path: str) -> Decimal:
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        raise BadCondition(path, f"“{value}”不是数字。") from None
    if not number.is_finite():
        raise BadCondition(path, f"“{value}”不是有限的数。")
    return number


def _because(body: Mapping[str, Any], path: str) -> str | None:
    because = body.get("because")
    if because is not None and (not isinstance(because, str) or not because.strip()):
        raise BadCondition(_joined(path, "because"), "because 应是一句中文说明。")
    return because


def _refuse_other_keys(body: Mapping[str, Any], allowed: set[str], path: str) -> None:
    for key in body:
        if key not in allowed:
            raise BadCondition(_joined(path, str(key)), f"不认识“{key}”，请删去或改写。")


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _body(condition: Condition) -> dict[str, Any]:
    match condition:
        case AllOf(parts=parts):
            return {"all": [to_body(part) for part in parts]}
        case AnyOf(parts=parts):
            return {"any": [to_body(part) for part in parts]}
        case Not(part=part):
            return {"not": to_body(part)}
        case In(field=field, values=values):
            return {"field": field, "in": [_written(value) for value in values]}
        case Known(field=field):
            return {"field": field, "known": True}
        case Is() | Has() | AtLeast() | AtMost():
            return {"field": condition.field, _KEYS[type(condition)]: _written(condition.value)}


_KEYS: dict[type[Leaf], str] = {Is: "is", Has: "has", AtLeast: "at_least", AtMost: "at_most"}


def _written(value: Plain) -> object:
    match value:
        case Quantity():
            return {"amount": _written(value.amount), "unit": value.unit.label}
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
    return value
