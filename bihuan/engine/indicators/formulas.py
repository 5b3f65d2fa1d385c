"""Formulas of indicators (指标公式): sums, differences and one quotient of other indicators, with units checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bihuan.engine.values import BadIndicator, Finding, Indicator

_TOKEN = re.compile(r"\s*([a-z0-9_]+|[-+/()])")
_PER = frozenset({"人数", "家", "户", "个", "土地面积", "面积"})
"""What something may be counted per, so that 元 a head stands as 元."""

Term = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Formula:
    """A sum of indicators with signs, or one such sum over another (公式)."""

    above: tuple[Term, ...]
    below: tuple[Term, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Codes of the indicators that it asks for (所用指标)."""
        return tuple(dict.fromkeys(name for _, name in (*self.above, *self.below)))

    @property
    def is_sum(self) -> bool:
        """Whether it only adds (是否合计): then it says what the whole is made of."""
        return not self.below and all(sign > 0 for sign, _ in self.above)


class BadFormula(BadIndicator):
    """A formula cannot be read (公式写法有误)."""


def formula(text: str) -> Formula:
    """A formula from its text (读公式).

    >>> formula("(exports - imports) / grp").below
    ((1, 'grp'),)

    Raises: BadFormula: says what may be written.
    """
    tokens = _tokens(text)
    above = _sum(tokens, text)
    below: tuple[Term, ...] = ()
    if tokens and tokens[0] == "/":
        tokens.pop(0)
        below = _sum(tokens, text)
    if tokens:
        raise _unreadable(text)
    return Formula(above, below)


def formula_findings(known: Indicator, others: Mapping[str, Indicator]) -> Iterator[Finding]:
    """What is wrong with an indicator's formula among the others (公式检查): names, and what may be added."""
    if known.formula is None:
        return
    parsed = formula(known.formula)
    missing = [name for name in parsed.names if name not in others]
    if missing:
        yield _finding("unknown_part", f"公式用到的指标“{missing[0]}”没有定义，请先定义它，或改写公式。")
        return
    if known.code in parsed.names:
        yield _finding("own_part", "公式用到了指标自己，请改写。")
        return
    yield from _sum_findings(parsed.above, others)
    yield from _sum_findings(parsed.below, others)
    yield from _result_findings(known, parsed, others)


def _sum_findings(terms: tuple[Term, ...], others: Mapping[str, Indicator]) -> Iterator[Finding]:
    parts = [others[name] for _, name in terms]
    if len(parts) < 2:
        return
    for part in parts:
        if is_rate(part):
            yield _finding("adds_rates", f"“{part.label}”是比率，比率不能相加减。请用绝对数计算。")
    for part in parts[1:]:
        if part.unit.dimension != parts[0].unit.dimension:
            sentence = (
                f"“{parts[0].label}”按{parts[0].unit.label}、“{part.label}”按{part.unit.label}，"
                "不是同一类计量单位，不能相加减。请改写公式。"
            )
            yield _finding("mixed_units", sentence)


def _result_findings(known: Indicator, parsed: Formula, others: Mapping[str, Indicator]) -> Iterator[Finding]:
    above = others[parsed.above[0][1]].unit.dimension
    if not parsed.below:
        fits = above == known.unit.dimension
    else:
        below = others[parsed.below[0][1]].unit.dimension
        fits = known.unit.dimension in ("比率", "倍") if above == below else _is_per(known, above, below)
    if not fits:
        yield _finding("wrong_result", f"公式算出来的不是“{known.unit.label}”。请改写公式或计量单位。")


def _is_per(known: Indicator, above: str, below: str) -> bool:
    return above == known.unit.dimension and below in _PER and not known.additive


def is_rate(known: Indicator) -> bool:
    """Whether an indicator is a rate, share or index (是否比率): such do not add up."""
    return known.unit.dimension in ("比率", "百分点", "倍", "位次")


def _tokens(text: str) -> list[str]:
    tokens, at = [], 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _unreadable(text)
        tokens.append(match[1])
        at = match.end()
    return tokens


def _sum(tokens: list[str], text: str) -> tuple[Term, ...]:
    if tokens and tokens[0] == "(":
        tokens.pop(0)
        terms = _terms(tokens, text)
        if not tokens or tokens.pop(0) != ")":
            raise _unreadable(text)
        return terms
    return _terms(tokens, text)


def _terms(tokens: list[str], text: str) -> tuple[Term, ...]:
    terms = [(1, _name(tokens, text))]
    while tokens and tokens[0] in "+-":
        sign = 1 if tokens.pop(0) == "+" else -1
        terms.append((sign, _name(tokens, text)))
    return tuple(terms)


def _name(tokens: list[str], text: str) -> str:
    if not tokens or tokens[0] in "+-/()":
        raise _unreadable(text)
    return tokens.pop(0)


def _unreadable(text: str) -> BadFormula:
    sentence = f"公式“{text}”读不懂。请用指标代码加减，或写成“（甲 + 乙）/ 丙”这样的一次相除。"
    return BadFormula(Finding("bad_formula", "formula", sentence))


def _finding(code: str, sentence: str) -> Finding:
    return Finding(code, "formula", sentence)
