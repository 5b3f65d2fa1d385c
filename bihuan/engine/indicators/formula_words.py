"""Formulas as officials write them, with names, and as definitions keep them, with codes (公式写法)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bihuan.engine.indicators.formulas import BadFormula, formula
from bihuan.engine.values import Finding, Indicator

_MARKS = str.maketrans("＋－—÷／（）", "+--//()")
_WORDS = {"+": "＋", "-": "－", "/": "÷", "(": "（", ")": "）"}
_TOKEN = re.compile(r"[a-z0-9_]+|[-+/()]")
_BETWEEN = re.compile(r"[-+/()＋－—÷／（）\s]")
_SPACE = " \t　"


def formula_in_codes(text: str, indicators: Iterable[Indicator]) -> str:
    """A formula with the codes of the indicators that it names (公式改用代码); codes may stand in it as they are.

    Raises: BadFormula: a name that no indicator bears, or a formula that cannot be read.
    """
    names = _codes_by_name(indicators)
    longest_first = sorted(names, key=len, reverse=True)
    parts: list[str] = []
    at = 0
    while at < len(text):
        word, at = _next(text, at, longest_first)
        parts += [names.get(word, word)] if word else []
    written = " ".join(parts).replace("( ", "(").replace(" )", ")")
    formula(written)
    return written


def formula_in_names(text: str, indicators: Mapping[str, Indicator]) -> str:
    """A formula with the names of its indicators (公式改用名称); the code of one that is not known.

    >>> formula_in_names("(exports - imports) / grp", {})
    '（exports－imports）÷grp'
    """
    named = (indicators[each].label if each in indicators else each for each in _TOKEN.findall(text))
    return "".join(_WORDS.get(each, each) for each in named)


def _codes_by_name(indicators: Iterable[Indicator]) -> dict[str, str]:
    return {name: each.code for each in indicators for name in (each.code, *each.names)}


def _next(text: str, at: int, names: list[str]) -> tuple[str, int]:
    """What stands at a place of the text, a name or a mark, and where it ends; a blank is nothing."""
    if text[at] in _SPACE:
        return "", at + 1
    if found := next((name for name in names if _stands(text, at, name)), None):
        return found, at + len(found)
    if (mark := text[at].translate(_MARKS)) in "+-/()":
        return mark, at + 1
    unknown = _BETWEEN.split(text[at:])[0]
    sentence = f"公式里的“{unknown}”不是已有指标的名称。请按指标目录里的名称写，用＋、－、÷和括号连接。"
    raise BadFormula(Finding("unknown_name", "formula", sentence))


def _stands(text: str, at: int, name: str) -> bool:
    """Whether a whole name stands at a place of the text, not only the beginning of a longer word."""
    return text.startswith(name, at) and (at + len(name) == len(text) or bool(_BETWEEN.match(text[at + len(name)])))
