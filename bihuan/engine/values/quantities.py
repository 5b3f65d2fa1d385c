"""A number with its unit (数量): the unit travels with the number, and conversion is exact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact

from bihuan.engine.values.units import Unit

_EXACT = Context(prec=60, traps=[Inexact])


class MixedDimensions(TypeError):
    """Two numbers were put together that measure different things (量纲不同)."""

    def __init__(self, one: Unit, other: Unit) -> None:
        super().__init__(f"“{one.label}”与“{other.label}”不是同一类计量单位，不能相加、相减、比较或换算。")


class InexactConversion(ArithmeticError):
    """A conversion would have to round (换算除不尽): 1 亩 is not a decimal number of 公顷."""

    def __init__(self, quantity: Quantity, unit: Unit) -> None:
        super().__init__(f"{quantity}换算为“{unit.label}”除不尽，请保留原单位。")


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """A number with its unit (数量), kept as it was written: original unit, original decimals.

    >>> str(Quantity(Decimal("1.5"), Unit.HUNDRED_MILLION_YUAN).to(Unit.TEN_THOUSAND_YUAN))
    '15000万元'
    """

    amount: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise TypeError(f"an amount is a Decimal, not {type(self.amount).__name__}: floats cannot hold 0.1")
        if not self.amount.is_finite():
            raise ValueError("an amount is a finite number; what is unknown is None, not NaN")
        if not isinstance(self.unit, Unit):
            raise TypeError(f"a unit is a Unit, not {type(self.unit).__name__}")

    def to(self, unit: Unit) -> Quantity:
        """The same quantity in another unit of its dimension (换算), exactly.

        Raises: MixedDimensions: the units measure different things. InexactConversion: it would have to round.
        """
        if unit.dimension != self.unit.dimension:
            raise MixedDimensions(self.unit, unit)
        if unit is self.unit:
            return self
        base = _EXACT.multiply(self.amount, self.unit.factor)
        try:
            return Quantity(_plain(base, unit.factor), unit)
        except Inexact:
            raise InexactConversion(self, unit) from None

    def __add__(self, other: Quantity) -> Quantity:
        return Quantity(_EXACT.add(self.amount, other.to(self.unit).amount), self.unit)

    def __sub__(self, other: Quantity) -> Quantity:
        return Quantity(_EXACT.subtract(self.amount, other.to(self.unit).amount), self.unit)

    def __neg__(self) -> Quantity:
        return Quantity(-self.amount, self.unit)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __lt__(self, other: Quantity) -> bool:
        return self._compare(other, Decimal.__lt__)

    def __le__(self, other: Quantity) -> bool:
        return self._compare(other, Decimal.__le__)

    def __gt__(self, other: Quantity) -> bool:
        return self._compare(other, Decimal.__gt__)

    def __ge__(self, other: Quantity) -> bool:
        return self._compare(other, Decimal.__ge__)

    def __str__(self) -> str:
        return f"{self.amount:f}{self.unit.label}"

    def _key(self) -> tuple[str, Decimal]:
        return self.unit.dimension, _EXACT.multiply(self.amount, self.unit.factor)

    def _compare(self, other: Quantity, how: Callable[[Decimal, Decimal], bool]) -> bool:
        if self.unit.dimension != other.unit.dimension:
            raise MixedDimensions(self.unit, other.unit)
        return how(self._key()[1], other._key()[1])


def _plain(base: Decimal, factor: Decimal) -> Decimal:
    """Quotient as one would write it: 15000, neither 1.5E+4 nor 15000.0."""
    amount = _EXACT.divide(base, factor).normalize(_EXACT)
    exponent = amount.as_tuple().exponent
    return amount.quantize(Decimal(1), context=_EXACT) if isinstance(exponent, int) and exponent > 0 else amount
