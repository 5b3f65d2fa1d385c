"""Numbers in all the ways that offices write them (数字的各种写法)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Literal

from bihuan.engine.office.cells.words import CellWords, Raw, is_blank, plain, shown, written_number
from bihuan.engine.values import Finding, InexactConversion, MixedDimensions, Quantity, Unit, unit_of

Scale = Literal["percent", "fraction"]
"""What a bare number in a column of percentages is (百分数口径): 3.2 for 3.2%, or 0.032 for it."""

_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?|\.\d+")
_SIGN = re.compile(r"[-−–—+]")
_SCALES = {"万亿": 12, "千亿": 11, "百亿": 10, "亿": 8, "千万": 7, "百万": 6, "万": 4, "千": 3}
"""Powers of ten behind a number (数词)."""
_RATIOS = (Unit.PERCENT, Unit.PERCENTAGE_POINT)
EXACT_DIGITS = 15
"""So many digits a spreadsheet keeps of a number (表格软件的有效位数)."""


@dataclass(frozen=True, slots=True)
class Written:
    """A number as a cell writes it (所写的数): the amount, and the unit that stands behind it, if any."""

    amount: Decimal
    suffix: str = ""


def read_number(raw: Raw, *, at: str, words: CellWords) -> Written | Finding | None:
    """A number as written (读数); None where the cell says that there is none."""
    if is_blank(raw):
        return None
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return _not_a_number(raw, at)
    if isinstance(raw, int | float):
        return Written(Decimal(written_number(float(raw))))
    text = plain(raw)
    if text in words.unknown:
        return None
    if text in words.level:
        return Written(Decimal(0))
    return _of_text(text, raw, at=at, words=words)


def _of_text(text: str, raw: str, *, at: str, words: CellWords) -> Written | Finding:
    sign, rest = _signed(text, words)
    found = _DIGITS.match(rest)
    if found is None or rest[found.end() : found.end() + 1] in {".", ",", ":", "/"}:
        return _inexact(raw, at) if _says_inexact(text, words) else _not_a_number(raw, at)
    suffix = rest[found.end() :]
    if _says_inexact(text, words):
        return _inexact(raw, at)
    if suffix and suffix not in _SCALES and unit_of(suffix) is None:
        return Finding("unknown_unit", at, f"“{shown(raw)}”里的“{suffix}”不是认识的计量单位，请只填数字或改正单位。")
    return Written(sign * Decimal(found[0].replace(",", "")), suffix)


def _signed(text: str, words: CellWords) -> tuple[int, str]:
    """The sign that a number begins with, in signs or words, and what follows it."""
    for sign, heads in ((-1, words.down), (1, words.up)):
        if head := next((head for head in heads if text.startswith(head)), None):
            return sign, text[len(head) :]
    if _SIGN.match(text):
        return (1 if text[0] == "+" else -1), text[1:]
    return 1, text


def _says_inexact(text: str, words: CellWords) -> bool:
    return any(word in text for word in words.inexact)


def read_amount(
    raw: Raw,
    *,
    at: str,
    words: CellWords,
    unit: Unit | None = None,
    is_percent_cell: bool = False,
    scale: Scale | None = None,
) -> Quantity | Decimal | Finding | None:
    """A number in the unit of its column (读数量): a Quantity where the unit is known, else a plain number.

    Args: unit: what the column's heading says. is_percent_cell: shown as a percentage, so 0.032 is 3.2%.
        scale: what bare numbers of a column of percentages are, once it was asked.
    """
    said = read_number(raw, at=at, words=words)
    if said is None or isinstance(said, Finding):
        return said
    if is_percent_cell and not said.suffix:
        said = Written(_times(said.amount, 2), "%")
    if unit in _RATIOS and not said.suffix and said.amount:
        return _ratio(said.amount, unit, raw, at=at, scale=scale)
    return _in_unit(said, unit, raw, at)


def _ratio(amount: Decimal, unit: Unit, raw: Raw, *, at: str, scale: Scale | None) -> Quantity | Finding:
    """A bare number among percentages: above 1 it is one; up to 1 it may be a fraction, and that is asked."""
    if unit is Unit.PERCENT and scale == "fraction":
        return Quantity(_times(amount, 2), unit)
    if unit is Unit.PERCENT and scale is None and not isinstance(raw, str) and abs(amount) <= 1:
        sentence = f"看不出“{shown(raw)}”是{shown(raw)}%还是{_times(amount, 2)}%，请写成带%的数，或选定本栏的口径。"
        return Finding("percent_or_fraction", at, sentence)
    return Quantity(amount, unit)


def _times(amount: Decimal, power: int) -> Decimal:
    """So many times ten, written plainly: 50, not 5E+1.

    >>> _times(Decimal("0.5"), 2), _times(Decimal("0.032"), 2)
    (Decimal('50'), Decimal('3.2'))
    """
    moved = amount.scaleb(power)
    return moved.quantize(Decimal(1)) if moved == moved.to_integral_value() else moved


def _in_unit(said: Written, unit: Unit | None, raw: Raw, at: str) -> Quantity | Decimal | Finding:
    if said.suffix in _SCALES:
        return _scaled(said, unit, raw, at)
    own = unit_of(said.suffix) if said.suffix else None
    if own is None or own is unit:
        return said.amount if unit is None else Quantity(said.amount, unit)
    if unit is None or {own, unit} == set(_RATIOS):
        return Quantity(said.amount, own)
    return _converted(Quantity(said.amount, own), unit, raw, at)


def _scaled(said: Written, unit: Unit | None, raw: Raw, at: str) -> Quantity | Decimal | Finding:
    """A number with 万 or 亿 but no unit takes what the column counts: 1.2亿 among 万元 is 12000万元."""
    if unit is None:
        return _times(said.amount, _SCALES[said.suffix])
    base = unit.label.lstrip("千百万亿")
    own = unit_of(said.suffix + base)
    if own is not None and own.dimension == unit.dimension:
        return _converted(Quantity(said.amount, own), unit, raw, at)
    return Finding("unknown_unit", at, f"“{shown(raw)}”的单位与本栏“{unit.label}”对不上，请按“{unit.label}”填写数字。")


def _converted(quantity: Quantity, unit: Unit, raw: Raw, at: str) -> Quantity | Finding:
    try:
        return quantity.to(unit)
    except MixedDimensions:
        sentence = f"“{shown(raw)}”的单位与本栏“{unit.label}”不是同一类，请按“{unit.label}”填写。"
        return Finding("wrong_unit", at, sentence)
    except InexactConversion:
        return Finding("inexact_unit", at, f"“{shown(raw)}”换算成“{unit.label}”除不尽，请直接按“{unit.label}”填写。")


def _not_a_number(raw: Raw, at: str) -> Finding:
    if isinstance(raw, date):
        sentence = f"这里应是数字，表格里却成了日期（{shown(raw)}），可能是输入“3-5”之类时被自动改成日期，请改回数字。"
        return Finding("number_became_day", at, sentence)
    if isinstance(raw, time | timedelta):
        return Finding("number_became_day", at, f"这里应是数字，表格里却成了时间（{shown(raw)}），请改回数字。")
    return Finding("not_a_number", at, f"“{shown(raw)}”不是数字，请填写阿拉伯数字，单位写在表头。")


def _inexact(raw: Raw, at: str) -> Finding:
    return Finding("inexact_number", at, f"“{shown(raw)}”不是确数，请填写一个确切的数，约数写在备注里。")
