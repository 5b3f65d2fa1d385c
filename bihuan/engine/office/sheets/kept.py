"""Values kept inside a file (随表保存的值), so that a returned sheet tells what it was filled from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from bihuan.engine.values import Quantity, Unit

Kept = str | int | Decimal | Quantity | date | datetime | None


def kept(value: Kept) -> str:
    """A value as the text that is kept (保存): its sort, a colon, the value; empty for nothing.

    >>> kept(Decimal("1.50")), kept("1.50")
    ('n:1.50', 't:1.50')
    """
    match value:
        case None | "":
            return ""
        case str():
            return f"t:{value}"
        case datetime():
            return f"m:{value.isoformat()}"
        case date():
            return f"d:{value.isoformat()}"
        case Quantity():
            return f"q:{value.amount} {value.unit.code}"
    return f"n:{value}"


def of_kept(text: str) -> Kept:
    """The value that was kept (还原).

    Raises: ValueError: the text was not kept by `kept`.
    """
    if not text:
        return None
    sort, colon, said = text.partition(":")
    if not colon or sort not in _READERS:
        raise ValueError(f"not kept by us: {text[:20]}")
    try:
        return _READERS[sort](said)
    except ArithmeticError as damage:
        raise ValueError(f"not kept by us: {text[:20]}") from damage


def _quantity(text: str) -> Quantity:
    amount, _, code = text.partition(" ")
    units = {unit.code: unit for unit in Unit}
    if code not in units:
        raise ValueError(f"no unit of measure: {code}")
    return Quantity(Decimal(amount), units[code])


_READERS: dict[str, Callable[[str], Kept]] = {
    "t": lambda text: text,
    "n": Decimal,
    "d": date.fromisoformat,
    "m": datetime.fromisoformat,
    "q": _quantity,
}
