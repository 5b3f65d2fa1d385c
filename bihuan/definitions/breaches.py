"""Breaches of a JSON schema said in Chinese (格式问题): where, what is wrong, what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.exceptions import best_match

from bihuan.engine.values import Finding


def breaches(validator: Draft202012Validator, value: object) -> list[Finding]:
    """Every breach of a schema as a finding (格式检查), in the order of the places."""
    errors = sorted(validator.iter_errors(value), key=lambda error: [str(step) for step in error.absolute_path])
    return [_finding(error) for error in map(_nearest, errors)]


def _finding(error: ValidationError) -> Finding:
    return Finding(f"schema_{error.validator}", _place(error), _sentence(error))


def _nearest(error: ValidationError) -> ValidationError:
    """Of several forms that a place may have, what is wrong with the one that was nearest meant."""
    found = best_match([error])
    return found if isinstance(found, ValidationError) else error


def _place(error: ValidationError) -> str:
    words = ""
    for step in error.absolute_path:
        words += f"[{step}]" if isinstance(step, int) else f".{step}" if words else str(step)
    return words


_TYPES = {
    "object": "一组“键: 值”",
    "array": "一个列表",
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "true 或 false",
    "null": "空",
}


def _none_of(error: ValidationError) -> str:
    wrong = [each for each in error.context or () if each.validator == "type" and each.instance is error.instance]
    types = "或".join(dict.fromkeys(map(_types, wrong)))
    return f"“{error.instance}”的写法不对，应是{types or '该种定义说明中的一种'}。"


_FORMATS = {"date": "日期，请写成 2026-01-31 这样"}

_SENTENCES: dict[str, Callable[[ValidationError], str]] = {
    "required": lambda error: f"缺少“{_missing(error)}”，请补上。",
    "additionalProperties": lambda error: f"不认识{_unknown(error)}，请删去或改写。",
    "type": lambda error: f"“{error.instance}”的类型不对，应是{_types(error)}。",
    "enum": lambda error: f"“{error.instance}”不在可选值之内，请从{'、'.join(map(str, _asked(error)))}中选一个。",
    "const": lambda error: f"这里应是“{_asked(error)}”。",
    "oneOf": _none_of,
    "anyOf": _none_of,
    "format": lambda error: f"“{error.instance}”不是{_FORMATS.get(_asked(error), _asked(error))}。",
    "dependentRequired": lambda error: f"{_incomplete(error)}，请补上。",
    "pattern": lambda error: f"“{error.instance}”的写法不对，应符合{_asked(error)}。",
    "minimum": lambda error: f"{error.instance}太小，不能小于{_asked(error)}。",
    "maximum": lambda error: f"{error.instance}太大，不能大于{_asked(error)}。",
    "minItems": lambda error: f"至少要有{_asked(error)}条。",
    "minLength": lambda error: "不能空着，请填写。",
    "uniqueItems": lambda error: "有重复的条目，请删去。",
}


def _sentence(error: ValidationError) -> str:
    write = _SENTENCES.get(str(error.validator))
    return write(error) if write else f"不符合规定的格式（{error.validator}），请对照该种定义的说明改写。"


def _asked(error: ValidationError) -> Any:
    """What the schema asks for at the place."""
    return error.validator_value


def _missing(error: ValidationError) -> str:
    instance: Any = error.instance
    return str(next(key for key in _asked(error) if key not in instance and f"'{key}'" in error.message))


def _incomplete(error: ValidationError) -> str:
    instance: Any = error.instance
    asked = [(key, other) for key, others in _asked(error).items() if key in instance for other in others]
    return "、".join(dict.fromkeys(f"写了“{key}”就要写“{other}”" for key, other in asked if other not in instance))


def _unknown(error: ValidationError) -> str:
    schema: Any = error.schema
    instance: Any = error.instance
    return "、".join(f"“{key}”" for key in instance if key not in schema.get("properties", {}))


def _types(error: ValidationError) -> str:
    wanted = _asked(error)
    return "或".join(_TYPES[each] for each in ([wanted] if isinstance(wanted, str) else wanted))
