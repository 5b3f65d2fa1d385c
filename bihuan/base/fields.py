"""Columns that keep exact values (精确数值): decimals are stored as integers, never as binary fractions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models

from bihuan.engine.values import Month, Quantity, Unit

HUNDRED = 100
UNITS = {unit.code: unit for unit in Unit}


class HundredthsField(models.IntegerField):
    """A decimal with at most two places, kept as an integer of hundredths (百分位整数): 12.5 is stored as 1250.

    Django's own DecimalField is a binary fraction on SQLite, where ten times 0.1 sums to 0.9999999999999999. Sums and
    orders in the database are those of hundredths.
    """

    def from_db_value(self, value: int | None, *_: Any) -> Decimal | None:
        """Hundredths as the decimal that they stand for."""
        return None if value is None else Decimal(value) / HUNDRED

    def to_python(self, value: Any) -> Any:
        """Any way to write the decimal."""
        return value if value is None else Decimal(str(value))

    def get_prep_value(self, value: Any) -> Any:
        """The integer of hundredths; a third decimal place is refused, not rounded."""
        if value is None or not isinstance(value, int | str | Decimal):
            return super().get_prep_value(value)
        hundredths = Decimal(value) * HUNDRED
        if hundredths != int(hundredths):
            raise ValueError(f"{value} has more than two decimal places")
        return int(hundredths)


class MoneyField(HundredthsField):
    """An amount in 万元 with at most two places (万元), as a 64-bit integer of hundredths; sums are exact."""

    def get_internal_type(self) -> str:
        """Money of a whole programme needs 64 bits."""
        return "BigIntegerField"


class MonthField(models.IntegerField):
    """A month as one number that counts on over years (月份): 2026-10 is 2026 × 12 + 9; in Python a `Month`."""

    _pyi_private_set_type: Month  # type: ignore[assignment]
    _pyi_private_get_type: Month  # type: ignore[assignment]

    def from_db_value(self, value: int | None, *_: Any) -> Month | None:
        """The month that a number stands for."""
        return None if value is None else Month(value // 12, value % 12 + 1)

    def to_python(self, value: Any) -> Any:
        """A month, from its number too."""
        return self.from_db_value(value) if isinstance(value, int) else value

    def get_prep_value(self, value: Any) -> Any:
        """The number of a month."""
        return value.year * 12 + value.month - 1 if isinstance(value, Month) else super().get_prep_value(value)


class ExactColumns(property):
    """An exact decimal as two columns, `NAME_mantissa` and `NAME_decimals` (精确小数): 12.50 stays 12.50."""

    def __init__(self, verbose_name: str) -> None:
        super().__init__(self._read, self._write)
        self.verbose_name = verbose_name

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        """Put the columns into the model; Django calls this."""
        self.name = name
        columns = {
            "mantissa": models.BigIntegerField(f"{self.verbose_name}数字", null=True, blank=True),
            "decimals": models.SmallIntegerField(f"{self.verbose_name}小数位", null=True, blank=True),
        }
        for part, column in (columns | self._further()).items():
            column.contribute_to_class(model, f"{name}_{part}")
        setattr(model, name, self)

    def _further(self) -> dict[str, Any]:
        return {}

    def _read(self, row: Any) -> Any:
        mantissa = getattr(row, f"{self.name}_mantissa")
        return None if mantissa is None else exact(mantissa, getattr(row, f"{self.name}_decimals"))

    def _write(self, row: Any, value: Any) -> None:
        mantissa, decimals = parts(value)
        setattr(row, f"{self.name}_mantissa", mantissa)
        setattr(row, f"{self.name}_decimals", decimals)


class QuantityColumns(ExactColumns):
    """A quantity as three columns, `NAME_mantissa`, `NAME_decimals`, `NAME_unit` (带单位的数量), kept as entered."""

    def _further(self) -> dict[str, Any]:
        return {"unit": models.CharField(f"{self.verbose_name}单位", max_length=40, blank=True, default="")}

    def _read(self, row: Any) -> Quantity | None:
        amount = super()._read(row)
        return None if amount is None else Quantity(amount, UNITS[getattr(row, f"{self.name}_unit")])

    def _write(self, row: Any, value: Quantity | None) -> None:
        super()._write(row, None if value is None else value.amount)
        setattr(row, f"{self.name}_unit", "" if value is None else value.unit.code)


def exact(mantissa: int, decimals: int) -> Decimal:
    """The decimal that two columns stand for (还原小数).

    >>> exact(1250, 2)
    Decimal('12.50')
    """
    return Decimal(mantissa).scaleb(-decimals)


def parts(number: Decimal | None) -> tuple[int | None, int | None]:
    """Mantissa and decimals of a number (拆成两列).

    Raises: ValueError: more digits than a column of 64 bits holds.
    """
    if number is None:
        return None, None
    decimals = max(0, -int(number.as_tuple().exponent))
    mantissa = int(number.scaleb(decimals))
    if abs(mantissa) >= 2**63 or decimals > 18:
        raise ValueError(f"{number} has more digits than can be kept")
    return mantissa, decimals
