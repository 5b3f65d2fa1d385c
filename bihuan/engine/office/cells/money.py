"""Ranges of money (金额区间), as policies and ledgers write them: 50—100万元, 1000万元以上, 不超过1亿元."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeGuard

from bihuan.engine.office.cells.words import CellWords, Raw, is_blank, plain, shown, written_number
from bihuan.engine.values import Finding, Quantity, Unit, unit_of

_NUMBER = r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_UNIT = r"(元|千元|万元|百万元|亿元|万亿元|万|亿)?(?:人民币)?"
_BETWEEN = re.compile(rf"{_NUMBER}{_UNIT}(?:-|~|—+|–|至|到){_NUMBER}{_UNIT}(?:之间)?")
_FROM = re.compile(rf"(?:不低于|不少于|至少|≥|>=|大于等于){_NUMBER}{_UNIT}|{_NUMBER}{_UNIT}(?:\(含\))?(?:及)?以上")
_UP_TO = re.compile(
    rf"(?:不超过|不高于|不多于|最高|至多|≤|<=|小于等于){_NUMBER}{_UNIT}|{_NUMBER}{_UNIT}(?:\(含\))?(?:及)?(?:以下|以内)"
)
_ONE = re.compile(rf"{_NUMBER}{_UNIT}")


@dataclass(frozen=True, slots=True)
class MoneyRange:
    """From so much to so much, both included (金额区间); None where that side is open."""

    low: Quantity | None
    high: Quantity | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.high < self.low:
            raise ValueError("a range runs from low to high")


def read_money_range(raw: Raw, *, at: str, words: CellWords, unit: Unit | None = None) -> MoneyRange | Finding | None:
    """A range of money (读金额区间); one sum alone is a range of itself. `unit`: what the column's heading says."""
    if is_blank(raw):
        return None
    text = plain(raw) if isinstance(raw, str) else written_number(float(raw)) if _is_number(raw) else ""
    if text in words.unknown:
        return None
    sides = _sides(text, unit)
    return _no_range(raw, at) if sides is None else _range(sides, raw, at)


def _is_number(raw: Raw) -> TypeGuard[int | float]:
    return isinstance(raw, int | float) and not isinstance(raw, bool)


def _range(sides: tuple[Quantity | None, Quantity | None], raw: Raw, at: str) -> MoneyRange | Finding:
    low, high = sides
    if low is None and high is None:
        return Finding(
            "money_without_unit", at, f"“{shown(raw)}”没有写单位，请写成“50—100万元”这样，或在表头写明单位。"
        )
    if low is not None and high is not None and high < low:
        return Finding("range_backwards", at, f"“{shown(raw)}”的下限比上限大，请核对。")
    return MoneyRange(low, high)


def _sides(text: str, unit: Unit | None) -> tuple[Quantity | None, Quantity | None] | None:
    """Both sides of what is written; None where it is no range, both None where no unit is known."""
    if found := _BETWEEN.fullmatch(text):
        low, low_unit, high, high_unit = found.groups()
        return _sum(low, low_unit or high_unit, unit), _sum(high, high_unit or low_unit, unit)
    for form, is_low in ((_FROM, True), (_UP_TO, False)):
        if found := form.fullmatch(text):
            first, first_unit, second, second_unit = found.groups()
            one = _sum(first or second, first_unit or second_unit, unit)
            return (one, None) if is_low else (None, one)
    if found := _ONE.fullmatch(text):
        one = _sum(found[1], found[2], unit)
        return one, one
    return None


def _sum(digits: str, label: str | None, unit: Unit | None) -> Quantity | None:
    """A sum in the unit that stands beside it, else in the column's."""
    said = unit_of(label if label and label.endswith("元") else f"{label}元") if label else unit
    return None if said is None else Quantity(Decimal(digits.replace(",", "")), said)


def _no_range(raw: Raw, at: str) -> Finding:
    sentence = f"“{shown(raw)}”看不出是多少钱，请写成“50—100万元”“1000万元以上”或“不超过1亿元”这样。"
    return Finding("not_a_money_range", at, sentence)
