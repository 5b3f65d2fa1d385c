"""Columns that keep exact values (精确数值): decimals are stored as integers, never as binary fractions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models

HUNDRED = 100


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
