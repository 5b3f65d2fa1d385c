"""How cells of a written workbook look (单元格样式), and the one way in which values are put into them."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from bihuan.engine.values import InexactConversion, Quantity, Unit

Cell = str | int | Decimal | Quantity | date | datetime | None
CellKind = Literal["text", "number", "day", "moment"]
LONGEST = 32_000
EXACT_DIGITS = 15
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
TOO_LONG = "……（文字过长，表格放不下，全文请在系统中查看）"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FIRST_DAY = date(1900, 3, 1)
_BASE: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "quoted": {"text_wrap": True, "quote_prefix": True},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm", "align": "left"},
    "title": {"bold": True, "font_size": 16, "border": 0, "valign": "vcenter"},
    "note": {"font_color": "#53616D", "border": 0},
    "head": {"bold": True, "bg_color": "#E8EEF2", "text_wrap": True, "valign": "vcenter", "align": "center"},
    "hint": {"italic": True, "font_color": "#53616D", "text_wrap": True},
}


class Looks:
    """Formats of one workbook, each made once (样式)."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, int, str], Any] = {}

    def look(self, name: str, *, decimals: int = -1, ground: str = "") -> Any:
        """A format by what it is for (取样式).

        Args: decimals: of a number, as many as are shown. ground: "locked", "open" or "" for how a template marks it.
        """
        key = (name, decimals, ground)
        if key not in self._made:
            form = {"valign": "top", "border": 1, **(_BASE.get(name) or {"align": "right"})}
            if decimals >= 0:
                form["num_format"] = "#,##0" + ("." + "0" * decimals if decimals else "")
            if ground:
                form |= {"locked": ground == "locked", **({"bg_color": "#EDEFF1"} if ground == "locked" else {})}
            self._made[key] = self._book.add_format(form)
        return self._made[key]

    def write(
        self, page: Any, row: int, place: int, value: Cell, *, unit: Unit | None = None, ground: str = ""
    ) -> None:
        """Put a value into a cell (写单元格): text as text, numbers as numbers, days as days; nothing as an empty cell.

        Args: unit: that of the column, in which quantities are written.
        """
        if not isinstance(value, str):
            value = _settled(value, unit)
        elif not value.isprintable() or len(value) > LONGEST:
            value = fitting(value)
        if value is None or value == "":
            page.write_blank(row, place, None, self.look("text", ground=ground))
        elif isinstance(value, str):
            name = "quoted" if value.startswith(FORMULA_STARTS) else "text"
            page.write_string(row, place, value, self.look(name, ground=ground))
        elif isinstance(value, date):
            name = "moment" if isinstance(value, datetime) else "day"
            moment = value.replace(tzinfo=None) if isinstance(value, datetime) else value
            page.write_datetime(row, place, moment, self.look(name, ground=ground))
        else:
            page.write_number(row, place, value, self.look("number", decimals=_decimals(value), ground=ground))


def _settled(value: Cell, unit: Unit | None) -> str | int | Decimal | date | datetime | None:
    """A value as a cell can hold it exactly; what a spreadsheet would round or forbid becomes text."""
    match value:
        case bool():
            return "是" if value else "否"
        case Quantity():
            return _amount(value, unit)
        case int() | Decimal():
            return value if _is_exact(Decimal(value)) else f"{value:f}" if isinstance(value, Decimal) else str(value)
        case date() if (value.date() if isinstance(value, datetime) else value) < _FIRST_DAY:
            return value.isoformat()
    return value


def _amount(quantity: Quantity, unit: Unit | None) -> Decimal | str:
    """The amount in the column's unit; with its own unit as text where that cannot be said exactly."""
    if unit is None:
        return str(quantity)
    try:
        amount = quantity.to(unit).amount
    except InexactConversion:
        return str(quantity)
    return amount if _is_exact(amount) else f"{amount:f}"


def _is_exact(number: Decimal) -> bool:
    """Whether a spreadsheet keeps every digit."""
    return len(number.as_tuple().digits) <= EXACT_DIGITS and abs(number.adjusted()) <= EXACT_DIGITS


def _decimals(number: int | Decimal) -> int:
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def fitting(text: str) -> str:
    """A text as a cell can hold it (适合单元格的文字): what XML forbids is gone; too long a one ends by saying so."""
    plain = _FORBIDDEN.sub("", text)
    return plain if len(plain) <= LONGEST else plain[: LONGEST - len(TOO_LONG)] + TOO_LONG


def headed(word: str, unit: Unit | None) -> str:
    """A heading with its unit (带单位的表头)."""
    return f"{word}（{unit.label}）" if unit is not None else word


def sheet_name(title: str) -> str:
    """A title as the name of a sheet (工作表名)."""
    return "".join(each for each in title if each not in "[]:*?/\\'" and each.isprintable())[:31] or "表"
