"""What one cell of the cube holds (单元格): a whole number of the smallest unit, a growth, and a state."""

from __future__ import annotations

from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

from bihuan.engine.values import Finding, Quantity, Unit

HAS_LEVEL = 0x10
HAS_GROWTH = 0x20
CODE_MASK = 0x0F


class State(IntEnum):
    """Standing of a figure (数据状态); a later one stands before an earlier. Zero is no state: it is a figure."""

    NOT_DUE = 0
    MISSING = 1
    EMBARGOED = 2
    FORECAST = 3
    FLASH = 4
    PRELIMINARY = 5
    FINAL = 6
    REVISED = 7

    @property
    def code(self) -> str:
        """As rows store it (代码)."""
        return self.name.lower()

    @property
    def word(self) -> str:
        """As a page shows it (状态文字)."""
        return _WORDS[self]


_WORDS = {
    State.NOT_DUE: "无需填报",
    State.MISSING: "尚未报送",
    State.EMBARGOED: "未到发布日",
    State.FORECAST: "预计数",
    State.FLASH: "快报数",
    State.PRELIMINARY: "初步数",
    State.FINAL: "定案数",
    State.REVISED: "修订数",
}

_DECIMALS = {
    "人民币": 2,
    "美元": 2,
    "比率": 8,
    "百分点": 8,
    "人数": 0,
    "人次": 0,
    "土地面积": 4,
    "面积": 2,
    "长度": 3,
    "质量": 3,
    "能耗": 4,
    "电量": 2,
    "倍": 8,
    "分值": 6,
}
"""Decimals of a dimension's base unit that a cell keeps; what is counted one by one has none."""

LARGEST = 2**56
"""Levels stay below this many smallest units (720 万亿元), so that sums of a whole tree fit into 64 bits."""


def smallest_per(unit: Unit) -> Decimal:
    """How many smallest units one unit is (每单位含最小单位数): one 万元 is 1,000,000 分.

    >>> smallest_per(Unit.TEN_THOUSAND_YUAN)
    Decimal('1000000')
    """
    return unit.factor.scaleb(_DECIMALS.get(unit.dimension, 0)).quantize(Decimal(1))


def to_level(quantity: Quantity, unit: Unit, *, at: str = "") -> int | Finding:
    """A quantity as whole smallest units of an indicator's unit (转为最小单位), or what is wrong with it.

    Args: unit: the indicator's. at: the place named in the finding.
    """
    if quantity.unit.dimension != unit.dimension:
        sentence = f"“{quantity}”的单位与指标的单位“{unit.label}”不能换算。请改用{unit.label}填写。"
        return Finding("wrong_unit", at, sentence)
    exact = Fraction(quantity.amount) * Fraction(smallest_per(quantity.unit))
    level = int(exact)
    if level != exact:
        return Finding("too_fine", at, f"“{quantity}”的小数位数过多，存不下。请按来源文件的位数填写。")
    if abs(level) >= LARGEST:
        return Finding("too_large", at, f"“{quantity}”太大，超出可存范围。请核对数字和计量单位。")
    return level


def from_level(level: int, unit: Unit) -> Quantity:
    """Whole smallest units as a quantity (由最小单位还原), without zeros at the end.

    >>> str(from_level(1932200000000, Unit.HUNDRED_MILLION_YUAN))
    '193.22亿元'
    """
    amount = (Decimal(int(level)) / smallest_per(unit)).normalize()
    exponent = amount.as_tuple().exponent
    return Quantity(amount.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else amount, unit)
